/* What is kept about people: the table of store_personal.h against the database, and exports and
 * erasure against the table, by a word in everything that can hold one. */
#include "api/store/store_erasure.h"
#include "api/store/store_export.h"
#include "api/store/store_personal.h"
#include "tests/db/step_world.h"

#define CANARY      "kanarie"
#define ROUND       "01890a5d-ac96-774b-bcce-b302099a8001"
#define PAIR        "01890a5d-ac96-774b-bcce-b302099a8002"
#define LEADS       "01890a5d-ac96-774b-bcce-b302099a8004"
#define LEAD        "01890a5d-ac96-774b-bcce-b302099a8005"
#define APPLICATION "01890a5d-ac96-774b-bcce-b302099a8006"
#define GROUP       "01890a5d-ac96-774b-bcce-b302099a8003"

static struct id mentorship;

static void start(void)
{
    set_up();
    step_now = TEST_NOW;
    found_university();
    active_offer(&ann);
    told_need(&cas, NULL, 0, false, 3);
    mentorship = paired(&cas, &ann);
    sent(&cas, &ann);
}

TestSuite(personal, .init = start, .fini = tear_down, .timeout = 300);

static const struct personal_table *row_of(const char *table)
{
    for (const struct personal_table *row = personal_tables; row->table != NULL; row++)
        if (strcmp(row->table, table) == 0)
            return row;
    return NULL;
}

#define TABLES                                                                                     \
    "FROM pg_class AS c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace"

/* ---- the table */

Test(personal, every_table_and_every_column_is_decided_on)
{
    PGresult *columns = PQexec(
        db.raw, "SELECT c.relname, a.attname FROM pg_attribute AS a JOIN pg_class AS c "
                "ON c.oid = a.attrelid WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind = "
                "'r' AND c.relnamespace = 'public'::regnamespace");
    cr_assert(gt(int, PQntuples(columns), 200));
    for (int i = 0; i < PQntuples(columns); i++) {
        const char *table = PQgetvalue(columns, i, 0);
        const char *column = PQgetvalue(columns, i, 1);
        const struct personal_table *row = row_of(table);
        cr_expect(row != NULL, "store_personal.h does not know the table %s", table);
        if (row == NULL || row->fate == PERSONAL_DELETED)
            continue;
        int told = lifecycle_names(row->stays, column) + lifecycle_names(row->goes, column);
        cr_expect(eq(int, told, 1), "store_personal.h: %s of %s must stay or go", column, table);
    }
    PQclear(columns);
}

Test(personal, nothing_is_decided_on_that_is_not_there)
{
    for (const struct personal_table *row = personal_tables; row->table != NULL; row++) {
        EXPECT_SQL("1", "SELECT count(*) " TABLES " AND relname = '%s'", row->table);
        EXPECT_SQL("",
                   "SELECT coalesce(string_agg(word, ' '), '') FROM unnest(string_to_array(trim("
                   "concat_ws(' ', nullif('%s', ''), nullif('%s', ''), nullif('%s', ''))), ' "
                   "')) AS word WHERE word NOT IN (SELECT attname FROM pg_attribute WHERE "
                   "attrelid = '%s'::regclass)",
                   row->stays == NULL ? "" : row->stays, row->goes == NULL ? "" : row->goes,
                   row->unshown == NULL ? "" : row->unshown, row->table);
    }
}

Test(personal, what_refers_to_people_is_nobody_s_of_none)
{
    for (const struct personal_table *row = personal_tables; row->table != NULL; row++)
        if (row->fate == PERSONAL_NOBODYS)
            EXPECT_SQL("0",
                       "SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND conrelid = "
                       "'%s'::regclass AND confrelid = 'person'::regclass",
                       row->table);
}

/* ---- a word in everything */

