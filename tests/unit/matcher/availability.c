#include "matcher/availability.h"

#include "matcher/eligible.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#define T(text)    ((char *)(text)) /* Criterion compares char *, not const char * */
#define AS_OF      ((date)20261122)
#define OFFERS_MAX 3

static struct uuid programme(char letter)
{
    return (struct uuid){{(unsigned char)letter}};
}

/* Offers in a few words: a letter for the programme, a digit for the free seats, "-" when paused:
 * "a1 b0-". */
static size_t read_offers(const char *words, struct seat_offer ret_offers[OFFERS_MAX])
{
    size_t count = 0;
    for (const char *at = words; *at != '\0'; at++)
        if (*at >= 'a' && *at <= 'z')
            ret_offers[count++] = (struct seat_offer){programme(*at), at[1] - '0', at[2] != '-'};
    return count;
}

static const struct {
    int32_t seats, taken, hours_max, hours_year, hours;
    const char *offers, *programmes; /* letters */
    const char *availability;
} rows[] = {
    {0, 0, 0, 0, 0, "", "", "no_seats"},
    {1, 0, 0, 0, 0, "", "", "available"},
    {2, 1, 0, 0, 0, "", "", "available"},
    {2, 2, 0, 0, 0, "a1", "", "full"},
    {2, 0, 0, 0, 0, "a1", "", "available"},
    {2, 0, 0, 0, 0, "a0", "", "full"},
    {2, 0, 0, 0, 0, "a0 b1", "", "available"},
    {2, 0, 0, 0, 0, "a1-", "", "paused"},
    {2, 0, 0, 0, 0, "a1- b0-", "", "paused"},
    {2, 0, 0, 0, 0, "a1- b0", "", "full"},
    {2, 0, 0, 0, 0, "a1- b1", "", "available"},
    {2, 0, 40, 2026, 39, "a1", "", "available"},
    {2, 0, 40, 2026, 40, "a1", "", "hours_spent"},
    {2, 0, 30, 2026, 40, "", "", "hours_spent"}, /* the maximum was lowered since */
    {2, 0, 40, 2025, 40, "a1", "", "available"},
    {2, 0, 0, 2026, 40, "a1", "", "available"},
    /* within programmes */
    {2, 0, 0, 0, 0, "a1 b0", "a", "available"},
    {2, 0, 0, 0, 0, "a1 b0", "b", "full"},
    {2, 0, 0, 0, 0, "a1 b0-", "b", "paused"},
    {2, 0, 0, 0, 0, "a1 b0", "ab", "available"},
    {2, 0, 0, 0, 0, "a0", "c", "available"}, /* no offer there: it says nothing */
    {2, 2, 0, 0, 0, "a1", "a", "full"},
};

Test(availability, it_is_the_first_that_holds)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct seat_offer offers[OFFERS_MAX];
        struct uuid programmes[OFFERS_MAX];
        size_t count = strlen(rows[i].programmes);
        for (size_t p = 0; p < count; p++)
            programmes[p] = programme(rows[i].programmes[p]);
        struct person mentor = {.seats = rows[i].seats,
                                .hours_max = rows[i].hours_max,
                                .load = {.seats_taken = rows[i].taken,
                                         .hours_year = rows[i].hours_year,
                                         .hours_taken = rows[i].hours,
                                         .offers = offers,
                                         .offers_count = read_offers(rows[i].offers, offers)}};
        enum availability availability = availability_of(&mentor, AS_OF, programmes, count);
        cr_expect(eq(str, T(availability_words[availability]), T(rows[i].availability)), "row %zu",
                  i);
    }
}

Test(availability, what_is_promised_counts_in_a_search_and_not_in_a_round)
{
    static const struct taxonomies none;
    const struct person student = {.external_id = "s"};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct seat_offer offers[OFFERS_MAX];
        struct person mentor = {.external_id = "m",
                                .seats = rows[i].seats,
                                .hours_max = rows[i].hours_max,
                                .load = {.seats_taken = rows[i].taken,
                                         .hours_year = rows[i].hours_year,
                                         .hours_taken = rows[i].hours,
                                         .offers = offers,
                                         .offers_count = read_offers(rows[i].offers, offers)}};
        enum availability availability = availability_of(&mentor, AS_OF, NULL, 0);
        const char *wanted = availability == AVAILABILITY_AVAILABLE
                                 ? ineligibility_word(INELIGIBLE_NONE)
                                 : availability_words[availability];
        struct filter today = {.as_of = AS_OF};
        struct filter any = {.as_of = AS_OF, .without_seats = true};
        cr_expect(eq(str, T(ineligibility_word(eligibility(&none, &student, &mentor, &today))),
                     T(wanted)),
                  "row %zu", i);
        cr_expect(eq(int, (int)eligibility(&none, &student, &mentor, &any), INELIGIBLE_NONE),
                  "row %zu", i);
        cr_expect(eq(int, (int)eligibility(&none, &student, &mentor, NULL),
                     mentor.seats > 0 ? INELIGIBLE_NONE : INELIGIBLE_NO_SEATS),
                  "row %zu", i);
    }
}

Test(availability, a_filter_by_programme_wants_a_free_seat_there_or_any_offer)
{
    static const struct taxonomies none;
    static const struct {
        const char *offers;
        bool without_seats;
        enum ineligibility reason;
    } cases[] = {
        {"", false, INELIGIBLE_FILTER_PROGRAMME},
        {"", true, INELIGIBLE_FILTER_PROGRAMME},
        {"b1", false, INELIGIBLE_FILTER_PROGRAMME},
        {"b1", true, INELIGIBLE_FILTER_PROGRAMME},
        {"a1", false, INELIGIBLE_NONE},
        {"a1", true, INELIGIBLE_NONE},
        {"a0", false, INELIGIBLE_FULL},
        {"a0", true, INELIGIBLE_NONE},
        {"a1-", false, INELIGIBLE_PAUSED},
        {"a1-", true, INELIGIBLE_NONE},
        {"a0 b1", false, INELIGIBLE_FILTER_PROGRAMME},
        {"a1- b1", false, INELIGIBLE_FILTER_PROGRAMME},
    };
    const struct person student = {.external_id = "s"};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct seat_offer offers[OFFERS_MAX];
        struct person mentor = {
            .external_id = "m",
            .seats = 2,
            .load = {.offers = offers, .offers_count = read_offers(cases[i].offers, offers)}};
        struct filter filter = {.as_of = AS_OF,
                                .without_seats = cases[i].without_seats,
                                .programmes = {programme('a')},
                                .programmes_count = 1};
        cr_expect(
            eq(int, (int)eligibility(&none, &student, &mentor, &filter), (int)cases[i].reason),
            "%s", cases[i].offers);
    }
}
