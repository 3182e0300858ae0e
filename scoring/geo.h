/* Distances on the sphere in whole kilometres, in integers alone, so that every machine agrees:
 * points become unit vectors in fixed point, and the square of the chord between two of them is
 * compared with the square of the chord of k - 0.5 km. The error is far below a metre; against the
 * haversine formula whole kilometres differ at most by one, where the distance is nearly k + 0.5.
 */
#ifndef SCORING_GEO_H
#define SCORING_GEO_H

#include <stdint.h>

/* The mean radius of the Earth (IUGG): 6 371.0088 km, in 1e-4 km. */
#define GEO_RADIUS_1E4_KM INT64_C(63710088)
#define GEO_KM_MAX        20015 /* half around, rounded */

/* A point of the unit sphere; one is 2^30. */
struct geo_vector {
    int32_t x, y, z;
};

/* The point at a latitude (-9 000 000..9 000 000) and longitude (-18 000 000..18 000 000), in 1e-5
 * degree. */
struct geo_vector geo_vector(int32_t lat, int32_t lon);

/* The square of the chord between two points, 0..2^62 and some; one is 2^60. */
static inline int64_t geo_chord2(struct geo_vector a, struct geo_vector b)
{
    int64_t x = (int64_t)a.x - b.x, y = (int64_t)a.y - b.y, z = (int64_t)a.z - b.z;
    return x * x + y * y + z * z;
}

/* The least squared chord that is km when rounded (0..GEO_KM_MAX). */
int64_t geo_chord2_from(int32_t km);

/* The whole kilometres along the sphere of a squared chord, 0..GEO_KM_MAX. Cost: 15 sines. */
int32_t geo_km(int64_t chord2);

#endif
