#include "scoring/criterion.h"
#include "tests/person_words.h"
#include "tests/small_seeds.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

#define AS_OF ((date)20261122)

static struct small_seeds seeds;

static void open_seeds(void)
{
    small_seeds_open(&seeds);
}

static void close_seeds(void)
{
    small_seeds_close(&seeds);
}

TestSuite(field, .init = open_seeds, .fini = close_seeds);
TestSuite(career, .init = open_seeds, .fini = close_seeds);
TestSuite(language, .init = open_seeds, .fini = close_seeds);
TestSuite(place, .init = open_seeds, .fini = close_seeds);
TestSuite(score, .init = open_seeds, .fini = close_seeds);

struct row {
    const char *student, *alumnus;
    int32_t part;
    bool unknown;
};

static struct person *person(const char *words)
{
    return person_of_words(seeds.arena, &seeds.taxonomies, words);
}

static struct wish wish_of(const char *student)
{
    return wish_of_person(&seeds.scorer, person(student), weights_default(seeds.policy), AS_OF);
}

/* The part by table: the greatest of the facts. */
static int32_t part_by_table(const struct criterion *criterion, const struct wish *wish,
                             const struct person *alumnus, int32_t *ret_bound)
{
    void *table = arena_alloc(seeds.arena, criterion->table_size(&seeds.scorer));
    struct fact facts[FACTS_MAX];
    size_t count = criterion->facts(&seeds.scorer, alumnus, wish->as_of, facts);
    *ret_bound = criterion->fill(&seeds.scorer, wish, table);
    return criterion->look(table, facts, count);
}

static void check(enum criterion_id id, const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct row *row = &rows[i];
        struct wish wish = wish_of(row->student);
        struct person *alumnus = person(row->alumnus);
        struct part part = score_pair(&seeds.scorer, &wish, alumnus).parts[id];
        int32_t bound = 0;
        int32_t looked = part_by_table(criteria[id], &wish, alumnus, &bound);
        cr_expect(eq(i32, part.part, row->part), "%s | %s", row->student, row->alumnus);
        cr_expect(eq(int, part.unknown, row->unknown), "%s | %s", row->student, row->alumnus);
        cr_expect(eq(i32, looked, row->part), "by table: %s | %s", row->student, row->alumnus);
        cr_expect(le(i32, looked, bound), "bound: %s | %s", row->student, row->alumnus);
    }
}

#define CHECK(id, rows) check((id), (rows), sizeof(rows) / sizeof(rows)[0])

Test(field, the_deepest_shared_level_gives_the_part)
{
    static const struct row rows[] = {
        {"wants-field:0732", "field:0732", 100, false},
        {"wants-field:0732", "field:0731", 70, false},
        {"wants-field:0732", "field:0711", 40, false},
        {"wants-field:0732", "field:0541", 0, false},
        {"wants-field:0732 wants-field:0541", "field:0711 field:0613", 55, false},
        /* the student's own field where none is wished */
        {"field:0732", "field:0731", 70, false},
        {"field:0732 wants-field:0541", "field:0732", 0, false},
        /* neighbours, either way; a row of inner codes holds for all below */
        {"wants-field:0541", "field:0613", 55, false},
        {"wants-field:0613", "field:0541", 55, false},
        {"wants-field:054", "field:0613", 30, false},
        {"wants-field:0613", "field:054", 30, false},
        /* a wished inner node gives all to what is below it … */
        {"wants-field:07", "field:0732", 100, false},
        {"wants-field:0730", "field:0731", 100, false},
        {"wants-field:073", "field:073", 100, false},
        {"wants-field:073", "field:0711", 40, false},
        /* … an alumnus's inner code counts by its deepest shared level */
        {"wants-field:0732", "field:073", 70, false},
        {"wants-field:0732", "field:07", 40, false},
        {"wants-field:073", "field:07", 40, false},
    };
    CHECK(CRITERION_FIELD, rows);
}

Test(field, the_unknown_is_neutral_and_said_to_be)
{
    static const struct row rows[] = {
        {"wants-field:0732", "", 20, true},
        {"", "field:0732", 20, true},
        {"", "", 20, true},
        {"wants-field:?", "field:0732", 20, true},
        {"wants-field:0732", "field:?", 20, true},
        {"wants-field:0732", "field:0541 field:?", 20, true},
        {"wants-field:0732", "field:? field:0711", 40, false},
        {"wants-field:0732 wants-field:?", "field:0541", 20, true},
        {"wants-field:0732 wants-field:?", "field:0732", 100, false},
    };
    CHECK(CRITERION_FIELD, rows);
}