/* Text and jsonb columns that no domain or constraint gives another form. */
#define CANARIES                                                                                   \
    "DO $$ DECLARE c record; BEGIN FOR c IN SELECT table_name AS t, column_name AS n, data_type "  \
    "AS d FROM information_schema.columns WHERE table_schema = 'public' AND domain_name IS NULL "  \
    "AND data_type IN ('text', 'jsonb') AND table_name IN ('person', 'affiliation', 'employment'," \
    " 'language_skill', 'wish', 'condition_field', 'condition_language', 'mentor_offer', 'need',"  \
    " 'mentoring_request', 'mentorship', 'internship_lead', 'application', 'note', 'token', "      \
    "'sign_in', 'consent', "                                                                       \
    "'membership', 'lecture_offer', 'lecture_request', 'lecture_booking') LOOP BEGIN "             \
    "EXECUTE format('UPDATE %%I SET %%I = %%s', c.t, c.n, CASE WHEN c.d = 'jsonb' THEN "           \
    "'''{\"text\":\"" CANARY "\"}''' WHEN c.n = 'external_id' THEN 'external_id || ''" CANARY      \
    "''' ELSE '''" CANARY "''' END); EXCEPTION WHEN check_violation OR unique_violation THEN END;" \
    " END LOOP; END $$"

/* A round that paired ann and cas; the pair lapsed. */
static void fill_round(void)
{
    sql("INSERT INTO round (id, programme_id, name, state, state_since, deadline_at, created_at, "
        "updated_at) VALUES ('" ROUND "', '%s', 'x', 'draft', from_ms(1), from_ms(1), from_ms(1), "
        "from_ms(1))",
        programme.text);
    sql("INSERT INTO participant VALUES ('" ROUND "', gen_random_uuid(), '%s', false), "
        "('" ROUND "', gen_random_uuid(), '%s', true)",
        ann.text, cas.text);
    sql("INSERT INTO pair (id, round_id, programme_id, student_id, mentor_id, released_at, state, "
        "state_since, created_at, updated_at) VALUES ('" PAIR "', '" ROUND "', '%s', '%s', '%s', "
        "from_ms(1), 'lapsed', from_ms(1), from_ms(1), from_ms(1))",
        programme.text, cas.text, ann.text);
    sql("INSERT INTO audit (object, object_id, version, event, actor, at) VALUES "
        "('pair', '" PAIR "', 1, 'create', 'staff', from_ms(1))");
    sql("INSERT INTO note (object_id, version, text) VALUES ('" PAIR "', 1, 'x')");
}

/* An internship of ann's, to which cas applied. */
static void fill_lead(void)
{
    sql("INSERT INTO programme (id, unit_id, name, kind, starts_on, ends_on, weights, rules, "
        "minimum_bp, requests_live_max, hours_each, draft_days, answer_days, info_days, "
        "waiting_days, start_days, pause_days, confirm_days, reminder_days, created_at, "
        "updated_at) SELECT '" LEADS "', unit_id, 'Internships', 'internships', starts_on, "
        "ends_on, weights, rules, minimum_bp, requests_live_max, hours_each, draft_days, "
        "answer_days, info_days, waiting_days, start_days, pause_days, confirm_days, "
        "reminder_days, created_at, updated_at FROM programme WHERE id = '%s'",
        programme.text);
    sql("INSERT INTO internship_lead (id, programme_id, host_id, title, text, employer, remote, "
        "starts_on, ends_on, hours_week, paid, seats, apply_until, state, state_since, "
        "deadline_at, created_at, updated_at) VALUES ('" LEAD "', '" LEADS "', '%s', 'x', 'x', "
        "'x', false, '2026-09-01', '2026-12-31', 0, false, 1, '2026-12-01', 'published', "
        "from_ms(1), from_ms(1), from_ms(1), from_ms(1))",
        ann.text);
    sql("INSERT INTO application (id, programme_id, lead_id, student_id, host_id, message, state, "
        "state_since, deadline_at, created_at, updated_at) VALUES ('" APPLICATION "', '" LEADS
        "', '" LEAD "', '%s', '%s', 'x', 'submitted', from_ms(1), from_ms(1), from_ms(1), "
        "from_ms(1))",
        cas.text, ann.text);
    sql("INSERT INTO audit (object, object_id, version, event, actor, at) VALUES "
        "('application', '" APPLICATION "', 1, 'submit', 'student', from_ms(1)), "
        "('internship_lead', '" LEAD "', 1, 'create', 'host', from_ms(1))");
}

