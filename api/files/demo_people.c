#include "api/files/demo_people.h"

#include "api/files/demo_noise.h"
#include "api/files/files_demo.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* How often, in percent, unless the name says otherwise. Policy: what alumni offices report, in
 * round numbers; nothing depends on them but how the demo looks. */
#define LIVES_ABROAD       10
#define SECOND_DEGREE      32
#define SECOND_SAME_FIELD  80
#define NO_DEGREE          8 /* exchange, broken off, staff */
#define ALSO_STUDENT       2 /* alumni who study again */
#define NO_JOB             5
#define JOB_ENDED          12
#define SAME_OCCUPATION    55 /* of later jobs; the rest: the same field, or drift */
#define DRIFT              15
#define STUDENT_JOB        15
#define INDUSTRY_TYPED     60
#define LANGUAGE_AS_CODE   30
#define LEVEL_UNTOLD       8
#define COUNTRY_TYPED      75
#define REMOTE             55
#define FIELD_CONDITION    12
#define LANGUAGE_CONDITION 8
#define WISHES_FIELD       20
#define WISHES_JOB         85
#define WISHES_INDUSTRY    30
#define WISHES_PLACE       25
#define YEARS_BACK         45 /* of the oldest graduates */
#define JOBS_MAX           4
#define INDUSTRY_WORDS     2 /* of an industry's aliases */

static bool chance(struct demo_draw *draw, unsigned percent)
{
    return demo_chance(&draw->rng, percent);
}

static int below(struct demo_draw *draw, int bound)
{
    return (int)rng_below(&draw->rng, (uint64_t)bound);
}

/* ---- cells */

/* The next value of a cell that holds several: item is its position. */
static struct text *next_value(struct demo_draw *draw, enum demo_column column, size_t item)
{
    struct text *cell = &draw->cells[column];
    if (item > 0)
        text_add_char(cell, '|');
    return cell;
}

static const struct taxonomy *taxonomy_in(const struct demo_draw *draw, enum scheme scheme)
{
    return draw->demo->taxonomies->of[scheme];
}

static const struct demo_aliases *aliases_in(const struct demo_draw *draw, enum scheme scheme)
{
    switch (scheme) {
    case SCHEME_ISCED: return &draw->demo->programmes;
    case SCHEME_ISCO: return &draw->demo->titles;
    case SCHEME_NACE: return &draw->demo->industries;
    default: return NULL;
    }
}

/* What people call a concept: one of its aliases, those told first more often; the English ones
 * where their language has none; else its label. */
static const char *words_for(struct demo_draw *draw, enum scheme scheme, node_id node)
{
    const struct demo_aliases *aliases = aliases_in(draw, scheme);
    enum label_language language = draw->home->words;
    size_t count = 0;
    const struct demo_alias *first =
        aliases == NULL ? NULL : demo_aliases_of(aliases, node, language, &count);
    if (aliases != NULL && count == 0)
        first = demo_aliases_of(aliases, node, LABEL_EN, &count);
    if (count == 0)
        return taxonomy_label(taxonomy_in(draw, scheme), node, language);
    /* In industries.tsv kinds of work come first, then employers, who are none. */
    count = scheme == SCHEME_NACE && count > INDUSTRY_WORDS ? INDUSTRY_WORDS : count;
    uint64_t a = rng_below(&draw->noise, count);
    uint64_t b = rng_below(&draw->noise, count);
    return first[a < b ? a : b].text;
}

/* Appends a concept as its code, or in words with noise. */
static void add_concept(struct demo_draw *draw, struct text *cell, enum scheme scheme, node_id node)
{
    if (draw->codes) {
        text_add(cell, taxonomy_code(taxonomy_in(draw, scheme), node));
        return;
    }
    demo_noise_add(words_for(draw, scheme, node), draw->home->words, scheme == SCHEME_ISCO,
                   &draw->noise, cell);
}

static void add_year_and_month(struct demo_draw *draw, struct text *cell, int year, int month)
{
    text_add_int(cell, year);
    if (!chance(draw, 25))
        text_addf(cell, "-%02d", month);
}

/* ---- who, where, which languages */

static const struct demo_home *pick_home(struct demo_draw *draw)
{
    return &draw->demo->homes[demo_pick(&draw->demo->home_weights, &draw->rng)];
}