Test(career, occupation_industry_and_recency_make_a_part)
{
    static const struct row rows[] = {
        {"wants-job:2142", "job:2142", 100, false},
        {"wants-job:2142", "job:2144", 75, false},
        {"wants-job:2142", "job:214", 75, false},
        {"wants-job:2142", "job:2411", 20, false},
        {"wants-job:2411", "job:1323", 0, false},
        {"wants-job:21", "job:2142", 100, false},
        {"wants-job:21", "job:21", 100, false},
        /* related: lifts 50 to 60, and 0 to 65 */
        {"wants-job:2142", "job:2161", 60, false},
        {"wants-job:2144", "job:2161", 50, false},
        {"wants-job:2142", "job:1323", 65, false},
        {"wants-job:1323", "job:2142", 65, false},
        /* 70 % occupation, 30 % industry */
        {"wants-job:2142 wants-industry:41", "job:2142/41", 100, false},
        {"wants-job:2142 wants-industry:41", "job:2142/42", 88, false},
        {"wants-job:2142 wants-industry:F", "job:2142/42", 100, false},
        {"wants-job:2142 wants-industry:41", "job:2142/F", 88, false},
        {"wants-job:2142 wants-industry:41", "job:2142/64", 70, false},
        {"wants-job:2142 wants-industry:41", "job:2411/41", 44, false},
        {"wants-job:2142 wants-industry:41 wants-industry:64", "job:2144/64", 83, false},
        /* the occupation alone where an industry is unknown on either side */
        {"wants-job:2142 wants-industry:41", "job:2142", 100, false},
        {"wants-job:2142 wants-industry:41", "job:2142/?", 100, false},
        {"wants-job:2142 wants-industry:?", "job:2142/64", 100, false},
        {"wants-job:2142", "job:2142/64", 100, false},
        /* whole while current, then by whole years; rounded once, half up */
        {"wants-job:2142", "job:2142//2009/2026", 100, false},
        {"wants-job:2142", "job:2142//2009/2025", 90, false},
        {"wants-job:2142", "job:2142//2009/2025-12", 100, false},
        {"wants-job:2142", "job:2142//2009/2021", 73, false},
        {"wants-job:2142", "job:2142//1980/1990", 40, false},
        {"wants-job:2142", "job:2144//2009/2025", 68, false},
        {"wants-job:2142 wants-industry:41", "job:2144/42/2009/2024", 57, false},
        /* the best employment counts */
        {"wants-job:2142", "job:2411 job:2142//2009/2025", 90, false},
        {"wants-job:2411 wants-job:2142", "job:1323 job:2161", 65, false},
    };
    CHECK(CRITERION_CAREER, rows);
}

Test(career, the_unknown_is_neutral_and_said_to_be)
{
    static const struct row rows[] = {
        {"wants-job:2142", "", 20, true},
        {"", "job:2142", 20, true},
        {"wants-industry:41", "job:2142/41", 20, true},
        {"wants-job:2142", "job:?", 20, true},
        {"wants-job:2142", "job:?//2001/2002", 20, true},
        {"wants-job:1323", "job:? job:2411", 20, true},
        {"wants-job:2411", "job:? job:2142", 20, false},
        {"wants-job:?", "job:2142", 20, true},
        {"wants-job:1323 wants-job:?", "job:2411", 20, true},
        {"wants-job:1323 wants-job:?", "job:1323", 100, false},
    };
    CHECK(CRITERION_CAREER, rows);
}

Test(language, the_least_of_levels_and_closeness_counts)
{
    static const struct row rows[] = {
        {"speaks:nl/native", "speaks:nl/C1", 90, false},
        {"speaks:nl/A1", "speaks:nl/native", 10, false},
        {"speaks:nl/C2", "speaks:nl/native", 100, false},
        {"speaks:nl/C2", "speaks:fi/native", 0, false},
        {"speaks:no/C2", "speaks:nb/native", 100, false},
        {"speaks:nb/C2", "speaks:sv/native", 80, false},
        {"speaks:sv/B2", "speaks:nb/native", 75, false},
        {"speaks:nl/B1 speaks:fi/C1", "speaks:fi/B2 speaks:nl/C2", 75, false},
        {"speaks:nb/B1 speaks:sv/C1", "speaks:no/C2", 80, false},
    };
    CHECK(CRITERION_LANGUAGE, rows);
}

Test(language, the_unknown_is_neutral_and_said_to_be)
{
    static const struct row rows[] = {
        {"speaks:nl/C1", "", 10, true},
        {"", "speaks:nl/C1", 10, true},
        {"speaks:?/C1", "speaks:nl/C1", 10, true},
        {"speaks:nl/C1", "speaks:?/C1", 10, true},
        {"speaks:nl", "speaks:nl/C1", 10, true},
        {"speaks:nl/C1", "speaks:nl", 10, true},
        {"speaks:nb/C1", "speaks:sv", 10, true},
        /* far apart, whatever the level */
        {"speaks:nl/C1", "speaks:fi", 0, false},
        {"speaks:nl", "speaks:fi/C1", 0, false},
        {"speaks:nl/C1", "speaks:fi/C1 speaks:?", 10, true},
        {"speaks:nl speaks:fi/B1", "speaks:nl/C1 speaks:fi/B2", 50, false},
        {"speaks:nl/A1", "speaks:nl/A1 speaks:nl", 10, false},
    };
    CHECK(CRITERION_LANGUAGE, rows);
}

