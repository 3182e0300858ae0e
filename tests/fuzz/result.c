/* Any bytes as a result: no crash, and what is not taken is told. And a result made of those bytes:
 * written, read and written again it is the same; changed in one byte it is refused, or the same.
 */
#include "api/wire/result.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"
#include "scoring/base/text.h"

#include <assert.h>
#include <string.h>

#define STUDENTS ((uint32_t)6)
#define MENTORS  ((uint32_t)5)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct input {
    const uint8_t *data;
    size_t size, at;
};

static uint32_t below(struct input *input, uint32_t bound)
{
    uint32_t byte = input->at < input->size ? input->data[input->at++] : 0;
    return byte % bound;
}

static int64_t wide(struct input *input)
{
    return (int64_t)below(input, 256) << below(input, 53);
}

static const struct result_names by_number = {.student_count = STUDENTS, .mentor_count = MENTORS};

static enum status read_bytes(const char *bytes, size_t size, struct arena *arena,
                              struct result *ret_result)
{
    struct faults faults = faults_in(arena);
    enum status status = result_read(bytes, size, &by_number, arena, &faults, NULL, ret_result);
    assert(status == STATUS_OK || status == STATUS_MEMORY || faults.total > 0);
    return status;
}

/* ---- a result out of bytes */

static const bool *draw_flags(struct input *input, uint32_t count, struct arena *arena)
{
    bool *flags = arena_array(arena, count, sizeof *flags);
    for (uint32_t i = 0; i < count; i++)
        flags[i] = below(input, 2) == 1;
    return flags;
}

static void draw_pairs(struct input *input, struct arena *arena, struct result *result)
{
    struct pair *pairs = arena_array(arena, STUDENTS, sizeof *pairs);
    for (uint32_t i = 0; i < STUDENTS; i++)
        if (below(input, 2) == 1)
            pairs[result->matched++] = (struct pair){i, below(input, MENTORS)};
    result->pairs = pairs;
}

static void draw_overridden(struct input *input, struct arena *arena, struct result *result)
{
    static const char *const by[] = {"never", "must", "pin", OVERRIDE_SEATS, OVERRIDE_STUDENT};
    struct overridden *rules = arena_array(arena, 4, sizeof *rules);
    result->overridden_count = below(input, 4);
    for (size_t i = 0; i < result->overridden_count; i++)
        rules[i] = (struct overridden){(enum rule)(RULE_MUST + below(input, 4)),
                                       {below(input, STUDENTS), below(input, MENTORS)},
                                       by[below(input, 5)]};
    result->overridden = rules;
}

static void draw_certificate(struct input *input, struct arena *arena,
                             struct certificate *certificate)
{
    int64_t *prices = arena_array(arena, MENTORS, sizeof *prices);
    for (uint32_t j = 0; j < MENTORS; j++)
        prices[j] = wide(input);
    certificate->prices = below(input, 2) == 1 ? prices : NULL;
    certificate->most_bonus = wide(input);
    certificate->floor_bp = (int32_t)below(input, 256);
    if (below(input, 2) == 1)
        certificate->all =
            (struct cover){draw_flags(input, STUDENTS, arena), draw_flags(input, MENTORS, arena)};
    if (below(input, 2) == 1)
        certificate->above =
            (struct cover){draw_flags(input, STUDENTS, arena), draw_flags(input, MENTORS, arena)};
}

static void draw_figures(struct input *input, struct arena *arena, struct result *result)
{
    struct load *loads = arena_array(arena, 3, sizeof *loads);
    uint32_t *differ = arena_array(arena, STUDENTS, sizeof *differ);
    result->figures.loads = loads;
    result->figures.loads_count = below(input, 4);
    for (size_t i = 0; i < result->figures.loads_count; i++)
        loads[i] = (struct load){(int32_t)below(input, 256), 1 + (int32_t)below(input, 256)};
    result->figures.percentiles_bp[2] = (int32_t)below(input, 256);
    result->stability.told = below(input, 2) == 1;
    result->stability.differ = differ;
    for (uint32_t i = 0; result->stability.told && i < STUDENTS; i++)
        if (below(input, 2) == 1)
            differ[result->stability.differ_count++] = i;
}

static struct result draw_result(struct input *input, struct arena *arena)
{
    struct result result = {.objective = (enum objective)below(input, OBJECTIVE_COUNT)};
    result.infeasible = below(input, 4) == 0;
    draw_pairs(input, arena, &result);
    if (result.infeasible) {
        result.conflict = result.pairs;
        result.conflict_count = (size_t)result.matched;
        result.matched = 0;
        return result;
    }
    result.total = (int64_t)below(input, 256) * 1000000;
    result.worst = (int32_t)below(input, 256) - 1;
    draw_overridden(input, arena, &result);
    draw_certificate(input, arena, &result.certificate);
    draw_figures(input, arena, &result);
    return result;
}

/* ---- what must hold */

static void check_same(const struct text *text, const struct result *result)
{
    struct text again = {0};
    result_write(result, &by_number, NULL, &again);
    assert(text_status(&again) == STATUS_OK);
    assert(again.size == text->size && memcmp(again.bytes, text->bytes, text->size) == 0);
    text_free(&again);
}

/* Another byte somewhere: the digest covers all that is read, so what passes changed nothing. */
static void check_changed(struct input *input, struct text *text, struct arena *arena)
{
    struct text before = {0};
    struct result result;
    text_add_bytes(&before, text->bytes, text->size);
    size_t at = (below(input, 256) << 8 | below(input, 256)) % text->size;
    text->bytes[at] = (char)below(input, 256);
    if (read_bytes(text->bytes, text->size, arena, &result) == STATUS_OK)
        check_same(&before, &result);
    text_free(&before);
}

static void check_drawn(struct input *input, struct arena *arena)
{
    struct result result = draw_result(input, arena);
    struct result again;
    struct text text = {0};
    result_write(&result, &by_number, NULL, &text);
    assert(text_status(&text) == STATUS_OK);
    enum status status = read_bytes(text.bytes, text.size, arena, &again);
    assert(status == STATUS_OK);
    check_same(&text, &again);
    check_changed(input, &text, arena);
    text_free(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = NULL;
    struct result result;
    struct input input = {.data = data, .size = size};
    if (arena_new(0, &arena) != STATUS_OK)
        return 0;
    (void)read_bytes((const char *)data, size, arena, &result);
    check_drawn(&input, arena);
    arena_free(arena);
    return 0;
}
