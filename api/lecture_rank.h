/* Which speaker fits which course: the scoring of pairs (scoring/score.h), with the course in the
 * student's place and the offer in the alumnus's. Plain computing: no database, no clock. */
#ifndef API_LECTURE_RANK_H
#define API_LECTURE_RANK_H

#include "api/wire/lecture.h"
#include "scoring/score.h"

struct arena;

/* What one lecture of the year takes off the rank, so that those who spoke less come first: as
 * much as a sixth of what the field weighs. */
#define LECTURE_TURN_BP 500

/* A course and a speaker who might meet. The course: wishes, languages and first wished place; the
 * speaker: who they are, with the topics of the offer for fields and languages. */
struct lecture_pair {
    struct person course, speaker;
    struct wish wish;
    struct score score;
};

/* Fills the pair; lists live in arena. asked and offer are resolved (person_resolve). MEMORY. */
enum status MUST_CHECK lecture_pair_of(const struct scorer *scorer,
                                       const struct lecture_request *asked,
                                       const struct lecture_offer *offer,
                                       const struct person *speaker, struct weights weights,
                                       date as_of, struct arena *arena,
                                       struct lecture_pair *ret_pair);

/* Whether it can be: the formats go together, one of the languages is spoken at that level, who has
 * to come travels so far (where both places are known), and the notice reaches until the last
 * day. */
bool lecture_fits(const struct scorer *scorer, const struct lecture_request *asked,
                  const struct lecture_offer *offer, const struct lecture_pair *pair, moment now);

#endif
