/* What of objects is refused, in words, also when two write at the same moment. */
#include "tests/db/mentoring_world.h"

#include <pthread.h>

TestSuite(objects_refused, .init = set_up, .fini = tear_down, .timeout = 120);

/* What is tried on a world with ann's active offer of 2 seats, both taken, and bo's withdrawn one
 * with a seat still taken; cas told a need and has drafted a request to ann. */
static struct id anns, bos, cass_need, cass_request;

static void offer_again(struct mentor_offer *offer)
{
    (void)offer;
}
static void offer_of_bo(struct mentor_offer *offer)
{
    offer->mentor_id = bo.text;
}
static void offer_of_nobody(struct mentor_offer *offer)
{
    offer->mentor_id = NOBODY;
}
static void offer_nowhere(struct mentor_offer *offer)
{
    offer->programme_id = NOBODY;
}
static void offer_in_no_words(struct mentor_offer *offer)
{
    offer->programme_id = "a programme, but not by its id, no!!";
}
static void offer_no_seat(struct mentor_offer *offer)
{
    offer->mentor_id = dag.text;
    offer->seats = 0;
}
static const struct {
    void (*spoil)(struct mentor_offer *offer);
    enum status status;
    const char *where, *code, *detail;
} offer_refusals[] = {
    {offer_again, STATUS_CONFLICT, "", "a_mentor_makes_one_offer_in_a_programme",
     "a mentor makes one offer in a programme"},
    {offer_of_bo, STATUS_CONFLICT, "", "live_seats",
     "Mentorships still run under an earlier offer of this mentor."},
    {offer_of_nobody, STATUS_INVALID, "/mentor_id", "an_offer_is_made_by_a_person_that_exists",
     "an offer is made by a person that exists"},
    {offer_nowhere, STATUS_INVALID, "/programme_id", "an_offer_is_made_in_a_programme_that_exists",
     "an offer is made in a programme that exists"},
    {offer_in_no_words, STATUS_INVALID, "/programme_id", "bad_id",
     "must be an id such as 01890a5d-ac96-774b-bcce-b302099a8057"},
    {offer_no_seat, STATUS_INVALID, "/seats", "refused_by_database",
     "null value in column \"seats\" of relation \"mentor_offer\" violates not-null constraint"},
};

static void request_again(struct mentoring_request *request)
{
    (void)request;
}
static void request_of_nobody(struct mentoring_request *request)
{
    request->student_id = NOBODY;
}
static void request_of_bo(struct mentoring_request *request)
{
    request->mentor_id = bo.text;
}
static void request_nowhere(struct mentoring_request *request)
{
    request->programme_id = NOBODY;
}
static void request_of_oneself(struct mentoring_request *request)
{
    request->student_id = ann.text;
}
static const struct {
    void (*spoil)(struct mentoring_request *request);
    enum status status;
    const char *code;
} request_refusals[] = {
    {request_again, STATUS_CONFLICT, "a_student_has_one_open_request_to_a_mentor_in_a_programme"},
    {request_of_nobody, STATUS_INVALID, "a_need_is_told_by_a_person_that_exists"},
    {request_of_bo, STATUS_CONFLICT, "offer_not_active"},
    {request_nowhere, STATUS_CONFLICT, "offer_not_active"},
    {request_of_oneself, STATUS_INVALID, "nobody_mentors_themself"},
};

static void refusing_world(void)
{
    found_university();
    anns = active_offer(&ann);
    bos = active_offer(&bo);
    sql("UPDATE mentor_offer SET seats_taken = 2 WHERE id = '%s'", anns.text);
    sql("UPDATE mentor_offer SET state = 'withdrawn', deadline_at = NULL, seats_taken = 1 "
        "WHERE id = '%s'",
        bos.text);
    struct need need = {
        .programme_id = programme.text, .student_id = cas.text, .mentors_wanted = 1};
    cass_need = added(&needs, &need);
    struct mentoring_request request = sample_request(&cas, &ann);
    cass_request = added(&requests, &request);
}

