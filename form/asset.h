/* Stylesheets, scripts and pictures of our pages: the files of form/look/, inside the program.
 * Their addresses hold a hash of their content, so that a browser may keep them for good, and never
 * sees an old one with a new page. */
#ifndef SAM_FORM_ASSET_H
#define SAM_FORM_ASSET_H

#include "form/route.h"

/* The address of form/look/NAME, for use in a page; asserts that there is one. Lives for ever. */
const char *sam_asset_path(const char *name);

/* GET /assets/:name */
sam_handler sam_asset_serve;

#endif