/* A lecture of ann's in the course of cas, and one of hers by bo. */
static void fill_lectures(void)
{
#define LIFE_OF(state) "'" state "', from_ms(1), from_ms(1), from_ms(1)"
    sql("INSERT INTO programme (id, unit_id, name, kind, starts_on, ends_on, rules, minimum_bp, "
        "requests_live_max, hours_each, draft_days, answer_days, info_days, waiting_days, "
        "start_days, pause_days, reminder_days, created_at, updated_at) SELECT new_id(1), unit_id, "
        "'Lectures', 'lectures', starts_on, ends_on, '[]', 0, 1, 0, 1, 1, 1, 1, 1, 1, 0, "
        "from_ms(1), from_ms(1) FROM programme WHERE id = '%s'",
        programme.text);
    sql("INSERT INTO lecture_offer (id, programme_id, speaker_id, title, text, topics, format, "
        "travel_km, notice_days, times_a_year, state, state_since, created_at, updated_at) "
        "SELECT new_id(1), programme.id, person.id, 'x', 'x', '{}', 'either', 0, 0, 1, " LIFE_OF(
            "withdrawn") " FROM programme, person WHERE kind = 'lectures' AND person.id IN ('%s', "
                         "'%s')",
        ann.text, bo.text);
    sql("INSERT INTO lecture_request (id, programme_id, teacher_id, course, text, wishes, "
        "languages, level, format, earliest_on, latest_on, minutes, audience, expires_at, state, "
        "state_since, created_at, updated_at) SELECT new_id(1), programme.id, person.id, 'x', 'x', "
        "'{}', '[]', 'any', 'either', '2026-09-21', '2026-09-21', 90, 0, from_ms(1), " LIFE_OF(
            "cancelled") " FROM programme, person WHERE kind = 'lectures' AND person.id IN ('%s', "
                         "'%s')",
        ann.text, cas.text);
    sql("INSERT INTO lecture_booking (id, programme_id, request_id, offer_id, speaker_id, "
        "teacher_id, starts_at, ends_at, online, location, expires_at, state, state_since, "
        "created_at, updated_at) SELECT new_id(1), offer.programme_id, request.id, offer.id, "
        "offer.speaker_id, request.teacher_id, from_ms(1), from_ms(3600001), false, 'x', "
        "from_ms(1), " LIFE_OF("declined") " FROM lecture_offer AS offer, lecture_request AS "
                                           "request WHERE offer.speaker_id <> request.teacher_id");
#undef LIFE_OF
    sql("INSERT INTO audit (object, object_id, version, event, actor, at) SELECT made.object, "
        "made.id, 1, 'create', 'staff', from_ms(1) FROM (SELECT 'lecture_offer' AS object, id FROM "
        "lecture_offer UNION ALL SELECT 'lecture_request', id FROM lecture_request UNION ALL "
        "SELECT 'lecture_booking', id FROM lecture_booking) AS made");
}

