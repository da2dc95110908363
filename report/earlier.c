#include "report/earlier.h"

#include "base/file.h"
#include "base/memory.h"
#include "report/disclosure.h"

#include <assert.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct waves {
    struct sam_results **list;
    size_t count;
};

/* The folder that holds a path's folder: "results" of "results/2020/results.json". */
static char *grandparent(const char *path) {
    char *folder = sam_xstrdup(path);
    for (int level = 0; level < 2; level++) {
        char *slash = strrchr(folder, '/');
        if (slash == NULL) {
            free(folder);
            return sam_xstrdup(level == 0 ? ".." : ".");
        }
        *slash = '\0';
    }
    return folder;
}

static bool same_file(const char *one, const char *other) {
    struct stat a;
    struct stat b;
    return stat(one, &a) == 0 && stat(other, &b) == 0 && a.st_dev == b.st_dev &&
           a.st_ino == b.st_ino;
}

/* Of another study, or without one, in a folder beside it: none of this study's. */
static bool belongs(const struct sam_results *own, const struct sam_results *other) {
    return own->study != NULL && other->study != NULL && own->wave != NULL && other->wave != NULL &&
           strcmp(own->study, other->study) == 0 && strcmp(own->wave, other->wave) != 0;
}

static enum sam_status add_wave(struct waves *waves, const struct sam_results *own,
                                const char *path, const char *own_path, struct sam_err *err) {
    struct stat status;
    if (stat(path, &status) != 0 || same_file(path, own_path)) {
        return SAM_OK;
    }
    struct sam_results *other = NULL;
    enum sam_status read = sam_results_read(path, &other, err);
    if (read != SAM_OK) {
        return sam_fail(err, read,
                        _("%s; what was shared of that wave decides what may be shared now: mend "
                          "the file, or move it away if nothing of it was shared"),
                        err->text);
    }
    if (!belongs(own, other)) {
        sam_results_free(other);
        return SAM_OK;
    }
    waves->list = sam_xrealloc(waves->list, waves->count + 1, sizeof(void *));
    waves->list[waves->count++] = other;
    return SAM_OK;
}

static enum sam_status read_others(struct waves *waves, const struct sam_results *own,
                                   const char *own_path, struct sam_err *err) {
    char *folder = grandparent(own_path);
    DIR *directory = opendir(folder);
    enum sam_status status = SAM_OK;
    for (const struct dirent *entry = NULL;
         directory != NULL && status == SAM_OK && (entry = readdir(directory)) != NULL;) {
        if (entry->d_name[0] == '.') {
            continue;
        }
        char *below = sam_path_join(folder, entry->d_name);
        char *path = sam_path_join(below, "results.json");
        status = add_wave(waves, own, path, own_path, err);
        free(path);
        free(below);
    }
    if (directory != NULL) {
        closedir(directory);
    }
    free(folder);
    return status;
}

static const struct sam_results *wave_named(const struct waves *waves, const char *id) {
    for (size_t i = 0; i < waves->count && id != NULL; i++) {
        if (strcmp(waves->list[i]->wave, id) == 0) {
            return waves->list[i];
        }
    }
    return NULL;
}

/* Along the comparisons from `later`, else by id. */
static bool is_before(const struct waves *waves, const struct sam_results *wave,
                      const struct sam_results *later) {
    assert(wave != NULL && later != NULL);
    const struct sam_results *step = later;
    for (size_t guard = 0; guard <= waves->count && step != NULL; guard++) {
        step = wave_named(waves, step->against);
        if (step == wave) {
            return true;
        }
    }
    /* one that was compared with `later` came after it, whatever its id */
    step = wave;
    for (size_t guard = 0; guard <= waves->count && step != NULL; guard++) {
        if (step->against != NULL && strcmp(step->against, later->wave) == 0) {
            return false;
        }
        step = wave_named(waves, step->against);
    }
    return strcmp(wave->wave, later->wave) < 0;
}

static void disclose(const struct waves *waves, struct sam_results *results) {
    const struct sam_results **before = sam_xcalloc(waves->count + 1, sizeof(void *));
    size_t count = 0;
    for (size_t i = 0; i < waves->count; i++) {
        if (waves->list[i] != results && is_before(waves, waves->list[i], results)) {
            before[count++] = waves->list[i];
        }
    }
    sam_disclose(results, before, count, NULL);
    free(before);
}

static bool is_ready(const struct waves *waves, const struct sam_results *wave, const bool *done) {
    for (size_t i = 0; i < waves->count; i++) {
        if (!done[i] && waves->list[i] != wave && is_before(waves, waves->list[i], wave)) {
            return false;
        }
    }
    return true;
}

/* Each wave's plan rests on those of the waves before it. Where each comes before another (a
 * results.json that somebody changed) the order of the folder decides. */
static void disclose_all(const struct waves *waves) {
    bool *done = sam_xcalloc(waves->count + 1, sizeof *done);
    for (size_t left = waves->count; left > 0; left--) {
        size_t next = waves->count;
        for (size_t i = 0; i < waves->count; i++) {
            if (!done[i] && (next == waves->count || is_ready(waves, waves->list[i], done))) {
                next = i;
            }
        }
        disclose(waves, waves->list[next]);
        done[next] = true;
    }
    free(done);
}

enum sam_status sam_results_read_shared(const char *path, struct sam_results **out,
                                        struct sam_err *err) {
    struct sam_results *results = NULL;
    struct waves waves = {0};
    enum sam_status status = sam_results_read(path, &results, err);
    if (status == SAM_OK) {
        status = read_others(&waves, results, path, err);
    }
    if (status == SAM_OK) {
        disclose_all(&waves);
        disclose(&waves, results);
        *out = results;
    } else {
        sam_results_free(results);
    }
    for (size_t i = 0; i < waves.count; i++) {
        sam_results_free(waves.list[i]);
    }
    free(waves.list);
    return status;
}
