/* The modules of Kring, each a part that a university may leave off (setting KRING_MODULES): the
 * routes of a module that is off do not exist. How to add one: a word here, and a word at what is
 * of it: its resources (resources.c), its routes about no resource (routes.c). What was made while
 * it was on stays, and its deadlines pass: the clock and the runner know of no modules. */
#ifndef API_MODULES_H
#define API_MODULES_H

#include "scoring/base/status.h"

#include <stdbool.h>

struct faults;

#define MODULES(X)                                                                                 \
    X(MENTORING, "mentoring")                                                                      \
    X(LECTURES, "lectures")                                                                        \
    X(INTERNSHIPS, "internships")                                                                  \
    X(GROUPS, "groups")

enum module {
    MODULE_ALWAYS, /* of none: always there */
#define MODULE_ENUM(name, word) MODULE_##name,
    MODULES(MODULE_ENUM)
#undef MODULE_ENUM
        MODULE_COUNT
};

/* " mentoring", for sentences. */
#define MODULE_LISTED(name, word) " " word

/* The two words that stand alone. */
#define MODULES_WORD_ALL  "all"
#define MODULES_WORD_NONE "none"

/* All modules, each a bit 1 << MODULE_…. */
#define MODULES_ALL (((1U << MODULE_COUNT) - 1) & ~(1U << MODULE_ALWAYS))

/* Reads "mentoring,groups", "all" or "none"; blanks around a word are no matter. INVALID with a
 * fault about where for each word that is no module's. */
enum status MUST_CHECK modules_read(const char *value, const char *where, struct faults *faults,
                                    unsigned *ret_modules);

/* MODULE_ALWAYS always is. */
bool module_is_on(unsigned modules, enum module module);

/* "mentoring"; "" for MODULE_ALWAYS. */
const char *module_word(enum module module);

#endif
