/* What is told of a run that has ended: its certificate, who is short of what, why, and how it
 * differs from another; by the ids of people, where files have aliases. Somebody who was erased is
 * left out: their member is absent. Documented for users in api/ROUNDS.md. */
#ifndef API_WIRE_RUN_REPLY_H
#define API_WIRE_RUN_REPLY_H

#include "api/wire/hits.h"
#include "scoring/base/shape.h"

#include <stdint.h>

/* ---- who the aliases are */

struct alias {
    const char *alias, *person_id;
};

/* The participants of a round who are not erased, in order of alias (strcmp). */
struct alias_list {
    const struct alias *items;
    size_t count;
};

/* Whom an alias names; NULL: nobody any more, or alias is NULL. O(log n). */
const char *alias_person(const struct alias_list *list, const char *alias);

/* The alias of a person, or NULL; person_id may be NULL. O(n). */
const char *alias_of(const struct alias_list *list, const char *person_id);

/* ---- certificate */

/* A rule that yielded to a stronger one, or a must that cannot hold (then yields_to is absent). */
struct rule_reply {
    const char *rule;
    const char *student_id, *mentor_id;
    const char *yields_to;
};

struct file_reply {
    const char *name;
    const char *digest;
    int32_t bytes;
};

struct certificate_reply {
    const char *run_id;
    const char *outcome;  /* "done" or "infeasible" */
    const char *sentence; /* what was proven */
    int32_t objective;    /* index into objective_words */
    int32_t students, mentors, seats, matched, total_bp, worst_bp;
    int32_t gap_bp;
    const char *problem, *tables, *seed;
    int32_t engine;
    const struct rule_reply *overridden, *conflict;
    size_t overridden_count, conflict_count;
    const struct file_reply *files;
    size_t files_count;
};

/* ---- shortages */

struct shortage_reply {
    int32_t students, seats, short_of;
    const char *field, *language, *place; /* codes; absent: it sets nobody apart */
    const char *name, *sentence;
};

struct shortages_reply {
    int32_t level_bp, unmatched;
    const struct shortage_reply *items;
    size_t items_count;
};

/* ---- why */

struct reason_reply {
    const char *word, *sentence;
};

struct figure_reply {
    const char *figure, *label;
    int32_t now, then;
};

struct cost_reply {
    const char *rule, *verdict, *head, *sentence;
    const struct figure_reply *figures;
    size_t figures_count;
};

struct why_reply {
    const char *student_id, *mentor_id;
    struct hit_reply score;
    const struct reason_reply *reasons;
    size_t reasons_count;
    struct cost_reply cost;
};

/* ---- diff */

struct setting_reply {
    const char *what;
    const char *person_id;
    const char *before, *after;
};

struct figures_reply {
    bool infeasible;
    int32_t students, mentors, seats, matched, unmatched, worst_bp, total_bp;
};

struct count_reply {
    const char *change;
    int32_t count;
};

struct change_reply {
    const char *student_id, *change;
    const char *before_mentor_id, *after_mentor_id;
    int32_t before_bp, after_bp, gained_bp;
};

struct diff_reply {
    bool same;
    const struct setting_reply *settings;
    size_t settings_count;
    struct figures_reply before, after;
    const struct count_reply *counts;
    size_t counts_count;
    const struct change_reply *changes;
    size_t changes_count;
};

extern const struct shape certificate_reply_shape, shortages_reply_shape, why_reply_shape,
    diff_reply_shape;

/* A figure as replies have it: what does not fit becomes the greatest, or least, that does. */
int32_t reply_int(int64_t value);

#endif
