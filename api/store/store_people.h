/* People in the database: each with its affiliations, employments, languages, wishes and
 * conditions, and what was typed beside what was read. Written and read whole; the nodes of
 * readings are not resolved here (person_resolve). Absent texts are NULL, also where "" was
 * written. */
#ifndef API_STORE_STORE_PEOPLE_H
#define API_STORE_STORE_PEOPLE_H

#include "api/store/store.h"
#include "scoring/person.h"

struct arena;
struct deed;

/* The person with that id, in arena. Inside a transaction of the caller's or not. NOT_FOUND also
 * when id is no UUID. */
enum status MUST_CHECK store_person_get(struct store *store, const char *id, struct arena *arena,
                                        struct person *ret_person);

/* The person with that external id, in arena. NOT_FOUND. */
enum status MUST_CHECK store_person_find(struct store *store, const char *external_id,
                                         struct arena *arena, struct person *ret_person);

/* What becomes of the person person->id: all of it is replaced. */
struct person_change {
    const struct person *person;
    int32_t version;    /* that must still be there, or 0 for any */
    const char *fields; /* names of the members that are not as before, with blanks between them:
                           for the audit */
};

/* Replaces a person by what is given: read, change, replace; with an audit row. The new version is
 * one more, and is also returned. NOT_FOUND; CONFLICT when another version is there (no fault), the
 * external id is another's, or more seats are taken than there would be (a fault); INVALID with
 * faults when a constraint refuses it. */
enum status MUST_CHECK store_person_replace(struct store *store, const struct deed *deed,
                                            const struct person_change *change,
                                            struct faults *faults, int32_t *ret_version);

#define STORE_PEOPLE_LIMIT_MAX ((size_t)2000)

/* A page of people in order of id, which is nearly the order in which they came. */
struct people_page {
    const char *after; /* the last id of the page before; NULL: from the start */
    size_t limit;      /* 1..STORE_PEOPLE_LIMIT_MAX */
    int32_t role;      /* ROLE_STUDENT or ROLE_ALUMNUS (each also finds those who are both),
                          ROLE_BOTH only those who are both; -1: everybody */
    const char *text;  /* part of the name, external id or e-mail, in any case; NULL: all */
    const char *units; /* ids as PostgreSQL writes an array: only who belongs to them or to what
                          lies below; NULL: everybody */
};

/* Element i of ret_people (in arena) is the i-th person after page->after; fewer than limit: that
 * was the last page. after that is no UUID: INVALID, without a fault. Cost: O(limit) but for text,
 * which looks at everybody. */
enum status MUST_CHECK store_people_list(struct store *store, const struct people_page *page,
                                         struct arena *arena, struct person **ret_people,
                                         size_t *ret_count);

/* How many people the pages of page->role, page->text and page->units have in all; after and limit
 * are not looked at. Cost: looks at everybody. */
enum status MUST_CHECK store_people_count(struct store *store, const struct people_page *page,
                                          int32_t *ret_count);

#endif
