#include "api/wire/result_inner.h"
#include "api/wire/shape_json.h"
#include "scoring/base/text.h"

#include <string.h>

#define NUMBERS_A_LINE ((size_t)16) /* of a list of students or mentors */

struct writer {
    struct text *text;
    const struct result_names *names;
};

/* ---- values */

/* Not text_add_int: a large result is mostly numbers, and printf would take most of the time. */
static void put_number(struct writer *writer, int64_t value)
{
    char digits[20];
    size_t at = sizeof digits;
    uint64_t left = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    do {
        digits[--at] = (char)('0' + left % 10);
        left /= 10;
    } while (left > 0);
    if (value < 0)
        text_add_char(writer->text, '-');
    text_add_bytes(writer->text, digits + at, sizeof digits - at);
}

static void put_who(struct writer *writer, const char *const *names, uint32_t number)
{
    if (names != NULL)
        json_add_string(writer->text, names[number]);
    else
        put_number(writer, (int64_t)number + 1);
}

static void put_student(struct writer *writer, uint32_t student)
{
    put_who(writer, writer->names->students, student);
}

static void put_mentor(struct writer *writer, uint32_t mentor)
{
    put_who(writer, writer->names->mentors, mentor);
}

static void put_digest(struct writer *writer, const struct digest *digest)
{
    char hex[DIGEST_HEX_SIZE];
    digest_hex(digest, hex);
    json_add_string(writer->text, hex);
}

/* ---- layout: members of the whole at depth 1, a list's items one deeper than its name */

static void put_line(struct writer *writer, size_t depth)
{
    text_add_char(writer->text, '\n');
    for (size_t i = 0; i < depth; i++)
        text_add(writer->text, "  ");
}

static void put_name(struct writer *writer, size_t depth, const char *name)
{
    text_add_char(writer->text, ',');
    put_line(writer, depth);
    json_add_string(writer->text, name);
    text_add(writer->text, ": ");
}

static void put_text(struct writer *writer, size_t depth, const char *name, const char *value)
{
    put_name(writer, depth, name);
    json_add_string(writer->text, value);
}

/* What stands before item number index of a list of that depth. */
static void put_before(struct writer *writer, size_t depth, size_t index, size_t items_a_line)
{
    if (index > 0)
        text_add_char(writer->text, ',');
    if (index % items_a_line == 0)
        put_line(writer, depth + 1);
    else
        text_add_char(writer->text, ' ');
}

static void put_end(struct writer *writer, size_t depth, size_t count)
{
    if (count > 0)
        put_line(writer, depth);
    text_add_char(writer->text, ']');
}

static int64_t number_of(const struct result_number *row, const void *base)
{
    const void *member = (const char *)base + row->offset;
    return row->wide ? *(const int64_t *)member : *(const int32_t *)member;
}

/* The numbers of an object, a line each. */
static void put_numbers(struct writer *writer, size_t depth, const struct result_numbers *numbers,
                        const void *base)
{
    for (size_t i = 0; i < numbers->count; i++) {
        put_name(writer, depth, numbers->rows[i].name);
        put_number(writer, number_of(&numbers->rows[i], base));
    }
}

/* A whole object of numbers, on one line. */
static void put_small_object(struct writer *writer, const struct result_numbers *numbers,
                             const void *base)
{
    for (size_t i = 0; i < numbers->count; i++) {
        text_add(writer->text, i == 0 ? "{" : ", ");
        json_add_string(writer->text, numbers->rows[i].name);
        text_add(writer->text, ": ");
        put_number(writer, number_of(&numbers->rows[i], base));
    }
    text_add_char(writer->text, '}');
}

/* ---- lists */

