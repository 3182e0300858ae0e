/* Publications that meet each other, and whoever else takes and frees seats at the same moment; and
 * people who are erased while their pairs are in a round. */
#include "api/store/store_erasure.h"
#include "tests/db/round_world.h"

#include <pthread.h>

TestSuite(publish_races, .init = found_round, .fini = tear_down, .timeout = 300);

/* ---- several at once: each a thread with a connection and an arena of its own */

#define PARTIES_MAX 32

struct party {
    struct store *store;
    struct arena *arena;
    struct taking taking;
    enum status status;
    pthread_barrier_t *start;
};

static void *take_part(void *context)
{
    struct party *party = context;
    party->taking.faults = faults_in(party->arena);
    pthread_barrier_wait(party->start);
    party->status = store_transaction(party->store, take_in, &party->taking);
    return NULL;
}

/* Every status is one that a caller is told: done, or refused in words. */
static size_t done_of(struct party *parties, size_t count)
{
    size_t done = 0;
    for (size_t i = 0; i < count; i++) {
        done += parties[i].status == STATUS_OK;
        cr_expect(parties[i].status == STATUS_OK || parties[i].status == STATUS_CONFLICT, "%s: %s",
                  status_word(parties[i].status), store_error(parties[i].store));
    }
    return done;
}

/* Takes all steps at once; how many were taken. */
static size_t take_all(const struct taking *takings, size_t count)
{
    struct party parties[PARTIES_MAX];
    pthread_t threads[PARTIES_MAX];
    pthread_barrier_t start;
    cr_assert(le(sz, count, PARTIES_MAX));
    pthread_barrier_init(&start, NULL, (unsigned)count);
    for (size_t i = 0; i < count; i++) {
        parties[i] = (struct party){.taking = takings[i], .start = &start};
        cr_assert(eq(int, store_open(db.url, &parties[i].store), STATUS_OK));
        cr_assert(eq(int, arena_new(0, &parties[i].arena), STATUS_OK));
        cr_assert(eq(int, pthread_create(&threads[i], NULL, take_part, &parties[i]), 0));
    }
    for (size_t i = 0; i < count; i++)
        pthread_join(threads[i], NULL);
    size_t done = done_of(parties, count);
    for (size_t i = 0; i < count; i++) {
        store_close(parties[i].store);
        arena_free(parties[i].arena);
    }
    pthread_barrier_destroy(&start);
    return done;
}

Test(publish_races, of_thirty_two_publications_at_once_one_is_made)
{
    struct taking takings[32];
    REVIEWED({&s[0], &m[0], 7000}, {&s[1], &m[0], 7000}, {&s[2], &m[1], 7000});
    EXPECT_FIRED("round", &the_round, "approve", "");
    for (size_t i = 0; i < 32; i++)
        takings[i] = taking_of("round", the_round.text, "publish", ACTOR_STAFF);
    cr_expect(eq(sz, take_all(takings, 32), 1));
    EXPECT_SQL("3", "SELECT count(*) FROM pair WHERE state = 'released'");
    EXPECT_SQL("1 3", "SELECT count(*) FILTER (WHERE event = 'publish') || ' ' || count(*) FILTER "
                      "(WHERE event = 'release') FROM audit");
    EXPECT_SQL("6", "SELECT count(*) FROM outbox");
    expect_agreement("32 publications");
}

Test(publish_races, both_sides_that_confirm_at_once_make_one_mentorship)
{
    PUBLISHED({&s[0], &m[0], 7000}, {&s[1], &m[0], 7000}, {&s[2], &m[1], 7000});
    struct taking takings[12];
    struct id pairs[3];
    for (size_t i = 0; i < 3; i++)
        pairs[i] = pair_of(&s[i], &m[i / 2]);
    for (size_t i = 0; i < 12; i++)
        takings[i] =
            taking_of("pair", pairs[i / 4].text, i % 2 == 0 ? "confirm_student" : "confirm_mentor",
                      i % 2 == 0 ? ACTOR_STUDENT : ACTOR_MENTOR);
    cr_expect(eq(sz, take_all(takings, 12), 6));
    EXPECT_SQL("3", "SELECT count(*) FROM mentorship");
    EXPECT_SQL("3", "SELECT count(*) FROM pair WHERE state = 'confirmed'");
    expect_agreement("confirmations at once");
}

/* ---- publication beside everything else */

#define TIMES 12

