#include "api/store/store_round.h"

#include "api/store/store_load.h"
#include "api/store/store_rows.h"
#include "scoring/base/arena.h"
#include "scoring/base/shape.h"
#include "scoring/base/text.h"

#define ID_SIZE    36
#define SEATS_MAX  1000
#define RANKED_MAX 20

static const struct shape_field enrolled_fields[] = {
    SHAPE_FIELD_TEXT(struct enrolled, id, 0, ID_SIZE, ID_SIZE, "the person"),
    SHAPE_FIELD_TEXT(struct enrolled, alias, 0, ID_SIZE, ID_SIZE, "in the snapshot"),
    SHAPE_FIELD_BOOL(struct enrolled, student, 0, "by a need"),
    SHAPE_FIELD_BOOL(struct enrolled, mentor, 0, "by an offer, or by being ranked"),
    SHAPE_FIELD_BOOL(struct enrolled, first, 0, "the last round left them out"),
    SHAPE_FIELD_INT(struct enrolled, seats, 0, 0, SEATS_MAX, "free today"),
    SHAPE_FIELD_OBJECT(struct enrolled, wishes, 0, &wishes_shape, "of the need"),
    SHAPE_FIELD_OBJECT(struct enrolled, conditions, 0, &conditions_shape, "of the offer"),
    SHAPE_FIELD_TEXTS(struct enrolled, ranked, 0, RANKED_MAX, "mentors, the best choice first"),
    SHAPE_FIELD_TEXTS(struct enrolled, avoided, 0, RANKED_MAX, "mentors"),
};
static const struct shape enrolled_shape = {"Enrolled", sizeof(struct enrolled), enrolled_fields,
                                            SHAPE_COUNT(enrolled_fields)};

static enum status fill(struct store *store, const PGresult *result, struct arena *arena,
                        struct enrolled **ret_enrolled)
{
    size_t count = (size_t)PQntuples(result);
    struct enrolled *enrolled = arena_array(arena, count, sizeof *enrolled);
    struct rows_plan plan = rows_plan(result, &enrolled_shape);
    if (enrolled == NULL)
        return STATUS_MEMORY;
    for (size_t i = 0; i < count; i++) {
        enum status status = rows_fill(&plan, result, (int)i, arena, &enrolled[i]);
        if (status != STATUS_OK)
            return link_fail(store, status, "round_enrolled: row %zu", i);
    }
    *ret_enrolled = enrolled;
    return STATUS_OK;
}

enum status store_round_enrolled(struct store *store, const char *round_id, store_time now,
                                 struct arena *arena, struct enrolled **ret_enrolled,
                                 struct person **ret_people, size_t *ret_count)
{
    struct query_number now_text = query_number(now);
    PGresult *result = NULL;
    enum status status = QUERY(store, "round_enrolled", &result, round_id, now_text.text);
    if (status != STATUS_OK)
        return status;
    status = fill(store, result, arena, ret_enrolled);
    if (status == STATUS_OK)
        status = load_people(store, result, arena, ret_people, ret_count);
    PQclear(result);
    return status;
}

/* ---- the snapshot */

static void write_participants(const struct round_frozen *frozen, struct text *text)
{
    text_add_char(text, '[');
    for (size_t i = 0; i < frozen->enrolled_count; i++) {
        const struct enrolled *one = &frozen->enrolled[i];
        text_addf(text, "%s{\"alias\":\"%s\",\"person_id\":\"%s\",\"student\":%s}",
                  i == 0 ? "" : ",", one->alias, one->id, one->student ? "true" : "false");
    }
    text_add_char(text, ']');
}

/* How many students, mentors with a seat, and seats. */
struct counts {
    int64_t students, mentors, seats;
};

static struct counts count(const struct round_frozen *frozen)
{
    struct counts counts = {0};
    for (size_t i = 0; i < frozen->enrolled_count; i++) {
        counts.students += frozen->enrolled[i].student;
        counts.mentors += frozen->enrolled[i].seats > 0;
        counts.seats += frozen->enrolled[i].seats;
    }
    return counts;
}

enum status store_round_freeze(struct store *store, const struct round_frozen *frozen)
{
    struct text participants = {0};
    struct counts counts = count(frozen);
    char id[STORE_ID_SIZE];
    int rows = 0;
    store_id_new(frozen->now, id);
    write_participants(frozen, &participants);
    enum status status = text_status(&participants);
    if (status == STATUS_OK)
        status = QUERY_DO(store, "round_freeze", &rows, frozen->round_id, id,
                          query_number(frozen->now).text, frozen->bytes,
                          query_number(counts.students).text, query_number(counts.mentors).text,
                          query_number(counts.seats).text, participants.bytes);
    text_free(&participants);
    return status;
}
