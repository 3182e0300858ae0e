/* What callers may do, by the matrix of rights_rows.h: nothing that it does not say. */
#ifndef API_RIGHTS_H
#define API_RIGHTS_H

#include "api/store/store_account.h"

struct request;
struct resource;
struct text;

/* What something may be to a caller, each a bit. */
#define RIGHT_RELATIONS(X)                                                                         \
    X(SELF, 'S', "self")                                                                           \
    X(PARTY, 'P', "party")                                                                         \
    X(UNIT, 'U', "same unit")                                                                      \
    X(OTHER, 'O', "all")

enum right_relation {
#define RIGHT_RELATION_ENUM(name, letter, words) RELATION_##name,
    RIGHT_RELATIONS(RIGHT_RELATION_ENUM)
#undef RIGHT_RELATION_ENUM
        RELATION_COUNT
};

struct right {
    const char *operation; /* the route's name; NULL ends the rows */
    unsigned anyone;       /* bits 1 << RELATION_…: without a token */
    unsigned roles[ACCOUNT_ROLE_COUNT];
};

extern const struct right rights[];

/* The row of an operation; asserts that there is one. */
const struct right *rights_of(const char *operation);

/* True when no token is needed. */
bool right_is_public(const struct right *right);

/* Which hats it may be done in to an object of a resource (lifecycle.h): BY_STUDENT and the like
 * where that party may, BY_PERSON where whoever it is about may, BY_STAFF where a role of staff
 * may. */
unsigned right_hats(const struct right *right, const struct resource *resource);

/* Appends for whom it is, in a few words: "anyone", "a token", "oneself or staff". */
void right_words(const struct right *right, struct text *text);

/* Checks the caller of a request against the row of its route, as far as the head tells: answers
 * 403, or 404 for a person of the path who is not the caller's to see, word for word as for one who
 * is not there; or sets request->job to look up where that person belongs. Sets
 * request->by_self. */
void rights_check_head(struct request *request);

/* The work of JOB_HOME; on a worker. Statuses of the store. */
enum status MUST_CHECK rights_find_home(struct request *request);

/* In which hats the caller may do the operation to an object of a resource (BY_…); 0: not at all.
 * BY_STAFF comes alone: whoever is a party of the object acts as that alone, or not at all. It may
 * ask the database for the units that it lies in, once each; statuses of the store. */
enum status MUST_CHECK rights_to(struct request *request, const struct right *right,
                                 const struct resource *resource, const void *object,
                                 unsigned *ret_hats);

/* True when the caller may do the route's operation to that person. May ask the database. */
enum status MUST_CHECK rights_to_person(struct request *request, const char *person_id,
                                        bool *ret_may);

/* True when a role of the caller lets them do it everywhere. */
bool rights_over_all(const struct request *request, const struct right *right);

/* Whose objects a list shows. */
struct rights_reach {
    bool all;
    const char *party; /* a person's id, or NULL: nobody's as a party */
    const char *units; /* ids of units as PostgreSQL writes an array, "{}": none; NULL: all */
};

/* By the row of the request's route. MEMORY. */
enum status MUST_CHECK rights_reach(struct request *request, struct rights_reach *ret_reach);

/* Appends the matrix as a Markdown table, as in api/RIGHTS.md. */
void rights_markdown(struct text *text);

#endif
