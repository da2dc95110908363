#include "form/limiter.h"

#include "base/memory.h"
#include "form/address.h"

#include <math.h>
#include <pthread.h>
#include <sodium.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { WAYS = 8 };

struct bucket {
    uint64_t address; /* keyed hash; 0: free */
    double level, at;
};

struct sam_limiter {
    double burst, per_second;
    size_t sets;
    pthread_mutex_t lock;
    uint8_t key[crypto_shorthash_KEYBYTES]; /* nobody can choose addresses that meet in one set */
    struct bucket *buckets;
};

struct sam_limiter *sam_limiter_new(double burst, double per_second, size_t addresses) {
    struct sam_limiter *limiter = sam_xcalloc(1, sizeof *limiter);
    limiter->burst = burst;
    limiter->per_second = per_second;
    limiter->sets = (addresses + WAYS - 1) / WAYS;
    limiter->buckets = sam_xcalloc(limiter->sets * WAYS, sizeof *limiter->buckets);
    pthread_mutex_init(&limiter->lock, NULL);
    randombytes_buf(limiter->key, sizeof limiter->key);
    return limiter;
}

void sam_limiter_free(struct sam_limiter *limiter) {
    if (limiter == NULL) {
        return;
    }
    pthread_mutex_destroy(&limiter->lock);
    free(limiter->buckets);
    free(limiter);
}

static uint64_t hash_of(const struct sam_limiter *limiter, const char *address) {
    char network[SAM_ADDRESS_SIZE];
    uint64_t hash = 0;
    uint8_t bytes[crypto_shorthash_BYTES];
    sam_address_network(address, network);
    crypto_shorthash(bytes, (const unsigned char *)network, strlen(network), limiter->key);
    memcpy(&hash, bytes, sizeof hash);
    return hash != 0 ? hash : 1;
}

static void fill(const struct sam_limiter *limiter, struct bucket *bucket, double now) {
    double passed = now > bucket->at ? now - bucket->at : 0;
    bucket->level = fmin(limiter->burst, bucket->level + passed * limiter->per_second);
    bucket->at = now;
}

/* The address's bucket, in place of the fullest of its set when it is new. */
static struct bucket *find(struct sam_limiter *limiter, uint64_t hash, double now) {
    struct bucket *set = &limiter->buckets[hash % limiter->sets * WAYS];
    struct bucket *fullest = set;
    for (size_t i = 0; i < WAYS; i++) {
        struct bucket *bucket = &set[i];
        if (bucket->address == 0) {
            *bucket = (struct bucket){.level = limiter->burst, .at = now};
        }
        fill(limiter, bucket, now);
        if (bucket->address == hash) {
            return bucket;
        }
        fullest = bucket->level > fullest->level ? bucket : fullest;
    }
    *fullest = (struct bucket){.address = hash, .level = limiter->burst, .at = now};
    return fullest;
}

unsigned sam_limiter_take(struct sam_limiter *limiter, const char *address, double cost,
                          double now) {
    unsigned wait = 0;
    uint64_t hash = hash_of(limiter, address);
    pthread_mutex_lock(&limiter->lock);
    struct bucket *bucket = find(limiter, hash, now);
    if (bucket->level >= cost) {
        bucket->level -= cost;
    } else {
        wait = (unsigned)fmin(ceil((cost - bucket->level) / limiter->per_second), 3600);
        wait = wait > 0 ? wait : 1;
    }
    pthread_mutex_unlock(&limiter->lock);
    return wait;
}

void sam_limiter_forgive(struct sam_limiter *limiter, const char *address) {
    uint64_t hash = hash_of(limiter, address);
    pthread_mutex_lock(&limiter->lock);
    struct bucket *set = &limiter->buckets[hash % limiter->sets * WAYS];
    for (size_t i = 0; i < WAYS; i++) {
        if (set[i].address == hash) {
            set[i].level = limiter->burst;
        }
    }
    pthread_mutex_unlock(&limiter->lock);
}

double sam_limiter_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}
