/* Chance that is the same on every machine: xoshiro256** seeded by splitmix64
 * (Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2021).
 * Not for secrets. The seed is always stored with whatever was drawn from it. */
#ifndef SCORING_BASE_RNG_H
#define SCORING_BASE_RNG_H

#include <stdint.h>

struct rng {
    uint64_t state[4];
};

/* A generator whose whole sequence is fixed by seed. */
struct rng rng_seeded(uint64_t seed);

/* The next 64 random bits. */
uint64_t rng_next(struct rng *rng);

/* A number in 0..bound-1, every one equally likely; bound >= 1. */
uint64_t rng_below(struct rng *rng, uint64_t bound);

#endif
