#include "collect/limesurvey_describe.h"

#include "collect/json_pointer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static cJSON *parameters_for(const struct sam_rpc *rpc) {
    cJSON *parameters = cJSON_CreateArray();
    cJSON_AddItemToArray(parameters, cJSON_CreateNumber(strtod(rpc->survey, NULL)));
    return parameters;
}

static const char *title_of(const cJSON *list, long long qid) {
    const cJSON *question = NULL;
    cJSON_ArrayForEach(question, list) {
        const cJSON *title = cJSON_GetObjectItemCaseSensitive(question, "title");
        if (sam_json_value_whole(cJSON_GetObjectItemCaseSensitive(question, "qid")) == qid &&
            cJSON_IsString(title)) {
            return title->valuestring;
        }
    }
    return "";
}

/* The questions in a language (NULL: the survey's own); *list is within reply. A survey that
 * doesn't have the language says so, which is no failure: *list is then NULL. */
static enum sam_status list_questions(struct sam_rpc *rpc, const char *language,
                                      struct sam_rpc_reply *reply, const cJSON **list,
                                      struct sam_err *err) {
    struct sam_err own = {0};
    cJSON *parameters = parameters_for(rpc);
    cJSON_AddItemToArray(parameters, cJSON_CreateNull());
    cJSON_AddItemToArray(parameters,
                         language != NULL ? cJSON_CreateString(language) : cJSON_CreateNull());
    enum sam_status status =
        sam_rpc_call(rpc, "list_questions", parameters, SAM_HTTP_RETRIES, reply, &own);
    *list = status == SAM_OK && cJSON_IsArray(reply->result) ? reply->result : NULL;
    if (status == SAM_E_REMOTE && language != NULL) {
        return SAM_OK;
    }
    return status == SAM_OK ? SAM_OK : sam_fail_cause(err, status, own.cause, "%s", own.text);
}

static const char *text_in(const cJSON *list, long long qid) {
    const cJSON *question = NULL;
    cJSON_ArrayForEach(question, list) {
        const cJSON *text = cJSON_GetObjectItemCaseSensitive(question, "question");
        if (sam_json_value_whole(cJSON_GetObjectItemCaseSensitive(question, "qid")) == qid &&
            cJSON_IsString(text)) {
            return text->valuestring;
        }
    }
    return NULL;
}

/* Which codes its answers come in, for a question with a list of answers. */
static enum sam_status describe_choices(struct sam_rpc *rpc, const cJSON *question,
                                        struct sam_questions *questions, struct sam_err *err) {
    const cJSON *type = cJSON_GetObjectItemCaseSensitive(question, "type");
    long long qid = sam_json_value_whole(cJSON_GetObjectItemCaseSensitive(question, "qid"));
    long long parent =
        sam_json_value_whole(cJSON_GetObjectItemCaseSensitive(question, "parent_qid"));
    if (parent > 0 || !cJSON_IsString(type) || strchr("FL!OH1", type->valuestring[0]) == NULL ||
        qid < 0) {
        return SAM_OK;
    }
    struct sam_rpc_reply reply;
    cJSON *parameters = cJSON_CreateArray();
    cJSON_AddItemToArray(parameters, cJSON_CreateNumber((double)qid));
    cJSON *names = cJSON_CreateArray();
    cJSON_AddItemToArray(names, cJSON_CreateString("answeroptions"));
    cJSON_AddItemToArray(parameters, names);
    enum sam_status status =
        sam_rpc_call(rpc, "get_question_properties", parameters, SAM_HTTP_RETRIES, &reply, err);
    if (status != SAM_OK) {
        return status;
    }
    const cJSON *option = NULL;
    /* "No available answer options" instead of an object when there are none. */
    const cJSON *options = cJSON_GetObjectItemCaseSensitive(reply.result, "answeroptions");
    options = cJSON_IsObject(options) ? options : NULL;
    cJSON_ArrayForEach(option, options) {
        const cJSON *label = cJSON_GetObjectItemCaseSensitive(option, "answer");
        if (cJSON_IsString(label)) {
            sam_questions_add_choice(questions, option->string, label->valuestring);
        }
    }
    cJSON_Delete(reply.tree);
    return SAM_OK;
}

