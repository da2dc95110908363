#include "report/older.h"

#include "base/file.h"
#include "base/memory.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static bool is_older(const struct stat *file, const struct timespec *than) {
    return file->st_mtim.tv_sec != than->tv_sec ? file->st_mtim.tv_sec < than->tv_sec
                                                : file->st_mtim.tv_nsec < than->tv_nsec;
}

static bool is_document(const char *name) {
    static const char *const endings[] = {".html", ".pdf", ".docx", ".odt"};
    size_t length = strlen(name);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t own = strlen(endings[i]);
        if (length > own && strcmp(name + length - own, endings[i]) == 0) {
            return true;
        }
    }
    return false;
}

static int visible(const struct dirent *entry) {
    return entry->d_name[0] != '.';
}

struct search {
    const char *root; /* the folder of results.json */
    struct timespec than;
    struct sam_buf *names;
    size_t count;
};

/* A file, or any file in a folder so many folders deep. */
static bool has_older(const struct search *search, const char *path, int deep) {
    struct stat file;
    if (stat(path, &file) != 0) {
        return false;
    }
    if (!S_ISDIR(file.st_mode)) {
        return is_older(&file, &search->than);
    }
    DIR *folder = deep > 0 ? opendir(path) : NULL;
    bool older = false;
    for (const struct dirent *entry = NULL;
         folder != NULL && !older && (entry = readdir(folder)) != NULL;) {
        char *inside = sam_path_join(path, entry->d_name);
        older = visible(entry) && has_older(search, inside, deep - 1);
        free(inside);
    }
    if (folder != NULL) {
        closedir(folder);
    }
    return older;
}

static void look_at(struct search *search, const char *below) {
    enum { DEEP = 2 }; /* figures/ALLIANCE/NAME */
    char *path = sam_path_join(search->root, below);
    if (has_older(search, path, DEEP) && search->count++ < SAM_OLDER_NAMED) {
        sam_buf_printf(search->names, "%s%s", search->count > 1 ? ", " : "", below);
    }
    free(path);
}

static void look_into(struct search *search, const char *folder) {
    struct dirent **entries = NULL;
    char *path = sam_path_join(search->root, folder);
    int count = scandir(path, &entries, visible, alphasort);
    for (int i = 0; i < count; i++) {
        if (is_document(entries[i]->d_name) || strcmp(entries[i]->d_name, "figures") == 0) {
            char *below = sam_path_join(folder, entries[i]->d_name);
            look_at(search, below);
            free(below);
        }
        free(entries[i]);
    }
    free(entries);
    free(path);
}

size_t sam_older_documents(const char *results_path, struct sam_buf *names) {
    struct stat results;
    if (stat(results_path, &results) != 0) {
        return 0;
    }
    char *root = sam_path_folder(results_path);
    struct search search = {.root = root, .than = results.st_mtim, .names = names};
    look_into(&search, "share");
    look_into(&search, "evaluator");
    look_at(&search, "bundle.zip");
    free(root);
    return search.count;
}
