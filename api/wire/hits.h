/* How a score is told: parts, points and reasons, by shape, for the command line and for HTTP. */
#ifndef API_WIRE_HITS_H
#define API_WIRE_HITS_H

#include "matcher/availability.h"
#include "scoring/base/shape.h"
#include "scoring/score.h"

struct arena;

#define SCORE_TEXT_SIZE 8 /* "100.00" and a NUL */

/* One criterion of a score. */
struct part_reply {
    int32_t criterion; /* enum criterion_id; its word in JSON */
    const char *label; /* its name in the reader's language */
    int32_t part;      /* 0..100 */
    int32_t weight;    /* percent */
    int32_t points_bp; /* weight × part; the points sum to score_bp */
    bool unknown;      /* a datum is missing: part is the neutral value */
};

/* One alumnus found, or, for an alumnus who looks for whom they can help, one student. */
struct hit_reply {
    int32_t rank;   /* 1 is the best; 0: absent, there is no ranking */
    const char *id; /* absent in files */
    const char *external_id;
    const char *name;
    int32_t availability; /* enum availability; UNTOLD: absent, of students and in files */
    int32_t score_bp;
    const struct part_reply *parts; /* in order of enum criterion_id */
    size_t parts_count;
    const char *const *reasons; /* element i tells why of parts[i] */
    size_t reasons_count;
};

/* One pair: the same score explained, or why the two are not eligible. */
struct pair_reply {
    const char *student_external_id, *mentor_external_id; /* external ids */
    bool eligible;
    const char *reason_code; /* a word of matcher/search.h; absent when eligible */
    const char *reason;      /* its sentence; absent when eligible */
    struct hit_reply score;  /* also of a pair that is not eligible */
};

extern const struct shape part_reply_shape, hit_reply_shape, pair_reply_shape;

/* The hit of person explained; texts of person and explanation are not copied, lists live in
 * arena. rank 0: none. The availability is left untold. MEMORY. */
enum status MUST_CHECK hit_reply_of(const struct explanation *explanation,
                                    const struct person *person, int32_t rank, struct arena *arena,
                                    struct hit_reply *ret_hit);

/* Basis points as people read them: 8735 is "87.35". */
void hits_format_score(int32_t score_bp, char ret_text[SCORE_TEXT_SIZE]);

#endif
