#include "api/wire/snapshot.h"

#include "api/wire/snapshot_people.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"
#include "scoring/base/text.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define TITLE        "kring snapshot"
#define FORMAT       1
#define RULE_COLUMNS "kind\tstudent\tmentor\trank"
#define PAIR_COLUMNS "student\tmentor"
#define LISTED_MAX   PROBLEM_ITEMS_MAX
#define PEOPLE_MAX   ((size_t)PROBLEM_STUDENTS_MAX + PROBLEM_MENTORS_MAX)

/* ---- writing */

static void add_head(const char *name, const char *value, struct text *text)
{
    text_addf(text, "%s\t%s\n", name, value);
}

static void add_digest(const char *name, const struct digest *digest, struct text *text)
{
    char hex[DIGEST_HEX_SIZE];
    digest_hex(digest, hex);
    add_head(name, hex, text);
}

static void add_weights(const struct weights *weights, struct text *text)
{
    text_add(text, "weights\t");
    for (size_t c = 0; c < CRITERION_COUNT; c++)
        text_addf(text, "%s%s=%" PRId32, c == 0 ? "" : ",", criterion_word((enum criterion_id)c),
                  weights->percent[c]);
    text_add_char(text, '\n');
}

static void add_heads(const struct snapshot *snapshot, struct text *text)
{
    char as_of[DATE_TEXT_SIZE];
    date_format(snapshot->as_of, as_of);
    text_addf(text, TITLE "\t%d\n", FORMAT);
    text_addf(text, "engine\t%" PRId32 "\n", snapshot->engine);
    add_digest("tables", &snapshot->tables, text);
    add_head("objective", objective_word(snapshot->objective), text);
    add_weights(&snapshot->weights, text);
    text_addf(text, "minimum_bp\t%" PRId32 "\n", snapshot->minimum_bp);
    add_head("as_of", as_of, text);
    text_addf(text, "seed\t%" PRId64 "\n", snapshot->seed);
    if (snapshot->has_from)
        add_digest("from", &snapshot->from, text);
}

static void add_rule(const struct round_rule *rule, struct text *text)
{
    text_addf(text, "%s\t", rule_word(rule->kind));
    snapshot_id_write(rule->student, text);
    text_add_char(text, '\t');
    if (rule->mentor != NULL)
        snapshot_id_write(rule->mentor, text);
    text_add_char(text, '\t');
    if (rule->rank > 0)
        text_add_int(text, rule->rank);
    text_add_char(text, '\n');
}

void snapshot_write(const struct taxonomies *taxonomies, const struct snapshot *snapshot,
                    struct text *text)
{
    add_heads(snapshot, text);
    text_addf(text, "people\t%zu\n", snapshot->people_count);
    snapshot_people_header(text);
    for (size_t i = 0; i < snapshot->people_count; i++)
        snapshot_person_write(taxonomies, &snapshot->people[i], text);
    text_addf(text, "rules\t%zu\n" RULE_COLUMNS "\n", snapshot->rules_count);
    for (size_t i = 0; i < snapshot->rules_count; i++)
        add_rule(&snapshot->rules[i], text);
    text_addf(text, "announced\t%zu\n" PAIR_COLUMNS "\n", snapshot->announced_count);
    for (size_t i = 0; i < snapshot->announced_count; i++) {
        snapshot_id_write(snapshot->announced[i].student, text);
        text_add_char(text, '\t');
        snapshot_id_write(snapshot->announced[i].mentor, text);
        text_add_char(text, '\n');
    }
}

/* ---- reading */

struct reader {
    const struct taxonomies *taxonomies;
    struct arena *arena;
    struct faults *faults;
    char *rest; /* what has not been read; NULL at the end */
    size_t line;
    struct snapshot *snapshot;
};

