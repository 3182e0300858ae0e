#include "scoring/geo.h"

#include <assert.h>

/* Fixed point with 30 bits behind the point; products fit 64 bits. Divisions, not shifts, since
 * they are the same for negative numbers everywhere. */
#define ONE         (INT64_C(1) << 30)
#define HALF_PI     INT64_C(1686629713) /* pi / 2 */
#define QUARTER_PI  INT64_C(843314857)  /* pi / 4 */
#define UNIT_RADIAN INT64_C(3144105668) /* 1e-5 degree in radians, 54 bits behind the point */
#define UNIT_SHIFT  (INT64_C(1) << 24)  /* from 54 bits to 30 */
#define RIGHT_ANGLE INT64_C(9000000)    /* 1e-5 degree */
#define HALF_TURN   (2 * RIGHT_ANGLE)

/* 1 - x² / d (rest): one step of Horner's scheme for the series of sine and cosine. */
static int64_t series_step(int64_t square, int64_t divisor, int64_t rest)
{
    return ONE - square * rest / ONE / divisor;
}

/* The sine of 0..pi/4; the series ends after x^13, whose next term is below 2^-45. */
static int64_t sine_small(int64_t angle)
{
    int64_t square = angle * angle / ONE;
    int64_t sum = ONE;
    for (int64_t n = 13; n >= 3; n -= 2)
        sum = series_step(square, n * (n - 1), sum);
    return angle * sum / ONE;
}

static int64_t cosine_small(int64_t angle)
{
    int64_t square = angle * angle / ONE;
    int64_t sum = ONE;
    for (int64_t n = 14; n >= 2; n -= 2)
        sum = series_step(square, n * (n - 1), sum);
    return sum;
}

/* The sine of 0..pi/2. */
static int64_t sine(int64_t angle)
{
    return angle <= QUARTER_PI ? sine_small(angle) : cosine_small(HALF_PI - angle);
}

/* The sine of an angle in 1e-5 degree, -HALF_TURN..HALF_TURN. */
static int64_t sine_of(int64_t units)
{
    if (units < 0)
        return -sine_of(-units);
    if (units > RIGHT_ANGLE)
        units = HALF_TURN - units;
    if (units > RIGHT_ANGLE / 2)
        return cosine_small((RIGHT_ANGLE - units) * UNIT_RADIAN / UNIT_SHIFT);
    return sine_small(units * UNIT_RADIAN / UNIT_SHIFT);
}

static int64_t cosine_of(int64_t units)
{
    return sine_of(RIGHT_ANGLE - (units < 0 ? -units : units));
}

struct geo_vector geo_vector(int32_t lat, int32_t lon)
{
    assert(lat >= -RIGHT_ANGLE && lat <= RIGHT_ANGLE && lon >= -HALF_TURN && lon <= HALF_TURN);
    int64_t across = cosine_of(lat);
    return (struct geo_vector){(int32_t)(across * cosine_of(lon) / ONE),
                               (int32_t)(across * sine_of(lon) / ONE), (int32_t)sine_of(lat)};
}

/* chord = 2 sin(d / 2R), and d = k - 1/2. */
int64_t geo_chord2_from(int32_t km)
{
    assert(km >= 0 && km <= GEO_KM_MAX);
    if (km == 0)
        return 0;
    int64_t half_angle = (2 * (int64_t)km - 1) * 10000 * ONE / (4 * GEO_RADIUS_1E4_KM);
    int64_t half_chord = sine(half_angle);
    return 4 * half_chord * half_chord;
}

int32_t geo_km(int64_t chord2)
{
    int32_t low = 0, high = GEO_KM_MAX;
    while (low < high) {
        int32_t middle = low + (high - low + 1) / 2;
        if (geo_chord2_from(middle) <= chord2)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}
