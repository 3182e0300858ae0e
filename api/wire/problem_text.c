#include "api/wire/problem_text.h"

#include "api/wire/problem_lines.h"
#include "matcher/problem_builder.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"
#include "scoring/base/text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* After so many faults in a list its rest is passed over. */
#define LIST_FAULTS_MAX ((size_t)20)
#define NUMBER_HELD_MAX ((uint64_t)1 << 40) /* greater numbers are held as this: out of range */

struct range {
    uint32_t min, max;
};

/* One side's lists as they are read. */
struct side {
    uint32_t *said; /* element i: the line of the list of owner i, 0: none yet */
    uint32_t *seen; /* element j: the line on which j was last named */
};

struct reader {
    struct faults *faults;
    struct problem_builder *builder; /* NULL until a good p line */
    struct range ranges[NUMBER_KINDS];
    size_t head_line; /* of the p line; 0: none yet */
    bool head_missed; /* told so */
    uint64_t edges_said, edges;
    size_t minimum_line;
    uint32_t *seats_said; /* element j: the line of mentor j's seats */
    struct side students, mentors;
    uint32_t *list; /* room for the longest list */
};

/* A line while it is read; at moves. */
struct cursor {
    const char *at, *end;
    size_t line;
    const struct problem_line *form;
};

static inline bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static inline void skip_blanks(struct cursor *cursor)
{
    while (cursor->at < cursor->end && is_blank(*cursor->at))
        cursor->at++;
}

static struct problem_token take_token(struct cursor *cursor)
{
    skip_blanks(cursor);
    const char *start = cursor->at;
    while (cursor->at < cursor->end && !is_blank(*cursor->at))
        cursor->at++;
    return (struct problem_token){start, (size_t)(cursor->at - start)};
}

/* The digits at the cursor, which must end in a blank or with the line; false otherwise. */
static inline bool take_digits(struct cursor *cursor, uint64_t *ret_value)
{
    const char *start = cursor->at;
    uint64_t value = 0;
    unsigned digit = 0;
    while (cursor->at < cursor->end && (digit = (unsigned)*cursor->at - (unsigned)'0') <= 9) {
        value = value * 10 + digit;
        value = value > NUMBER_HELD_MAX ? NUMBER_HELD_MAX : value;
        cursor->at++;
    }
    *ret_value = value;
    return cursor->at > start && (cursor->at == cursor->end || is_blank(*cursor->at));
}

/* The next number of the line, which there must be; tells what is wrong with it. */
static bool take_number(struct reader *reader, struct cursor *cursor, enum problem_number number,
                        uint32_t *ret_value)
{
    skip_blanks(cursor);
    struct cursor start = *cursor;
    uint64_t value = 0;
    if (!take_digits(cursor, &value)) {
        *cursor = start;
        problem_tell_number(reader->faults, cursor->line, cursor->form, take_token(cursor));
        return false;
    }
    const struct range range = reader->ranges[number];
    if (value < range.min || value > range.max) {
        problem_tell_range(reader->faults, cursor->line, cursor->form, number, take_token(&start),
                           range.min, range.max);
        return false;
    }
    *ret_value = (uint32_t)value;
    return true;
}

static inline bool at_end(struct cursor *cursor)
{
    skip_blanks(cursor);
    return cursor->at == cursor->end;
}

/* The numbers that every line of the form has; all of them are looked at. */
static bool take_numbers(struct reader *reader, struct cursor *cursor,
                         uint32_t ret_numbers[LINE_NUMBERS_MAX])
{
    bool good = true;
    for (size_t i = 0; i < cursor->form->count; i++) {
        if (at_end(cursor)) {
            if (good)
                problem_tell_form(reader->faults, cursor->line, cursor->form);
            return false;
        }
        good &= take_number(reader, cursor, cursor->form->numbers[i], &ret_numbers[i]);
    }
    return good;
}

static bool take_line_end(struct reader *reader, struct cursor *cursor)
{
    if (at_end(cursor))
        return true;
    problem_tell_form(reader->faults, cursor->line, cursor->form);
    return false;
}

/* ---- p: how many there are */