static const char *pick_name(struct demo_draw *draw, const struct demo_names *names)
{
    return names->items[rng_below(&draw->rng, names->count)];
}

static void draw_identity(struct demo_draw *draw, const char *id)
{
    text_add(&draw->cells[COLUMN_external_id], id);
    text_addf(&draw->cells[COLUMN_name], "%s ", pick_name(draw, &draw->home->first));
    text_add(&draw->cells[COLUMN_name], pick_name(draw, &draw->home->last));
    text_addf(&draw->cells[COLUMN_email], "%s@example.org", id);
    text_add(&draw->cells[COLUMN_language], draw->home->language);
}

static node_id pick_city(struct demo_draw *draw, const struct demo_home *home)
{
    return home->cities[demo_pick(&home->city_weights, &draw->rng)];
}

static void draw_place(struct demo_draw *draw)
{
    const struct demo_home *home = draw->home;
    if (chance(draw, LIVES_ABROAD)) {
        home = pick_home(draw);
        draw->abroad = home;
    }
    const struct taxonomy *places = taxonomy_in(draw, SCHEME_PLACE);
    node_id city = pick_city(draw, home);
    add_concept(draw, &draw->cells[COLUMN_place], SCHEME_PLACE, city);
    if (draw->codes || demo_chance(&draw->noise, COUNTRY_TYPED))
        add_concept(draw, &draw->cells[COLUMN_country], SCHEME_PLACE,
                    taxonomy_at_depth(places, city, 1));
}

static void add_language(struct demo_draw *draw, size_t *count, const char *code, const char *level)
{
    const struct taxonomy *languages = taxonomy_in(draw, SCHEME_LANGUAGE);
    node_id node = taxonomy_find(languages, code, strlen(code));
    if (node == NODE_NONE)
        return;
    struct text *cell = next_value(draw, COLUMN_languages, (*count)++);
    if (draw->codes || demo_chance(&draw->noise, LANGUAGE_AS_CODE))
        text_add(cell, code);
    else
        add_concept(draw, cell, SCHEME_LANGUAGE, node);
    if (!chance(draw, LEVEL_UNTOLD))
        text_addf(cell, ":%s", level);
}

static const char *pick_level(struct demo_draw *draw)
{
    static const char *const levels[] = {"A2", "B1", "B1", "B2", "B2", "B2", "C1", "C1", "C2"};
    return levels[below(draw, sizeof levels / sizeof levels[0])];
}

/* The own language, others as common at home, and where they live that of the country. */
static void draw_languages(struct demo_draw *draw)
{
    const struct demo_home *home = draw->home;
    size_t count = 0;
    add_language(draw, &count, home->language, "native");
    bool living = draw->abroad != NULL && strcmp(draw->abroad->language, home->language) != 0;
    for (size_t i = 0; i < home->others_count && count < 4; i++) {
        if (living && strcmp(home->others[i], draw->abroad->language) == 0)
            continue;
        if (chance(draw, home->percents[i]))
            add_language(draw, &count, home->others[i], pick_level(draw));
    }
    if (living)
        add_language(draw, &count, draw->abroad->language, pick_level(draw));
}

/* ---- studies */

static const struct demo_field *pick_field(struct demo_draw *draw)
{
    return &draw->demo->fields[demo_pick(&draw->demo->field_weights, &draw->rng)];
}

/* A study of the field; to 0: not ended. */
static void add_study(struct demo_draw *draw, size_t item, const char *kind, int from, int to)
{
    static const char *const campuses[] = {"North", "South", "City"};
    const struct taxonomy *fields = taxonomy_in(draw, SCHEME_ISCED);
    node_id node = draw->field->field;
    text_addf(next_value(draw, COLUMN_unit, item), "F%s",
              taxonomy_code(fields, taxonomy_at_depth(fields, node, 1)));
    text_add(next_value(draw, COLUMN_campus, item), campuses[below(draw, 3)]);
    text_add(next_value(draw, COLUMN_affiliation_kind, item), kind);
    struct text *programme = next_value(draw, COLUMN_programme, item);
    struct text *field = next_value(draw, COLUMN_field, item);
    add_concept(draw, draw->codes ? field : programme, SCHEME_ISCED, node);
    add_year_and_month(draw, next_value(draw, COLUMN_from, item), from, 9);
    struct text *end = next_value(draw, COLUMN_to, item);
    if (to != 0)
        add_year_and_month(draw, end, to, 6 + below(draw, 2));
}