/* How many rows there are of anything. */
static int everything(void)
{
    return (int)strtol(sql("SELECT (SELECT count(*) FROM unit) + (SELECT count(*) FROM programme) "
                           "+ (SELECT count(*) FROM mentor_offer) + (SELECT count(*) FROM need) + "
                           "(SELECT count(*) FROM mentoring_request) + "
                           "(SELECT count(*) FROM audit)"),
                       NULL, 10);
}

static void expect_refused(const struct object_kind *kind, const void *object, enum status status,
                           const char *code)
{
    struct faults faults = faults_in(db.arena);
    struct id id = new_id();
    cr_expect(eq(int, add(kind, id.text, object, &faults), status), "%s", code);
    cr_assert(eq(sz, faults.count, 1), "%s: %s", code, store_error(db.store));
    cr_expect(eq(str, (char *)faults.items[0].code, (char *)code));
}

Test(objects_refused, an_offer_that_cannot_be_is_refused_in_words)
{
    refusing_world();
    int before = everything();
    for (size_t i = 0; i < SHAPE_COUNT(offer_refusals); i++) {
        struct mentor_offer offer = sample_offer(&ann);
        offer_refusals[i].spoil(&offer);
        struct faults faults = faults_in(db.arena);
        struct id id = new_id();
        cr_expect(eq(int, add(&offers, id.text, &offer, &faults), offer_refusals[i].status), "%zu",
                  i);
        cr_assert(eq(sz, faults.count, 1), "%zu: %s", i, store_error(db.store));
        cr_expect(eq(str, (char *)faults.items[0].where, (char *)offer_refusals[i].where));
        cr_expect(eq(str, (char *)faults.items[0].code, (char *)offer_refusals[i].code));
        cr_expect(eq(str, (char *)faults.items[0].detail, (char *)offer_refusals[i].detail));
    }
    cr_expect(eq(int, everything(), before));
}

Test(objects_refused, a_request_that_cannot_be_is_refused_in_words)
{
    refusing_world();
    int before = everything();
    for (size_t i = 0; i < SHAPE_COUNT(request_refusals); i++) {
        struct mentoring_request request = sample_request(&cas, &ann);
        request_refusals[i].spoil(&request);
        expect_refused(&requests, &request, request_refusals[i].status, request_refusals[i].code);
    }
    static const char *const states[] = {"draft", "paused"};
    for (size_t i = 0; i < SHAPE_COUNT(states); i++) {
        struct mentoring_request request = sample_request(&dag, &ann);
        sql("UPDATE mentor_offer SET state = '%s' WHERE id = '%s'", states[i], anns.text);
        expect_refused(&requests, &request, STATUS_CONFLICT, "offer_not_active");
    }
    cr_expect(eq(int, everything(), before));
}

