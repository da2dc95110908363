#include "disclose/attack.h"
#include <stdio.h>
#include <stdlib.h>
int main(int argc, char **argv) {
    struct sam_exhaust e = {
        .people = (size_t)atoi(argv[1]), .items = (size_t)atoi(argv[2]), .points = atoi(argv[3])};
    struct sam_disclosure_options o = {.off = argc > 4};
    sam_exhaust(&e, &o);
    printf("n %zu J %zu P %d: %zu studies, %zu shown, outsider %zu insider %zu\n", e.people,
           e.items, e.points, e.studies, e.shown, e.outsider, e.insider);
    return 0;
}
