/* export --respondent: all that is kept of one person. */
#ifndef SAM_CLI_EXPORT_PERSON_H
#define SAM_CLI_EXPORT_PERSON_H

#include "cli/workspace.h"

#include <stdio.h>

/* Writes JSON: one object for each place of the person who has this one. name: of out, for
 * messages. SAM_E_NOT_FOUND when nothing is known of them. */
enum sam_status sam_export_person(struct sam_workspace *work, const char *respondent, FILE *out,
                                  const char *name, struct sam_err *err) SAM_MUST_CHECK;

#endif
