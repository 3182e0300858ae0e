#include "matcher/availability.h"

const char *const availability_words[] = {
#define AVAILABILITY_WORD(name, word) word,
    AVAILABILITIES(AVAILABILITY_WORD)
#undef AVAILABILITY_WORD
        NULL,
};

bool availability_is_open(const struct seat_offer *offer)
{
    return offer->active && offer->seats_free > 0;
}

bool availability_is_in(const struct seat_offer *offer, const struct uuid *programmes,
                        size_t programmes_count)
{
    for (size_t i = 0; i < programmes_count; i++)
        if (uuid_compare(&offer->programme, &programmes[i]) == 0)
            return true;
    return false;
}

/* By the offers alone. */
static enum availability of_offers(const struct mentor_load *load, const struct uuid *programmes,
                                   size_t programmes_count)
{
    bool any = false, active = false, open = false;
    for (size_t i = 0; i < load->offers_count; i++) {
        const struct seat_offer *offer = &load->offers[i];
        if (programmes_count > 0 && !availability_is_in(offer, programmes, programmes_count))
            continue;
        any = true;
        active = active || offer->active;
        open = open || availability_is_open(offer);
    }
    if (!any || open)
        return AVAILABILITY_AVAILABLE;
    return active ? AVAILABILITY_FULL : AVAILABILITY_PAUSED;
}

enum availability availability_of(const struct person *mentor, date as_of,
                                  const struct uuid *programmes, size_t programmes_count)
{
    const struct mentor_load *load = &mentor->load;
    if (mentor->seats < 1)
        return AVAILABILITY_NO_SEATS;
    if (load->seats_taken >= mentor->seats)
        return AVAILABILITY_FULL;
    enum availability offers = of_offers(load, programmes, programmes_count);
    if (offers != AVAILABILITY_AVAILABLE)
        return offers;
    bool spent = mentor->hours_max > 0 && load->hours_year == date_year(as_of) &&
                 load->hours_taken >= mentor->hours_max;
    return spent ? AVAILABILITY_HOURS_SPENT : AVAILABILITY_AVAILABLE;
}
