#include "api/wire/result_proof.h"

#include "scoring/base/text.h"

#include <inttypes.h>

/* A sum of scores, as they are shown. */
static void add_total(int64_t total, struct text *text)
{
    text_addf(text, "%" PRId64 ".%02d", total / 100, (int)(total % 100));
}

static void add_most(const struct result *result, struct text *text)
{
    text_addf(text, "%" PRId32 " matched is the most possible; ", result->matched);
    if (result->certificate.first_bonus > 0)
        text_add(text, "no more of those who go first can be among them; ");
}

static void add_what(const struct result *result, struct text *text)
{
    if (result->objective == OBJECTIVE_STABLE) {
        text_add(text, "no student and mentor would both rather have each other");
        return;
    }
    if (result->objective != OBJECTIVE_TOTAL)
        add_most(result, text);
    if (result->objective == OBJECTIVE_REPAIR)
        text_add(text, "fewer announced pairs cannot move; ");
    if (result->objective == OBJECTIVE_FAIR && result->matched > result->figures.fixed) {
        text_add(text, "worst ");
        add_total(result->worst, text);
        text_add(text, " cannot be better; ");
    }
    text_add(text, result->objective == OBJECTIVE_TOTAL ? "total " : "then total ");
    add_total(result->total, text);
    text_add(text, " cannot be greater");
}

void result_proof_add(const struct result *result, const struct verified *verified,
                      struct text *text)
{
    text_add(text, "proven: ");
    if (result->infeasible) {
        if (result->conflict_count == 1)
            text_add(text, "this must cannot hold");
        else
            text_addf(text, "these %zu musts cannot hold together", result->conflict_count);
        return;
    }
    add_what(result, text);
    if (verified == NULL)
        return;
    if (verified->has_gap)
        text_addf(text, "; gap %" PRId64, verified->gap);
    text_addf(text, "; %" PRIu64 " possible %s gone over", verified->pairs,
              verified->pairs == 1 ? "pair" : "pairs");
}