/* Requests that wait for an answer, to the very mentors of the pairs: of cas and dag to m[0], of
 * s[1] and s[2] to others. */
struct rivals {
    struct id asked[4], pairs[4];
};

static struct rivals found_rivals(void)
{
    struct rivals rivals;
    told_need(&cas, NULL, 0, false, 2);
    told_need(&dag, NULL, 0, false, 2);
    rivals.asked[0] = sent(&cas, &m[0]);
    rivals.asked[1] = sent(&dag, &m[0]);
    rivals.asked[2] = sent(&s[1], &m[3]);
    rivals.asked[3] = sent(&s[2], &m[0]);
    REVIEWED({&s[0], &m[0], 7000}, {&s[1], &m[0], 6000}, {&s[2], &m[1], 7000},
             {&s[3], &m[2], 7000});
    EXPECT_FIRED("round", &the_round, "approve", "");
    for (size_t i = 0; i < 4; i++)
        rivals.pairs[i] = pair_of(&s[i], i < 2 ? &m[0] : &m[i - 1]);
    return rivals;
}

static size_t publish_beside(const struct rivals *rivals)
{
    struct taking takings[12];
    size_t count = 0;
    takings[count++] = taking_of("round", the_round.text, "publish", ACTOR_STAFF);
    for (size_t i = 0; i < 4; i++)
        takings[count++] =
            taking_of("mentoring_request", rivals->asked[i].text, "accept", ACTOR_MENTOR);
    takings[count++] = taking_of("mentor_offer", offer_of[1].text, "withdraw", ACTOR_MENTOR);
    takings[count++] = taking_of("pair", rivals->pairs[3].text, "veto", ACTOR_STAFF);
    takings[count++] = taking_of("pair", rivals->pairs[0].text, "swap", ACTOR_STAFF);
    takings[count++] = taking_of("round", the_round.text, "publish", ACTOR_STAFF);
    takings[count++] = taking_of("round", the_round.text, "reopen", ACTOR_STAFF);
    takings[count++] = taking_of("mentor_offer", offer_of[0].text, "pause", ACTOR_MENTOR);
    return take_all(takings, count);
}

/* Whatever came first: no seat is sold twice, and no pair is left between two states. */
Test(publish_races, beside_accepts_withdrawals_and_decisions_never_books_over_seats)
{
    tear_down();
    for (int i = 0; i < TIMES; i++) {
        found_round();
        struct rivals rivals = found_rivals();
        cr_expect(gt(sz, publish_beside(&rivals), 0));
        expect_agreement("a publication beside others");
        EXPECT_SQL("0", "SELECT count(*) FROM pair JOIN round ON round.id = round_id WHERE "
                        "round.state = 'published' AND pair.state IN ('proposed', 'approved')");
        EXPECT_SQL("0", "SELECT count(*) FROM need WHERE mentors_have > mentors_wanted");
        if (i + 1 < TIMES)
            tear_down();
    }
}

static struct taking answer_of(const struct id *pair, const char *event)
{
    return taking_of("pair", pair->text, event, ACTOR_STAFF);
}

Test(publish_races, answers_at_the_same_moment_free_each_seat_once)
{
    PUBLISHED({&s[0], &m[0], 7000}, {&s[1], &m[0], 7000}, {&s[2], &m[1], 7000},
              {&s[3], &m[1], 7000});
    struct taking takings[18];
    size_t count = 0;
    struct id pairs[4];
    for (size_t i = 0; i < 4; i++) {
        pairs[i] = pair_of(&s[i], &m[i / 2]);
        takings[count++] = answer_of(&pairs[i], "decline_student");
        takings[count++] = answer_of(&pairs[i], "decline_mentor");
        takings[count++] = answer_of(&pairs[i], "confirm_mentor");
        takings[count++] = answer_of(&pairs[i], "lapse");
    }
    takings[count++] = taking_of("round", the_round.text, "close", ACTOR_STAFF);
    cr_expect(gt(sz, take_all(takings, count), 0)); /* closing first, it ends all of them alone */
    EXPECT_SQL("0", "SELECT count(*) FROM pair WHERE state NOT IN ('declined_student', "
                    "'declined_mentor', 'lapsed')");
    EXPECT_SQL("0 0", "SELECT (SELECT sum(seats_taken) FROM mentor_offer) || ' ' || "
                      "(SELECT count(*) FROM hours_entry)");
    expect_agreement("answers at once");
}

/* ---- erasure */

struct erasing {
    struct erasure_order order;
    struct faults faults;
};

