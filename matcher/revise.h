/* One round made from another: what-if (other seats, more rules) and repair (announced pairs fell
 * through). A snapshot in, a changed one out; nothing is solved here. Texts are shared. */
#ifndef MATCHER_REVISE_H
#define MATCHER_REVISE_H

#include "matcher/snapshot.h"

struct arena;
struct faults;

/* Order of rules in a snapshot: kind, student, rank, mentor. */
int revise_compare_rules(const struct round_rule *a, const struct round_rule *b);

/* A snapshot that is being changed; settings (objective, weights, …) may be set as they are. */
struct revision {
    struct snapshot snapshot;
    struct person *people; /* snapshot.people, writable */
};

/* A copy to be changed, made from the run of that problem: its list of people is of arena, what
 * they hold is shared. MEMORY. */
enum status MUST_CHECK revise_start(const struct snapshot *snapshot, struct digest problem,
                                    struct arena *arena, struct revision *ret_revision);

/* Does what "seats:ID=3" says: that mentor offers 3 seats (0: none). The last '=' ends the id,
 * which may hold any character. INVALID with a fault (where "--set"): another form, nobody of that
 * id, a student, a number that is none or out of range. */
enum status MUST_CHECK revise_set(const char *text, struct faults *faults,
                                  struct revision *revision);

/* Adds rules, in any order; what is there already is no error. Contradictions are for settle
 * (never > must > pin) and round_new (ranks). MEMORY. */
enum status MUST_CHECK revise_add_rules(const struct round_rule *rules, size_t count,
                                        struct arena *arena, struct snapshot *snapshot);

/* Makes it a repair: announced, rising by student, are the pairs that were told. Each of drops is
 * "STUDENT:MENTOR", a pair of announced that fell through: it is announced no more and becomes a
 * never. As ids may hold ':', it is the split that names such a pair; INVALID with faults (where
 * "--drop") when none does, or more than one. Rules of kind first go: repair has no such layer, and
 * they were honoured when the pairs were announced. MEMORY. */
enum status MUST_CHECK revise_repair(const struct round_pair *announced, size_t count,
                                     const char *const *drops, size_t drops_count,
                                     struct arena *arena, struct faults *faults,
                                     struct snapshot *snapshot);

#endif
