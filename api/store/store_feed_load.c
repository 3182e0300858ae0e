#include "api/store/store_feed_load.h"

#include "scoring/base/arena.h"
#include "scoring/base/text.h"

#include <assert.h>
#include <string.h>

static enum status read_number(const PGresult *result, int row, const char *column,
                               int32_t *ret_number)
{
    const char *cell = query_cell(result, row, column);
    int64_t number = 0;
    if (cell == NULL || text_to_int(cell, strlen(cell), 0, INT32_MAX, &number) != STATUS_OK)
        return STATUS_BROKEN;
    *ret_number = (int32_t)number;
    return STATUS_OK;
}

static enum status read_seats(const PGresult *result, int row, struct person *person)
{
    struct mentor_load *load = &person->load;
    enum status status = read_number(result, row, "seats_taken", &load->seats_taken);
    if (status == STATUS_OK)
        status = read_number(result, row, "hours_year", &load->hours_year);
    return status == STATUS_OK ? read_number(result, row, "hours_taken", &load->hours_taken)
                               : status;
}

static enum status read_offer(const PGresult *result, int row, struct seat_offer *ret_offer)
{
    const char *programme = query_cell(result, row, "programme_id");
    ret_offer->active = query_cell(result, row, "active")[0] == 't';
    if (uuid_parse(programme, strlen(programme), &ret_offer->programme) != STATUS_OK)
        return STATUS_BROKEN;
    return read_number(result, row, "seats_free", &ret_offer->seats_free);
}

/* The first row after `row` that is of another person. */
static int person_end(const PGresult *result, int row)
{
    const char *id = query_cell(result, row, "person_id");
    int end = row + 1;
    while (end < PQntuples(result) && strcmp(query_cell(result, end, "person_id"), id) == 0)
        end++;
    return end;
}

static enum status read_offers(const PGresult *result, int row, int end, struct arena *arena,
                               struct mentor_load *load)
{
    size_t count = (size_t)(end - row);
    count = count > PERSON_OFFERS_MAX ? PERSON_OFFERS_MAX : count;
    struct seat_offer *offers = arena_array(arena, count, sizeof *offers);
    enum status status = offers == NULL ? STATUS_MEMORY : STATUS_OK;
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = read_offer(result, row + (int)i, &offers[i]);
    load->offers = offers;
    load->offers_count = status == STATUS_OK ? count : 0;
    return status;
}

/* Rows and people are both in order of id, so one walk finds each row's person. */
static enum status take_offers(const PGresult *result, struct arena *arena, struct person *people,
                               size_t count)
{
    size_t person = 0;
    int end = 0;
    for (int row = 0; row < PQntuples(result); row = end) {
        const char *id = query_cell(result, row, "person_id");
        end = person_end(result, row);
        while (person < count && strcmp(people[person].id, id) < 0)
            person++;
        if (person == count || strcmp(people[person].id, id) != 0)
            return STATUS_BROKEN; /* a row of nobody asked for */
        enum status status = read_offers(result, row, end, arena, &people[person].load);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

/* All of the people are among the rows, both in order of id. */
static enum status take_matched(const PGresult *result, struct person *people, size_t count)
{
    size_t person = 0;
    for (int row = 0; row < PQntuples(result) && person < count; row++)
        if (strcmp(people[person].id, query_cell(result, row, "person_id")) == 0)
            people[person++].matched = query_cell(result, row, "matched")[0] == 't';
    return person == count ? STATUS_OK : STATUS_BROKEN;
}

enum status feed_matched(struct store *store, const char *position, const char *today,
                         struct person *people, size_t count)
{
    PGresult *result = NULL;
    enum status status =
        count == 0 ? STATUS_OK : QUERY(store, "feed_matched", &result, position, today);
    if (status != STATUS_OK || count == 0)
        return status;
    status = take_matched(result, people, count);
    PQclear(result);
    return status == STATUS_OK ? STATUS_OK : link_fail(store, status, "feed_matched: not all");
}

enum status feed_load(struct store *store, const char *position, const PGresult *feed_people,
                      struct arena *arena, struct person *people, size_t count)
{
    assert((size_t)PQntuples(feed_people) == count);
    enum status status = STATUS_OK;
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = read_seats(feed_people, (int)i, &people[i]);
    if (status != STATUS_OK)
        return link_fail(store, status, "feed_people: a load that is none");
    PGresult *offers = NULL;
    status = QUERY(store, "feed_offers", &offers, position);
    if (status != STATUS_OK)
        return status;
    status = take_offers(offers, arena, people, count);
    PQclear(offers);
    return status == STATUS_OK ? STATUS_OK : link_fail(store, status, "feed_offers: a row is none");
}
