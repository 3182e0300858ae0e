/* What the matrix test (rights.c) sends where it takes more than an id: how new objects of each
 * kind are made in each relation, and what operations about no object are asked. A new operation of
 * either sort is a row here; without it the test fails with its name. */
#ifndef TESTS_HTTP_RIGHTS_ASKED_H
#define TESTS_HTTP_RIGHTS_ASKED_H

#include "tests/http/rights_callers.h"

/* What to make: $A and $B are units, $p and $q programmes of theirs, $c the caller's person, $f a
 * person who has no part in anything, $a and $b people of the units, $m a mentor with offers in
 * both; unit, person, student and mentor say what it is to the caller, in the same letters. Units
 * lie nowhere, and so does what staff would make for a person who is not of their unit. */
static const struct making {
    const char *kind, *body;
    char unit, person, student, mentor;
} makings[] = {
#define DAYS "\"starts_on\":\"2026-01-01\",\"ends_on\":\"2030-12-31\"}"
    {"unit", "{\"kind\":\"department\",\"name\":\"New\",\"parent_id\":\"$A\"}", 0, 0, 0, 0},
    {"unit", "{\"kind\":\"department\",\"name\":\"New\",\"parent_id\":\"$B\"}", 0, 0, 0, 0},
    {"unit", "{\"kind\":\"university\",\"name\":\"New\"}", 0, 0, 0, 0},
    {"programme", "{\"unit_id\":\"$A\",\"name\":\"New\"," DAYS, 'A', 0, 0, 0},
    {"programme", "{\"unit_id\":\"$B\",\"name\":\"New\"," DAYS, 'B', 0, 0, 0},
#undef DAYS
    {"mentor_offer", "{\"programme_id\":\"$p\",\"mentor_id\":\"$a\",\"seats\":1}", 'A', 0, 0, 'a'},
    {"mentor_offer", "{\"programme_id\":\"$p\",\"mentor_id\":\"$f\",\"seats\":1}", 0, 0, 0, 'f'},
    {"mentor_offer", "{\"programme_id\":\"$q\",\"mentor_id\":\"$f\",\"seats\":1}", 'B', 0, 0, 'f'},
    {"mentor_offer", "{\"programme_id\":\"$q\",\"mentor_id\":\"$c\",\"seats\":1}", 'B', 0, 0, 'c'},
    {"need", "{\"programme_id\":\"$p\",\"student_id\":\"$a\"}", 'A', 0, 'a', 0},
    {"need", "{\"programme_id\":\"$p\",\"student_id\":\"$f\"}", 0, 0, 'f', 0},
    {"need", "{\"programme_id\":\"$q\",\"student_id\":\"$f\"}", 'B', 0, 'f', 0},
    {"need", "{\"programme_id\":\"$q\",\"student_id\":\"$c\"}", 'B', 0, 'c', 0},
#define ASK(programme, student, mentor)                                                            \
    "{\"programme_id\":\"" programme "\",\"student_id\":\"" student "\",\"mentor_id\":\"" mentor   \
    "\"}"
    {"mentoring_request", ASK("$p", "$a", "$m"), 'A', 0, 'a', 'm'},
    {"mentoring_request", ASK("$p", "$f", "$m"), 0, 0, 'f', 'm'},
    {"mentoring_request", ASK("$q", "$f", "$m"), 'B', 0, 'f', 'm'},
    {"mentoring_request", ASK("$q", "$c", "$m"), 'B', 0, 'c', 'm'},
    {"mentoring_request", ASK("$q", "$f", "$c"), 'B', 0, 'f', 'c'},
#undef ASK
#define FOR(person, more) "{\"person_id\":\"" person "\",\"role\":\"coordinator\"" more "}"
    {"appointment", FOR("$f", ",\"unit_id\":\"$A\""), 'A', 'f', 0, 0},
    {"appointment", FOR("$f", ",\"unit_id\":\"$B\""), 'B', 'f', 0, 0},
    {"appointment", FOR("$f", ""), 0, 'f', 0, 0},
    {"appointment", FOR("$c", ",\"unit_id\":\"$B\""), 'B', 'c', 0, 0},
#undef FOR
#define SAY(person)                                                                                \
    "{\"person_id\":\"" person "\",\"purpose\":\"news\",\"channel\":\"email\","                    \
    "\"basis\":\"consent\",\"text_version\":\"1\"}"
    {"consent", SAY("$a"), 'A', 'a', 0, 0},
    {"consent", SAY("$b"), 'B', 'b', 0, 0},
    {"consent", SAY("$f"), 0, 'f', 0, 0},
    {"consent", SAY("$c"), 0, 'c', 0, 0},
#undef SAY
    {"token", "{\"days\":1}", 0, 'c', 0, 0},
    {"token", "{\"days\":1,\"role\":\"admin\",\"unit_id\":\"$A\"}", 'A', 0, 0, 0},
    {"token", "{\"days\":1,\"role\":\"admin\",\"unit_id\":\"$B\"}", 'B', 0, 0, 0},
    {"token", "{\"days\":1,\"role\":\"admin\"}", 0, 0, 0, 0},
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
