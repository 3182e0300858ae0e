#include "matcher/problem.h"
#include "scoring/base/text.h"

#include <assert.h>
#include <string.h>

#define WRITER_SIZE ((size_t)16384)
#define WORD_SIZE   ((size_t)16) /* more than a letter or a number takes with what divides it */

/* Bytes on their way to a text or into a digest; one of the two is NULL. */
struct writer {
    struct text *text;
    struct digest_state *state;
    size_t size;
    char bytes[WRITER_SIZE];
};

static const char letters[RULE_COUNT] = {
#define RULE_LETTER(name, word, letter) letter,
    RULES(RULE_LETTER)
#undef RULE_LETTER
};

static void flush(struct writer *writer)
{
    if (writer->text != NULL)
        text_add_bytes(writer->text, writer->bytes, writer->size);
    else
        digest_add(writer->state, writer->bytes, writer->size);
    writer->size = 0;
}

static inline void make_room(struct writer *writer)
{
    if (WRITER_SIZE - writer->size < WORD_SIZE)
        flush(writer);
}

static inline void put_letter(struct writer *writer, char letter)
{
    make_room(writer);
    writer->bytes[writer->size++] = letter;
}

static inline void put_number(struct writer *writer, uint32_t number)
{
    char digits[WORD_SIZE];
    size_t at = WORD_SIZE;
    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    digits[--at] = ' ';
    make_room(writer);
    memcpy(writer->bytes + writer->size, digits + at, WORD_SIZE - at);
    writer->size += WORD_SIZE - at;
}

static void put_end(struct writer *writer)
{
    make_room(writer);
    writer->bytes[writer->size++] = '\n';
}

static void put_head(struct writer *writer, const struct problem *problem)
{
    make_room(writer);
    memcpy(writer->bytes + writer->size, "p kring", 7);
    writer->size += 7;
    put_number(writer, problem->student_count);
    put_number(writer, problem->mentor_count);
    put_number(writer, (uint32_t)graph_edge_count(&problem->edges));
    put_end(writer);
    if (problem->minimum_bp > 0) {
        put_letter(writer, 'g');
        put_number(writer, (uint32_t)problem->minimum_bp);
        put_end(writer);
    }
}

static void put_seats(struct writer *writer, const struct problem *problem)
{
    for (uint32_t j = 0; j < problem->mentor_count; j++)
        if (problem->seats[j] != 1) {
            put_letter(writer, 'm');
            put_number(writer, j + 1);
            put_number(writer, problem->seats[j]);
            put_end(writer);
        }
}

static void put_edges(struct writer *writer, const struct graph *edges)
{
    for (uint32_t i = 0; i < edges->student_count; i++)
        for (size_t at = edges->start[i]; at < edges->start[i + 1]; at++) {
            put_letter(writer, 'e');
            put_number(writer, i + 1);
            put_number(writer, edges->mentor[at] + 1);
            put_number(writer, (uint32_t)edges->score[at]);
            put_end(writer);
        }
}

static void put_lists(struct writer *writer, enum rule kind, const struct lists *lists,
                      uint32_t count)
{
    for (uint32_t i = 0; lists->listed != NULL && i < count; i++) {
        if (!lists->listed[i])
            continue;
        put_letter(writer, letters[kind]);
        put_number(writer, i + 1);
        for (size_t at = lists->start[i]; at < lists->start[i + 1]; at++)
            put_number(writer, lists->items[at] + 1);
        put_end(writer);
    }
}

static void put_pairs(struct writer *writer, enum rule kind, const struct pairs *pairs)
{
    for (size_t i = 0; i < pairs->count; i++) {
        put_letter(writer, letters[kind]);
        put_number(writer, pairs->items[i].student + 1);
        put_number(writer, pairs->items[i].mentor + 1);
        put_end(writer);
    }
}

static void put_first(struct writer *writer, const struct problem *problem)
{
    for (uint32_t i = 0; problem->first != NULL && i < problem->student_count; i++)
        if (problem->first[i]) {
            put_letter(writer, letters[RULE_FIRST]);
            put_number(writer, i + 1);
            put_end(writer);
        }
}

static void put_problem(struct writer *writer, const struct problem *problem)
{
    assert(!problem_is_dense(problem));
    put_head(writer, problem);
    put_seats(writer, problem);
    put_edges(writer, &problem->edges);
    put_lists(writer, RULE_WISH, &problem->wishes, problem->student_count);
    put_lists(writer, RULE_PRIORITY, &problem->priorities, problem->mentor_count);
    put_pairs(writer, RULE_NEVER, &problem->never);
    put_pairs(writer, RULE_MUST, &problem->must);
    put_pairs(writer, RULE_PIN, &problem->pin);
    put_first(writer, problem);
    flush(writer);
}

void problem_write(const struct problem *problem, struct text *text)
{
    struct writer writer;
    writer.text = text;
    writer.state = NULL;
    writer.size = 0;
    put_problem(&writer, problem);
}

struct digest problem_digest(const struct problem *problem)
{
    struct digest_state state;
    struct writer writer;
    digest_start(&state, NULL, 0);
    writer.text = NULL;
    writer.state = &state;
    writer.size = 0;
    put_problem(&writer, problem);
    return digest_end(&state);
}
