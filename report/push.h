/* A questionnaire as other platforms import it, in both languages, so that nobody types its
 * statements over.
 *
 * Ids of statements stay the names of questions (LimeSurvey: without what is no letter or digit,
 * which it doesn't allow), answers are 1 .. points and dk, so that what is collected from there
 * needs no mapping, or only what `collect --describe` finds. Statements that are meant for some
 * roles are asked of those: the form then asks for the role first. A role that reads a theme in
 * words of its own gets a page of its own for it, where the statements have the same ids. */
#ifndef SAM_REPORT_PUSH_H
#define SAM_REPORT_PUSH_H

#include "base/buf.h"
#include "base/err.h"
#include "model/questionnaire.h"

#include <stdbool.h>

/* LimeSurvey's tab-separated structure (.txt), as its versions 3 to 7 import it. */
void sam_push_limesurvey(const struct sam_questionnaire *questionnaire, enum sam_lang lang,
                         struct sam_buf *text);

/* SurveyJS's JSON. The role comes from a variable "role", or is asked when it isn't set. */
enum sam_status sam_push_surveyjs(const struct sam_questionnaire *questionnaire, enum sam_lang lang,
                                  struct sam_buf *json, struct sam_err *err) SAM_MUST_CHECK;

/* An XLSForm workbook for KoboToolbox and ODK, written to path (temporary file and rename). */
enum sam_status sam_push_xlsform(const struct sam_questionnaire *questionnaire, enum sam_lang lang,
                                 const char *path, struct sam_err *err) SAM_MUST_CHECK;

enum { SAM_PUSH_EVERYBODY = (1 << SAM_ROLES) - 1 };

/* Is anything not the same for every role? */
bool sam_push_asks_role(const struct sam_questionnaire *questionnaire);

/* A page: what these roles get of one theme, or (theme SAM_NONE) of the open questions. */
struct sam_push_page {
    size_t theme;
    unsigned roles;      /* bit 1 << role, of those who get something on it */
    enum sam_role words; /* whose words; unknown: the texts */
};
/* Pages of a theme, in order: for those who read the texts, then for each role with words of its
 * own. At most SAM_ROLES + 1; returns how many. */
size_t sam_push_pages(const struct sam_questionnaire *questionnaire, size_t theme,
                      struct sam_push_page pages[SAM_ROLES + 1]);

/* The roles that have an introduction of their own. */
unsigned sam_push_introduced(const struct sam_questionnaire *questionnaire);

#endif
