/* How the form looks: stylesheet, script, icon and logo, all inside the program, nothing loaded from
 * elsewhere. The components are the Utrecht component CSS of NL Design System (form/look/), their
 * tokens and the layout our own, with the institute's colour put in. */
#ifndef SAM_FORM_LOOK_H
#define SAM_FORM_LOOK_H

#include "base/buf.h"
#include "base/err.h"
#include "model/shipped.h"
#include "model/study.h"

/* The files of form/look that come inside the program, ending with a NULL name. */
extern const struct sam_shipped sam_look_files[];

enum sam_asset_kind { SAM_ASSET_STYLE, SAM_ASSET_SCRIPT, SAM_ASSET_ICON, SAM_ASSET_LOGO };
enum { SAM_ASSETS = 4 };

struct sam_asset {
    char name[40]; /* "style-0123456789abcdef.css": other content, another name; "" if there is none */
    const char *type;
    struct sam_buf bytes;
};

struct sam_look {
    struct sam_asset assets[SAM_ASSETS];
};

/* Fails only when the study's logo can't be read. */
enum sam_status sam_look_new(const struct sam_study *study, struct sam_look **out,
                             struct sam_err *err) SAM_MUST_CHECK;
void sam_look_free(struct sam_look *look);
/* The asset of this name, or NULL. */
const struct sam_asset *sam_look_find(const struct sam_look *look, const char *name);

#endif
