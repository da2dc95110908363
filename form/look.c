#include "form/look.h"

#include "base/dictionary.h"
#include "base/memory.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The blue of the reports: 10.9:1 on white. */
static const char default_colour[] = "#154273";

static const struct sam_shipped *look_file(const char *name) {
    for (const struct sam_shipped *file = sam_look_files; file->name != NULL; file++) {
        if (strcmp(file->name, name) == 0) {
            return file;
        }
    }
    assert(!"a file of form/look");
    return NULL;
}

static void append(struct sam_asset *asset, const char *name) {
    const struct sam_shipped *file = look_file(name);
    sam_buf_append(&asset->bytes, file->text, file->length);
}

static void name_it(struct sam_asset *asset, const char *kind, const char *extension) {
    snprintf(asset->name, sizeof asset->name, "%s-%016llx.%s", kind,
             (unsigned long long)sam_hash64(asset->bytes.data, asset->bytes.length, 0x6c6f6f6bU),
             extension);
}

static void make_style(struct sam_asset *style, const char *colour) {
    style->type = "text/css; charset=utf-8";
    append(style, "form/look/components.css");
    append(style, "form/look/form.css");
    sam_buf_printf(&style->bytes, ":root{--samenscan-colour:%s}\n", colour);
    name_it(style, "style", "css");
}

static void make_icon(struct sam_asset *icon, const char *colour) {
    icon->type = "image/svg+xml";
    sam_buf_printf(&icon->bytes,
                   "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 32 32\"><rect "
                   "width=\"32\" height=\"32\" rx=\"6\" fill=\"%s\"/><g fill=\"none\" "
                   "stroke=\"#fff\" stroke-width=\"3\"><circle cx=\"12.5\" cy=\"16\" r=\"6.5\"/>"
                   "<circle cx=\"19.5\" cy=\"16\" r=\"6.5\"/></g></svg>\n",
                   colour);
    name_it(icon, "icon", "svg");
}

static enum sam_status make_logo(struct sam_asset *logo, const struct sam_study *study,
                                 struct sam_err *err) {
    if (study->institute.logo == NULL) {
        return SAM_OK;
    }
    enum sam_status status = sam_study_logo(study, &logo->bytes, &logo->type, err);
    if (status == SAM_OK) {
        name_it(logo, "logo", strcmp(logo->type, "image/png") == 0 ? "png" : "svg");
    }
    return status;
}

enum sam_status sam_look_new(const struct sam_study *study, struct sam_look **out,
                             struct sam_err *err) {
    const char *colour =
        study->institute.colour != NULL ? study->institute.colour : default_colour;
    struct sam_look *look = sam_xcalloc(1, sizeof *look);
    for (size_t i = 0; i < SAM_ASSETS; i++) {
        sam_buf_init(&look->assets[i].bytes, SAM_BUF_UNLIMITED);
    }
    make_style(&look->assets[SAM_ASSET_STYLE], colour);
    struct sam_asset *script = &look->assets[SAM_ASSET_SCRIPT];
    script->type = "text/javascript; charset=utf-8";
    append(script, "form/look/form.js");
    name_it(script, "script", "js");
    make_icon(&look->assets[SAM_ASSET_ICON], colour);
    enum sam_status status = make_logo(&look->assets[SAM_ASSET_LOGO], study, err);
    if (status != SAM_OK) {
        sam_look_free(look);
        return status;
    }
    *out = look;
    return SAM_OK;
}

void sam_look_free(struct sam_look *look) {
    if (look != NULL) {
        for (size_t i = 0; i < SAM_ASSETS; i++) {
            sam_buf_fini(&look->assets[i].bytes);
        }
        free(look);
    }
}

const struct sam_asset *sam_look_find(const struct sam_look *look, const char *name) {
    for (size_t i = 0; i < SAM_ASSETS; i++) {
        if (look->assets[i].name[0] != '\0' && strcmp(look->assets[i].name, name) == 0) {
            return &look->assets[i];
        }
    }
    return NULL;
}
