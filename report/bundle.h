/* The archive of one wave: everything a report is made from, without people, as one zip file.
 *
 *   (1) results/WAVE/results.json, without the open answers (they may name people; they stay in the
 *       store); where there are none it is the file itself, to the byte
 *   (2) questionnaires/ID.json, as the results hold it
 *   (3) study.json without people, sources and mail: no names, addresses, respondents or places of
 *       secrets. Left out where there is no study; framework.json as it is, where there is one
 *   (4) README.txt in both languages, with the checksum of the results.json it was made from, and
 *       SHA256SUMS of all others (`sha256sum -c SHA256SUMS`)
 *   (5) laid out as a study: unpacked, `samenscan report` makes the same documents of it
 *   (6) same results and study.json, same bytes
 * It is confidential all the same: small alliances' answers can be read in results.json. */
#ifndef SAM_REPORT_BUNDLE_H
#define SAM_REPORT_BUNDLE_H

#include "base/buf.h"
#include "base/err.h"

struct sam_results;

struct sam_bundle_source {
    const struct sam_buf *results_text;   /* the bytes of results.json */
    const struct sam_results *results;    /* the same, read */
    const struct sam_buf *study_text;     /* of study.json, or NULL */
    const struct sam_buf *framework_text; /* of framework.json, or NULL */
};
/* Appends the zip file to zip. */
enum sam_status sam_bundle_make(const struct sam_bundle_source *source, struct sam_buf *zip,
                                struct sam_err *err) SAM_MUST_CHECK;

#endif
