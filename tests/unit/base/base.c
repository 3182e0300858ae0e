/* What every room stands on: arena, text, dates, faults, chance, digests, shapes. */
#include "scoring/base/arena.h"
#include "scoring/base/date.h"
#include "scoring/base/digest.h"
#include "scoring/base/faults.h"
#include "scoring/base/rng.h"
#include "scoring/base/shape.h"
#include "scoring/base/text.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

Test(arena, gives_zeroed_aligned_memory_of_any_size)
{
    struct arena *arena = NULL;
    cr_assert(eq(int, (int)arena_new(0, &arena), STATUS_OK));
    for (size_t size = 0; size < 10000; size += 97) {
        unsigned char *memory = arena_alloc(arena, size);
        cr_assert(ne(ptr, memory, NULL));
        cr_assert(eq(sz, (size_t)memory % _Alignof(max_align_t), 0));
        for (size_t i = 0; i < size; i++)
            cr_assert(eq(int, memory[i], 0));
        memset(memory, 0xff, size);
    }
    arena_free(arena);
}

Test(arena, refuses_one_byte_past_its_limit)
{
    struct arena *arena = NULL;
    cr_assert(eq(int, (int)arena_new(64, &arena), STATUS_OK));
    cr_expect(ne(ptr, arena_alloc(arena, 64), NULL));
    cr_expect(eq(ptr, arena_alloc(arena, 1), NULL));
    arena_reset(arena);
    cr_expect(eq(ptr, arena_alloc(arena, 65), NULL));
    cr_expect(ne(ptr, arena_alloc(arena, 64), NULL));
    arena_free(arena);
}

Test(arena, refuses_an_array_whose_size_overflows)
{
    struct arena *arena = NULL;
    cr_assert(eq(int, (int)arena_new(0, &arena), STATUS_OK));
    cr_expect(eq(ptr, arena_array(arena, SIZE_MAX / 2, 3), NULL));
    cr_expect(eq(ptr, arena_alloc(arena, SIZE_MAX), NULL));
    cr_expect(eq(ptr, arena_copy(arena, "", SIZE_MAX), NULL));
    arena_free(arena);
}

Test(text, finds_the_first_byte_that_is_not_utf8)
{
    static const struct {
        const char *bytes;
        size_t fault;
    } rows[] = {
        {"", 0},
        {"abc", 3},
        {"Åbo – Zürich 東京 𝄞", 28},
        {"ab\xff", 2},           /* no such byte */
        {"ab\xc3", 2},           /* cut short */
        {"\xc0\xaf", 0},         /* overlong */
        {"x\xed\xa0\x80", 1},    /* a surrogate */
        {"\xf4\x90\x80\x80", 0}, /* above U+10FFFF */
        {"\xf4\x8f\xbf\xbf", 4}, /* U+10FFFF */
        {"\xe0\x9f\xbf", 0},     /* overlong in three */
    };
    for (size_t i = 0; i < SHAPE_COUNT(rows); i++)
        cr_expect(eq(sz, text_utf8_fault(rows[i].bytes, strlen(rows[i].bytes)), rows[i].fault),
                  "row %zu", i);
}

Test(text, reads_only_whole_integers_within_their_range)
{
    static const struct {
        const char *bytes;
        enum status status;
        int64_t value;
    } rows[] = {
        {"0", STATUS_OK, 0},
        {"-7", STATUS_OK, -7},
        {"100", STATUS_OK, 100},
        {"101", STATUS_INVALID, -1},
        {"-8", STATUS_INVALID, -1},
        {"", STATUS_INVALID, -1},
        {"-", STATUS_INVALID, -1},
        {"+1", STATUS_INVALID, -1},
        {" 1", STATUS_INVALID, -1},
        {"1x", STATUS_INVALID, -1},
        {"99999999999999999999", STATUS_INVALID, -1},
    };
    for (size_t i = 0; i < SHAPE_COUNT(rows); i++) {
        int64_t value = -1;
        enum status status = text_to_int(rows[i].bytes, strlen(rows[i].bytes), -7, 100, &value);
        cr_expect(eq(int, (int)status, (int)rows[i].status), "row %zu", i);
        cr_expect(eq(i64, value, rows[i].value), "row %zu", i);
    }
}

Test(text, grows_and_formats)
{
    struct text text = {0};
    for (int i = 0; i < 1000; i++)
        text_addf(&text, "%d,", i % 10);
    text_add_int(&text, INT64_MIN);
    cr_assert(eq(int, (int)text_status(&text), STATUS_OK));
    cr_expect(eq(sz, text.size, 2020));
    cr_expect(eq(str, text.bytes + 2000, "-9223372036854775808"));
    text_free(&text);
}

Test(date, is_read_and_written_at_each_precision)
{
    static const char *const good[] = {"2016", "2016-09", "2016-02-29", "1900-01-01", "2200"};
    static const char *const bad[] = {"",           "16",      "2016-13", "2016-00", "2015-02-29",
                                      "2016-2-1",   "2016/09", "1899",    "2201",    "2016-09-31",
                                      "2016-09-1x", "-016",    "2016--1"};
    for (size_t i = 0; i < SHAPE_COUNT(good); i++) {
        date value = 0;
        char text[DATE_TEXT_SIZE];
        cr_assert(eq(int, (int)date_parse(good[i], strlen(good[i]), &value), STATUS_OK));
        date_format(value, text);
        cr_expect(eq(str, text, (char *)good[i]));
    }
    for (size_t i = 0; i < SHAPE_COUNT(bad); i++) {
        date value = 0;
        cr_expect(eq(int, (int)date_parse(bad[i], strlen(bad[i]), &value), STATUS_INVALID), "%s",
                  bad[i]);
    }
}

