/* Who was a fellow student of whom. */
#include "api/peers.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

#define AS_OF 20261123

static struct affiliation of(const char *programme, const char *unit, date from, date to)
{
    return (struct affiliation){.programme = programme, .unit = unit, .from = from, .to = to};
}

Test(peers, fellows_were_in_one_programme_at_once)
{
    const struct {
        const char *name;
        struct affiliation a, b;
        bool fellows;
    } rows[] = {
        {"the same", of("Bouwkunde", "A", 20100900, 20150600), of("Bouwkunde", "A", 20120900, 0),
         true},
        {"one year is enough", of("x", NULL, 20100000, 20120000), of("x", NULL, 20120000, 20150000),
         true},
        {"one after the other", of("x", NULL, 20100000, 20120000),
         of("x", NULL, 20130000, 20150000), false},
        {"written otherwise", of("Byggingeniør ", NULL, 20100000, 0),
         of("BYGGINGENIOR", NULL, 20110000, 0), true},
        {"another programme", of("law", NULL, 20100000, 0), of("arts", NULL, 20100000, 0), false},
        {"no programme", of(NULL, "A", 20100000, 0), of(NULL, "A", 20100000, 0), false},
        {"empty programmes", of("", "A", 20100000, 0), of("", "A", 20100000, 0), false},
        {"nothing but signs", of("-", "A", 20100000, 0), of("!", "A", 20100000, 0), false},
        {"another unit", of("x", "A", 20100000, 0), of("x", "B", 20100000, 0), false},
        {"a unit that is not told", of("x", "A", 20100000, 0), of("x", NULL, 20100000, 0), true},
        {"no years", of("x", NULL, 0, 0), of("x", NULL, 20100000, 0), false},
        {"neither has years", of("x", NULL, 0, 0), of("x", NULL, 0, 0), false},
        {"the last year alone", of("x", NULL, 0, 20120600), of("x", NULL, 20100000, 20120000),
         true},
        {"nothing before the last year", of("x", NULL, 0, 20120600),
         of("x", NULL, 20080000, 20110000), false},
        {"goes on until now", of("x", NULL, 20100000, 0), of("x", NULL, 20260000, 20280000), true},
        {"begins after now", of("x", NULL, 20100000, 0), of("x", NULL, 20270000, 20280000), false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cr_expect(eq(int, peers_are_fellows(&rows[i].a, &rows[i].b, AS_OF), rows[i].fellows), "%s",
                  rows[i].name);
        cr_expect(eq(int, peers_are_fellows(&rows[i].b, &rows[i].a, AS_OF), rows[i].fellows),
                  "%s, the other way round", rows[i].name);
    }
}

Test(peers, a_filter_asks_all_of_one_affiliation)
{
    struct affiliation law = of("Rechten", "Law", 20100900, 20140600);
    law.campus = "South";
    const struct {
        struct peer_filter filter;
        bool fits;
    } rows[] = {
        {{.programme = "RECHTEN"}, true},
        {{.programme = "Recht"}, false},
        {{.unit = "law"}, true},
        {{.unit = "south"}, true},
        {{.unit = "north"}, false},
        {{.from = 2014}, true},
        {{.from = 2015}, false},
        {{.to = 2010}, true},
        {{.to = 2009}, false},
        {{.from = 2011, .to = 2012}, true},
        {{.programme = "rechten", .unit = "law", .from = 2013, .to = 2020}, true},
        {{.programme = "rechten", .unit = "law", .from = 2015, .to = 2020}, false},
    };
    cr_expect(peer_filter_is_any(&(struct peer_filter){.to = 0}));
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cr_expect(not(peer_filter_is_any(&rows[i].filter)), "row %zu", i);
        cr_expect(eq(int, peer_filter_fits(&rows[i].filter, &law, AS_OF), rows[i].fits), "row %zu",
                  i);
    }
    struct affiliation nothing = of(NULL, NULL, 0, 0);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        cr_expect(not(peer_filter_fits(&rows[i].filter, &nothing, AS_OF)), "row %zu", i);
}