Test(objects_refused, what_else_cannot_be_is_refused_in_words)
{
    refusing_world();
    int before = everything();
    const char *const names[] = {"ann"};
    const char *const upper[] = {"00000000-0000-7000-8000-00000000000A"};
    static const struct programme_rule rules[] = {{0, NOBODY, "bo"}};
    const struct unit unit_rows[] = {
        {.kind = UNIT_UNIVERSITY, .name = "delft"},
        {.kind = UNIT_FACULTY, .name = "A"},
        {.kind = UNIT_UNIVERSITY, .parent_id = university.text, .name = "A"},
        {.kind = UNIT_FACULTY, .parent_id = NOBODY, .name = "A"},
    };
    struct programme programme_rows[] = {sample_programme(), sample_programme(), sample_programme(),
                                         sample_programme(), sample_programme()};
    programme_rows[0].unit_id = NOBODY;
    programme_rows[1].ends_on = 20260831;
    programme_rows[2].weights.field = 99;
    programme_rows[3].rules = rules;
    programme_rows[3].rules_count = 1;
    programme_rows[4].requests_live_max = 51;
    const struct need plain = {
        .programme_id = programme.text, .student_id = dag.text, .mentors_wanted = 1};
    struct need need_rows[] = {plain, plain, plain, plain, plain, plain};
    need_rows[0].student_id = cas.text;
    need_rows[1].programme_id = NOBODY;
    need_rows[2].ranked = names;
    need_rows[2].ranked_count = 1;
    need_rows[3].avoided = upper;
    need_rows[3].avoided_count = 1;
    need_rows[4].weights.place = 101;
    need_rows[5].mentors_wanted = 11;
    const struct {
        const struct object_kind *kind;
        const void *object;
        enum status status;
        const char *code;
    } rows[] = {
        {&units, &unit_rows[0], STATUS_CONFLICT, "units_of_one_parent_have_different_names"},
        {&units, &unit_rows[1], STATUS_INVALID, "a_university_and_nothing_else_is_a_root"},
        {&units, &unit_rows[2], STATUS_INVALID, "a_university_and_nothing_else_is_a_root"},
        {&units, &unit_rows[3], STATUS_INVALID, "a_unit_lies_in_a_unit_that_exists"},
        {&programmes, &programme_rows[0], STATUS_INVALID,
         "a_programme_is_run_by_a_unit_that_exists"},
        {&programmes, &programme_rows[1], STATUS_INVALID, "a_programme_ends_after_it_starts"},
        {&programmes, &programme_rows[2], STATUS_INVALID, "weights_sum_to_100"},
        {&programmes, &programme_rows[3], STATUS_INVALID, "rules_name_people_by_their_ids"},
        {&programmes, &programme_rows[4], STATUS_INVALID, "live_requests_are_limited_to_1_to_50"},
        {&needs, &need_rows[0], STATUS_CONFLICT, "a_student_tells_one_need_in_a_programme"},
        {&needs, &need_rows[1], STATUS_INVALID, "a_need_is_told_in_a_programme_that_exists"},
        {&needs, &need_rows[2], STATUS_INVALID, "mentors_are_ranked_by_their_ids"},
        {&needs, &need_rows[3], STATUS_INVALID, "mentors_are_avoided_by_their_ids"},
        {&needs, &need_rows[4], STATUS_INVALID, "own_weights_sum_to_100"},
        {&needs, &need_rows[5], STATUS_INVALID, "mentors_wanted_are_between_1_and_10"},
    };
    for (size_t i = 0; i < SHAPE_COUNT(rows); i++)
        expect_refused(rows[i].kind, rows[i].object, rows[i].status, rows[i].code);
    cr_expect(eq(int, everything(), before));
}

static void expect_unchanged(const struct object_kind *kind, const char *id, const void *object,
                             enum status status, const char *code)
{
    struct faults faults = faults_in(db.arena);
    int32_t version = 77;
    cr_expect(eq(int, replace(kind, id, 1, object, &faults, &version), status), "%s", code);
    cr_assert(eq(sz, faults.count, 1), "%s: %s", code, store_error(db.store));
    cr_expect(eq(str, (char *)faults.items[0].code, (char *)code));
    cr_expect(eq(int, version, 77));
}

Test(objects_refused, a_change_that_cannot_be_is_refused_in_words)
{
    refusing_world();
    struct mentor_offer offer = sample_offer(&ann);
    offer.seats = 1;
    expect_unchanged(&offers, anns.text, &offer, STATUS_CONFLICT, "seats_below_taken");
    expect_unchanged(&offers, bos.text, &offer, STATUS_CONFLICT, "offer_not_active");
    struct mentoring_request request = sample_request(&cas, &ann);
    static const char *const states[] = {"pending", "info_requested", "waitlisted"};
    for (size_t i = 0; i < SHAPE_COUNT(states); i++) {
        sql("UPDATE mentoring_request SET state = '%s'", states[i]);
        expect_unchanged(&requests, cass_request.text, &request, STATUS_CONFLICT, "not_a_draft");
    }
    sql("UPDATE need SET mentors_wanted = 2, mentors_have = 2");
    struct need need = {
        .programme_id = programme.text, .student_id = cas.text, .mentors_wanted = 1};
    expect_unchanged(&needs, cass_need.text, &need, STATUS_INVALID,
                     "mentors_had_are_between_0_and_those_wanted");
    struct programme full = sample_programme();
    full.answer_days = 0;
    struct faults faults = faults_in(db.arena);
    int32_t version = 0;
    cr_expect(
        eq(int, replace(&programmes, programme.text, 1, &full, &faults, &version), STATUS_INVALID));
    cr_assert(eq(sz, faults.count, 1));
    cr_expect(eq(str, (char *)faults.items[0].where, "/answer_days"));
}

