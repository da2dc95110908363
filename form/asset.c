#include "form/asset.h"

#include "base/dictionary.h"
#include "base/words.h"
#include "form/look.h"

#include <assert.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

enum { ASSETS_MOST = 64, ASSET_PATH_SIZE = 96 };

static const char folder[] = "/assets/";

static struct {
    char path[ASSET_PATH_SIZE]; /* "/assets/NAME.HASH.EXTENSION" */
    char tag[24];
} made[ASSETS_MOST];
static pthread_once_t once = PTHREAD_ONCE_INIT;

static const char *file_name(const struct sam_shipped *file) {
    const char *slash = strrchr(file->name, '/');
    return slash != NULL ? slash + 1 : file->name;
}

static void make_paths(void) {
    for (size_t i = 0; sam_look[i].name != NULL; i++) {
        const char *name = file_name(&sam_look[i]);
        const char *dot = strrchr(name, '.');
        assert(i < ASSETS_MOST && dot != NULL);
        uint64_t hash = sam_hash64(sam_look[i].text, sam_look[i].length, 0);
        int written = snprintf(made[i].path, sizeof made[i].path, "%s%.*s.%016llx%s", folder,
                               (int)(dot - name), name, (unsigned long long)hash, dot);
        assert(written > 0 && (size_t)written < sizeof made[i].path);
        snprintf(made[i].tag, sizeof made[i].tag, "\"%016llx\"", (unsigned long long)hash);
    }
}

const char *sam_asset_path(const char *name) {
    const char *path = NULL;
    pthread_once(&once, make_paths);
    for (size_t i = 0; sam_look[i].name != NULL && path == NULL; i++) {
        path = strcmp(file_name(&sam_look[i]), name) == 0 ? made[i].path : NULL;
    }
    assert(path != NULL);
    return path;
}

static const char *type_of(const char *path) {
    static const char *const types[][2] = {
        {".css", "text/css; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".woff2", "font/woff2"},
    };
    const char *dot = strrchr(path, '.');
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (dot != NULL && strcmp(dot, types[i][0]) == 0) {
            return types[i][1];
        }
    }
    return "application/octet-stream";
}

enum sam_status sam_asset_serve(struct sam_web *web, struct sam_err *err) {
    (void)err;
    pthread_once(&once, make_paths);
    const char *name = sam_request_parameter(web->request, "name");
    for (size_t i = 0; sam_look[i].name != NULL; i++) {
        if (strcmp(made[i].path + sizeof folder - 1, name) != 0) {
            continue;
        }
        bool has_it = strstr(web->request->if_none_match, made[i].tag) != NULL;
        web->reply->status = has_it ? 304 : 200;
        web->reply->type = type_of(name);
        web->reply->fixed = sam_look[i].text;
        web->reply->fixed_length = has_it ? 0 : sam_look[i].length;
        web->reply->lasting = true;
        sam_reply_header(web->reply, "ETag", made[i].tag);
        return SAM_OK;
    }
    sam_web_refuse(web, 404, "not_found",
                   sam_tr_in(web->request->language, "there is nothing at this address"));
    return SAM_OK;
}