Test(date, counts_whole_years_and_takes_the_unknown_as_equal)
{
    static const struct {
        date from, to;
        int years;
    } rows[] = {
        {20160000, 20261122, 10}, {20161200, 20261122, 9},  {20161123, 20261122, 9},
        {20161122, 20261122, 10}, {20161100, 20261122, 10}, {20270000, 20261122, 0},
    };
    for (size_t i = 0; i < SHAPE_COUNT(rows); i++)
        cr_expect(eq(int, date_years_between(rows[i].from, rows[i].to), rows[i].years), "row %zu",
                  i);
}

Test(faults, keep_whole_characters_only_and_500_bytes_at_most)
{
    struct arena *arena = NULL;
    char text[1200];
    cr_assert(eq(int, (int)arena_new(0, &arena), STATUS_OK));
    struct faults faults = faults_in(arena);
    for (size_t start = 0; start < 4; start++) {
        memset(text, 'a', start);
        for (size_t at = start; at < sizeof text; at += 4) /* U+1F600, four bytes */
            memcpy(text + at, "\xf0\x9f\x98\x80", at + 4 <= sizeof text ? 4 : sizeof text - at);
        text[sizeof text - 1] = '\0';
        cr_assert(
            eq(int, (int)fault_add(&faults, 1, text, "bad", "\"%.60s\"", text), STATUS_INVALID));
        cr_assert(eq(int, (int)fault_add(&faults, 1, "", "bad", "%s", text), STATUS_INVALID));
    }
    for (size_t i = 0; i < faults.count; i++) {
        const struct fault *fault = &faults.items[i];
        cr_expect(le(sz, strlen(fault->where), 500));
        cr_expect(le(sz, strlen(fault->detail), 500));
        cr_expect(
            eq(sz, text_utf8_fault(fault->where, strlen(fault->where)), strlen(fault->where)));
        cr_expect(
            eq(sz, text_utf8_fault(fault->detail, strlen(fault->detail)), strlen(fault->detail)));
    }
    const char *quoted = faults.items[2].detail; /* an a, 14 characters, and the quotes */
    cr_expect(eq(sz, strlen(quoted), 1 + 1 + 14 * 4 + 1));
    arena_free(arena);
}

Test(faults, are_counted_beyond_what_is_kept)
{
    struct arena *arena = NULL;
    cr_assert(eq(int, (int)arena_new(0, &arena), STATUS_OK));
    struct faults faults = faults_in(arena);
    for (size_t i = 0; i <= FAULTS_KEPT_MAX; i++)
        cr_assert(eq(int, (int)fault_add(&faults, i, "/a", "bad", "fault %zu", i), STATUS_INVALID));
    cr_expect(eq(sz, faults.count, FAULTS_KEPT_MAX));
    cr_expect(eq(sz, faults.total, FAULTS_KEPT_MAX + 1));
    cr_expect(eq(str, (char *)faults.items[999].detail, "fault 999"));
    arena_free(arena);
}

/* The first numbers of xoshiro256** from the state 1, 2, 3, 4, as published with the reference
 * implementation (prng.di.unimi.it) and used by other libraries' tests. */
Test(rng, agrees_with_the_published_sequence)
{
    static const uint64_t expected[] = {
        11520u, 0u, 1509978240u, 1215971899390074240u, 1216172134540287360u, 607988272756665600u};
    struct rng rng = {{1, 2, 3, 4}};
    for (size_t i = 0; i < SHAPE_COUNT(expected); i++)
        cr_expect(eq(u64, rng_next(&rng), expected[i]), "number %zu", i);
}

Test(rng, stays_below_its_bound_and_reaches_all)
{
    struct rng rng = rng_seeded(7);
    bool seen[5] = {false};
    for (int i = 0; i < 1000; i++) {
        uint64_t draw = rng_below(&rng, 5);
        cr_assert(lt(u64, draw, 5));
        seen[draw] = true;
    }
    for (int i = 0; i < 5; i++)
        cr_expect(seen[i]);
}

/* BLAKE2b-256 of "abc", as computed by `b2sum -l 256`. */
Test(digest, agrees_with_b2sum)
{
    struct digest digest = digest_of("abc", 3);
    char hex[DIGEST_HEX_SIZE];
    digest_hex(&digest, hex);
    cr_expect(eq(str, hex, "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319"));
}

Test(digest, in_pieces_equals_digest_in_one)
{
    struct digest_state state;
    digest_start(&state, NULL, 0);
    digest_add(&state, "a", 1);
    digest_add(&state, "bc", 2);
    struct digest pieces = digest_end(&state);
    struct digest whole = digest_of("abc", 3);
    cr_expect(eq(int, memcmp(&pieces, &whole, sizeof pieces), 0));
}

struct sample {
    const char *name;
    int32_t kind;
};

static const char *const sample_kinds[] = {"small", "large", NULL};

Test(shape, finds_fields_by_their_whole_name_only)
{
    static const struct shape_field fields[] = {
        SHAPE_FIELD_TEXT(struct sample, name, SHAPE_REQUIRED, 1, 10, "a name"),
        SHAPE_FIELD_WORD(struct sample, kind, 0, sample_kinds, "a kind"),
    };
    const struct shape shape = {"Sample", sizeof(struct sample), fields, SHAPE_COUNT(fields)};
    cr_expect(eq(ptr, (void *)shape_find(&shape, "kind", 4), (void *)&fields[1]));
    cr_expect(eq(ptr, (void *)shape_find(&shape, "kin", 3), NULL));
    cr_expect(eq(ptr, (void *)shape_find(&shape, "kinds", 5), NULL));
    cr_expect(eq(int, shape_word_index(sample_kinds, "large", 5), 1));
    cr_expect(eq(int, shape_word_index(sample_kinds, "larg", 4), -1));
}
