/* The share of national job titles whose first code is right, per language, beside the yardstick:
 * the nearest label of the same language by plain 3-gram TF-IDF cosine. And how long a title takes.
 * titles [LABELS.tsv], with KRING_REFERENCE naming a folder that has titles/nl.tsv … en.tsv, lines
 * `title<TAB>code|code`. MISSES=nl prints what is read wrongly of every other title. */
#include "api/files/files_read.h"
#include "api/files/files_seeds.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"
#include "scoring/fold.h"
#include "scoring/tsv.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define TITLES_SIZE_MAX ((size_t)1 << 22)

struct share {
    size_t titles, answered, right;
    size_t half_right[2];            /* of every other title */
    size_t bins[11], bins_right[11]; /* by confidence, tens */
};

static double now(void)
{
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

/* True when code is one of those between bars. */
static bool is_right(struct tsv_cell codes, const char *code)
{
    size_t size = strlen(code);
    for (size_t at = 0; at + size <= codes.size; at++)
        if ((at == 0 || codes.bytes[at - 1] == '|') &&
            (at + size == codes.size || codes.bytes[at + size] == '|') &&
            memcmp(codes.bytes + at, code, size) == 0)
            return true;
    return false;
}

static void print_miss(const struct taxonomy *taxonomy, const struct tsv *tsv,
                       const struct reading_candidate *best)
{
    printf("  %.*s => %.*s", (int)tsv->cells[0].size, tsv->cells[0].bytes, (int)tsv->cells[1].size,
           tsv->cells[1].bytes);
    if (best == NULL)
        puts("; unread");
    else
        printf("; got %s:%d %s \"%s\"\n", taxonomy_code(taxonomy, best->node), best->confidence,
               reading_evidence_word(best->evidence), best->matched);
}

static void read_title(const struct seeds *seeds, const char *language, const struct tsv *tsv,
                       struct share *share)
{
    const struct taxonomy *isco = seeds->taxonomies.of[SCHEME_ISCO];
    char title[READING_TEXT_SIZE_MAX + 1];
    if (tsv->cells[0].size > READING_TEXT_SIZE_MAX)
        return;
    memcpy(title, tsv->cells[0].bytes, tsv->cells[0].size);
    title[tsv->cells[0].size] = '\0';
    struct reading_candidate best;
    size_t count = 0;
    if (reader_read(seeds->reader, SCHEME_ISCO, language, title, 1, &best, &count) != STATUS_OK)
        return;
    bool right = count > 0 && is_right(tsv->cells[1], taxonomy_code(isco, best.node));
    size_t half = share->titles % 2;
    share->titles++;
    share->answered += count > 0;
    share->right += right;
    share->half_right[half] += right;
    size_t bin = count > 0 ? best.confidence / 10 : 0;
    share->bins[bin] += count > 0;
    share->bins_right[bin] += right;
    const char *misses = getenv("MISSES");
    if (misses != NULL && strcmp(misses, language) == 0 && half == 0 && !right)
        print_miss(isco, tsv, count == 0 ? NULL : &best);
}

/* ---- the yardstick */

#define GRAMS_MAX ((size_t)1 << 24)

struct gram {
    uint32_t id;
    float weight;
};

struct vector {
    struct gram *grams;
    size_t count;
    struct tsv_cell code;
};

struct yardstick {
    uint32_t *ids; /* of a gram's three bytes, 0: none yet */
    uint32_t *with;
    double *asked; /* by id */
    size_t id_count;
    struct vector *labels;
    size_t count;
};

static size_t cut_grams(struct yardstick *yardstick, struct tsv_cell cell, struct gram *ret_grams)
{
    char folded[READING_TEXT_SIZE_MAX * FOLD_GROWTH + 3] = " ";
    size_t count = 0, size = fold_plain(cell.bytes, cell.size, folded + 1) + 2;
    folded[size - 1] = ' ';
    for (size_t i = 0; i + 3 <= size; i++) {
        const unsigned char *b = (const unsigned char *)folded + i;
        uint32_t *id = &yardstick->ids[b[0] << 16 | b[1] << 8 | b[2]];
        if (*id == 0)
            *id = (uint32_t)++yardstick->id_count;
        size_t at = 0;
        while (at < count && ret_grams[at].id != *id)
            at++;
        if (at == count)
            ret_grams[count++] = (struct gram){*id, 0};
        ret_grams[at].weight += 1;
    }
    return count;
}

static void scale_grams(const struct yardstick *yardstick, struct gram *grams, size_t count)
{
    double square = 0;
    for (size_t i = 0; i < count; i++) {
        double rarity =
            1 + log((1.0 + (double)yardstick->count) / (1.0 + yardstick->with[grams[i].id]));
        grams[i].weight = (float)(grams[i].weight * rarity);
        square += grams[i].weight * grams[i].weight;
    }
    for (size_t i = 0; i < count; i++)
        grams[i].weight = (float)(grams[i].weight / sqrt(square));
}

static void yardstick_load(struct yardstick *yardstick, const char *language, const char *bytes,
                           size_t size)
{
    struct gram grams[READING_TEXT_SIZE_MAX * 4];
    yardstick->ids = calloc(GRAMS_MAX, sizeof *yardstick->ids);
    yardstick->with = calloc(GRAMS_MAX, sizeof *yardstick->with);
    yardstick->asked = calloc(GRAMS_MAX, sizeof *yardstick->asked);
    yardstick->labels = calloc(size / 4 + 1, sizeof *yardstick->labels);
    struct tsv tsv = tsv_start(bytes, size);
    while (tsv_next(&tsv)) {
        if (tsv.count != 3 || !tsv_cell_is(tsv.cells[1], language) ||
            tsv.cells[2].size > READING_TEXT_SIZE_MAX)
            continue;
        size_t count = cut_grams(yardstick, tsv.cells[2], grams);
        struct vector *label = &yardstick->labels[yardstick->count++];
        *label = (struct vector){malloc((count + 1) * sizeof *grams), count, tsv.cells[0]};
        memcpy(label->grams, grams, count * sizeof *grams);
        for (size_t i = 0; i < count; i++)
            yardstick->with[grams[i].id]++;
    }
    for (size_t i = 0; i < yardstick->count; i++)
        scale_grams(yardstick, yardstick->labels[i].grams, yardstick->labels[i].count);
}

static bool yardstick_is_right(struct yardstick *yardstick, const struct tsv *title)
{
    struct gram grams[READING_TEXT_SIZE_MAX * 4];
    size_t count = cut_grams(yardstick, title->cells[0], grams), best = 0;
    double best_cosine = -1;
    scale_grams(yardstick, grams, count);
    for (size_t i = 0; i < count; i++)
        yardstick->asked[grams[i].id] = grams[i].weight;
    for (size_t i = 0; i < yardstick->count; i++) {
        double cosine = 0;
        for (size_t j = 0; j < yardstick->labels[i].count; j++)
            cosine += yardstick->asked[yardstick->labels[i].grams[j].id] *
                      yardstick->labels[i].grams[j].weight;
        if (cosine > best_cosine) {
            best_cosine = cosine;
            best = i;
        }
    }
    for (size_t i = 0; i < count; i++)
        yardstick->asked[grams[i].id] = 0;
    char code[CODE_SIZE_MAX + 1] = "";
    if (yardstick->count > 0)
        memcpy(code, yardstick->labels[best].code.bytes, yardstick->labels[best].code.size);
    return is_right(title->cells[1], code);
}

static double yardstick_share(const char *language, const char *titles, size_t titles_size,
                              const char *labels, size_t labels_size)
{
    struct yardstick yardstick = {0};
    size_t all = 0, right = 0;
    yardstick_load(&yardstick, language, labels, labels_size);
    struct tsv tsv = tsv_start(titles, titles_size);
    while (tsv_next(&tsv))
        if (tsv.count == 2 && tsv.cells[0].size <= READING_TEXT_SIZE_MAX) {
            all++;
            right += yardstick_is_right(&yardstick, &tsv);
        }
    for (size_t i = 0; i < yardstick.count; i++)
        free(yardstick.labels[i].grams);
    free(yardstick.labels);
    free(yardstick.ids);
    free(yardstick.with);
    free(yardstick.asked);
    return all == 0 ? 0 : (double)right / (double)all;
}

/* ---- the table */

static const char *const languages[] = {"nl", "sv", "nb", "de", "fr", "en"};

struct bench {
    struct seeds *seeds;
    struct faults *faults;
    char *labels;
    size_t labels_size;
    struct share all;
    double seconds;
};

static void add_share(struct share *all, const struct share *share)
{
    all->titles += share->titles;
    all->right += share->right;
    for (size_t i = 0; i < 11; i++) {
        all->bins[i] += share->bins[i];
        all->bins_right[i] += share->bins_right[i];
    }
}

/* yardstick is below zero where there is none. */
static void print_share(const char *language, const struct share *share, double seconds,
                        double yardstick)
{
    double titles = (double)share->titles;
    char beside[16] = "    -";
    if (yardstick >= 0)
        snprintf(beside, sizeof beside, "%5.3f", yardstick);
    printf("%s  %6zu  %5.3f  %5.3f %5.3f    %5.3f     %-5s  %8.0f\n", language, share->titles,
           (double)share->right / titles, (double)share->half_right[0] / (titles / 2),
           (double)share->half_right[1] / (titles / 2), (double)share->answered / titles, beside,
           titles / seconds);
}

static bool bench_language(struct bench *bench, const char *language)
{
    char path[4096], *bytes = NULL;
    size_t size = 0;
    snprintf(path, sizeof path, "%s/titles/%s.tsv", getenv("KRING_REFERENCE"), language);
    if (files_read(path, TITLES_SIZE_MAX, bench->faults, &bytes, &size) != STATUS_OK)
        return false;
    struct share share = {0};
    struct tsv tsv = tsv_start(bytes, size);
    double begin = now();
    while (tsv_next(&tsv))
        if (tsv.count == 2)
            read_title(bench->seeds, language, &tsv, &share);
    double seconds = now() - begin;
    double yardstick = bench->labels == NULL ? -1
                                             : yardstick_share(language, bytes, size, bench->labels,
                                                               bench->labels_size);
    print_share(language, &share, seconds, yardstick);
    add_share(&bench->all, &share);
    bench->seconds += seconds;
    free(bytes);
    return true;
}

static void print_totals(const struct bench *bench)
{
    printf("%.0f titles a second\nconfidence  titles  right\n",
           (double)bench->all.titles / bench->seconds);
    for (size_t i = 0; i < 11; i++)
        if (bench->all.bins[i] > 0)
            printf("%7zu-%zu  %6zu   %.2f\n", i * 10, i * 10 + 9, bench->all.bins[i],
                   (double)bench->all.bins_right[i] / (double)bench->all.bins[i]);
}

static enum status load(struct bench *bench, const char *labels, struct arena *arena)
{
    const char *folder = NULL;
    enum status status = seeds_folder(arena, bench->faults, &folder);
    if (status == STATUS_OK)
        status = seeds_load(folder, bench->faults, &bench->seeds);
    if (status == STATUS_OK && labels != NULL)
        status = files_read(labels, FILES_SEED_SIZE_MAX, bench->faults, &bench->labels,
                            &bench->labels_size);
    double begin = now();
    if (status == STATUS_OK)
        status = seeds_load_reader(bench->seeds, folder, NULL, 1u << SCHEME_ISCO, SCHEME_ISCO,
                                   &labels, labels != NULL, bench->faults);
    printf("labels read and indexed in %.2f s\n", now() - begin);
    return status;
}

static int run(struct bench *bench, const char *labels, struct arena *arena)
{
    enum status status = load(bench, labels, arena);
    for (size_t i = 0; i < bench->faults->count && i < 5; i++)
        fprintf(stderr, "%s:%zu: %s\n", bench->faults->items[i].where, bench->faults->items[i].line,
                bench->faults->items[i].detail);
    if (status != STATUS_OK)
        return 3;
    puts("    titles  right  halves         answered  yardstick  a second");
    for (size_t i = 0; i < sizeof languages / sizeof languages[0]; i++)
        if (!bench_language(bench, languages[i]))
            return 3;
    print_totals(bench);
    return 0;
}

int main(int argc, char **argv)
{
    struct arena *arena = NULL;
    if (getenv("KRING_REFERENCE") == NULL) {
        puts("titles: skipped, KRING_REFERENCE is not set");
        return 0;
    }
    if (arena_new(0, &arena) != STATUS_OK)
        return 3;
    struct faults faults = faults_in(arena);
    struct bench bench = {.faults = &faults};
    int result = run(&bench, argc > 1 ? argv[1] : NULL, arena);
    free(bench.labels);
    seeds_free(bench.seeds);
    arena_free(arena);
    return result;
}
