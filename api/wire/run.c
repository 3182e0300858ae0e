#include "api/wire/run.h"

#include "api/wire/run_inner.h"
#include "api/wire/snapshot.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"

#include <string.h>

static const char *const file_names[] = {
#define RUN_FILE_NAME(name, file) file,
    RUN_FILES(RUN_FILE_NAME)
#undef RUN_FILE_NAME
};

const char *run_file_name(enum run_file file)
{
    return file_names[file];
}

void run_free(struct run *run)
{
    if (run != NULL)
        round_free(run->round);
}

/* ---- names */

static enum status name_people(const struct round *round, struct arena *arena,
                               struct result_names *ret_names)
{
    const struct problem *problem = round_problem(round);
    const char **students = arena_array(arena, problem->student_count + (size_t)1, sizeof(char *));
    const char **mentors = arena_array(arena, problem->mentor_count + (size_t)1, sizeof(char *));
    if (students == NULL || mentors == NULL)
        return STATUS_MEMORY;
    for (uint32_t i = 0; i < problem->student_count; i++)
        students[i] = round_student(round, i)->external_id;
    for (uint32_t j = 0; j < problem->mentor_count; j++)
        mentors[j] = round_mentor(round, j)->external_id;
    *ret_names =
        (struct result_names){students, mentors, problem->student_count, problem->mentor_count};
    return STATUS_OK;
}

/* ---- files */

/* Keeps what was written in the arena; the text is empty again. */
static enum status keep_file(struct composing *composing, struct run_bytes *ret_file)
{
    char *bytes = NULL;
    enum status status = text_status(composing->text);
    if (status == STATUS_OK) {
        bytes = arena_copy(composing->arena, composing->text->bytes, composing->text->size);
        status = bytes == NULL ? STATUS_MEMORY : STATUS_OK;
    }
    if (status == STATUS_OK)
        *ret_file = (struct run_bytes){bytes, composing->text->size};
    text_clear(composing->text);
    return status;
}

static enum status list_files(struct composing *composing, const struct run_bytes *files)
{
    struct run_digest *digests = arena_array(composing->arena, RUN_FILE_RESULT, sizeof *digests);
    if (digests == NULL)
        return STATUS_MEMORY;
    for (size_t f = 0; f < RUN_FILE_RESULT; f++) {
        struct digest digest = digest_of(files[f].bytes, files[f].size);
        char hex[DIGEST_HEX_SIZE];
        digest_hex(&digest, hex);
        digests[f] = (struct run_digest){file_names[f], arena_strdup(composing->arena, hex)};
        if (digests[f].digest == NULL)
            return STATUS_MEMORY;
    }
    composing->extra.files = digests;
    composing->extra.files_count = RUN_FILE_RESULT;
    return STATUS_OK;
}

static enum status write_result(struct composing *composing)
{
    const struct result_extra extra = {&run_extra_shape, &composing->extra};
    result_write(composing->result, composing->names, &extra, composing->text);
    return text_status(composing->text);
}

/* All files but the snapshot, which is there. */
static enum status write_files(struct composing *composing, struct run_bytes *files)
{
    static enum status (*const writers[RUN_FILE_COUNT])(struct composing *) = {
        [RUN_FILE_PAIRS] = run_pairs_write,
        [RUN_FILE_UNMATCHED] = run_unmatched_write,
        [RUN_FILE_SHORTAGES] = run_shortages_write,
        [RUN_FILE_RESULT] = write_result,
    };
    enum status status = run_ask(composing);
    if (status == STATUS_OK)
        status = run_figures(composing);
    for (size_t f = RUN_FILE_PAIRS; f < RUN_FILE_COUNT && status == STATUS_OK; f++) {
        if (f == RUN_FILE_RESULT)
            status = list_files(composing, files);
        if (status == STATUS_OK)
            status = writers[f](composing);
        if (status == STATUS_OK)
            status = keep_file(composing, &files[f]);
    }
    return status;
}

/* All files of a run into files, of which the snapshot is there; and what they tell. */
static enum status compose(const struct run *run, size_t workers, const struct watch *watch,
                           struct arena *arena, struct run_bytes *files,
                           struct unmatched *ret_unmatched, struct shortages *ret_shortages)
{
    struct text text = {0};
    struct composing composing = {.round = run->round,
                                  .result = &run->result,
                                  .names = &run->names,
                                  .workers = workers,
                                  .watch = watch,
                                  .arena = arena,
                                  .text = &text};
    enum status status = arena_new(0, &composing.scratch);
    if (status == STATUS_OK)
        status = write_files(&composing, files);
    arena_free(composing.scratch);
    text_free(&text);
    *ret_unmatched = composing.unmatched;
    *ret_shortages = composing.shortages;
    return status;
}

