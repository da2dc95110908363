/* Records out of any JSON, by the JSON Pointers of a source: the part of source_json without a
 * network. */
#ifndef SAM_COLLECT_JSON_RECORDS_H
#define SAM_COLLECT_JSON_RECORDS_H

#include "collect/source.h"

#include <cjson/cJSON.h>

/* Fills the page's records from the list at source->records. *newest, on the heap or NULL, becomes
 * the greatest source->modified seen. SAM_E_REMOTE names the pointer that leads nowhere: no list,
 * or a record without an id of its own. */
enum sam_status sam_json_records(const cJSON *document, const struct sam_source *source,
                                 const struct sam_mapper *mapper, struct sam_page *page,
                                 char **newest, struct sam_err *err) SAM_MUST_CHECK;

#endif
