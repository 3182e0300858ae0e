/* What the matrix test (rights.c) sends where it takes more than an id: how new objects of each
 * kind are made in each relation, and what operations about no object are asked. A new operation of
 * either sort is a row here; without it the test fails with its name. */
#ifndef TESTS_HTTP_RIGHTS_ASKED_H
#define TESTS_HTTP_RIGHTS_ASKED_H

#include "tests/http/rights_callers.h"

/* What to make: $A and $B are units, $p and $q programmes of theirs, $R and $Q rounds, $G and $H
 * groups of the units, $s a student who takes part in both, $c the caller's person, $f a
 * person who has no part in anything, $a and $b people of the units, $m a mentor with offers in
 * both; $g what the caller's course asks for, $l somebody's offer to lecture, both in $i; $h and $i
 * programmes of lectures of the units, $j and $k of internships; unit, person and parties, $L and
 * $M open leads in $j and $k (student, mentor, speaker, teacher, host) say what it is to the
 * caller, in the same letters. Units lie nowhere, and so does what staff would make for a person
 * who is not of their unit. */
static const struct making {
    const char *kind, *body;
    char unit, person, parties[RW_PARTIES]; /* by enum actor_kind */
} makings[] = {
#define DAYS "\"starts_on\":\"2026-01-01\",\"ends_on\":\"2030-12-31\"}"
    {"unit", "{\"kind\":\"department\",\"name\":\"New\",\"parent_id\":\"$A\"}", 0, 0, {0, 0}},
    {"unit", "{\"kind\":\"department\",\"name\":\"New\",\"parent_id\":\"$B\"}", 0, 0, {0, 0}},
    {"unit", "{\"kind\":\"university\",\"name\":\"New\"}", 0, 0, {0, 0}},
    {"programme", "{\"unit_id\":\"$A\",\"name\":\"New\"," DAYS, 'A', 0, {0, 0}},
    {"programme", "{\"unit_id\":\"$B\",\"name\":\"New\"," DAYS, 'B', 0, {0, 0}},
#undef DAYS
    {"mentor_offer",
     "{\"programme_id\":\"$p\",\"mentor_id\":\"$a\",\"seats\":1}",
     'A',
     0,
     {0, 'a'}},
    {"mentor_offer", "{\"programme_id\":\"$p\",\"mentor_id\":\"$f\",\"seats\":1}", 0, 0, {0, 'f'}},
    {"mentor_offer",
     "{\"programme_id\":\"$q\",\"mentor_id\":\"$f\",\"seats\":1}",
     'B',
     0,
     {0, 'f'}},
    {"mentor_offer",
     "{\"programme_id\":\"$q\",\"mentor_id\":\"$c\",\"seats\":1}",
     'B',
     0,
     {0, 'c'}},
    {"need", "{\"programme_id\":\"$p\",\"student_id\":\"$a\"}", 'A', 0, {'a', 0}},
    {"need", "{\"programme_id\":\"$p\",\"student_id\":\"$f\"}", 0, 0, {'f', 0}},
    {"need", "{\"programme_id\":\"$q\",\"student_id\":\"$f\"}", 'B', 0, {'f', 0}},
    {"need", "{\"programme_id\":\"$q\",\"student_id\":\"$c\"}", 'B', 0, {'c', 0}},
#define ASK(programme, student, mentor)                                                            \
    "{\"programme_id\":\"" programme "\",\"student_id\":\"" student "\",\"mentor_id\":\"" mentor   \
    "\"}"
    {"mentoring_request", ASK("$p", "$a", "$m"), 'A', 0, {'a', 'm'}},
    {"mentoring_request", ASK("$p", "$f", "$m"), 0, 0, {'f', 'm'}},
    {"mentoring_request", ASK("$q", "$f", "$m"), 'B', 0, {'f', 'm'}},
    {"mentoring_request", ASK("$q", "$c", "$m"), 'B', 0, {'c', 'm'}},
    {"mentoring_request", ASK("$q", "$f", "$c"), 'B', 0, {'f', 'c'}},
    {"mentoring_request", ASK("$p", "$a", "$c"), 'A', 0, {'a', 'c'}},
#undef ASK
#define FOR(person, more) "{\"person_id\":\"" person "\",\"role\":\"coordinator\"" more "}"
    {"appointment", FOR("$f", ",\"unit_id\":\"$A\""), 'A', 'f', {0, 0}},
    {"appointment", FOR("$f", ",\"unit_id\":\"$B\""), 'B', 'f', {0, 0}},
    {"appointment", FOR("$f", ""), 0, 'f', {0, 0}},
    {"appointment", FOR("$c", ",\"unit_id\":\"$B\""), 'B', 'c', {0, 0}},
#undef FOR
#define SAY(person)                                                                                \
    "{\"person_id\":\"" person "\",\"purpose\":\"news\",\"channel\":\"email\","                    \
    "\"basis\":\"consent\",\"text_version\":\"1\"}"
    {"consent", SAY("$a"), 'A', 'a', {0, 0}},
    {"consent", SAY("$b"), 'B', 'b', {0, 0}},
    {"consent", SAY("$f"), 0, 'f', {0, 0}},
    {"consent", SAY("$c"), 0, 'c', {0, 0}},
#undef SAY
#define GROUP(unit, name)                                                                          \
    "{\"unit_id\":\"" unit "\",\"kind\":\"circle\",\"name\":\"" name "\",\"joinable\":true}"
    {"member_group", GROUP("$A", "New"), 'A', 0, {0, 0}},
    {"member_group", GROUP("$B", "New"), 'B', 0, {0, 0}},
#undef GROUP
#define MEMBER(group, person) "{\"group_id\":\"" group "\",\"person_id\":\"" person "\"}"
    {"membership", MEMBER("$G", "$f"), 'A', 'f', {0, 0}},
    {"membership", MEMBER("$H", "$f"), 'B', 'f', {0, 0}},
    {"membership", MEMBER("$H", "$c"), 'B', 'c', {0, 0}},
#undef MEMBER
    {"round", "{\"programme_id\":\"$p\",\"name\":\"New\"}", 'A', 0, {0, 0}},
    {"round", "{\"programme_id\":\"$q\",\"name\":\"New\"}", 'B', 0, {0, 0}},
    {"run", "{\"round_id\":\"$R\"}", 'A', 0, {0, 0}},
    {"run", "{\"round_id\":\"$Q\"}", 'B', 0, {0, 0}},
#define PAIR(round, student, mentor)                                                               \
    "{\"round_id\":\"" round "\",\"student_id\":\"" student "\",\"mentor_id\":\"" mentor "\"}"
    {"pair", PAIR("$R", "$s", "$m"), 'A', 0, {'s', 'm'}},
    {"pair", PAIR("$Q", "$s", "$m"), 'B', 0, {'s', 'm'}},
    {"pair", PAIR("$Q", "$c", "$m"), 'B', 0, {'c', 'm'}},
    {"pair", PAIR("$Q", "$s", "$c"), 'B', 0, {'s', 'c'}},
#undef PAIR
/* Dates are far enough: what is made is not submitted. */
#define LEAD(programme, host)                                                                      \
    "{\"programme_id\":\"" programme "\",\"host_id\":\"" host "\",\"title\":\"T\",\"text\":\"t\"," \
    "\"employer\":\"E\",\"starts_on\":\"2030-01-01\",\"ends_on\":\"2030-12-31\",\"seats\":1,"      \
    "\"apply_until\":\"2030-01-01\"}"
    {"internship_lead", LEAD("$j", "$a"), 'A', 0, {[ACTOR_HOST] = 'a'}},
    {"internship_lead", LEAD("$j", "$f"), 0, 0, {[ACTOR_HOST] = 'f'}},
    {"internship_lead", LEAD("$k", "$f"), 'B', 0, {[ACTOR_HOST] = 'f'}},
    {"internship_lead", LEAD("$k", "$c"), 'B', 0, {[ACTOR_HOST] = 'c'}},
#undef LEAD
#define APPLY(programme, lead, student)                                                            \
    "{\"programme_id\":\"" programme "\",\"lead_id\":\"" lead "\",\"student_id\":\"" student "\"}"
    {"application", APPLY("$j", "$L", "$a"), 'A', 0, {'a'}},
    {"application", APPLY("$j", "$L", "$f"), 0, 0, {'f'}},
    {"application", APPLY("$k", "$M", "$f"), 'B', 0, {'f'}},
    {"application", APPLY("$k", "$M", "$c"), 'B', 0, {'c'}},
#undef APPLY
#define SPEAK(programme, speaker)                                                                  \
    "{\"programme_id\":\"" programme "\",\"speaker_id\":\"" speaker "\",\"title\":\"New\"}"
#define TEACH(programme, teacher)                                                                  \
    "{\"programme_id\":\"" programme "\",\"teacher_id\":\"" teacher                                \
    "\",\"course\":\"New\",\"earliest_on\":\"2030-01-01\",\"latest_on\":\"2030-12-31\"}"
#define INVITE(programme, teacher)                                                                 \
    "{\"programme_id\":\"" programme "\",\"teacher_id\":\"" teacher                                \
    "\",\"request_id\":\"$f\",\"offer_id\":\"$f\",\"starts_at\":\"2030-02-01T09:00:00Z\","         \
    "\"ends_at\":\"2030-02-01T10:00:00Z\"}"
    {"lecture_offer", SPEAK("$h", "$a"), 'A', 0, {[ACTOR_SPEAKER] = 'a'}},
    {"lecture_offer", SPEAK("$h", "$f"), 0, 0, {[ACTOR_SPEAKER] = 'f'}},
    {"lecture_offer", SPEAK("$i", "$f"), 'B', 0, {[ACTOR_SPEAKER] = 'f'}},
    {"lecture_offer", SPEAK("$i", "$c"), 'B', 0, {[ACTOR_SPEAKER] = 'c'}},
    {"lecture_request", TEACH("$h", "$a"), 'A', 0, {[ACTOR_TEACHER] = 'a'}},
    {"lecture_request", TEACH("$h", "$f"), 0, 0, {[ACTOR_TEACHER] = 'f'}},
    {"lecture_request", TEACH("$i", "$f"), 'B', 0, {[ACTOR_TEACHER] = 'f'}},
    {"lecture_request", TEACH("$i", "$c"), 'B', 0, {[ACTOR_TEACHER] = 'c'}},
    {"lecture_booking", INVITE("$h", "$a"), 'A', 0, {[ACTOR_TEACHER] = 'a'}},
    {"lecture_booking", INVITE("$h", "$f"), 0, 0, {[ACTOR_TEACHER] = 'f'}},
    {"lecture_booking", INVITE("$i", "$f"), 'B', 0, {[ACTOR_TEACHER] = 'f'}},
    {"lecture_booking",
     "{\"programme_id\":\"$i\",\"teacher_id\":\"$c\",\"request_id\":\"$g\",\"offer_id\":\"$l\","
     "\"starts_at\":\"2030-02-01T09:00:00Z\",\"ends_at\":\"2030-02-01T10:00:00Z\"}",
     'B',
     0,
     {[ACTOR_TEACHER] = 'c'}},
#undef SPEAK
#undef TEACH
#undef INVITE
    {"token", "{\"days\":1}", 0, 'c', {0, 0}},
    {"token", "{\"days\":1,\"role\":\"admin\",\"unit_id\":\"$A\"}", 'A', 0, {0, 0}},
    {"token", "{\"days\":1,\"role\":\"admin\",\"unit_id\":\"$B\"}", 'B', 0, {0, 0}},
    {"token", "{\"days\":1,\"role\":\"admin\"}", 0, 0, {0, 0}},
};