static void fill(void)
{
    fill_lectures();
    fill_round();
    fill_lead();
    sql("INSERT INTO note (object_id, version, text) VALUES ('%s', 1, 'x')", mentorship.text);
    sql("INSERT INTO token (id, hash, person_id, created_at, expires_at) VALUES (new_id(1), "
        "decode(repeat('ab', 32), 'hex'), '%s', from_ms(1), from_ms(2))",
        ann.text);
    sql("INSERT INTO appointment (id, person_id, role, created_at) VALUES (new_id(1), '%s', "
        "'teacher', from_ms(1))",
        ann.text);
    /* used, since the canaries change the address, which makes codes void */
    sql("INSERT INTO sign_in (id, person_id, kind, created_at, minute, hash, expires_at, used_at) "
        "VALUES (new_id(1), '%s', 'link', from_ms(1), 0, decode(repeat('ab', 32), 'hex'), "
        "from_ms(2), from_ms(1))",
        ann.text);
    sql("INSERT INTO consent (id, person_id, purpose, channel, basis, text_version, given_at, "
        "state, state_since, created_at, updated_at) VALUES (new_id(1), '%s', 'news', 'email', "
        "'consent', 'x', from_ms(1), 'given', from_ms(1), from_ms(1), from_ms(1))",
        ann.text);
    sql("INSERT INTO member_group (id, unit_id, kind, name, contact_person_id, rule, joinable, "
        "answer_days, created_at, updated_at) VALUES ('" GROUP "', '%s', 'circle', 'x', '%s', "
        "'{}', true, 30, from_ms(1), from_ms(1))",
        university.text, ann.text);
    sql("INSERT INTO membership (id, group_id, unit_id, person_id, origin, member_since, state, "
        "state_since, created_at, updated_at) VALUES (new_id(1), '" GROUP "', '%s', '%s', "
        "'derived', from_ms(1), 'left', from_ms(1), from_ms(1), from_ms(1))",
        university.text, ann.text);
    sql("INSERT INTO idempotency (caller, key, fingerprint, http, body, created_at) VALUES "
        "('person:%s', 'k', decode(repeat('ab', 32), 'hex'), 200, '" CANARY "', from_ms(1)), "
        "('token:x', 'k', decode(repeat('ab', 32), 'hex'), 200, '{\"mentor_id\":\"%s\", "
        "\"mentor_name\":\"" CANARY "\"}', from_ms(1))",
        ann.text, ann.text);
    /* of a program, which names her in its key and its token's label */
    sql("INSERT INTO idempotency (caller, key, fingerprint, http, body, created_at) VALUES "
        "('token:y', 'for-" CANARY "@example.org', decode(repeat('ab', 32), 'hex'), 200, '{}', "
        "from_ms(1))");
    sql("INSERT INTO token (id, hash, role, label, created_at, expires_at) VALUES (new_id(1), "
        "decode(repeat('cd', 32), 'hex'), 'admin', 'x', from_ms(1), from_ms(2))");
    sql("INSERT INTO audit (object, object_id, version, event, actor, actor_id, at) VALUES "
        "('person', '%s', 1, 'see', 'person', '%s', from_ms(1))",
        ann.text, ann.text);
    sql(CANARIES);
}

static const char *holders(const char *word)
{
    return sql("SELECT coalesce(string_agg(name, ' ' ORDER BY name), '') FROM (SELECT c.relname AS "
               "name, query_to_xml(format('SELECT 1 AS r FROM %%I AS t WHERE strpos(t::text, %%L) "
               "> 0', c.relname, '%s'), true, false, '')::text AS found " TABLES
               ") AS looked WHERE "
               "found LIKE '%%<r>%%'",
               word);
}

static enum status erase_in(struct store *store, void *context)
{
    const struct erasure_order order = {.id = context};
    return store_erase(store, &deed, &order, NULL);
}

static void erase(const struct id *id)
{
    char text[STORE_ID_SIZE];
    memcpy(text, id->text, sizeof text);
    cr_assert(eq(int, store_transaction(db.store, erase_in, text), STATUS_OK), "%s",
              store_error(db.store));
}

Test(personal, everything_that_can_hold_a_word_of_somebody_is_filled_and_none_is_left)
{
    fill();
    cr_expect(eq(str, (char *)holders(CANARY),
                 "affiliation application condition_field condition_language consent employment "
                 "idempotency internship_lead language_skill lecture_booking lecture_offer "
                 "lecture_request mentor_offer mentoring_request need "
                 "note person token wish"));
    const struct id *const all[] = {&ann, &bo, &cas, &dag};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        erase(all[i]);
    cr_expect(eq(str, (char *)holders(CANARY), ""));
    expect_agreement("all were erased");
}

/* ---- exports */

static char *exported(const struct id *id)
{
    struct text text = {0};
    cr_assert(eq(int, store_export(db.store, id->text, &text), STATUS_OK), "%s",
              store_error(db.store));
    return text.bytes;
}

