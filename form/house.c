#include "form/house.h"

#include "base/dictionary.h"
#include "base/memory.h"
#include "base/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* 10.9:1 on white. */
static const char default_colour[] = "#154273";

static void name_it(struct sam_house_file *file, const char *kind, const char *extension) {
    snprintf(file->name, sizeof file->name, "%s.%016llx.%s", kind,
             (unsigned long long)sam_hash64(file->bytes.data, file->bytes.length, 0), extension);
}

static void make_style(struct sam_house_file *style, const char *colour) {
    style->type = "text/css; charset=utf-8";
    sam_buf_printf(&style->bytes, ":root{--samenscan-colour:%s}\n", colour);
    name_it(style, "colour", "css");
}

static void make_icon(struct sam_house_file *icon, const char *colour) {
    icon->type = "image/svg+xml";
    sam_buf_printf(&icon->bytes,
                   "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 32 32\"><rect "
                   "width=\"32\" height=\"32\" rx=\"6\" fill=\"%s\"/><g fill=\"none\" "
                   "stroke=\"#fff\" stroke-width=\"3\"><circle cx=\"12.5\" cy=\"16\" r=\"6.5\"/>"
                   "<circle cx=\"19.5\" cy=\"16\" r=\"6.5\"/></g></svg>\n",
                   colour);
    name_it(icon, "icon", "svg");
}

static enum sam_status make_logo(struct sam_house_file *logo, const struct sam_study *study,
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

enum sam_status sam_house_new(const struct sam_study *study, struct sam_house **out,
                              struct sam_err *err) {
    const char *colour = study->institute.colour != NULL ? study->institute.colour : default_colour;
    struct sam_house *house = sam_xcalloc(1, sizeof *house);
    for (size_t i = 0; i < SAM_HOUSE_FILES; i++) {
        sam_buf_init(&house->files[i].bytes, SAM_BUF_UNLIMITED);
    }
    make_style(&house->files[SAM_HOUSE_COLOUR], colour);
    make_icon(&house->files[SAM_HOUSE_ICON], colour);
    enum sam_status status = make_logo(&house->files[SAM_HOUSE_LOGO], study, err);
    if (status != SAM_OK) {
        sam_house_free(house);
        return status;
    }
    *out = house;
    return SAM_OK;
}

void sam_house_free(struct sam_house *house) {
    if (house != NULL) {
        for (size_t i = 0; i < SAM_HOUSE_FILES; i++) {
            sam_buf_fini(&house->files[i].bytes);
        }
        free(house);
    }
}

enum sam_status sam_house_serve(struct sam_web *web, struct sam_err *err) {
    (void)err;
    const char *name = sam_request_parameter(web->request, "name");
    for (size_t i = 0; i < SAM_HOUSE_FILES; i++) {
        const struct sam_house_file *file = &web->house->files[i];
        if (file->name[0] != '\0' && strcmp(file->name, name) == 0) {
            web->reply->status = 200;
            web->reply->type = file->type;
            web->reply->fixed = file->bytes.data;
            web->reply->fixed_length = file->bytes.length;
            web->reply->lasting = true;
            return SAM_OK;
        }
    }
    sam_web_refuse(web, 404, "not_found",
                   sam_tr_in(web->request->language, "there is nothing at this address"));
    return SAM_OK;
}