enum plain_way {
    PLAIN_OPEN,   /* about nothing in particular: who may is answered */
    PLAIN_PEOPLE, /* a list of people */
    PLAIN_IMPORT, /* about people of any unit or none: for the whole installation alone */
    PLAIN_INVITE, /* who is not the caller's is nobody */
    PLAIN_CODE    /* anybody may try; this code is wrong */
};

static const struct plain {
    const char *operation;
    enum plain_way way;
    const char *target, *headers, *body;
} plain[] = {
    {"list_people", PLAIN_PEOPLE, NULL, NULL, NULL},
    {"import_people", PLAIN_IMPORT, "/v1/imports?dry_run=true", "Content-Type: text/csv\r\n",
     "external_id,role,name\nnew,student,New\n"},
    {"readmit_person", PLAIN_IMPORT, "/v1/readmissions", RW_JSON, "{\"external_id\":\"gone\"}"},
    {"get_me", PLAIN_OPEN, "/v1/me", NULL, NULL},
    {"export_me", PLAIN_OPEN, "/v1/me/export", NULL, NULL},
    {"report_supply", PLAIN_OPEN, "/v1/reports/supply", NULL, NULL},
    {"report_supply_csv", PLAIN_OPEN, "/v1/reports/supply.csv", NULL, NULL},
    {"report_answers", PLAIN_OPEN, "/v1/reports/answers", NULL, NULL},
    {"report_answers_csv", PLAIN_OPEN, "/v1/reports/answers.csv", NULL, NULL},
    {"report_outcomes", PLAIN_OPEN, "/v1/reports/outcomes", NULL, NULL},
    {"report_outcomes_csv", PLAIN_OPEN, "/v1/reports/outcomes.csv", NULL, NULL},
    {"list_concepts", PLAIN_OPEN, "/v1/concepts/isced", NULL, NULL},
    {"read_text", PLAIN_OPEN, "/v1/readings?scheme=isced&text=law", NULL, NULL},
    {"create_invitations", PLAIN_INVITE, "/v1/invitations", RW_JSON, NULL},
    {"ask_sign_in_link", PLAIN_OPEN, "/v1/sign-in-links", RW_JSON,
     "{\"email\":\"nobody@example.org\"}"},
    {"sign_in", PLAIN_CODE, "/v1/sign-ins", RW_JSON, "{\"code\":\"wrong\"}"},
    {"describe_api", PLAIN_OPEN, "/openapi.json", NULL, NULL},
    {"show_docs", PLAIN_OPEN, "/docs", NULL, NULL},
    {"explain_problem", PLAIN_OPEN, "/problems/timeout", NULL, NULL},
};

#endif
