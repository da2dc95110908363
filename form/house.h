/* The institute's house style: its colour, an icon in it, and its logo, made once from study.json.
 * The rest of the look is the same for everybody and stands in form/look/ (asset.h). */
#ifndef SAM_FORM_HOUSE_H
#define SAM_FORM_HOUSE_H

#include "base/buf.h"
#include "base/err.h"
#include "form/route.h"
#include "model/study.h"

enum sam_house_kind { SAM_HOUSE_COLOUR, SAM_HOUSE_ICON, SAM_HOUSE_LOGO };
enum { SAM_HOUSE_FILES = 3 };

struct sam_house_file {
    char name[40]; /* "logo.0123456789abcdef.svg": other content, another name; "": there is none */
    const char *type;
    struct sam_buf bytes;
};

struct sam_house {
    struct sam_house_file files[SAM_HOUSE_FILES];
};

/* Fails only when the study's logo can't be read. */
enum sam_status sam_house_new(const struct sam_study *study, struct sam_house **out,
                              struct sam_err *err) SAM_MUST_CHECK;
void sam_house_free(struct sam_house *house);

/* GET /house/:name */
sam_handler sam_house_serve;

#endif