static enum status refuse(struct reader *reader, const char *where, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static enum status refuse(struct reader *reader, const char *where, const char *format, ...)
{
    char detail[256];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(detail, sizeof detail, format, arguments);
    va_end(arguments);
    return fault_add(reader->faults, reader->line, where, "bad_line", "%s", detail);
}

/* The next line, "" at the end. */
static char *next_line(struct reader *reader)
{
    static char end[1];
    char *line = snapshot_cut(&reader->rest, '\n');
    reader->line++;
    return line == NULL ? end : line;
}

/* The value of a line "name TAB value"; NULL and told when that is not what stands there. */
static char *next_value(struct reader *reader, const char *name)
{
    char *line = next_line(reader), *rest = line;
    const char *first = snapshot_cut(&rest, '\t');
    if (rest != NULL && strcmp(first, name) == 0)
        return rest;
    (void)refuse(reader, name, "the line must begin with \"%s\" and a tab", name);
    return NULL;
}

static enum status next_int(struct reader *reader, const char *name, int64_t min, int64_t max,
                            int64_t *ret_value)
{
    const char *value = next_value(reader, name);
    if (value == NULL)
        return STATUS_INVALID;
    if (text_to_int(value, strlen(value), min, max, ret_value) != STATUS_OK)
        return refuse(reader, name, "must be a number within %" PRId64 " and %" PRId64, min, max);
    return STATUS_OK;
}

static int hex_digit(char c)
{
    static const char digits[] = "0123456789abcdef";
    const char *found = c == '\0' ? NULL : strchr(digits, c);
    return found == NULL ? -1 : (int)(found - digits);
}

static enum status read_digest(struct reader *reader, const char *name, const char *value,
                               struct digest *ret_digest)
{
    bool good = strlen(value) == DIGEST_HEX_SIZE - 1;
    for (size_t i = 0; good && i < DIGEST_SIZE; i++) {
        int high = hex_digit(value[2 * i]), low = hex_digit(value[2 * i + 1]);
        good = high >= 0 && low >= 0;
        ret_digest->bytes[i] = (uint8_t)(high * 16 + low);
    }
    return good ? STATUS_OK : refuse(reader, name, "must be 64 hexadecimal digits");
}

static enum status read_weights(struct reader *reader)
{
    const char *value = next_value(reader, "weights");
    if (value == NULL)
        return STATUS_INVALID;
    return weights_parse(value, "weights", reader->faults, &reader->snapshot->weights);
}

static enum status read_objective(struct reader *reader)
{
    const char *value = next_value(reader, "objective");
    if (value == NULL)
        return STATUS_INVALID;
    int32_t objective = shape_word_index(objective_words, value, strlen(value));
    if (objective < 0)
        return refuse(reader, "objective", "there is no objective \"%.40s\"", value);
    reader->snapshot->objective = (enum objective)objective;
    return STATUS_OK;
}

static enum status read_as_of(struct reader *reader)
{
    const char *value = next_value(reader, "as_of");
    if (value == NULL)
        return STATUS_INVALID;
    if (date_parse(value, strlen(value), &reader->snapshot->as_of) != STATUS_OK)
        return refuse(reader, "as_of", "must be YYYY-MM-DD");
    return STATUS_OK;
}

static enum status read_tables(struct reader *reader)
{
    const char *value = next_value(reader, "tables");
    return value == NULL ? STATUS_INVALID
                         : read_digest(reader, "tables", value, &reader->snapshot->tables);
}

/* There only when the run was made from another. */
static enum status read_from(struct reader *reader)
{
    struct snapshot *snapshot = reader->snapshot;
    if (reader->rest == NULL || strncmp(reader->rest, "from\t", 5) != 0)
        return STATUS_OK;
    const char *value = next_value(reader, "from");
    snapshot->has_from = true;
    return value == NULL ? STATUS_INVALID : read_digest(reader, "from", value, &snapshot->from);
}

static enum status read_heads(struct reader *reader)
{
    struct snapshot *snapshot = reader->snapshot;
    int64_t format = 0, engine = 0, minimum = 0;
    enum status status = next_int(reader, TITLE, FORMAT, FORMAT, &format);
    if (status == STATUS_OK)
        status = next_int(reader, "engine", 1, INT32_MAX, &engine);
    if (status == STATUS_OK)
        status = read_tables(reader);
    if (status == STATUS_OK)
        status = read_objective(reader);
    if (status == STATUS_OK)
        status = read_weights(reader);
    if (status == STATUS_OK)
        status = next_int(reader, "minimum_bp", 0, SCORE_BP_MAX, &minimum);
    if (status == STATUS_OK)
        status = read_as_of(reader);
    if (status == STATUS_OK)
        status = next_int(reader, "seed", 0, INT64_MAX, &snapshot->seed);
    snapshot->engine = (int32_t)engine;
    snapshot->minimum_bp = (int32_t)minimum;
    return status == STATUS_OK ? read_from(reader) : status;
}

/* "name TAB count" and the line of columns, which must be header; room for so many items, and not
 * for more than there are bytes left. */
static enum status begin_table(struct reader *reader, const char *name, const char *header,
                               size_t max, size_t item_size, void **ret_items, size_t *ret_count)
{
    int64_t count = 0;
    enum status status = next_int(reader, name, 0, (int64_t)max, &count);
    if (status != STATUS_OK)
        return status;
    if (strcmp(next_line(reader), header) != 0)
        return refuse(reader, name, "the columns must be those of this version");
    if (reader->rest == NULL || strlen(reader->rest) < (size_t)count)
        return refuse(reader, name, "the file ends too early");
    *ret_items = arena_array(reader->arena, (size_t)count + 1, item_size);
    *ret_count = (size_t)count;
    return *ret_items == NULL ? STATUS_MEMORY : STATUS_OK;
}

static enum status read_person(struct reader *reader, struct person *person,
                               const struct person *before)
{
    const char *column = "";
    enum status status =
        snapshot_person_read(reader->taxonomies, next_line(reader), reader->arena, &column, person);
    if (status == STATUS_INVALID)
        return refuse(reader, column, "the cell is missing, or no value of the column");
    if (status == STATUS_OK && before != NULL &&
        strcmp(before->external_id, person->external_id) >= 0)
        return refuse(reader, "external_id", "the ids must rise");
    return status;
}

static enum status read_people(struct reader *reader)
{
    struct text header = {0};
    void *items = NULL;
    size_t count = 0;
    snapshot_people_header(&header);
    enum status status = text_status(&header);
    if (status == STATUS_OK) {
        header.bytes[header.size - 1] = '\0';
        status = begin_table(reader, "people", header.bytes, PEOPLE_MAX, sizeof(struct person),
                             &items, &count);
    }
    text_free(&header);
    struct person *people = items;
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = read_person(reader, &people[i], i == 0 ? NULL : &people[i - 1]);
    reader->snapshot->people = people;
    reader->snapshot->people_count = count;
    return status;
}

static int32_t rule_index(const char *word)
{
    int32_t kind = 0;
    while (kind < RULE_COUNT && strcmp(rule_word((enum rule)kind), word) != 0)
        kind++;
    return kind;
}

static enum status read_rule(struct reader *reader, struct round_rule *rule)
{
    char *rest = next_line(reader);
    char *kind = snapshot_cut(&rest, '\t'), *student = snapshot_cut(&rest, '\t');
    char *mentor = snapshot_cut(&rest, '\t'), *rank = snapshot_cut(&rest, '\t');
    int64_t number = 0;
    if (rank == NULL || rest != NULL)
        return refuse(reader, "rules", "the line must have four cells");
    int32_t index = rule_index(kind);
    bool first = index == RULE_FIRST, wish = index == RULE_WISH;
    if (index == RULE_COUNT || index == RULE_PRIORITY)
        return refuse(reader, "kind", "there is no rule \"%.40s\"", kind);
    if (!snapshot_id_read(student) || (first ? mentor[0] != '\0' : !snapshot_id_read(mentor)))
        return refuse(reader, "rules", "an id is missing or not one");
    if (wish ? text_to_int(rank, strlen(rank), 1, INT32_MAX, &number) != STATUS_OK
             : rank[0] != '\0')
        return refuse(reader, "rank", "a wish has a rank from 1, no other rule has one");
    *rule = (struct round_rule){(enum rule)index, student, first ? NULL : mentor, (int32_t)number};
    return STATUS_OK;
}

static enum status read_rules(struct reader *reader)
{
    void *items = NULL;
    size_t count = 0;
    enum status status = begin_table(reader, "rules", RULE_COLUMNS, LISTED_MAX,
                                     sizeof(struct round_rule), &items, &count);
    struct round_rule *rules = items;
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = read_rule(reader, &rules[i]);
    reader->snapshot->rules = rules;
    reader->snapshot->rules_count = count;
    return status;
}

static enum status read_pair(struct reader *reader, struct round_pair *pair,
                             const struct round_pair *before)
{
    char *rest = next_line(reader);
    char *student = snapshot_cut(&rest, '\t'), *mentor = snapshot_cut(&rest, '\t');
    if (mentor == NULL || rest != NULL || !snapshot_id_read(student) || !snapshot_id_read(mentor))
        return refuse(reader, "announced", "the line must be two ids");
    if (before != NULL && strcmp(before->student, student) >= 0)
        return refuse(reader, "announced", "the students must rise");
    *pair = (struct round_pair){student, mentor};
    return STATUS_OK;
}

static enum status read_announced(struct reader *reader)
{
    void *items = NULL;
    size_t count = 0;
    enum status status = begin_table(reader, "announced", PAIR_COLUMNS, LISTED_MAX,
                                     sizeof(struct round_pair), &items, &count);
    struct round_pair *pairs = items;
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = read_pair(reader, &pairs[i], i == 0 ? NULL : &pairs[i - 1]);
    reader->snapshot->announced = pairs;
    reader->snapshot->announced_count = count;
    return status;
}

/* What was read must be written as it stands: one snapshot, one text. */
static enum status check_canonical(struct reader *reader, const char *bytes, size_t size)
{
    struct text text = {0};
    size_t at = 0;
    snapshot_write(reader->taxonomies, reader->snapshot, &text);
    enum status status = text_status(&text);
    if (status == STATUS_OK && (text.size != size || memcmp(text.bytes, bytes, size) != 0)) {
        reader->line = 1;
        for (; at < size && at < text.size && bytes[at] == text.bytes[at]; at++)
            reader->line += bytes[at] == '\n';
        status = refuse(reader, "", "the line is not as this version of Kring writes it");
    }
    text_free(&text);
    return status;
}

static enum status open_reader(struct reader *reader, const char *bytes, size_t size)
{
    if (size > SNAPSHOT_SIZE_MAX) {
        (void)fault_add(reader->faults, 0, "", "too_large", "the snapshot has more than %zu bytes",
                        SNAPSHOT_SIZE_MAX);
        return STATUS_TOO_LARGE;
    }
    if (size == 0 || memchr(bytes, '\0', size) != NULL || text_utf8_fault(bytes, size) < size) {
        (void)fault_add(reader->faults, 0, "", "syntax", "this is no snapshot");
        return STATUS_SYNTAX;
    }
    reader->rest = arena_copy(reader->arena, bytes, size);
    return reader->rest == NULL ? STATUS_MEMORY : STATUS_OK;
}

enum status snapshot_read(const struct taxonomies *taxonomies, const char *bytes, size_t size,
                          struct arena *arena, struct faults *faults,
                          struct snapshot **ret_snapshot)
{
    struct reader reader = {.taxonomies = taxonomies, .arena = arena, .faults = faults};
    reader.snapshot = arena_alloc(arena, sizeof *reader.snapshot);
    enum status status =
        reader.snapshot == NULL ? STATUS_MEMORY : open_reader(&reader, bytes, size);
    if (status == STATUS_OK)
        status = read_heads(&reader);
    if (status == STATUS_OK)
        status = read_people(&reader);
    if (status == STATUS_OK)
        status = read_rules(&reader);
    if (status == STATUS_OK)
        status = read_announced(&reader);
    if (status == STATUS_OK)
        status = check_canonical(&reader, bytes, size);
    if (status == STATUS_OK)
        *ret_snapshot = reader.snapshot;
    return status;
}

enum status snapshot_read_head(const char *bytes, size_t size, struct arena *arena,
                               struct faults *faults, struct snapshot *ret_snapshot)
{
    struct snapshot snapshot = {0};
    struct reader reader = {.arena = arena, .faults = faults, .snapshot = &snapshot};
    enum status status = open_reader(&reader, bytes, size);
    if (status == STATUS_OK)
        status = read_heads(&reader);
    if (status == STATUS_OK)
        *ret_snapshot = snapshot;
    return status;
}