/* A question with its text in one of the languages beside the survey's own. */
static void describe_question(const cJSON *list, const cJSON *question,
                              const struct sam_rpc_reply others[2],
                              struct sam_questions *questions) {
    const cJSON *title = cJSON_GetObjectItemCaseSensitive(question, "title");
    const cJSON *text = cJSON_GetObjectItemCaseSensitive(question, "question");
    long long qid = sam_json_value_whole(cJSON_GetObjectItemCaseSensitive(question, "qid"));
    long long parent =
        sam_json_value_whole(cJSON_GetObjectItemCaseSensitive(question, "parent_qid"));
    const char *own = cJSON_IsString(text) ? text->valuestring : "";
    const char *other = NULL;
    if (!cJSON_IsString(title)) {
        return;
    }
    for (size_t i = 0; i < 2 && (other == NULL || strcmp(other, own) == 0); i++) {
        const char *one = text_in(others[i].result, qid);
        other = one != NULL ? one : other;
    }
    char id[200];
    if (parent > 0) {
        snprintf(id, sizeof id, "%s[%s]", title_of(list, parent), title->valuestring);
    } else {
        snprintf(id, sizeof id, "%s", title->valuestring);
    }
    sam_questions_add(questions, id, own, other);
}

/* Which LimeSurvey it is: administrators are told, from others it is hidden. Rows of arrays are
 * among the questions since 5.3.12. */
static enum sam_status describe_version(struct sam_rpc *rpc, const cJSON *list,
                                        struct sam_questions *questions, struct sam_err *err) {
    struct sam_rpc_reply reply = {0};
    struct sam_err own = {0};
    cJSON *parameters = cJSON_CreateArray();
    cJSON_AddItemToArray(parameters, cJSON_CreateString("versionnumber"));
    enum sam_status status = sam_rpc_call(rpc, "get_site_settings", parameters, 0, &reply, &own);
    if (status != SAM_OK && status != SAM_E_REMOTE && status != SAM_E_AUTH) {
        *err = own;
        return status;
    }
    if (status == SAM_OK && cJSON_IsString(reply.result)) {
        questions->version = sam_arena_strdup(questions->arena, reply.result->valuestring);
    }
    const cJSON *question = NULL;
    cJSON_ArrayForEach(question, list) {
        bool row =
            sam_json_value_whole(cJSON_GetObjectItemCaseSensitive(question, "parent_qid")) > 0;
        if (questions->version == NULL && row) {
            questions->version = "5.3.12+";
        }
    }
    if (status == SAM_OK) {
        cJSON_Delete(reply.tree);
    }
    return SAM_OK;
}

/* Questions and the rows of arrays come in one flat list; a row is headed "array[row]". */
enum sam_status sam_limesurvey_describe(struct sam_rpc *rpc, struct sam_questions *questions,
                                        struct sam_err *err) {
    static const char *const languages[] = {"nl", "en"};
    struct sam_rpc_reply reply = {0};
    struct sam_rpc_reply others[2] = {{0}};
    const cJSON *list = NULL;
    const cJSON *ignored = NULL;
    enum sam_status status = list_questions(rpc, NULL, &reply, &list, err);
    for (size_t i = 0; i < 2 && status == SAM_OK && !questions->brief; i++) {
        status = list_questions(rpc, languages[i], &others[i], &ignored, err);
    }
    const cJSON *question = NULL;
    cJSON_ArrayForEach(question, list) {
        if (status == SAM_OK) {
            describe_question(list, question, others, questions);
            status = questions->brief ? SAM_OK : describe_choices(rpc, question, questions, err);
        }
    }
    if (status == SAM_OK && questions->brief) {
        status = describe_version(rpc, list, questions, err);
    }
    for (size_t i = 0; i < 2; i++) {
        cJSON_Delete(others[i].tree);
    }
    cJSON_Delete(reply.tree);
    return status;
}