/* The first cell of SQL about an export, which is $1. */
static char *asked_of(const char *export, const char *query)
{
    PGresult *result =
        PQexecParams(db.raw, query, 1, NULL, (const char *const[]){export}, NULL, NULL, 0);
    cr_assert(eq(int, PQresultStatus(result), PGRES_TUPLES_OK), "%s", PQerrorMessage(db.raw));
    char *cell = arena_strdup(db.arena, PQgetvalue(result, 0, 0));
    PQclear(result);
    return cell;
}

Test(personal, an_export_has_every_section_with_every_column_that_is_shown)
{
    char query[1200];
    fill();
    char *export = exported(&ann);
    char *of_cas = exported(&cas);
    for (const struct personal_table *row = personal_tables; row->table != NULL; row++) {
        if (row->section == NULL)
            continue;
        bool student = strcmp(row->table, "need") == 0;
        snprintf(query, sizeof query,
                 "SELECT coalesce(string_agg(attname, ' '), '') FROM pg_attribute WHERE attrelid = "
                 "'%s'::regclass AND attnum > 0 AND NOT attisdropped AND (attname <> ALL "
                 "(string_to_array('%s', ' '))) <> coalesce((CASE WHEN jsonb_typeof($1::jsonb -> "
                 "'%s') = 'array' THEN $1::jsonb -> '%s' -> 0 ELSE $1::jsonb -> '%s' END) ? "
                 "attname::text, false)",
                 row->table, row->unshown == NULL ? "" : row->unshown, row->section, row->section,
                 row->section);
        cr_expect(eq(str, asked_of(student ? of_cas : export, query), ""), "%s", row->section);
    }
    free(export);
    free(of_cas);
}

Test(personal, an_export_shows_every_word_and_no_hash)
{
    fill();
    char *export = exported(&ann);
    cr_expect(eq(ptr, strstr(export, "abababab"), NULL));
    cr_expect(eq(str,
                 asked_of(export, "SELECT string_agg(key, ' ' ORDER BY key) FROM jsonb_each($1::"
                                  "jsonb) WHERE strpos(value::text, '" CANARY "') > 0"),
                 "affiliations applications condition_fields condition_languages consents "
                 "employments languages leads lecture_bookings lecture_offers lecture_requests "
                 "notes offers person requests tokens wishes"));
    free(export);
}

Test(personal, an_export_has_nothing_of_others_who_were_erased)
{
    fill();
    erase(&cas);
    char *export = exported(&ann);
    cr_expect(eq(str,
                 asked_of(export, "SELECT concat(jsonb_array_length($1::jsonb -> 'notes'), "
                                  "$1::jsonb -> 'requests' -> 0 ->> 'message')"),
                 "0"));
    free(export);
    struct text none = {0};
    cr_expect(eq(int, store_export(db.store, cas.text, &none), STATUS_NOT_FOUND));
    text_free(&none);
}

Test(personal, an_export_shows_no_pair_that_its_sides_were_not_told_of)
{
    fill();
    sql("UPDATE pair SET released_at = NULL");
    char *export = exported(&ann);
    cr_expect(eq(ptr, strstr(export, PAIR), NULL));
    cr_expect(ne(ptr, strstr(export, ROUND), NULL), "that they take part is shown");
    free(export);
}

Test(personal, no_alias_leads_to_somebody_erased)
{
    fill();
    erase(&cas);
    EXPECT_SQL("2 1", "SELECT count(*) || ' ' || count(person_id) FROM participant");
    EXPECT_SQL("0", "SELECT count(*) FROM note WHERE object_id = '" PAIR "'");
    EXPECT_SQL("lapsed", "SELECT state FROM pair");
}

Test(personal, an_export_shows_no_draft_of_others)
{
    told_need(&dag, NULL, 0, false, 1);
    struct id draft = drafted(&dag, &ann);
    char *export = exported(&ann);
    cr_expect(eq(ptr, strstr(export, draft.text), NULL));
    free(export);
    export = exported(&dag);
    cr_expect(ne(ptr, strstr(export, draft.text), NULL));
    free(export);
}