static void draw_studies_of_alumnus(struct demo_draw *draw)
{
    static const char *const kinds[] = {"exchange", "incomplete", "staff"};
    int a = below(draw, YEARS_BACK);
    int b = below(draw, YEARS_BACK);
    draw->year = DEMO_YEAR - 1 - (a < b ? a : b);
    draw->field = pick_field(draw);
    const char *kind = chance(draw, NO_DEGREE) ? kinds[below(draw, 3)] : "degree";
    add_study(draw, 0, kind, draw->year - 3 - below(draw, 3), draw->year);
    if (!chance(draw, SECOND_DEGREE))
        return;
    int from = draw->year;
    int to = from + 1 + below(draw, 2);
    draw->year = to < DEMO_YEAR ? to : DEMO_YEAR;
    if (!chance(draw, SECOND_SAME_FIELD))
        draw->field = pick_field(draw);
    add_study(draw, 1, "degree", from, draw->year);
}

static void draw_studies_of_student(struct demo_draw *draw, size_t item)
{
    if (draw->field == NULL || !chance(draw, SECOND_SAME_FIELD))
        draw->field = pick_field(draw);
    int from = DEMO_YEAR - below(draw, 5);
    from = from < draw->year ? draw->year : from;
    add_study(draw, item, "degree", from, 0);
}

/* ---- jobs */

static const struct demo_career *pick_career(struct demo_draw *draw, const struct demo_field *field)
{
    return &field->careers[demo_pick(&field->career_weights, &draw->rng)];
}

/* A job ended in `to` (0: not). */
static void add_job(struct demo_draw *draw, size_t item, const struct demo_career *career, int from,
                    int to)
{
    add_concept(draw, next_value(draw, COLUMN_job_title, item), SCHEME_ISCO, career->occupation);
    const struct demo_home *where = draw->abroad == NULL ? draw->home : draw->abroad;
    struct text *employer = next_value(draw, COLUMN_employer, item);
    text_addf(employer, "%s %s", pick_name(draw, &where->last), where->form);
    struct text *industry = next_value(draw, COLUMN_industry, item);
    if (draw->codes || demo_chance(&draw->noise, INDUSTRY_TYPED))
        add_concept(draw, industry, SCHEME_NACE, career->industry);
    add_year_and_month(draw, next_value(draw, COLUMN_job_from, item), from, 1 + below(draw, 12));
    struct text *end = next_value(draw, COLUMN_job_to, item);
    if (to != 0)
        text_add_int(end, to);
}

/* The next step of a career: mostly the same occupation, sometimes something else altogether. */
static struct demo_career next_career(struct demo_draw *draw, struct demo_career last)
{
    if (chance(draw, SAME_OCCUPATION))
        return chance(draw, 70) ? last
                                : (struct demo_career){last.occupation,
                                                       pick_career(draw, draw->field)->industry};
    bool drift = chance(draw, DRIFT);
    return *pick_career(draw, drift ? pick_field(draw) : draw->field);
}

static void draw_jobs(struct demo_draw *draw)
{
    int years = DEMO_YEAR - draw->year;
    if (years < 1 || chance(draw, NO_JOB))
        return;
    int most = 1 + years / 6 < JOBS_MAX ? 1 + years / 6 : JOBS_MAX;
    int count = 1 + below(draw, most);
    struct demo_career career = *pick_career(draw, draw->field);
    for (int i = 0; i < count; i++) {
        int from = draw->year + i * years / count;
        int to = draw->year + (i + 1) * years / count;
        bool last = i + 1 == count;
        add_job(draw, (size_t)i, &career, from, !last || chance(draw, JOB_ENDED) ? to : 0);
        career = next_career(draw, career);
    }
}

/* ---- offers and wishes */

