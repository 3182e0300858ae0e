/* Reports for staff, of everybody in the units that their roles reach: JSON, and CSV under the same
 * path with .csv behind it. */
#include "api/clock.h"
#include "api/condition.h"
#include "api/files/files_seeds.h"
#include "api/handlers.h"
#include "api/request.h"
#include "api/rights.h"
#include "api/routes.h"
#include "api/service.h"
#include "api/store/store_report.h"
#include "api/wire/report.h"
#include "api/wire/shape_json.h"

#include <string.h>

struct asked {
    const struct taxonomies *taxonomies;
    enum label_language language;
};

struct kind {
    const char *statement;
    const struct shape *row_shape, *shape;
    bool of_countries; /* the statement tells countries of places */
    void (*name)(const struct asked *asked, void *rows, size_t count);
};

/* NULL where the taxonomy does not know the code: it was of an earlier edition. */
static const char *label_of(const struct asked *asked, enum scheme scheme, const char *code)
{
    const struct taxonomy *taxonomy = asked->taxonomies->of[scheme];
    node_id node = taxonomy_find(taxonomy, code, strlen(code));
    return node == NODE_NONE ? NULL : taxonomy_label(taxonomy, node, asked->language);
}

static void name_supply(const struct asked *asked, void *rows, size_t count)
{
    static const enum scheme schemes[] = {[SUPPLY_FIELD] = SCHEME_ISCED,
                                          [SUPPLY_OCCUPATION] = SCHEME_ISCO,
                                          [SUPPLY_LANGUAGE] = SCHEME_LANGUAGE,
                                          [SUPPLY_COUNTRY] = SCHEME_PLACE,
                                          [SUPPLY_PLACE] = SCHEME_PLACE};
    struct supply_row *items = rows;
    for (size_t i = 0; i < count; i++)
        items[i].label = label_of(asked, schemes[items[i].by], items[i].code);
}

static void name_parts(const struct asked *asked, enum scheme scheme, struct outcomes_part *parts,
                       size_t count)
{
    for (size_t i = 0; i < count; i++)
        parts[i].label = label_of(asked, scheme, parts[i].code);
}

static void name_outcomes(const struct asked *asked, void *rows, size_t count)
{
    struct outcomes_row *items = rows;
    for (size_t i = 0; i < count; i++) {
        items[i].label = label_of(asked, SCHEME_ISCED, items[i].field);
        name_parts(asked, SCHEME_NACE, items[i].industries, items[i].industries_count);
        name_parts(asked, SCHEME_PLACE, items[i].places, items[i].places_count);
    }
}

/* ---- asking */

/* REFUSED: answered. */
static enum status take_order(struct request *request, const struct kind *kind,
                              struct report_order *ret_order)
{
    struct rights_reach reach;
    const char *unit_id = request_text(request, "unit_id");
    enum status status = rights_reach(request, &reach);
    if (status != STATUS_OK)
        return status;
    if (unit_id != NULL && !store_id_valid(unit_id)) {
        (void)fault_add(&request->faults, 0, "?unit_id", "bad_id", "Must be an id.");
        reply_problem(request, PROBLEM_BAD_PARAMETER, "The query breaks a rule.");
        return STATUS_REFUSED;
    }
    *ret_order = (struct report_order){
        .statement = kind->statement,
        .row_shape = kind->row_shape,
        .places = kind->of_countries ? request->service->seeds->taxonomies.of[SCHEME_PLACE] : NULL,
        .reach = reach.all ? NULL : reach.units,
        .unit_id = unit_id,
        .people_min = request->service->settings.report_people_min};
    return STATUS_OK;
}

static void answer(struct request *request, const struct kind *kind, const struct report *report)
{
    if (request->route->type == NULL) {
        shape_to_json(kind->shape, report, 0, &request->reply.body);
        return;
    }
    report_csv(kind->row_shape, report->items, report->items_count, &request->reply.body);
    reply_ok(request, request->route->type);
    condition_settle(request);
}

static enum status report(struct request *request, const struct kind *kind)
{
    const struct asked asked = {&request->service->seeds->taxonomies, request_language(request)};
    struct report_order order;
    struct report report = {.as_of = clock_today()};
    void *rows = NULL;
    enum status status = take_order(request, kind, &order);
    if (status != STATUS_OK)
        return status == STATUS_REFUSED ? STATUS_OK : status;
    status = store_report(request->store, &order, clock_utc_ms(), request->arena, &rows,
                          &report.items_count);
    if (status == STATUS_TOO_LARGE) {
        reply_problem(request, PROBLEM_CONFLICT,
                      "The report has more than 5000 rows: ask for a unit by unit_id.");
        return STATUS_OK;
    }
    if (status != STATUS_OK)
        return status;
    if (kind->name != NULL)
        kind->name(&asked, rows, report.items_count);
    report.items = rows;
    report.people_min = (int32_t)order.people_min;
    answer(request, kind, &report);
    return STATUS_OK;
}

/* ---- the reports */

enum status handle_report_supply(struct request *request)
{
    static const struct kind supply = {"report_supply", &supply_row_shape, &supply_report_shape,
                                       true, name_supply};
    return report(request, &supply);
}

enum status handle_report_answers(struct request *request)
{
    static const struct kind answers = {"report_answers", &answers_row_shape, &answers_report_shape,
                                        false, NULL};
    return report(request, &answers);
}

enum status handle_report_outcomes(struct request *request)
{
    static const struct kind outcomes = {"report_outcomes", &outcomes_row_shape,
                                         &outcomes_report_shape, false, name_outcomes};
    return report(request, &outcomes);
}