static enum status erase_in(struct store *store, void *context)
{
    struct erasing *erasing = context;
    return store_erase(store, &deed, &erasing->order, &erasing->faults);
}

static enum status erase_at(struct store *store, const struct id *id, struct arena *arena)
{
    struct erasing erasing = {{.id = id->text}, faults_in(arena)};
    return store_transaction(store, erase_in, &erasing);
}

static void erase(const struct id *id)
{
    cr_assert(eq(int, erase_at(db.store, id, db.arena), STATUS_OK), "%s", store_error(db.store));
}

Test(publish_races, who_is_erased_before_publication_is_not_in_it)
{
    REVIEWED({&s[0], &m[0], 7000}, {&s[1], &m[1], 7000}, {&s[2], &m[2], 7000});
    EXPECT_PAIR_FIRED(s[0], m[0], "approve", "");
    erase(&s[0]);
    erase(&m[1]);
    EXPECT_BECAME(s[0], m[0], "dropped erased");
    EXPECT_BECAME(s[1], m[1], "dropped erased");
    EXPECT_SQL("0", "SELECT count(*) FROM outbox WHERE notice = 'pair.drop'");
    EXPECT_FIRED("round", &the_round, "approve", "");
    EXPECT_FIRED("round", &the_round, "publish", "");
    EXPECT_BECAME(s[2], m[2], "released");
    EXPECT_SQL("2", "SELECT count(*) FROM participant WHERE person_id IS NULL");
    expect_agreement("erasures before publication");
}

Test(publish_races, who_is_erased_after_publication_gives_the_places_back_and_the_other_is_told)
{
    PUBLISHED({&s[0], &m[0], 7000}, {&s[1], &m[0], 7000}, {&s[2], &m[2], 7000});
    EXPECT_PAIR_FIRED(s[2], m[2], "confirm_student", "");
    EXPECT_PAIR_FIRED(s[2], m[2], "confirm_mentor", "");
    erase(&s[0]);
    cr_expect(eq(str, (char *)taken_of(&m[0]), "1 1 10"));
    EXPECT_SQL((char *)m[0].text, "SELECT person_id FROM outbox WHERE notice = 'pair.drop'");
    erase(&m[0]);
    EXPECT_BECAME(s[1], m[0], "dropped erased");
    EXPECT_SQL((char *)s[1].text, "SELECT person_id FROM outbox WHERE notice = 'pair.drop'");
    erase(&m[2]);
    EXPECT_BECAME(s[2], m[2], "confirmed both_confirmed");
    EXPECT_SQL("void erased", "SELECT state || ' ' || reason_code FROM mentorship");
    EXPECT_SQL("0", "SELECT sum(mentors_have) FROM need");
    expect_agreement("erasures after publication");
}

struct eraser {
    struct store *store;
    struct arena *arena;
    const struct id *id;
    enum status status;
};

static void *erase_beside(void *context)
{
    struct eraser *eraser = context;
    eraser->status = erase_at(eraser->store, eraser->id, eraser->arena);
    return NULL;
}

Test(publish_races, an_erasure_beside_a_publication_leaves_no_live_pair_of_the_erased)
{
    tear_down();
    for (int i = 0; i < TIMES; i++) {
        found_round();
        pthread_t thread;
        struct eraser eraser = {.id = i % 2 == 0 ? &m[0] : &s[1]};
        REVIEWED({&s[0], &m[0], 7000}, {&s[1], &m[0], 7000}, {&s[2], &m[2], 7000});
        EXPECT_FIRED("round", &the_round, "approve", "");
        cr_assert(eq(int, store_open(db.url, &eraser.store), STATUS_OK));
        cr_assert(eq(int, arena_new(0, &eraser.arena), STATUS_OK));
        cr_assert(eq(int, pthread_create(&thread, NULL, erase_beside, &eraser), 0));
        EXPECT_FIRED("round", &the_round, "publish", "");
        pthread_join(thread, NULL);
        cr_expect(eq(int, eraser.status, STATUS_OK), "%s", store_error(eraser.store));
        EXPECT_SQL("0",
                   "SELECT count(*) FROM pair WHERE '%s' IN (student_id, mentor_id) AND state IN "
                   "('proposed', 'approved', 'released')",
                   eraser.id->text);
        expect_agreement("an erasure beside a publication");
        store_close(eraser.store);
        arena_free(eraser.arena);
        if (i + 1 < TIMES)
            tear_down();
    }
}