static enum status make_builder(struct reader *reader, uint32_t students, uint32_t mentors)
{
    reader->ranges[NUMBER_STUDENT].max = students;
    reader->ranges[NUMBER_MENTOR].max = mentors;
    return problem_builder_new(students, mentors, &reader->builder);
}

static enum status read_head(struct reader *reader, struct cursor *cursor)
{
    uint32_t numbers[LINE_NUMBERS_MAX] = {0};
    if (reader->head_line > 0) {
        (void)fault_add(reader->faults, cursor->line, "p", "duplicate",
                        "a p line stands on line %zu already", reader->head_line);
        return STATUS_OK;
    }
    reader->head_line = cursor->line;
    struct problem_token word = take_token(cursor);
    if (word.size == 0) {
        problem_tell_form(reader->faults, cursor->line, cursor->form);
        return STATUS_OK;
    }
    if (word.size != 5 || memcmp(word.bytes, "kring", 5) != 0) {
        problem_tell_word(reader->faults, cursor->line, word);
        return STATUS_OK;
    }
    if (!take_numbers(reader, cursor, numbers) || !take_line_end(reader, cursor))
        return STATUS_OK;
    reader->edges_said = numbers[2];
    return make_builder(reader, numbers[0], numbers[1]);
}

/* ---- lines about one or two */

/* An array of count line numbers, made when it is first needed. */
static enum status lines_start(uint32_t **lines, uint32_t count)
{
    if (*lines == NULL)
        *lines = calloc((size_t)count + 1, sizeof **lines);
    return *lines == NULL ? STATUS_MEMORY : STATUS_OK;
}

static enum status read_seats(struct reader *reader, const struct cursor *cursor, uint32_t mentor,
                              uint32_t seats)
{
    if (lines_start(&reader->seats_said, reader->ranges[NUMBER_MENTOR].max) != STATUS_OK)
        return STATUS_MEMORY;
    uint32_t *said = &reader->seats_said[mentor - 1];
    enum status status = problem_add_seats(reader->builder, mentor - 1, seats);
    if (status == STATUS_CONFLICT) {
        (void)fault_add(reader->faults, cursor->line, "m", "conflict",
                        "mentor %" PRIu32 " has another number of seats on line %" PRIu32, mentor,
                        *said);
        return STATUS_OK;
    }
    *said = *said == 0 ? (uint32_t)cursor->line : *said;
    return status;
}

static enum status read_minimum(struct reader *reader, const struct cursor *cursor,
                                uint32_t minimum_bp)
{
    enum status status = problem_add_minimum(reader->builder, (int32_t)minimum_bp);
    if (status == STATUS_CONFLICT) {
        (void)fault_add(reader->faults, cursor->line, "g", "conflict",
                        "another minimum stands on line %zu", reader->minimum_line);
        return STATUS_OK;
    }
    reader->minimum_line = reader->minimum_line == 0 ? cursor->line : reader->minimum_line;
    return status;
}

/* numbers: those of the line, in range. */
static enum status add_line(struct reader *reader, const struct cursor *cursor,
                            const uint32_t numbers[LINE_NUMBERS_MAX])
{
    const struct pair pair = {numbers[0] - 1, numbers[1] - 1};
    if (reader->builder == NULL)
        return STATUS_OK;
    switch (cursor->form->letter) {
    case 'e': return problem_add_edge(reader->builder, pair, (int32_t)numbers[2], cursor->line);
    case 'm': return read_seats(reader, cursor, numbers[0], numbers[1]);
    case 'n': return problem_add_rule(reader->builder, RULE_NEVER, pair);
    case 'x': return problem_add_rule(reader->builder, RULE_MUST, pair);
    case 'k': return problem_add_rule(reader->builder, RULE_PIN, pair);
    case 'f': return problem_add_first(reader->builder, numbers[0] - 1);
    default: return read_minimum(reader, cursor, numbers[0]);
    }
}

/* ---- lists */

