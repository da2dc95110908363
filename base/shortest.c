#include "base/shortest.h"

#include <assert.h>
#include <string.h>

__extension__ typedef unsigned __int128 wide;

/* Between these shifts of the 53-bit whole number 10^0 to 10^54 are needed. */
enum { FRACTION_BITS = 52, POWERS = 55, LEAST_SHIFT = -178, MOST_SHIFT = -3 };

struct power {
    uint64_t high, low;
};

/* 10^n in 128 bits, the highest set: exact. */
static const struct power ten_to_the[POWERS] = {
    {UINT64_C(0x8000000000000000), UINT64_C(0x0000000000000000)},
    {UINT64_C(0xa000000000000000), UINT64_C(0x0000000000000000)},
    {UINT64_C(0xc800000000000000), UINT64_C(0x0000000000000000)},
    {UINT64_C(0xfa00000000000000), UINT64_C(0x0000000000000000)},
    {UINT64_C(0x9c40000000000000), UINT64_C(0x0000000000000000)},
    {UINT64_C(0xc350000000000000), UINT64_C(0x0000000000000000)},
    {UINT64_C(0xf424000000000000), UINT64_C(0x0000000000000000)},
    {UINT64_C(0x9896800000000000), UINT64_C(0x0000000000000000)},
    {UINT64_C(0xbebc200000000000), UINT64_C(0x0000000000000000)},
    {UINT64_C(0xee6b280000000000), UINT64_C(0x0000000000000000)},
    {UINT64_C(0x9502f90000000000), UINT64_C(0x0000000000000000)},
    {UINT64_C(0xba43b74000000000), UINT64_C(0x0000000000000000)},
    {UINT64_C(0xe8d4a51000000000), UINT64_C(0x0000000000000000)},
    {UINT64_C(0x9184e72a00000000), UINT64_C(0x0000000000000000)},
    {UINT64_C(0xb5e620f480000000), UINT64_C(0x0000000000000000)},
    {UINT64_C(0xe35fa931a0000000), UINT64_C(0x0000000000000000)},
    {UINT64_C(0x8e1bc9bf04000000), UINT64_C(0x0000000000000000)},
    {UINT64_C(0xb1a2bc2ec5000000), UINT64_C(0x0000000000000000)},
    {UINT64_C(0xde0b6b3a76400000), UINT64_C(0x0000000000000000)},
    {UINT64_C(0x8ac7230489e80000), UINT64_C(0x0000000000000000)},
    {UINT64_C(0xad78ebc5ac620000), UINT64_C(0x0000000000000000)},
    {UINT64_C(0xd8d726b7177a8000), UINT64_C(0x0000000000000000)},
    {UINT64_C(0x878678326eac9000), UINT64_C(0x0000000000000000)},
    {UINT64_C(0xa968163f0a57b400), UINT64_C(0x0000000000000000)},
    {UINT64_C(0xd3c21bcecceda100), UINT64_C(0x0000000000000000)},
    {UINT64_C(0x84595161401484a0), UINT64_C(0x0000000000000000)},
    {UINT64_C(0xa56fa5b99019a5c8), UINT64_C(0x0000000000000000)},
    {UINT64_C(0xcecb8f27f4200f3a), UINT64_C(0x0000000000000000)},
    {UINT64_C(0x813f3978f8940984), UINT64_C(0x4000000000000000)},
    {UINT64_C(0xa18f07d736b90be5), UINT64_C(0x5000000000000000)},
    {UINT64_C(0xc9f2c9cd04674ede), UINT64_C(0xa400000000000000)},
    {UINT64_C(0xfc6f7c4045812296), UINT64_C(0x4d00000000000000)},
    {UINT64_C(0x9dc5ada82b70b59d), UINT64_C(0xf020000000000000)},
    {UINT64_C(0xc5371912364ce305), UINT64_C(0x6c28000000000000)},
    {UINT64_C(0xf684df56c3e01bc6), UINT64_C(0xc732000000000000)},
    {UINT64_C(0x9a130b963a6c115c), UINT64_C(0x3c7f400000000000)},
    {UINT64_C(0xc097ce7bc90715b3), UINT64_C(0x4b9f100000000000)},
    {UINT64_C(0xf0bdc21abb48db20), UINT64_C(0x1e86d40000000000)},
    {UINT64_C(0x96769950b50d88f4), UINT64_C(0x1314448000000000)},
    {UINT64_C(0xbc143fa4e250eb31), UINT64_C(0x17d955a000000000)},
    {UINT64_C(0xeb194f8e1ae525fd), UINT64_C(0x5dcfab0800000000)},
    {UINT64_C(0x92efd1b8d0cf37be), UINT64_C(0x5aa1cae500000000)},
    {UINT64_C(0xb7abc627050305ad), UINT64_C(0xf14a3d9e40000000)},
    {UINT64_C(0xe596b7b0c643c719), UINT64_C(0x6d9ccd05d0000000)},
    {UINT64_C(0x8f7e32ce7bea5c6f), UINT64_C(0xe4820023a2000000)},
    {UINT64_C(0xb35dbf821ae4f38b), UINT64_C(0xdda2802c8a800000)},
    {UINT64_C(0xe0352f62a19e306e), UINT64_C(0xd50b2037ad200000)},
    {UINT64_C(0x8c213d9da502de45), UINT64_C(0x4526f422cc340000)},
    {UINT64_C(0xaf298d050e4395d6), UINT64_C(0x9670b12b7f410000)},
    {UINT64_C(0xdaf3f04651d47b4c), UINT64_C(0x3c0cdd765f114000)},
    {UINT64_C(0x88d8762bf324cd0f), UINT64_C(0xa5880a69fb6ac800)},
    {UINT64_C(0xab0e93b6efee0053), UINT64_C(0x8eea0d047a457a00)},
    {UINT64_C(0xd5d238a4abe98068), UINT64_C(0x72a4904598d6d880)},
    {UINT64_C(0x85a36366eb71f041), UINT64_C(0x47a6da2b7f864750)},
    {UINT64_C(0xa70c3c40a64e6c51), UINT64_C(0x999090b65f67d924)},
};

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
static uint64_t product_to_odd(const struct power *power, uint64_t scaled) {
    wide low = (wide)power->low * scaled;
    wide high = (wide)power->high * scaled + (uint64_t)(low >> 64);
    return (uint64_t)(high >> 64) | ((uint64_t)high > 1);
}

