#include "api/files/files_run.h"

#include "api/files/files_read.h"
#include "api/wire/snapshot.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char *path_in(const char *folder, enum run_file file, struct arena *arena)
{
    return arena_printf(arena, "%s/%s", folder, run_file_name(file));
}

static enum status read_file(const char *folder, enum run_file file, struct arena *arena,
                             struct faults *faults, struct run_bytes *ret_file)
{
    char *bytes = NULL;
    size_t size = 0;
    const char *path = path_in(folder, file, arena);
    if (path == NULL)
        return STATUS_MEMORY;
    enum status status = files_read(path, SNAPSHOT_SIZE_MAX, faults, &bytes, &size);
    if (status != STATUS_OK)
        return status;
    const char *copy = arena_copy(arena, bytes, size);
    free(bytes);
    if (copy == NULL)
        return STATUS_MEMORY;
    *ret_file = (struct run_bytes){copy, size};
    return STATUS_OK;
}

enum status files_run_read(const char *folder, struct arena *arena, struct faults *faults,
                           struct run_bytes ret_files[RUN_FILE_COUNT])
{
    struct run_bytes files[RUN_FILE_COUNT];
    for (enum run_file file = 0; file < RUN_FILE_COUNT; file++) {
        enum status status = read_file(folder, file, arena, faults, &files[file]);
        if (status != STATUS_OK)
            return status;
    }
    memcpy(ret_files, files, sizeof files);
    return STATUS_OK;
}

static bool holds_anything(DIR *directory)
{
    const struct dirent *entry = NULL;
    while ((entry = readdir(directory)) != NULL)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            return true;
    return false;
}

enum status files_run_vacant(const char *folder, struct faults *faults)
{
    DIR *directory = opendir(folder);
    if (directory == NULL && errno == ENOENT)
        return STATUS_OK;
    if (directory == NULL) {
        bool is_file = errno == ENOTDIR;
        (void)fault_add(faults, 0, folder, is_file ? "not_vacant" : "io",
                        "cannot be used as a folder: %s", strerror(errno));
        return is_file ? STATUS_CONFLICT : STATUS_IO;
    }
    bool holds = holds_anything(directory);
    closedir(directory);
    if (!holds)
        return STATUS_OK;
    (void)fault_add(faults, 0, folder, "not_vacant",
                    "the folder holds something already, and nothing is written over; name "
                    "another one");
    return STATUS_CONFLICT;
}

static enum status make_folder(const char *folder, struct faults *faults)
{
    if (mkdir(folder, 0777) == 0 || errno == EEXIST)
        return STATUS_OK;
    (void)fault_add(faults, 0, folder, "io", "the folder cannot be made: %s", strerror(errno));
    return STATUS_IO;
}

enum status files_run_write(const char *folder, const struct run_bytes files[RUN_FILE_COUNT],
                            struct faults *faults)
{
    struct arena *arena = NULL;
    enum status status = files_run_vacant(folder, faults);
    if (status == STATUS_OK)
        status = make_folder(folder, faults);
    if (status == STATUS_OK)
        status = arena_new(0, &arena);
    for (enum run_file file = 0; file < RUN_FILE_COUNT && status == STATUS_OK; file++) {
        const char *path = path_in(folder, file, arena);
        status = path == NULL ? STATUS_MEMORY
                              : files_write(path, files[file].bytes, files[file].size, faults);
    }
    arena_free(arena);
    return status;
}
