/* Random numbers of which every task has its own stream, so that the numbers drawn don't depend on
 * who works on a task, or when.
 *
 * SplitMix64 (Steele, Lea & Flood 2014), started at a hash of the seed and the task. GSL's
 * generators keep 2.5 kB of state that takes longer to set up than most tasks take to do. */
#ifndef SAM_ANALYSE_STREAM_H
#define SAM_ANALYSE_STREAM_H

#include <stdint.h>

struct sam_stream {
    uint64_t state;
};

struct sam_stream sam_stream_of(uint64_t seed, uint64_t task);

/* A seed of its own for what is named: sam_stream_seed(seed, "synergy") and so on. */
uint64_t sam_stream_seed(uint64_t seed, const char *name);

static inline uint64_t sam_stream_next(struct sam_stream *stream) {
    uint64_t z = stream->state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

/* 0 .. bound - 1, each as likely (Lemire 2019); bound is at least 1. */
static inline uint32_t sam_stream_below(struct sam_stream *stream, uint32_t bound) {
    uint64_t product = (sam_stream_next(stream) >> 32) * bound;
    if ((uint32_t)product < bound) {
        uint32_t least = -bound % bound;
        while ((uint32_t)product < least) {
            product = (sam_stream_next(stream) >> 32) * bound;
        }
    }
    return (uint32_t)(product >> 32);
}

#endif