/* The numbers of a list, from 0, each once. */
static bool take_list(struct reader *reader, struct cursor *cursor, enum problem_number number,
                      uint32_t *seen, size_t *ret_count)
{
    size_t before = reader->faults->total;
    size_t count = 0;
    while (!at_end(cursor) && reader->faults->total - before < LIST_FAULTS_MAX) {
        uint32_t value = 0;
        if (!take_number(reader, cursor, number, &value))
            continue;
        if (seen[value - 1] == cursor->line) {
            (void)fault_add(reader->faults, cursor->line, cursor->form->letter == 's' ? "s" : "r",
                            "duplicate", "%" PRIu32 " stands twice in the list", value);
            continue;
        }
        seen[value - 1] = (uint32_t)cursor->line;
        reader->list[count++] = value - 1;
    }
    *ret_count = count;
    return reader->faults->total == before;
}

/* Room for the lists of one side; without a good p line, for as many as there may be. */
static enum status side_start(struct reader *reader, struct side *side, uint32_t owners,
                              uint32_t others)
{
    uint32_t students = reader->ranges[NUMBER_STUDENT].max;
    uint32_t mentors = reader->ranges[NUMBER_MENTOR].max;
    if (lines_start(&side->said, owners) != STATUS_OK ||
        lines_start(&side->seen, others) != STATUS_OK)
        return STATUS_MEMORY;
    return lines_start(&reader->list, students > mentors ? students : mentors);
}

static enum status read_list(struct reader *reader, struct cursor *cursor)
{
    bool wish = cursor->form->letter == 's';
    enum problem_number number = wish ? NUMBER_MENTOR : NUMBER_STUDENT;
    struct side *side = wish ? &reader->students : &reader->mentors;
    uint32_t owner[LINE_NUMBERS_MAX] = {0};
    size_t count = 0;
    if (side_start(reader, side, reader->ranges[cursor->form->numbers[0]].max,
                   reader->ranges[number].max) != STATUS_OK)
        return STATUS_MEMORY;
    bool good = take_numbers(reader, cursor, owner);
    good &= take_list(reader, cursor, number, side->seen, &count);
    if (!good || reader->builder == NULL)
        return STATUS_OK;
    uint32_t *said = &side->said[owner[0] - 1];
    enum status status = problem_add_list(reader->builder, wish ? RULE_WISH : RULE_PRIORITY,
                                          owner[0] - 1, reader->list, count);
    if (status == STATUS_CONFLICT) {
        (void)fault_add(reader->faults, cursor->line, wish ? "s" : "r", "conflict",
                        "%s %" PRIu32 " has another list on line %" PRIu32,
                        wish ? "student" : "mentor", owner[0], *said);
        return STATUS_OK;
    }
    *said = *said == 0 ? (uint32_t)cursor->line : *said;
    return status;
}

/* ---- the whole */

static void need_head(struct reader *reader, const struct cursor *cursor)
{
    if (reader->head_line > 0 || reader->head_missed)
        return;
    reader->head_missed = true;
    (void)fault_add(reader->faults, cursor->line, "p", "missing",
                    "the first line, comments aside, must be \"%s\"", problem_line_find('p')->form);
}

static enum status read_line(struct reader *reader, struct cursor *cursor)
{
    if (at_end(cursor))
        return STATUS_OK;
    struct problem_token letter = take_token(cursor);
    if (letter.size == 1 && letter.bytes[0] == 'c')
        return STATUS_OK;
    cursor->form = letter.size == 1 ? problem_line_find(letter.bytes[0]) : NULL;
    if (cursor->form != NULL && cursor->form->letter == 'p')
        return read_head(reader, cursor);
    need_head(reader, cursor);
    if (cursor->form == NULL) {
        problem_tell_letter(reader->faults, cursor->line, letter);
        return STATUS_OK;
    }
    if (cursor->form->letter == 's' || cursor->form->letter == 'r')
        return read_list(reader, cursor);
    reader->edges += cursor->form->letter == 'e' ? 1 : 0;
    uint32_t numbers[LINE_NUMBERS_MAX] = {0};
    if (!take_numbers(reader, cursor, numbers) || !take_line_end(reader, cursor))
        return STATUS_OK;
    return add_line(reader, cursor, numbers);
}

