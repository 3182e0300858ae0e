/* What the database keeps about people: every table, what an export shows of it, and what erasure
 * does with it. A test compares it with the database: a table or a column that is not here fails
 * it, so nobody adds one without deciding. What is decided is done by sql/person_export.sql and
 * sql/erasure_end.sql, which tests hold to these rows.
 *
 * How to add a table: a row here; of people, its lines in both statements. */
#ifndef API_STORE_STORE_PERSONAL_H
#define API_STORE_STORE_PERSONAL_H

enum personal_fate {
    PERSONAL_NOBODYS, /* about no person */
    PERSONAL_DELETED, /* erasure deletes the rows */
    PERSONAL_EMPTIED  /* the rows stay, what is in `goes` is emptied */
};

/* Words are separated by blanks. */
struct personal_table {
    const char *table; /* NULL ends them */
    enum personal_fate fate;
    const char *section; /* of an export; NULL: not shown, see why */
    const char *stays;   /* columns; of tables whose rows are deleted NULL: all go */
    const char *goes;    /* columns emptied */
    const char *unshown; /* columns that an export leaves out */
    const char *why;
};

#define LIFE "state state_since deadline_at reminder_at reason_code"
#define ROW  "created_at updated_at version changed_xid"

/* clang-format off */
static const struct personal_table personal_tables[] = {
    {"person", PERSONAL_EMPTIED, "person",
     "id role version created_at updated_at changed_xid seats_taken erased_at",
     "external_id name email language place_text place_code place_confidence place_evidence "
     "country_text country_code country_confidence country_evidence remote seats hours_max imported "
     "visibility paused erase_at pseudonym",
     "changed_xid", "objects and counts of others refer to the row"},
    {"affiliation", PERSONAL_DELETED, "affiliations", NULL, NULL, NULL, NULL},
    {"employment", PERSONAL_DELETED, "employments", NULL, NULL, NULL, NULL},
    {"language_skill", PERSONAL_DELETED, "languages", NULL, NULL, NULL, NULL},
    {"wish", PERSONAL_DELETED, "wishes", NULL, NULL, NULL, NULL},
    {"condition_field", PERSONAL_DELETED, "condition_fields", NULL, NULL, NULL, NULL},
    {"condition_language", PERSONAL_DELETED, "condition_languages", NULL, NULL, NULL, NULL},
    {"consent", PERSONAL_DELETED, "consents", NULL, NULL, "changed_xid", NULL},
    {"membership", PERSONAL_DELETED, "memberships", NULL, NULL, "changed_xid", NULL},
    {"sign_in", PERSONAL_DELETED, "sign_ins", NULL, NULL, "hash",
     "a hash of a code opens nothing, and says nothing"},
    {"appointment", PERSONAL_EMPTIED, "appointments",
     "id person_id role unit_id created_at version changed_xid", "ended_at", "changed_xid",
     "what staff did stays theirs in the audit; it ends"},
    {"token", PERSONAL_EMPTIED, "tokens",
     "id hash role person_id unit_id scope created_at expires_at changed_xid", "revoked_at label",
     "hash changed_xid", "servers learn from the row that it opens nothing; labels of others' tokens "
     "that name somebody go too"},
    {"mentor_offer", PERSONAL_EMPTIED, "offers",
     "id programme_id programme_kind mentor_id seats seats_taken " LIFE " " ROW, "conditions",
     "programme_kind changed_xid", "mentorships count in it"},
    {"need", PERSONAL_EMPTIED, "needs",
     "id programme_id programme_kind student_id mentors_wanted mentors_have requests_live "
     "created_at updated_at version", "wishes weights ranked avoided fallback",
     "programme_kind", "mentorships count in it; what others rank and avoid loses their id"},
    {"mentoring_request", PERSONAL_EMPTIED, "requests",
     "id need_id offer_id programme_id student_id mentor_id choice " LIFE " " ROW, "message",
     "changed_xid", "counts; both sides' texts go, since each is about the other"},
    {"mentorship", PERSONAL_EMPTIED, "mentorships",
     "id request_id pair_id need_id offer_id programme_id student_id mentor_id student_fit "
     "mentor_fit started_at " LIFE " " ROW, "", "changed_xid",
     "counts, and hours of the other side"},
    {"pair", PERSONAL_EMPTIED, "pairs",
     "id round_id programme_id run_id student_id mentor_id score_bp pinned need_id offer_id "
     "released_at student_confirmed_at mentor_confirmed_at " LIFE " " ROW, "", "changed_xid",
     "what became of a round stays countable; shown once both sides were told"},
    {"internship_lead", PERSONAL_EMPTIED, "leads",
     "id programme_id programme_kind host_id remote starts_on ends_on hours_week paid seats "
     "seats_taken apply_until expires_at " LIFE " " ROW,
     "title text employer field_code occupation_code industry_code place_code language_code "
     "language_level", "programme_kind expires_at changed_xid", "applications count in it"},
    {"application", PERSONAL_EMPTIED, "applications",
     "id programme_id lead_id student_id host_id signed_student_at signed_school_at signed_host_at "
     "started_at " LIFE " " ROW, "message", "changed_xid",
     "counts; who has signed what stays provable"},
    {"lecture_offer", PERSONAL_EMPTIED, "lecture_offers",
     "id programme_id programme_kind speaker_id format travel_km notice_days times_a_year " LIFE " " ROW,
     "title text topics", "programme_kind changed_xid", "what was held counts in it"},
    {"lecture_request", PERSONAL_EMPTIED, "lecture_requests",
     "id programme_id programme_kind teacher_id level format earliest_on latest_on minutes audience "
     "expires_at " LIFE " " ROW, "course text wishes languages", "programme_kind changed_xid",
     "what was held counts in it"},
    {"lecture_booking", PERSONAL_EMPTIED, "lecture_bookings",
     "id programme_id request_id offer_id speaker_id teacher_id starts_at ends_at online "
     "speaker_feedback teacher_feedback expires_at " LIFE " " ROW, "location", "changed_xid",
     "counts, and hours of the speaker"},
    {"participant", PERSONAL_EMPTIED, "participations", "round_id alias student", "person_id", NULL,
     "without the link the alias is nobody's, and what names it stays provable"},
    {"hours_year", PERSONAL_EMPTIED, "hours_years", "person_id year hours hours_max", "", NULL,
     "the ledger's sums"},
    {"hours_entry", PERSONAL_EMPTIED, "hours_entries",
     "object_id person_id year activity hours created_at", "", NULL, "the ledger's sums"},
    {"note", PERSONAL_DELETED, "notes", NULL, NULL, NULL,
     "of all that somebody had part in: what the other side wrote is about them, and both were "
     "shown it"},
    {"outbox", PERSONAL_DELETED, "notices", NULL, NULL, NULL, NULL},
    {"idempotency", PERSONAL_DELETED, "kept_replies", NULL, NULL, "fingerprint body",
     "a body is a copy of what stands elsewhere; others' rows go too when key or body tell of "
     "somebody"},
    {"audit", PERSONAL_EMPTIED, "audit",
     "id object object_id version event from_state to_state actor actor_id reason_code request_id "
     "at operation times since fields", "", NULL,
     "append-only and sealed; by pseudonyms, which are nobody's once erasure took them away"},
    {"audit_unsealed", PERSONAL_NOBODYS, NULL, "audit_id xid", NULL, NULL, NULL},
    {"audit_seal", PERSONAL_NOBODYS, NULL, "number audit_id hash", NULL, NULL, NULL},
    {"erased", PERSONAL_NOBODYS, NULL, "hash erased_at", NULL, NULL,
     "the keyed hash of an external id, so that no import brings somebody back"},
    {"import", PERSONAL_NOBODYS, NULL,
     "digest runs imported_by imported_at created changed unchanged repeated report", NULL, NULL,
     "counts, lines and codes; who imported is an id"},
    {"installation", PERSONAL_NOBODYS, NULL, "one token_key", NULL, NULL, NULL},
    {"policy", PERSONAL_NOBODYS, NULL, "one interest_years", NULL, NULL, NULL},
    {"programme", PERSONAL_NOBODYS, NULL,
     "id unit_id name kind starts_on ends_on weights rules minimum_bp requests_live_max hours_each "
     "draft_days answer_days info_days waiting_days start_days pause_days confirm_days "
     "reminder_days version created_at updated_at", NULL, NULL, "rules name people by ids alone, and go with them"},
    {"round", PERSONAL_NOBODYS, NULL,
     "id programme_id programme_kind name run_id snapshot_id published_at " LIFE " " ROW, NULL, NULL, NULL},
    {"snapshot", PERSONAL_NOBODYS, NULL, "id round_id taken_at bytes students mentors seats", NULL,
     NULL, "codes under aliases, no names and no ids"},
    {"run", PERSONAL_NOBODYS, NULL,
     "id round_id programme_id snapshot_id objective weights minimum_bp seed orders server "
     "lease_seconds stage done total students mentors seats matched total_bp worst_bp problem "
     "failure " LIFE " " ROW, NULL, NULL, "by aliases alone"},
    {"run_file", PERSONAL_NOBODYS, NULL, "run_id name bytes", NULL, NULL, "by aliases alone"},
    {"member_group", PERSONAL_EMPTIED, "group_contacts",
     "id unit_id kind name rule rule_unit_id joinable answer_days version created_at updated_at",
     "contact_person_id", NULL, "the groups whose contact they are go on, without one"},
    {"group_word", PERSONAL_NOBODYS, NULL, "group_id part word", NULL, NULL, NULL},
    {"unit", PERSONAL_NOBODYS, NULL, "id parent_id kind name version created_at updated_at", NULL,
     NULL, NULL},
    {"schema_migration", PERSONAL_NOBODYS, NULL, "name checksum applied_at", NULL, NULL, NULL},
    {0}};
/* clang-format on */

#undef LIFE
#undef ROW

#endif
