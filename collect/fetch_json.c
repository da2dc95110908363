#include "collect/fetch_json.h"

#include "base/words.h"
#include "collect/source.h"
#include "model/json_reader.h"

#include <string.h>

enum { ASKED_AGAIN = 2 };

enum sam_status sam_fetch_json(struct sam_http *http, const struct sam_http_request *request,
                               cJSON **tree, struct sam_err *err) {
    struct sam_http_answer answer;
    struct sam_err why = {0};
    sam_http_answer_init(&answer);
    *tree = NULL;
    enum sam_status status = SAM_OK;
    for (int tried = 0; *tree == NULL && status == SAM_OK && tried <= ASKED_AGAIN; tried++) {
        if (tried > 0 && !sam_http_wait(http, tried)) {
            status = sam_fail(err, SAM_E_STOPPED, _("stopped while waiting"));
            break;
        }
        status = sam_http_fetch(http, request, &answer, err);
        if (status == SAM_OK && answer.body.length > 0) {
            *tree = sam_json_parse(answer.body.data, answer.body.length, _("the answer"), &why);
        }
    }
    if (status == SAM_OK && *tree == NULL) {
        char words[96];
        status = sam_fail(err, SAM_E_REMOTE,
                          _("%.*s: what came is not whole JSON: \"%s\" (%zu bytes); check \"url\""),
                          (int)strcspn(request->url, "?"), request->url,
                          sam_first_words(answer.body.data, answer.body.length, words),
                          answer.body.length);
    }
    sam_http_answer_fini(&answer);
    return status;
}