static enum status read_lines(struct reader *reader, const char *bytes, size_t size)
{
    const char *const end = bytes + size;
    enum status status = STATUS_OK;
    for (size_t line = 1; bytes < end && status == STATUS_OK; line++) {
        const char *feed = memchr(bytes, '\n', (size_t)(end - bytes));
        const char *stop = feed == NULL ? end : feed;
        struct cursor cursor = {.at = bytes, .end = stop, .line = line};
        if (stop > bytes && stop[-1] == '\r')
            cursor.end--;
        status = read_line(reader, &cursor);
        if (status == STATUS_TOO_LARGE)
            (void)fault_add(reader->faults, line, "", "too_many",
                            "there are more than %zu items of this kind", PROBLEM_ITEMS_MAX);
        bytes = feed == NULL ? end : feed + 1;
    }
    return status;
}

static void check_counts(struct reader *reader)
{
    const struct cursor start = {.line = 0};
    need_head(reader, &start);
    if (reader->builder != NULL && reader->edges != reader->edges_said)
        (void)fault_add(reader->faults, reader->head_line, "p", "count",
                        "the p line says %" PRIu64 " edges, and there are %" PRIu64 " e lines",
                        reader->edges_said, reader->edges);
}

/* Builds even where faults are known, for the building finds more of them. */
static enum status end_text(struct reader *reader, struct arena *arena,
                            struct problem **ret_problem)
{
    struct problem *problem = NULL;
    check_counts(reader);
    enum status status = STATUS_OK;
    if (reader->builder != NULL)
        status = problem_build(reader->builder, arena, reader->faults, &problem);
    if (status == STATUS_OK && reader->faults->total > 0)
        status = STATUS_INVALID;
    if (status == STATUS_OK)
        *ret_problem = problem;
    return status;
}

static enum status check_bytes(const char *bytes, size_t size, struct faults *faults)
{
    if (size > PROBLEM_TEXT_SIZE_MAX) {
        (void)fault_add(faults, 0, "", "too_large", "the text has %zu bytes, at most %zu may be",
                        size, PROBLEM_TEXT_SIZE_MAX);
        return STATUS_TOO_LARGE;
    }
    if (text_starts_with(bytes, size, "\xff\xfe", 2) ||
        text_starts_with(bytes, size, "\xfe\xff", 2))
        return fault_add(faults, 0, "", "encoding", "the text is UTF-16; save it as UTF-8");
    return STATUS_OK;
}

static void reader_clear(struct reader *reader)
{
    problem_builder_free(reader->builder);
    free(reader->seats_said);
    free(reader->students.said);
    free(reader->students.seen);
    free(reader->mentors.said);
    free(reader->mentors.seen);
    free(reader->list);
}

enum status problem_text_read(const char *bytes, size_t size, struct arena *arena,
                              struct faults *faults, struct problem **ret_problem)
{
    struct reader reader = {
        .faults = faults,
        .ranges = {[NUMBER_STUDENTS] = {0, PROBLEM_STUDENTS_MAX},
                   [NUMBER_MENTORS] = {0, PROBLEM_MENTORS_MAX},
                   [NUMBER_EDGES] = {0, PROBLEM_ITEMS_MAX},
                   [NUMBER_STUDENT] = {1, PROBLEM_STUDENTS_MAX},
                   [NUMBER_MENTOR] = {1, PROBLEM_MENTORS_MAX},
                   [NUMBER_SEATS] = {0, PROBLEM_SEATS_MAX},
                   [NUMBER_SCORE] = {0, SCORE_BP_MAX},
                   [NUMBER_MINIMUM] = {0, SCORE_BP_MAX}},
    };
    enum status status = check_bytes(bytes, size, faults);
    if (status != STATUS_OK)
        return status;
    size_t mark = text_starts_with(bytes, size, "\xef\xbb\xbf", 3) ? 3 : 0;
    status = read_lines(&reader, bytes + mark, size - mark);
    if (status == STATUS_OK)
        status = end_text(&reader, arena, ret_problem);
    reader_clear(&reader);
    return status;
}
