#include "calibrate.h"

#include "analyse/numerics.h"

#include <math.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* In the order of the page. */
static calibration_study *const studies[] = {
    study_now,    study_pooled,      study_phase, study_phase_choice, study_false_positives,
    study_chance, study_expectation, study_icc};
enum { STUDIES = sizeof studies / sizeof *studies, THREADS = 2 };

struct runs {
    struct calibration of[STUDIES];
    atomic_size_t next;
};

size_t calibration_repeats(const struct calibration *run, size_t full, size_t quick) {
    return run->quick ? quick : full;
}

void calibration_check(struct calibration *run, double value, double low, double high,
                       double share_of, const char *name, ...) {
    double under = share_of > 0 ? 3 * sqrt(low * (1 - low) / share_of) : 0;
    double over = share_of > 0 ? 3 * sqrt(high * (1 - high) / share_of) : 0;
    run->checks++;
    if (value >= low - under && value <= high + over) {
        return;
    }
    char text[200];
    va_list args;
    va_start(args, name);
    vsnprintf(text, sizeof text, name, args);
    va_end(args);
    run->breached++;
    sam_buf_printf(&run->breaches, "%s: %.4f, promised %.4g to %.4g\n", text, value, low, high);
}

/* Studies share nothing, so it does not matter which thread runs which. */
static void *work(void *argument) {
    struct runs *runs = argument;
    for (size_t i = atomic_fetch_add(&runs->next, 1); i < STUDIES;
         i = atomic_fetch_add(&runs->next, 1)) {
        studies[i](&runs->of[i]);
    }
    return NULL;
}

static void run_all(struct runs *runs) {
    pthread_t threads[THREADS];
    for (size_t t = 0; t < THREADS; t++) {
        if (pthread_create(&threads[t], NULL, work, runs) != 0) {
            perror("calibrate");
            exit(1);
        }
    }
    for (size_t t = 0; t < THREADS; t++) {
        pthread_join(threads[t], NULL);
    }
}

static void write_page(const char *path, const struct runs *runs, size_t checks, size_t breached) {
    FILE *page = fopen(path, "w");
    if (page == NULL) {
        perror(path);
        exit(1);
    }
    fprintf(
        page,
        "# Calibration: do the numbers hold what they say?\n\n"
        "Written by `scripts/calibrate.sh`: do not edit. Every number comes from simulation "
        "studies with a known truth, run through the program's own code, from fixed seeds: the "
        "same run gives the same page. The test `calibration` runs a short form and fails when a "
        "promise is not kept; a share may be out by three of its standard errors.\n\n"
        "In this run %zu of %zu checks were kept.\n\n",
        checks - breached, checks);
    for (size_t i = 0; i < STUDIES; i++) {
        fprintf(page, "%s%s", runs->of[i].page.data, i + 1 < STUDIES ? "\n" : "");
    }
    if (fclose(page) != 0) {
        perror(path);
        exit(1);
    }
}

/* calibrate --quick: a short run, checks only.
 * calibrate FOLDER: the whole run; writes FOLDER/calibration.md, plots in FOLDER/calibration/. */
int main(int argc, char **argv) {
    static struct runs runs;
    bool quick = argc == 2 && strcmp(argv[1], "--quick") == 0;
    char plots[4096];
    char page[4096];
    if (argc != 2) {
        fprintf(stderr, "usage: calibrate --quick | FOLDER\n");
        return 2;
    }
    snprintf(plots, sizeof plots, "%s/calibration", argv[1]);
    snprintf(page, sizeof page, "%s/calibration.md", argv[1]);
    sam_numerics_init();
    for (size_t i = 0; i < STUDIES; i++) {
        runs.of[i] = (struct calibration){.quick = quick, .folder = quick ? NULL : plots};
        sam_buf_init(&runs.of[i].page, SAM_BUF_UNLIMITED);
        sam_buf_init(&runs.of[i].breaches, SAM_BUF_UNLIMITED);
    }
    run_all(&runs);
    size_t checks = 0;
    size_t breached = 0;
    for (size_t i = 0; i < STUDIES; i++) {
        checks += runs.of[i].checks;
        breached += runs.of[i].breached;
        fputs(runs.of[i].breached > 0 ? runs.of[i].breaches.data : "", stdout);
    }
    if (!quick) {
        write_page(page, &runs, checks, breached);
    }
    printf("%zu checks, %zu not kept\n", checks, breached);
    for (size_t i = 0; i < STUDIES; i++) {
        sam_buf_fini(&runs.of[i].page);
        sam_buf_fini(&runs.of[i].breaches);
    }
    return breached > 0;
}
