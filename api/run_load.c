#include "api/run_load.h"

#include "api/store/store_run_file.h"
#include "api/wire/run.h"
#include "scoring/base/arena.h"
#include "scoring/base/text.h"

static enum status read_file(struct store *store, const char *id, enum run_file file,
                             struct arena *arena, struct run_bytes *ret_file)
{
    struct text text = {0};
    enum status status = store_run_file(store, id, run_file_name(file), &text);
    if (status == STATUS_OK) {
        *ret_file = (struct run_bytes){arena_copy(arena, text.bytes, text.size), text.size};
        status = ret_file->bytes == NULL ? STATUS_MEMORY : STATUS_OK;
    }
    text_free(&text);
    return status == STATUS_NOT_FOUND ? STATUS_BROKEN : status;
}

enum status run_load(struct store *store, const struct scorer *scorer, const char *id,
                     size_t workers, struct arena *arena, struct faults *faults,
                     struct run **ret_run)
{
    struct run_bytes files[RUN_FILE_COUNT];
    enum status status = STATUS_OK;
    for (enum run_file file = 0; file < RUN_FILE_COUNT && status == STATUS_OK; file++)
        status = read_file(store, id, file, arena, &files[file]);
    if (status == STATUS_OK)
        status = run_read(scorer, files, workers, arena, faults, ret_run);
    return status == STATUS_INVALID || status == STATUS_SYNTAX ? STATUS_BROKEN : status;
}
