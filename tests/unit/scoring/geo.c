#include "scoring/geo.h"
#include "scoring/base/rng.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <math.h>

#define RADIUS_KM 6371.0088L

/* The haversine formula, in floating point. */
static long double haversine_km(const int32_t *a, const int32_t *b)
{
    const long double unit = acosl(-1) / 18000000;
    long double lat = (b[0] - a[0]) * unit, lon = (b[1] - a[1]) * unit;
    long double h = sinl(lat / 2) * sinl(lat / 2) +
                    cosl(a[0] * unit) * cosl(b[0] * unit) * sinl(lon / 2) * sinl(lon / 2);
    return 2 * RADIUS_KM * asinl(sqrtl(h > 1 ? 1 : h));
}

static int32_t km(const int32_t *a, const int32_t *b)
{
    return geo_km(geo_chord2(geo_vector(a[0], a[1]), geo_vector(b[0], b[1])));
}

Test(geo, known_distances_are_right)
{
    static const struct {
        int32_t a[2], b[2], km;
    } rows[] = {
        {{5087959, 470093}, {5122047, 440026}, 43},   /* Leuven, Antwerp */
        {{5991273, 1074609}, {6039299, 532415}, 305}, /* Oslo, Bergen */
        {{0, 0}, {0, 0}, 0},
        {{0, 0}, {0, 18000000}, 20015},               /* half around */
        {{9000000, 0}, {-9000000, 12345678}, 20015},  /* pole to pole */
        {{0, 17999999}, {0, -17999999}, 0},           /* across the date line */
        {{9000000, -4500000}, {9000000, 9000000}, 0}, /* a pole has any longitude */
        {{0, 0}, {9000000, 0}, 10008},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        cr_expect(eq(i32, km(rows[i].a, rows[i].b), rows[i].km), "row %zu", i);
}

/* Half of the pairs are near each other, where the table of distances looks. */
Test(geo, whole_kilometres_are_those_of_the_haversine_formula)
{
    struct rng rng = rng_seeded(20261122);
    for (int i = 0; i < 200000; i++) {
        int32_t a[2] = {(int32_t)rng_below(&rng, 18000001) - 9000000,
                        (int32_t)rng_below(&rng, 36000001) - 18000000};
        int32_t b[2] = {(int32_t)rng_below(&rng, 18000001) - 9000000,
                        (int32_t)rng_below(&rng, 36000001) - 18000000};
        if (i % 2 == 0 && a[0] < 8000000 && a[1] < 17000000) {
            b[0] = a[0] + (int32_t)rng_below(&rng, 400000);
            b[1] = a[1] + (int32_t)rng_below(&rng, 400000);
        }
        long double exact = haversine_km(a, b);
        int32_t whole = km(a, b);
        cr_assert(eq(i32, whole, km(b, a)), "symmetric");
        /* rounding differs only where the distance is next to a half */
        bool next_to_half = fabsl(exact - floorl(exact) - 0.5L) < 0.01L;
        long double difference = fabsl((long double)whole - roundl(exact));
        cr_assert(difference == 0 || (next_to_half && difference == 1), "%d %d, %d %d: %d, %Lf",
                  a[0], a[1], b[0], b[1], whole, exact);
    }
}

Test(geo, thresholds_rise_with_every_kilometre)
{
    for (int32_t k = 1; k <= GEO_KM_MAX; k++) {
        cr_assert(geo_chord2_from(k) > geo_chord2_from(k - 1), "%d", k);
        cr_assert(eq(i32, geo_km(geo_chord2_from(k)), k));
        cr_assert(eq(i32, geo_km(geo_chord2_from(k) - 1), k - 1));
    }
}
