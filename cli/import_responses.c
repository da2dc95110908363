#include "cli/import_responses.h"

#include "cli/pipeline.h"
#include "collect/collect.h"

enum sam_status sam_import_responses(const struct sam_import_job *job, struct sam_err *err) {
    struct sam_collect_options options = sam_pipeline_collect_options(job->call);
    struct sam_run run = {0};
    options.ignore_unknown = job->ignore_unknown;
    enum sam_status status =
        sam_import(job->work->study, job->source, job->path, job->wave, job->work->instruments,
                   job->work->store, &options, &run, err);
    if (status != SAM_OK) {
        return status;
    }
    sam_say(job->call, _("%s: %zu rows: %zu new, %zu changed, %zu set aside"), job->path,
            run.fetched, run.added, run.changed, run.quarantined);
    if (run.quarantined > 0) {
        return sam_fail(err, SAM_E_INPUT,
                        _("%s: %zu rows could not be used and were set aside; `samenscan status` "
                          "says why"),
                        job->path, run.quarantined);
    }
    return SAM_OK;
}