static void draw_remote(struct demo_draw *draw)
{
    static const char *const words[LABEL_LANGUAGE_COUNT][2] = {
        [LABEL_NL] = {"nee", "ja"},  [LABEL_SV] = {"nej", "ja"},  [LABEL_NB] = {"nei", "ja"},
        [LABEL_DE] = {"nein", "ja"}, [LABEL_FR] = {"non", "oui"}, [LABEL_EN] = {"no", "yes"}};
    text_add(&draw->cells[COLUMN_remote],
             words[draw->codes ? LABEL_EN : draw->home->words][chance(draw, REMOTE)]);
}

static void draw_offer(struct demo_draw *draw)
{
    static const int seats[] = {0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 5};
    int offered = seats[below(draw, sizeof seats / sizeof seats[0])];
    text_add_int(&draw->cells[COLUMN_seats], offered);
    size_t count = 0;
    const struct taxonomy *fields = taxonomy_in(draw, SCHEME_ISCED);
    if (offered > 0 && chance(draw, FIELD_CONDITION))
        text_addf(next_value(draw, COLUMN_conditions, count++), "field:%s",
                  taxonomy_code(fields, taxonomy_at_depth(fields, draw->field->field, 1)));
    if (offered > 0 && chance(draw, LANGUAGE_CONDITION))
        text_addf(next_value(draw, COLUMN_conditions, count++), "language:%s=B2",
                  draw->home->language);
}

static void draw_wishes(struct demo_draw *draw)
{
    if (chance(draw, WISHES_FIELD))
        add_concept(draw, &draw->cells[COLUMN_wished_fields], SCHEME_ISCED,
                    (chance(draw, 50) ? draw->field : pick_field(draw))->field);
    int jobs = chance(draw, WISHES_JOB) ? 1 + below(draw, 3) : 0;
    for (int i = 0; i < jobs; i++) {
        const struct demo_field *field = chance(draw, DRIFT) ? pick_field(draw) : draw->field;
        add_concept(draw, next_value(draw, COLUMN_wished_jobs, (size_t)i), SCHEME_ISCO,
                    pick_career(draw, field)->occupation);
    }
    if (chance(draw, WISHES_INDUSTRY))
        add_concept(draw, &draw->cells[COLUMN_wished_industries], SCHEME_NACE,
                    pick_career(draw, draw->field)->industry);
    if (chance(draw, WISHES_PLACE))
        add_concept(draw, &draw->cells[COLUMN_wished_places], SCHEME_PLACE,
                    pick_city(draw, pick_home(draw)));
}

/* ---- whole people */

static void draw_alumnus(struct demo_draw *draw)
{
    draw_studies_of_alumnus(draw);
    draw_jobs(draw);
    draw_offer(draw);
    bool both = chance(draw, ALSO_STUDENT);
    text_add(&draw->cells[COLUMN_role], both ? "both" : "alumnus");
    if (!both)
        return;
    size_t studies = 1;
    for (const char *at = draw->cells[COLUMN_unit].bytes; *at != '\0'; at++)
        studies += *at == '|';
    draw_studies_of_student(draw, studies);
    draw_wishes(draw);
}

static void draw_student(struct demo_draw *draw)
{
    draw->year = DEMO_YEAR - 6;
    draw_studies_of_student(draw, 0);
    text_add(&draw->cells[COLUMN_role], "student");
    if (chance(draw, STUDENT_JOB))
        add_job(draw, 0, pick_career(draw, draw->field), DEMO_YEAR - 1, 0);
    draw_wishes(draw);
}

void demo_draw_person(struct demo_draw *draw, uint64_t seed, bool student, uint64_t number)
{
    for (size_t i = 0; i < COLUMN_COUNT; i++)
        text_clear(&draw->cells[i]);
    struct rng seeds = rng_seeded(seed);
    draw->rng = rng_seeded(rng_next(&seeds) ^ (number << 1 | student));
    draw->noise = rng_seeded(rng_next(&draw->rng));
    draw->home = pick_home(draw);
    draw->abroad = NULL;
    draw->field = NULL;
    char id[32];
    (void)snprintf(id, sizeof id, "demo-%c-%06" PRIu64, student ? 's' : 'a', number);
    draw_identity(draw, id);
    draw_place(draw);
    draw_languages(draw);
    draw_remote(draw);
    if (student)
        draw_student(draw);
    else
        draw_alumnus(draw);
}
