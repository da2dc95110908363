/* The permutation tests of results.json; keys in docs/formats.md. */
#ifndef SAM_REPORT_DIFFERENCES_WRITE_H
#define SAM_REPORT_DIFFERENCES_WRITE_H

#include "analyse/analysis.h"
#include "base/json_writer.h"

/* "alliances_test" of a scale. */
void sam_alliances_test_write(struct sam_json *json, const struct sam_alliances_test *test,
                              const struct sam_analysis *analysis);

/* "roles" of an alliance's scale. */
void sam_roles_write(struct sam_json *json, const struct sam_differences *differences);

/* "sides", of an alliance or over all of them (then each says of how many). */
void sam_sides_write(struct sam_json *json, const struct sam_questionnaire *questionnaire,
                     const struct sam_side *sides, size_t count, bool overall);

/* "change" of an alliance's scale. False when there is nothing to write but a null with the reason
 * of change->test.difference, which is left to the caller. */
bool sam_change_write(struct sam_json *json, const struct sam_change *change);

#endif