/* ---- the parts of a run */

/* The snapshot as bytes, and what these say: the run knows nothing else. */
static enum status freeze(const struct scorer *scorer, const struct snapshot *snapshot,
                          struct arena *arena, struct faults *faults, struct run *run)
{
    struct text text = {0};
    struct snapshot *read = NULL;
    struct run_bytes *file = &run->files[RUN_FILE_SNAPSHOT];
    snapshot_write(scorer->taxonomies, snapshot, &text);
    enum status status = text_status(&text);
    if (status == STATUS_OK) {
        *file = (struct run_bytes){arena_copy(arena, text.bytes, text.size), text.size};
        status = file->bytes == NULL ? STATUS_MEMORY : STATUS_OK;
    }
    text_free(&text);
    if (status == STATUS_OK)
        status = snapshot_read(scorer->taxonomies, file->bytes, file->size, arena, faults, &read);
    run->snapshot = read;
    return status;
}

static enum status open_round(const struct scorer *scorer, size_t workers, struct arena *arena,
                              struct faults *faults, struct run *run)
{
    const struct run_bytes *file = &run->files[RUN_FILE_SNAPSHOT];
    enum status status = round_new(scorer, run->snapshot, digest_of(file->bytes, file->size),
                                   workers, faults, &run->round);
    return status == STATUS_OK ? name_people(run->round, arena, &run->names) : status;
}

static enum status solve_round(size_t workers, const struct watch *watch, struct arena *arena,
                               struct faults *faults, struct run *run)
{
    const struct solving solving = {.problem = round_problem(run->round),
                                    .objective = run->snapshot->objective,
                                    .workers = workers,
                                    .watch = watch};
    return solve(&solving, arena, faults, &run->result);
}

/* ---- reading */

static bool equal_digests(const struct digest *a, const struct digest *b)
{
    return memcmp(a->bytes, b->bytes, DIGEST_SIZE) == 0;
}

/* CONFLICT when this Kring cannot make the run again. */
static enum status check_maker(const struct scorer *scorer, const struct run_bytes *file,
                               struct arena *arena, struct faults *faults)
{
    struct snapshot head;
    enum status status = snapshot_read_head(file->bytes, file->size, arena, faults, &head);
    if (status != STATUS_OK)
        return status;
    struct digest tables = round_tables(scorer);
    if (head.engine != ENGINE_VERSION)
        (void)fault_add(faults, 0, "engine", "other_engine",
                        "the run was made by engine %d; this Kring has engine %d", (int)head.engine,
                        ENGINE_VERSION);
    if (!equal_digests(&head.tables, &tables)) {
        char theirs[DIGEST_HEX_SIZE], ours[DIGEST_HEX_SIZE];
        digest_hex(&head.tables, theirs);
        digest_hex(&tables, ours);
        (void)fault_add(faults, 0, "tables", "other_tables",
                        "the run was made with the tables %.16s…; the seeds here are "
                        "%.16s…",
                        theirs, ours);
    }
    return head.engine == ENGINE_VERSION && equal_digests(&head.tables, &tables) ? STATUS_OK
                                                                                 : STATUS_CONFLICT;
}

static enum status check_digests(const struct run *run, const struct run_extra *extra,
                                 struct faults *faults)
{
    enum status status = STATUS_OK;
    for (size_t f = 0; f < RUN_FILE_RESULT; f++) {
        struct digest digest = digest_of(run->files[f].bytes, run->files[f].size);
        char hex[DIGEST_HEX_SIZE];
        digest_hex(&digest, hex);
        bool listed = f < extra->files_count && strcmp(extra->files[f].name, file_names[f]) == 0;
        if (!listed || strcmp(extra->files[f].digest, hex) != 0)
            status = fault_add(faults, 0, file_names[f], "changed",
                               "the file is not the one that run.json names");
    }
    return status;
}

/* Another snapshot's run.json can only be misread: told before anything else is. */
static enum status check_hash(const struct run *run, struct faults *faults)
{
    const struct run_bytes *file = &run->files[RUN_FILE_RESULT];
    char hex[DIGEST_HEX_SIZE];
    digest_hex(&round_problem(run->round)->hash, hex);
    if (memmem(file->bytes, file->size, hex, sizeof hex - 1) != NULL)
        return STATUS_OK;
    return fault_add(faults, 0, file_names[RUN_FILE_RESULT], "other_problem",
                     "it was not made from the snapshot.tsv in the folder");
}

/* Says of faults from the first on which file they are in. */
static void name_file(struct faults *faults, size_t first, enum run_file file)
{
    for (size_t i = first; i < faults->count; i++) {
        struct fault *fault = &faults->items[i];
        const char *between = fault->where[0] == '\0' ? "" : ": ";
        const char *where =
            fault->line == 0
                ? arena_printf(faults->arena, "%s%s%s", file_names[file], between, fault->where)
                : arena_printf(faults->arena, "%s:%zu%s%s", file_names[file], fault->line, between,
                               fault->where);
        if (where == NULL)
            continue;
        fault->where = where;
        fault->line = 0;
    }
}

