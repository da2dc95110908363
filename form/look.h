/* The files of form/look/, put into the program by the build. */
#ifndef SAM_FORM_LOOK_H
#define SAM_FORM_LOOK_H

#include "model/shipped.h"

/* Ends with a name of NULL. */
extern const struct sam_shipped sam_look[];

#endif
