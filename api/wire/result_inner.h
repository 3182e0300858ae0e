/* What the writer and the reader of results share; nobody else includes it. */
#ifndef API_WIRE_RESULT_INNER_H
#define API_WIRE_RESULT_INNER_H

#include "api/wire/result.h"
#include "matcher/optimal.h"
#include "scoring/base/digest.h"

#include <stddef.h>

/* A number of a struct, as a member of a JSON object. */
struct result_number {
    const char *name;
    size_t offset;
    bool wide; /* int64_t; otherwise int32_t */
    int64_t min, max;
};

/* The numbers of an object, in the order they are written. */
struct result_numbers {
    const struct result_number *rows;
    size_t count;
};

extern const struct result_numbers result_numbers_head;        /* of struct result */
extern const struct result_numbers result_numbers_certificate; /* of struct certificate */
extern const struct result_numbers result_numbers_figures;     /* of struct figures */
extern const struct result_numbers result_numbers_percentiles; /* of struct figures */
extern const struct result_numbers result_numbers_load;        /* of struct load */
extern const struct result_numbers result_numbers_wish;        /* of struct wish_count */
extern const struct result_numbers result_numbers_stability;   /* of struct stability */

/* Of one price: far above what any proof needs, and small enough that a few add up in 64 bits. */
#define RESULT_PRICE_MAX ((int64_t)1 << 62)

#define RESULT_OUTCOME_SOLVED     "solved"
#define RESULT_OUTCOME_INFEASIBLE "infeasible"

/* The digest that result_write would write. */
enum status MUST_CHECK result_digest(const struct result *result, const struct result_names *names,
                                     const struct result_extra *extra, struct digest *ret_digest);

#endif