static void put_pairs(struct writer *writer, const char *name, const struct pair *pairs,
                      size_t count)
{
    put_name(writer, 1, name);
    text_add_char(writer->text, '[');
    for (size_t i = 0; i < count; i++) {
        put_before(writer, 1, i, 1);
        text_add_char(writer->text, '[');
        put_student(writer, pairs[i].student);
        text_add(writer->text, ", ");
        put_mentor(writer, pairs[i].mentor);
        text_add_char(writer->text, ']');
    }
    put_end(writer, 1, count);
}

static void put_overridden(struct writer *writer, const struct result *result)
{
    put_name(writer, 1, "overridden");
    text_add_char(writer->text, '[');
    for (size_t i = 0; i < result->overridden_count; i++) {
        const struct overridden *rule = &result->overridden[i];
        put_before(writer, 1, i, 1);
        text_add(writer->text, "{\"kind\": ");
        json_add_string(writer->text, rule_word(rule->kind));
        text_add(writer->text, ", \"student\": ");
        put_student(writer, rule->pair.student);
        text_add(writer->text, ", \"mentor\": ");
        put_mentor(writer, rule->pair.mentor);
        text_add(writer->text, ", \"by\": ");
        json_add_string(writer->text, rule->by);
        text_add_char(writer->text, '}');
    }
    put_end(writer, 1, result->overridden_count);
}

static void put_prices(struct writer *writer, const int64_t *prices)
{
    size_t count = 0;
    put_name(writer, 2, "prices");
    text_add_char(writer->text, '[');
    for (uint32_t j = 0; j < writer->names->mentor_count; j++) {
        if (prices[j] == 0)
            continue;
        put_before(writer, 2, count++, 1);
        text_add_char(writer->text, '[');
        put_mentor(writer, j);
        text_add(writer->text, ", ");
        put_number(writer, prices[j]);
        text_add_char(writer->text, ']');
    }
    put_end(writer, 2, count);
}

/* Who is in a cover: count names or numbers, those that are true. */
static void put_members(struct writer *writer, const char *name, const char *const *names,
                        const bool *in_cover, uint32_t count)
{
    size_t put = 0;
    json_add_string(writer->text, name);
    text_add(writer->text, ": [");
    for (uint32_t i = 0; i < count; i++) {
        if (!in_cover[i])
            continue;
        put_before(writer, 3, put++, NUMBERS_A_LINE);
        put_who(writer, names, i);
    }
    put_end(writer, 3, put);
}

static void put_cover(struct writer *writer, const char *name, const struct cover *cover)
{
    const struct result_names *names = writer->names;
    if (cover->students == NULL || cover->mentors == NULL)
        return;
    put_name(writer, 2, name);
    text_add_char(writer->text, '{');
    put_line(writer, 3);
    put_members(writer, "students", names->students, cover->students, names->student_count);
    text_add_char(writer->text, ',');
    put_line(writer, 3);
    put_members(writer, "mentors", names->mentors, cover->mentors, names->mentor_count);
    put_line(writer, 2);
    text_add_char(writer->text, '}');
}

/* ---- objects */

static void open_object(struct writer *writer, const char *name)
{
    put_name(writer, 1, name);
    text_add_char(writer->text, '{');
}

static void close_object(struct writer *writer)
{
    put_line(writer, 1);
    text_add_char(writer->text, '}');
}

/* The first number of an object, without a comma, then the others. */
static void put_first_numbers(struct writer *writer, const struct result_numbers *numbers,
                              const void *base)
{
    const struct result_numbers others = {numbers->rows + 1, numbers->count - 1};
    put_line(writer, 2);
    json_add_string(writer->text, numbers->rows[0].name);
    text_add(writer->text, ": ");
    put_number(writer, number_of(&numbers->rows[0], base));
    put_numbers(writer, 2, &others, base);
}

static void put_certificate(struct writer *writer, const struct certificate *certificate)
{
    open_object(writer, "certificate");
    put_first_numbers(writer, &result_numbers_certificate, certificate);
    if (certificate->prices != NULL)
        put_prices(writer, certificate->prices);
    put_cover(writer, "all", &certificate->all);
    put_cover(writer, "above", &certificate->above);
    close_object(writer);
}