/* The value and the two ends of what reads back as it, all in quarters of 10^exponent. */
struct quarters {
    uint64_t low, value, high;
};

/* One digit fewer where just one such number reads back, else whichever whole number does, or is
 * nearest. Which of them it is can't be foreseen: so there are no branches. */
static uint64_t choose(const struct quarters *q, int *exponent) {
    uint64_t down = q->value / 4;
    uint64_t tens = down / 10;
    uint64_t below = q->low <= 40 * tens;
    uint64_t above = 40 * tens + 40 <= q->high;
    uint64_t fewer = below ^ above;
    uint64_t shorter = tens + above;
    below = q->low <= 4 * down;
    above = 4 * down + 4 <= q->high;
    uint64_t middle = 4 * down + 2;
    uint64_t nearest = (q->value > middle) | ((q->value == middle) & (down & 1));
    uint64_t one = below ^ above;
    uint64_t whole = down + ((above & one) | (nearest & ~one & 1));
    *exponent += (int)fewer;
    return whole ^ ((whole ^ shorter) & (0 - fewer));
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
    assert(-ten >= 0 && -ten < POWERS);
    const struct power *power = &ten_to_the[-ten];
    struct quarters q = {
        .low = product_to_odd(power, (4 * whole - 2 + half_below) << up) + odd,
        .value = product_to_odd(power, (4 * whole) << up),
        .high = product_to_odd(power, (4 * whole + 2) << up) - odd,
    };
    *exponent = ten;
    *digits = choose(&q, exponent);
    return true;
}
