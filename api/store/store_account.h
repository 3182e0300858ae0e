/* Accounts: the roles that somebody may have, and for which unit. Students and alumni are what
 * their person says (scoring/person.h); the roles of staff are appointments, or those of a
 * program's token. */
#ifndef API_STORE_STORE_ACCOUNT_H
#define API_STORE_STORE_ACCOUNT_H

#include "api/store/store.h"

#include <stddef.h>

struct deed;

/* In the order of the columns of the rights (api/rights_rows.h). */
#define ACCOUNT_ROLES(X)                                                                           \
    X(STUDENT, "student")                                                                          \
    X(ALUMNUS, "alumnus")                                                                          \
    X(TEACHER, "teacher")                                                                          \
    X(COORDINATOR, "coordinator")                                                                  \
    X(CAREER_CENTRE, "career_centre")                                                              \
    X(ADMIN, "admin")

enum account_role {
#define ACCOUNT_ROLE_ENUM(name, word) ACCOUNT_##name,
    ACCOUNT_ROLES(ACCOUNT_ROLE_ENUM)
#undef ACCOUNT_ROLE_ENUM
        ACCOUNT_ROLE_COUNT
};

extern const char *const account_role_words[]; /* ended by NULL */
extern const char *const staff_role_words[];   /* those from TEACHER on, ended by NULL */

/* A role for a unit and all below it; unit_id "": for the whole installation. */
struct grant {
    enum account_role role;
    char unit_id[STORE_ID_SIZE];
};

/* A grant that a person holds now. */
struct appointed {
    char person_id[STORE_ID_SIZE];
    struct grant grant;
};

#define HOME_UNITS_MAX ((size_t)64)

/* The units that something lies in, up to the root; of a person all they belong to. */
struct home {
    char unit_ids[HOME_UNITS_MAX][STORE_ID_SIZE];
    size_t count;
};

/* kind: "unit", "programme" or "person". What is not there lies nowhere; so does what no id can be.
 * Beyond HOME_UNITS_MAX units the rest is left out: who has a role only for those has none. */
enum status MUST_CHECK store_home(struct store *store, const char *kind, const char *id,
                                  struct home *ret_home);

/* Ends an appointment, with its audit row; again is fine. In a transaction of the caller's. */
enum status MUST_CHECK store_appointment_end(struct store *store, const struct deed *deed,
                                             const char *id);

/* True when the grant is for the whole installation, or for a unit of the home. */
bool grant_covers(const struct grant *grant, const struct home *home);

#endif