static void put_figures(struct writer *writer, const struct figures *figures)
{
    open_object(writer, "figures");
    put_first_numbers(writer, &result_numbers_figures, figures);
    put_name(writer, 2, "percentiles_bp");
    put_small_object(writer, &result_numbers_percentiles, figures);
    put_name(writer, 2, "loads");
    text_add_char(writer->text, '[');
    for (size_t i = 0; i < figures->loads_count; i++) {
        put_before(writer, 2, i, 1);
        put_small_object(writer, &result_numbers_load, &figures->loads[i]);
    }
    put_end(writer, 2, figures->loads_count);
    put_name(writer, 2, "wishes");
    text_add_char(writer->text, '[');
    for (size_t i = 0; i < figures->wishes_count; i++) {
        put_before(writer, 2, i, 1);
        put_small_object(writer, &result_numbers_wish, &figures->wishes[i]);
    }
    put_end(writer, 2, figures->wishes_count);
    close_object(writer);
}

static void put_stability(struct writer *writer, const struct stability *stability)
{
    open_object(writer, "stability");
    put_first_numbers(writer, &result_numbers_stability, stability);
    put_name(writer, 2, "differ");
    text_add_char(writer->text, '[');
    for (size_t i = 0; i < stability->differ_count; i++) {
        put_before(writer, 2, i, NUMBERS_A_LINE);
        put_student(writer, stability->differ[i]);
    }
    put_end(writer, 2, stability->differ_count);
    close_object(writer);
}

static void put_solved(struct writer *writer, const struct result *result)
{
    put_numbers(writer, 1, &result_numbers_head, result);
    put_name(writer, 1, "worst");
    if (result->worst < 0)
        text_add(writer->text, "null");
    else
        put_number(writer, result->worst);
    put_pairs(writer, "pairs", result->pairs, (size_t)result->matched);
    put_overridden(writer, result);
    put_certificate(writer, &result->certificate);
    put_figures(writer, &result->figures);
    if (result->stability.told)
        put_stability(writer, &result->stability);
}

/* All but the digest, and what comes after it. */
static void put_body(struct writer *writer, const struct result *result,
                     const struct result_extra *extra)
{
    text_add(writer->text, "{\n  \"kring\": \"result\"");
    put_name(writer, 1, "engine");
    put_number(writer, ENGINE_VERSION);
    put_name(writer, 1, "problem");
    put_digest(writer, &result->problem);
    put_text(writer, 1, "objective", objective_word(result->objective));
    put_text(writer, 1, "outcome",
             result->infeasible ? RESULT_OUTCOME_INFEASIBLE : RESULT_OUTCOME_SOLVED);
    if (result->infeasible)
        put_pairs(writer, "conflict", result->conflict, result->conflict_count);
    else
        put_solved(writer, result);
    if (extra == NULL)
        return;
    put_name(writer, 1, "round");
    shape_to_json(extra->shape, extra->members, 0, writer->text);
}

void result_write(const struct result *result, const struct result_names *names,
                  const struct result_extra *extra, struct text *text)
{
    struct writer writer = {.text = text, .names = names};
    size_t start = text->size;
    put_body(&writer, result, extra);
    if (text->failed)
        return;
    struct digest digest = digest_of(text->bytes + start, text->size - start);
    put_name(&writer, 1, "digest");
    put_digest(&writer, &digest);
    text_add(text, "\n}\n");
}

enum status result_digest(const struct result *result, const struct result_names *names,
                          const struct result_extra *extra, struct digest *ret_digest)
{
    struct text text = {0};
    struct writer writer = {.text = &text, .names = names};
    put_body(&writer, result, extra);
    enum status status = text_status(&text);
    if (status == STATUS_OK)
        *ret_digest = digest_of(text.bytes, text.size);
    text_free(&text);
    return status;
}
