/* Random ways to choose k of n people, the same for every test of these sizes: alliances are of few
 * sizes and have a test for every scale, and drawing takes ten times as long as testing.
 *
 *   (1) a choice is a word with k of its n lowest bits set, every such word as likely; n is at most
 *       SAM_SPLITS_PEOPLE, k 1 .. n
 *   (2) they come in blocks of at most SAM_SPLITS_BLOCK; each is drawn from a stream of its own
 *       seed, n, k and number. The first of every n and k is kept, others are drawn when asked for
 *   (3) which were asked for before makes no difference to what is given
 * For one thread at a time. */
#ifndef SAM_ANALYSE_SPLITS_H
#define SAM_ANALYSE_SPLITS_H

#include <stddef.h>
#include <stdint.h>

enum { SAM_SPLITS_PEOPLE = 64, SAM_SPLITS_BLOCK = 4096 };

struct sam_splits;
struct sam_splits *sam_splits_new(long resamples, uint64_t seed);
void sam_splits_free(struct sam_splits *splits);

/* What it was made with. */
long sam_splits_resamples(const struct sam_splits *splits);
uint64_t sam_splits_seed(const struct sam_splits *splits);

/* The choices of this block, *count of them: together as many as resamples. Borrowed until the next
 * call. Behind the last block *count is 0. */
const uint64_t *sam_splits_block(struct sam_splits *splits, size_t n, size_t k, size_t block,
                                 size_t *count);

#endif
