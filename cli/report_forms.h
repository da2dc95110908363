/* The documents of a results.json in other forms than HTML, and what else is made of it for use
 * outside a browser. */
#ifndef SAM_CLI_REPORT_FORMS_H
#define SAM_CLI_REPORT_FORMS_H

#include "cli/program.h"

struct sam_report_forms {
    bool pdf, docx, odt; /* beside each document */
    bool figures;        /* charts as pictures */
    bool bundle;         /* an archive of results, questionnaire and settings */
};

enum { SAM_REPORT_FORM_OPTIONS = 5 };
/* The options' rows for a verb's table. */
void sam_report_form_options(struct sam_option *options, struct sam_report_forms *forms);

/* Are the programs there that these forms need? Asked before the work begins. */
enum sam_status sam_report_forms_check(const struct sam_report_forms *forms,
                                       struct sam_err *err) SAM_MUST_CHECK;

/* Makes them beside results.json, in the languages of the set (0: the study's own); its documents
 * are there as HTML. study is the study's folder, or NULL: the bundle then has no settings. */
enum sam_status sam_report_forms_write(const struct sam_call *call, const char *results_path,
                                       const char *study, unsigned langs,
                                       const struct sam_report_forms *forms,
                                       struct sam_err *err) SAM_MUST_CHECK;

#endif
