#include "api/lecture_checks.h"

#include "api/request.h"
#include "api/typed.h"
#include "api/wire/lecture.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"

#include <string.h>

#define LECTURE_MS_MIN ((moment)300000)

/* Readings of an offer are checked as conditions of a person are, but are called topics here. */
static enum status name_topics(struct request *request)
{
    static const char typed[] = "/conditions";
    struct faults *faults = &request->faults;
    for (size_t i = 0; i < faults->count; i++)
        if (strncmp(faults->items[i].where, typed, sizeof typed - 1) == 0) {
            const char *rest = faults->items[i].where + sizeof typed - 1;
            faults->items[i].where = arena_printf(request->arena, "/topics%s", rest);
            if (faults->items[i].where == NULL)
                return STATUS_MEMORY;
        }
    return STATUS_INVALID;
}

enum status lecture_check_offer_change(struct request *request, const void *before,
                                       const void *after)
{
    const struct lecture_offer *was = before;
    const struct lecture_offer *offer = after;
    struct person old = {.conditions = was->topics};
    struct person new = {.conditions = offer->topics};
    enum status status = typed_read(request, offer->speaker_id, &old, &new);
    return status == STATUS_INVALID ? name_topics(request) : status;
}

enum status lecture_check_offer(struct request *request, const void *object)
{
    static const struct lecture_offer none;
    return lecture_check_offer_change(request, &none, object);
}

static enum status check_day(struct request *request, const char *where, date day)
{
    return day % 100 != 0 ? STATUS_OK
                          : fault_add(&request->faults, 0, where, "not_a_day",
                                      "must be a whole day such as 2026-09-01");
}

static enum status check_days(struct request *request, const struct lecture_request *asked)
{
    enum status earliest = check_day(request, "/earliest_on", asked->earliest_on);
    enum status latest = check_day(request, "/latest_on", asked->latest_on);
    if (earliest != STATUS_OK || latest != STATUS_OK)
        return STATUS_INVALID;
    return asked->latest_on >= asked->earliest_on
               ? STATUS_OK
               : fault_add(&request->faults, 0, "/latest_on", "before_the_earliest",
                           "must not be before earliest_on");
}

enum status lecture_check_request_change(struct request *request, const void *before,
                                         const void *after)
{
    const struct lecture_request *was = before;
    const struct lecture_request *asked = after;
    struct person old = {.wishes = was->wishes,
                         .languages = was->languages,
                         .languages_count = was->languages_count};
    struct person new = {.wishes = asked->wishes,
                         .languages = asked->languages,
                         .languages_count = asked->languages_count};
    enum status days = check_days(request, asked);
    enum status status = typed_read(request, asked->teacher_id, &old, &new);
    return status == STATUS_OK ? days : status;
}

enum status lecture_check_request(struct request *request, const void *object)
{
    static const struct lecture_request none;
    return lecture_check_request_change(request, &none, object);
}

enum status lecture_check_booking(struct request *request, const void *object)
{
    const struct lecture_booking *booking = object;
    moment size = booking->ends_at - booking->starts_at;
    return size >= LECTURE_MS_MIN && size <= MOMENT_DAY_MS
               ? STATUS_OK
               : fault_add(&request->faults, 0, "/ends_at", "bad_end",
                           "must be 5 minutes to a day after starts_at");
}
