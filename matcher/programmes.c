#include "matcher/programmes.h"

#include <stdlib.h>
#include <string.h>

#define CAPACITY_START ((size_t)16)

/* Where id stands, or belongs. */
static size_t place_of(const struct programmes *programmes, const struct uuid *id)
{
    size_t low = 0, high = programmes->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (uuid_compare(&programmes->ids[middle], id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool stands_at(const struct programmes *programmes, size_t place, const struct uuid *id)
{
    return place < programmes->count && uuid_compare(&programmes->ids[place], id) == 0;
}

static enum status add(struct programmes *programmes, const struct uuid *id)
{
    size_t place = place_of(programmes, id);
    if (stands_at(programmes, place, id))
        return STATUS_OK;
    if (programmes->count == PROGRAMMES_MAX)
        return STATUS_TOO_LARGE;
    if (programmes->count == programmes->capacity) {
        size_t capacity = programmes->capacity == 0 ? CAPACITY_START : 2 * programmes->capacity;
        struct uuid *ids = reallocarray(programmes->ids, capacity, sizeof *ids);
        if (ids == NULL)
            return STATUS_MEMORY;
        programmes->ids = ids;
        programmes->capacity = capacity;
    }
    struct uuid *at = programmes->ids + place;
    memmove(at + 1, at, (programmes->count - place) * sizeof *at);
    *at = *id;
    programmes->count++;
    return STATUS_OK;
}

enum status programmes_number(const struct person *const *people, size_t count,
                              struct programmes *programmes)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < count; i++) {
        const struct mentor_load *load = &people[i]->load;
        for (size_t o = 0; o < load->offers_count && status == STATUS_OK; o++)
            status = add(programmes, &load->offers[o].programme);
    }
    return status;
}

void programmes_free(struct programmes *programmes)
{
    free(programmes->ids);
}

uint16_t programmes_find(const struct programmes *programmes, const struct uuid *id)
{
    size_t place = place_of(programmes, id);
    return stands_at(programmes, place, id) ? (uint16_t)(place + 1) : 0;
}