/* ---- two at the same moment */

struct racing {
    struct store *store;
    struct writing writing;
    enum status status;
};

static void *race(void *context)
{
    struct racing *racing = context;
    racing->status = query_transaction(racing->store, "begin_write", write_in, &racing->writing);
    return NULL;
}

/* Runs the writing while another's transaction, which did `first`, is open; it commits only once
 * the writing waits for it. */
static enum status write_behind(const char *first, struct writing writing)
{
    struct racing racing = {.store = db.store, .writing = writing};
    pthread_t thread;
    PGconn *watch = database_connect(db.url);
    sql("BEGIN");
    database_sql(db.raw, first);
    cr_assert(eq(int, pthread_create(&thread, NULL, race, &racing), 0));
    while (strcmp(database_sql(watch, "SELECT count(*) FROM pg_locks WHERE NOT granted"), "0") == 0)
        usleep(5000);
    sql("COMMIT");
    pthread_join(thread, NULL);
    PQfinish(watch);
    return racing.status;
}

Test(objects_refused, seats_are_judged_by_the_row_as_it_is_when_it_is_changed)
{
    found_university();
    anns = active_offer(&ann);
    struct mentor_offer offer = sample_offer(&ann);
    offer.seats = 1;
    struct faults faults = faults_in(db.arena);
    struct writing writing = {&offers, anns.text, 1, &offer, &faults, 0};
    cr_expect(
        eq(int, write_behind("UPDATE mentor_offer SET seats_taken = 2", writing), STATUS_CONFLICT));
    cr_assert(eq(sz, faults.count, 1));
    cr_expect(eq(str, (char *)faults.items[0].code, "seats_below_taken"));
    faults = faults_in(db.arena);
    cr_expect(eq(int, write_behind("UPDATE mentor_offer SET version = 2, seats_taken = 0", writing),
                 STATUS_CONFLICT));
    cr_expect(eq(sz, faults.count, 0));
}

Test(objects_refused, a_need_told_at_the_same_moment_is_the_need_of_the_request)
{
    found_university();
    anns = active_offer(&ann);
    struct mentoring_request request = sample_request(&cas, &ann);
    struct id id = new_id();
    struct faults faults = faults_in(db.arena);
    const char *first = arena_printf(
        db.arena,
        "INSERT INTO need (id, programme_id, student_id, wishes, ranked, avoided, fallback, "
        "mentors_wanted, created_at, updated_at) VALUES ('" NOBODY "', '%s', '%s', '{}', "
        "'[\"%s\"]', '[]', true, 1, from_ms(1), from_ms(1))",
        programme.text, cas.text, ann.text);
    cr_assert(eq(int,
                 write_behind(first, (struct writing){&requests, id.text, 0, &request, &faults, 0}),
                 STATUS_OK),
              "%s", store_error(db.store));
    struct mentoring_request found;
    read_back(&requests, id.text, &found);
    cr_expect(eq(int, found.choice, 1));
    cr_expect(eq(str, (char *)sql("SELECT string_agg(id::text, ' ') FROM need"), NOBODY));
    cr_expect(eq(str, (char *)sql("SELECT count(*) FROM audit WHERE object = 'need'"), "0"));
}
