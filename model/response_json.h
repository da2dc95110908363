/* A raw response as JSON: what our own server sends, and how quarantine keeps one.
 *
 * {"id": "17", "respondent": "...", "alliance": "...", "organisation": "...", "role": "lead",
 *  "wave": "2020", "language": "nl", "submitted_at": "...", "modified_at": "...",
 *  "complete": true, "answers": {"s1": 4, "s2": "dk", "s3": null, "open_well": "text"}}
 * Every member but id and answers may be left out; null is the same as leaving out. */
#ifndef SAM_MODEL_RESPONSE_JSON_H
#define SAM_MODEL_RESPONSE_JSON_H

#include "base/arena.h"
#include "base/err.h"
#include "base/json_writer.h"
#include "model/response.h"

#include <cjson/cJSON.h>

/* Fills raw from a JSON object; its texts are those of object, which must live as long, and what
 * has to be made is in arena. SAM_E_INPUT names the member that is of a wrong type or unknown.
 * Numbers are taken as they print. */
enum sam_status sam_raw_response_from_json(const cJSON *object, struct sam_arena *arena,
                                           struct sam_raw_response *raw,
                                           struct sam_err *err) SAM_MUST_CHECK;

/* The same from text (one object). */
enum sam_status sam_raw_response_parse(const char *text, size_t length, const char *name,
                                       struct sam_arena *arena, struct sam_raw_response *raw,
                                       struct sam_err *err) SAM_MUST_CHECK;

void sam_raw_response_to_json(struct sam_json *json, const char *key,
                              const struct sam_raw_response *raw);

/* The same from a response that was accepted; what was not answered is left out. */
void sam_response_to_json(struct sam_json *json, const char *key,
                          const struct sam_questionnaire *questionnaire,
                          const struct sam_response *response);

#endif
