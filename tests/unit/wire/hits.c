#include "api/wire/hits.h"

#include "api/wire/shape_json.h"
#include "scoring/base/text.h"
#include "tests/person_words.h"
#include "tests/small_seeds.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdint.h>

#define T(text) ((char *)(uintptr_t)(text)) /* Criterion compares char *, not const char * */

static const struct score_text {
    int32_t score_bp;
    const char *text;
} score_texts[] = {{0, "0.00"},   {5, "0.05"},     {99, "0.99"},
                   {100, "1.00"}, {8735, "87.35"}, {10000, "100.00"}};

Test(hits, a_score_is_shown_with_two_decimals)
{
    char text[SCORE_TEXT_SIZE];
    for (size_t i = 0; i < SHAPE_COUNT(score_texts); i++) {
        hits_format_score(score_texts[i].score_bp, text);
        cr_expect(eq(str, text, T(score_texts[i].text)));
    }
}

Test(hits, the_points_told_sum_to_the_score_told_and_each_part_has_its_reason)
{
    struct small_seeds seeds;
    small_seeds_open(&seeds);
    struct arena *arena = seeds.arena;
    struct person *student = person_of_words(arena, &seeds.taxonomies,
                                             "student id:s field:0732 speaks:nl/C1 place:LEU "
                                             "wants-job:2142");
    struct person *alumnus = person_of_words(arena, &seeds.taxonomies,
                                             "id:a field:0731 job:1323/41/2016/ speaks:nl/B2 "
                                             "place:ANT seats:1");
    struct wish wish =
        wish_of_person(&seeds.scorer, student, weights_default(seeds.policy), 20261122);
    struct explanation explanation;
    struct hit_reply hit;
    cr_assert(eq(int,
                 score_explain(&seeds.scorer, &wish, student, alumnus,
                               (struct audience){LABEL_EN, VOICE_STAFF}, arena, &explanation),
                 STATUS_OK));
    cr_assert(eq(int, hit_reply_of(&explanation, alumnus, 3, arena, &hit), STATUS_OK));
    int32_t sum = 0;
    for (size_t i = 0; i < hit.parts_count; i++) {
        sum += hit.parts[i].points_bp;
        cr_expect(eq(int, hit.parts[i].points_bp, hit.parts[i].part *hit.parts[i].weight));
        cr_expect(gt(sz, strlen(hit.reasons[i]), 0));
    }
    cr_expect(eq(sz, hit.parts_count, CRITERION_COUNT));
    cr_expect(eq(sz, hit.reasons_count, CRITERION_COUNT));
    cr_expect(eq(int, sum, hit.score_bp));
    struct text json = {0};
    shape_to_json(&hit_reply_shape, &hit, 0, &json);
    cr_expect(zero(int, strncmp(json.bytes, "{\"rank\":3,\"external_id\":\"a\",", 28)), "%s",
              json.bytes);
    text_free(&json);
    small_seeds_close(&seeds);
}