/* What run.json says of the snapshot must be so. */
static enum status check_belonging(const struct run *run, struct faults *faults)
{
    const struct problem *problem = round_problem(run->round);
    if (!equal_digests(&run->result.problem, &problem->hash))
        return fault_add(faults, 0, "/problem", "other_problem",
                         "run.json is of another snapshot than the one in the folder");
    if (run->result.objective != run->snapshot->objective)
        return fault_add(
            faults, 0, "/objective", "other_objective", "run.json says \"%s\", the snapshot \"%s\"",
            objective_word(run->result.objective), objective_word(run->snapshot->objective));
    return STATUS_OK;
}

static enum status read_result(struct arena *arena, struct faults *faults, struct run *run)
{
    const struct run_bytes *file = &run->files[RUN_FILE_RESULT];
    struct run_extra members = {0};
    const struct result_extra extra = {&run_extra_shape, &members};
    enum status status = check_hash(run, faults);
    size_t told = faults->count;
    if (status == STATUS_OK)
        status =
            result_read(file->bytes, file->size, &run->names, arena, faults, &extra, &run->result);
    if (status == STATUS_OK)
        status = check_belonging(run, faults);
    name_file(faults, told, RUN_FILE_RESULT);
    return status == STATUS_OK ? check_digests(run, &members, faults) : status;
}

static enum status read_snapshot(const struct scorer *scorer, struct arena *arena,
                                 struct faults *faults, struct run *run)
{
    const struct run_bytes *file = &run->files[RUN_FILE_SNAPSHOT];
    struct snapshot *snapshot = NULL;
    size_t told = faults->count;
    enum status status = check_maker(scorer, file, arena, faults);
    if (status == STATUS_OK)
        status =
            snapshot_read(scorer->taxonomies, file->bytes, file->size, arena, faults, &snapshot);
    name_file(faults, told, RUN_FILE_SNAPSHOT);
    run->snapshot = snapshot;
    return status;
}

/* ---- making */

/* Opens, solves and writes the run whose snapshot has been read. */
static enum status finish(const struct scorer *scorer, size_t workers, const struct watch *watch,
                          struct arena *arena, struct faults *faults, struct run *run)
{
    enum status status = open_round(scorer, workers, arena, faults, run);
    if (status == STATUS_OK)
        status = solve_round(workers, watch, arena, faults, run);
    if (status == STATUS_OK)
        status = compose(run, workers, watch, arena, run->files, &run->unmatched, &run->shortages);
    return status;
}

static enum status give(struct run *run, enum status status, struct run **ret_run)
{
    if (status == STATUS_OK)
        *ret_run = run;
    else
        run_free(run);
    return status;
}

enum status run_make(const struct scorer *scorer, const struct snapshot *snapshot, size_t workers,
                     const struct watch *watch, struct arena *arena, struct faults *faults,
                     struct run **ret_run)
{
    struct run *run = arena_alloc(arena, sizeof *run);
    if (run == NULL)
        return STATUS_MEMORY;
    enum status status = freeze(scorer, snapshot, arena, faults, run);
    if (status == STATUS_OK)
        status = finish(scorer, workers, watch, arena, faults, run);
    return give(run, status, ret_run);
}

enum status run_replay(const struct scorer *scorer, const struct run_bytes *snapshot,
                       size_t workers, const struct watch *watch, struct arena *arena,
                       struct faults *faults, struct run **ret_run)
{
    struct run *run = arena_alloc(arena, sizeof *run);
    if (run == NULL)
        return STATUS_MEMORY;
    run->files[RUN_FILE_SNAPSHOT] = *snapshot;
    enum status status = read_snapshot(scorer, arena, faults, run);
    if (status == STATUS_OK)
        status = finish(scorer, workers, watch, arena, faults, run);
    return give(run, status, ret_run);
}

enum status run_read(const struct scorer *scorer, const struct run_bytes files[RUN_FILE_COUNT],
                     size_t workers, struct arena *arena, struct faults *faults,
                     struct run **ret_run)
{
    struct run *run = arena_alloc(arena, sizeof *run);
    if (run == NULL)
        return STATUS_MEMORY;
    memcpy(run->files, files, sizeof run->files);
    enum status status = read_snapshot(scorer, arena, faults, run);
    if (status == STATUS_OK)
        status = open_round(scorer, workers, arena, faults, run);
    if (status == STATUS_OK)
        status = read_result(arena, faults, run);
    return give(run, status, ret_run);
}
