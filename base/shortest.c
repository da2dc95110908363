#include "base/shortest.h"

#include <assert.h>
#include <string.h>

__extension__ typedef unsigned __int128 wide;

/* Between these shifts of the 53-bit whole number 10^0 to 10^54 are needed. */
enum { FRACTION_BITS = 52, POWERS = 28, LEAST_SHIFT = -178, MOST_SHIFT = -3 };

/* 5^0 to 5^27: the most that fit 64 bits. */
static const uint64_t five[POWERS] = {
    UINT64_C(1),
    UINT64_C(5),
    UINT64_C(25),
    UINT64_C(125),
    UINT64_C(625),
    UINT64_C(3125),
    UINT64_C(15625),
    UINT64_C(78125),
    UINT64_C(390625),
    UINT64_C(1953125),
    UINT64_C(9765625),
    UINT64_C(48828125),
    UINT64_C(244140625),
    UINT64_C(1220703125),
    UINT64_C(6103515625),
    UINT64_C(30517578125),
    UINT64_C(152587890625),
    UINT64_C(762939453125),
    UINT64_C(3814697265625),
    UINT64_C(19073486328125),
    UINT64_C(95367431640625),
    UINT64_C(476837158203125),
    UINT64_C(2384185791015625),
    UINT64_C(11920928955078125),
    UINT64_C(59604644775390625),
    UINT64_C(298023223876953125),
    UINT64_C(1490116119384765625),
    UINT64_C(7450580596923828125),
};

/* 10^n, its highest bit shifted to the top. */
static wide power_of_ten(int n) {
    assert(n >= 0 && n < 2 * POWERS - 1);
    wide power = n < POWERS ? five[n] : (wide)five[POWERS - 1] * five[n - (POWERS - 1)];
    uint64_t high = (uint64_t)(power >> 64);
    int empty = high != 0 ? __builtin_clzll(high) : 64 + __builtin_clzll((unsigned long long)power);
    return power << empty;
}

static int floor_log2_of_power_of_ten(int n) {
    return n * 1741647 / (1 << 19);
}

/* floor(log10(2^shift)), of three quarters of it where the next lower double is at half the
 * distance; shift is negative here, and a division would round the other way. */
static int floor_log10_of_power_of_two(int shift, bool half_below) {
    int scaled = shift * 1262611 - (half_below ? 524031 : 0);
    return -((-scaled + (1 << 22) - 1) / (1 << 22));
}

/* The top 64 of power * scaled's 192 bits; the last bit says whether anything was lost. */
static uint64_t product_to_odd(wide power, uint64_t scaled) {
    wide low = (wide)(uint64_t)power * scaled;
    wide high = (wide)(uint64_t)(power >> 64) * scaled + (uint64_t)(low >> 64);
    return (uint64_t)(high >> 64) | ((uint64_t)high > 1);
}

/* The value and the two ends of what reads back as it, all in quarters of 10^exponent. */
struct quarters {
    uint64_t low, value, high;
};

static uint64_t choose(const struct quarters *q, int *exponent) {
    uint64_t down = q->value / 4;
    uint64_t tens = down / 10;
    bool below_fits = q->low <= 40 * tens;
    bool above_fits = 40 * tens + 40 <= q->high;
    if (below_fits != above_fits) {
        *exponent += 1;
        return tens + above_fits;
    }
    below_fits = q->low <= 4 * down;
    above_fits = 4 * down + 4 <= q->high;
    if (below_fits != above_fits) {
        return down + above_fits;
    }
    uint64_t middle = 4 * down + 2;
    return down + (q->value > middle || (q->value == middle && down % 2 == 1));
}

bool sam_shortest_digits(double value, uint64_t *digits, int *exponent) {
    uint64_t bits = 0;
    memcpy(&bits, &value, sizeof bits);
    uint64_t fraction = bits & ((UINT64_C(1) << FRACTION_BITS) - 1);
    int shift = (int)(bits >> FRACTION_BITS) - 1075; /* 2048 and up of a negative value */
    if (shift < LEAST_SHIFT || shift > MOST_SHIFT) {
        return false;
    }
    uint64_t whole = fraction | UINT64_C(1) << FRACTION_BITS;
    bool half_below = fraction == 0;
    uint64_t odd = whole % 2; /* an end may be used itself only if it rounds to the even one */
    int ten = floor_log10_of_power_of_two(shift, half_below);
    int up = shift + floor_log2_of_power_of_ten(-ten) + 1;
    wide power = power_of_ten(-ten);
    struct quarters q = {
        .low = product_to_odd(power, (4 * whole - 2 + half_below) << up) + odd,
        .value = product_to_odd(power, (4 * whole) << up),
        .high = product_to_odd(power, (4 * whole + 2) << up) - odd,
    };
    *exponent = ten;
    *digits = choose(&q, exponent);
    return true;
}
