/* collect --describe: a source's questions on standard output, and proposals in study.json. */
#ifndef SAM_CLI_DESCRIBE_H
#define SAM_CLI_DESCRIBE_H

#include "cli/workspace.h"
#include "collect/collect.h"

/* What people wrote in study.json stays as it is; only what isn't there is added: sure ones to
 * "map" and "values", the others to "proposed", which is used for nothing. */
enum sam_status sam_cli_describe(const struct sam_call *call, const struct sam_workspace *work,
                                 size_t source, const struct sam_collect_options *options,
                                 struct sam_err *err) SAM_MUST_CHECK;

#endif