Test(place, the_nearest_of_home_and_wished_places_counts)
{
    static const struct row rows[] = {
        {"place:LEU", "place:LEU", 100, false},
        {"place:LEU", "place:ANT", 55, false}, /* 43 km */
        {"place:OSL", "place:DRA", 61, false}, /* 36 km */
        {"place:OSL", "place:TOS", 25, false}, /* same country */
        {"place:LEU", "place:OSL", 0, false},
        {"place:OSL wants-place:LEU", "place:ANT", 55, false},
        {"place:ANT wants-place:OSL", "place:ANT", 100, false},
        {"wants-place:OSL", "place:OSL", 100, false},
        /* a wished region or country gives all to everybody in it */
        {"wants-place:BE", "place:ANT", 100, false},
        {"wants-place:BE-VLG", "place:ANT", 100, false},
        {"wants-place:BE-VLG", "place:ARL", 25, false},
        {"wants-place:BE-VLG", "place:BE", 25, false},
        {"wants-place:BE", "place:BE-VLG", 100, false},
        {"wants-place:BE", "country:BE", 100, false},
        /* home is no wish */
        {"place:BE", "place:ANT", 25, false},
        {"country:BE", "place:BE", 25, false},
        {"place:LEU", "country:BE", 25, false},
        {"place:LEU", "country:NO", 0, false},
        {"place:LEU", "place:? country:NO", 0, false},
        /* remote lifts to 40, where both accept it */
        {"place:LEU remote", "place:OSL remote", 40, false},
        {"place:LEU remote", "place:OSL", 0, false},
        {"place:LEU", "place:OSL remote", 0, false},
        {"place:LEU remote", "place:ANT remote", 55, false},
    };
    CHECK(CRITERION_PLACE, rows);
}

Test(place, the_unknown_is_neutral_and_said_to_be)
{
    static const struct row rows[] = {
        {"place:LEU", "", 20, true},
        {"place:LEU", "place:?", 20, true},
        {"", "place:LEU", 20, true},
        {"place:?", "place:LEU", 20, true},
        {"remote", "remote", 40, false},
        {"place:LEU wants-place:?", "place:OSL", 20, true},
        {"place:LEU wants-place:?", "place:ANT", 55, false},
        {"place:LEU wants-place:?", "place:ARL", 25, false},
    };
    CHECK(CRITERION_PLACE, rows);
}

Test(score, the_points_of_the_parts_sum_to_the_score)
{
    struct wish wish = wish_of("field:0732 wants-job:2142 speaks:nl/native place:LEU");
    struct score score =
        score_pair(&seeds.scorer, &wish, person("field:0731 job:1323 speaks:nl/C1 place:ANT"));
    static const int32_t points[] = {35 * 70, 35 * 65, 15 * 90, 15 * 55};
    int32_t sum = 0;
    for (size_t c = 0; c < CRITERION_COUNT; c++) {
        cr_expect(eq(i32, score.parts[c].points_bp, points[c]), "%s",
                  criterion_word((enum criterion_id)c));
        sum += points[c];
    }
    cr_expect(eq(i32, score.score_bp, sum));
}

Test(score, an_explanation_that_finds_no_room_says_so_and_gives_nothing)
{
    struct wish wish = wish_of("field:0732");
    struct person *alumnus = person("field:0732");
    struct arena *narrow = NULL;
    struct explanation explanation = {.labels = {NULL}};
    cr_assert(eq(int, arena_new(16, &narrow), STATUS_OK));
    cr_expect(eq(int,
                 score_explain(&seeds.scorer, &wish, alumnus, alumnus,
                               (struct audience){LABEL_EN, VOICE_STAFF}, narrow, &explanation),
                 STATUS_MEMORY));
    cr_expect(explanation.labels[0] == NULL);
    arena_free(narrow);
}

Test(score, weights_are_read_or_all_their_faults_told)
{
    static const struct {
        const char *text;
        size_t faults;
        const char *code;
    } rows[] = {
        {"field=40,career=30,language=15,place=15", 0, NULL},
        {"place=100,career=0,language=0,field=0", 0, NULL},
        {"field=40,career=30,language=15,place=16", 1, "sum"},
        {"field=40,career=30,language=15", 1, "missing_criterion"},
        {"field=40,career=30,language=15,place=x", 1, "no_percent"},
        {"field=40,career=30,language=15,place", 1, "no_percent"},
        {"field=40,career=30,language=15,place=-15", 1, "no_percent"},
        {"field=40,field=30,language=15,place=15", 2, "double_criterion"},
        {"age=40,career=101", 5, "unknown_criterion"},
        {"", 5, "unknown_criterion"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct faults faults = faults_in(seeds.arena);
        struct weights weights = {.percent = {-1}};
        enum status status = weights_parse(rows[i].text, "weights", &faults, &weights);
        cr_assert(eq(sz, faults.count, rows[i].faults), "%s", rows[i].text);
        cr_expect(eq(int, status == STATUS_OK, rows[i].faults == 0), "%s", rows[i].text);
        cr_expect(eq(int, weights.percent[0] == -1, rows[i].faults > 0), "%s", rows[i].text);
        if (faults.count > 0)
            cr_expect(eq(str, (char *)faults.items[0].code, (char *)rows[i].code), "%s",
                      rows[i].text);
    }
}
