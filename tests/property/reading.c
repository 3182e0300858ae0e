/* Whatever is typed, the reader keeps to its promises: random texts over labels of real seeds. */
#include "scoring/base/rng.h"
#include "tests/shipped_seeds.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define SEED  20261122
#define TEXTS 20000

static const char *const languages[] = {"nl", "sv", "nb", "nn", "de", "fr", "en", "nl-BE", NULL};
#define LANGUAGES (sizeof languages / sizeof languages[0])

TestSuite(reading, .init = shipped_open_reader, .fini = shipped_close);

/* A label of a random concept of the scheme. */
static const char *random_label(struct rng *rng, enum scheme scheme)
{
    const struct taxonomy *taxonomy = seeds->taxonomies.of[scheme];
    node_id node = (node_id)(1 + rng_below(rng, taxonomy_count(taxonomy)));
    return taxonomy_label(taxonomy, node,
                          (enum label_language)rng_below(rng, LABEL_LANGUAGE_COUNT));
}

static size_t put_codepoint(char *at, uint32_t codepoint)
{
    if (codepoint < 0x80) {
        at[0] = (char)codepoint;
        return 1;
    }
    if (codepoint < 0x800) {
        at[0] = (char)(0xc0 | codepoint >> 6);
        at[1] = (char)(0x80 | (codepoint & 0x3f));
        return 2;
    }
    at[0] = (char)(0xe0 | codepoint >> 12);
    at[1] = (char)(0x80 | (codepoint >> 6 & 0x3f));
    at[2] = (char)(0x80 | (codepoint & 0x3f));
    return 3;
}

/* Letters of any script, marks and signs; no NUL, no surrogates. */
static size_t random_letters(struct rng *rng, char *at, size_t size_max)
{
    static const uint32_t firsts[] = {0x20, 0x20, 0x61, 0xa0, 0x300, 0x370, 0x600, 0x2000, 0xfb00};
    size_t size = 0, wanted = rng_below(rng, size_max);
    while (size < wanted) {
        uint32_t first = firsts[rng_below(rng, sizeof firsts / sizeof firsts[0])];
        size += put_codepoint(at + size, first + (uint32_t)rng_below(rng, 0x1a));
    }
    return size;
}

/* A label with something done to it, or noise; at most READING_TEXT_SIZE_MAX bytes of UTF-8. */
static void random_text(struct rng *rng, enum scheme scheme, char ret_text[1024])
{
    const char *label = random_label(rng, scheme), *other = random_label(rng, scheme);
    switch (rng_below(rng, 4)) {
    case 0: snprintf(ret_text, 1024, "%.200s", label); return;
    case 1: snprintf(ret_text, 1024, "%.200s / %.200s (m/v/x)", label, other); return;
    case 2: snprintf(ret_text, 1024, "%.100s, %.100s %.100s", other, label, other); return;
    default: ret_text[random_letters(rng, ret_text, 120)] = '\0';
    }
}

static void check_candidates(const struct taxonomy *taxonomy, const char *text,
                             const struct reading_candidate *found, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        cr_assert(found[i].node != NODE_NONE && found[i].node <= taxonomy_count(taxonomy), "%s",
                  text);
        cr_assert(found[i].confidence >= 1 && found[i].confidence <= 100, "%s", text);
        cr_assert(found[i].evidence != READING_NONE, "%s", text);
        cr_assert(found[i].matched != NULL, "%s", text);
        for (size_t j = 0; j < i; j++) {
            cr_assert(found[j].node != found[i].node, "%s", text);
            cr_assert(found[j].confidence >= found[i].confidence, "%s", text);
        }
    }
}

Test(reading, any_text_gives_sound_candidates_the_same_each_time)
{
    struct rng rng = rng_seeded(SEED);
    for (int i = 0; i < TEXTS; i++) {
        enum scheme scheme = (enum scheme)rng_below(&rng, SCHEME_COUNT);
        const char *language = languages[rng_below(&rng, LANGUAGES)];
        struct reading_candidate found[8], again[8];
        size_t count = 0, again_count = 0;
        char text[1024];
        random_text(&rng, scheme, text);
        if (strlen(text) > READING_TEXT_SIZE_MAX)
            continue;
        cr_assert(eq(int, reader_read(seeds->reader, scheme, language, text, 8, found, &count),
                     STATUS_OK));
        check_candidates(seeds->taxonomies.of[scheme], text, found, count);
        cr_assert(eq(int,
                     reader_read(seeds->reader, scheme, language, text, 8, again, &again_count),
                     STATUS_OK));
        cr_assert(eq(sz, again_count, count));
        for (size_t j = 0; j < count; j++)
            cr_assert(again[j].node == found[j].node && again[j].confidence == found[j].confidence,
                      "%s", text);
    }
}

Test(reading, every_code_is_read_as_itself)
{
    for (int scheme = 0; scheme < SCHEME_COUNT; scheme++) {
        const struct taxonomy *taxonomy = seeds->taxonomies.of[scheme];
        for (size_t node = 1; node <= taxonomy_count(taxonomy); node++) {
            struct reading_candidate found;
            size_t count = 0;
            cr_assert(eq(int,
                         reader_read(seeds->reader, (enum scheme)scheme, NULL,
                                     taxonomy_code(taxonomy, (node_id)node), 1, &found, &count),
                         STATUS_OK));
            cr_assert(eq(sz, count, 1));
            cr_assert(found.node == node && found.confidence == 100);
        }
    }
}

/* Labels that are added, however many and of whatever concept, never take a text from one of
 * Kring's own. */
Test(reading, added_labels_never_take_a_text_from_an_own_alias)
{
    static const char own[] = "2142\tnl\tkringlegger\n2142\tde\tkringlegger\n";
    struct rng rng = rng_seeded(SEED);
    const struct taxonomy *isco = seeds->taxonomies.of[SCHEME_ISCO];
    struct faults faults = faults_in(arena);
    for (int round = 0; round < 20; round++) {
        struct reader *reader = NULL;
        cr_assert(eq(int, reader_new(&seeds->taxonomies, &reader), STATUS_OK));
        for (int i = 0; i < 10; i++) {
            char added[64];
            node_id node = (node_id)(1 + rng_below(&rng, taxonomy_count(isco)));
            int size = snprintf(added, sizeof added, "%s\t%s\tkringlegger\n",
                                taxonomy_code(isco, node), i % 2 == 0 ? "nl" : "de");
            cr_assert(
                eq(int, reader_add_labels(reader, SCHEME_ISCO, false, added, (size_t)size, &faults),
                   STATUS_OK));
        }
        cr_assert(eq(int,
                     reader_add_labels(reader, SCHEME_ISCO, true, own, sizeof own - 1, &faults),
                     STATUS_OK));
        cr_assert(eq(int, reader_finish(reader), STATUS_OK));
        struct reading_candidate found;
        size_t count = 0;
        cr_assert(eq(int,
                     reader_read(reader, SCHEME_ISCO, round % 2 == 0 ? "nl" : "de", "Kringlegger",
                                 1, &found, &count),
                     STATUS_OK));
        cr_expect(eq(str, (char *)(uintptr_t)taxonomy_code(isco, found.node),
                     (char *)(uintptr_t) "2142"));
        reader_free(reader);
    }
}
