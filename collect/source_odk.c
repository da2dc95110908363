/* ODK Central: the OData table of a form's submissions.
 *
 * The one platform that tells of edits and deletions: an incremental pass asks for what was
 * submitted, edited or deleted since its newest stamp, with an overlap, because a row gets its
 * stamp before it can be seen. A restored submission moves no stamp, so a full pass compares all
 * ids. Pages follow the server's next link; one whose cursor row was purged ends paging in silence,
 * which only the count that comes with every page betrays. */
#include "base/memory.h"
#include "base/words.h"
#include "collect/api.h"
#include "collect/listing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PAGE_DEFAULT = 2000, OVERLAP_S = 600 };

struct odk {
    const struct sam_pass *pass;
    struct sam_api api;
    struct sam_listing listing;
    struct sam_buf next; /* address of the next page; empty: the first */
    char since[SAM_STAMP_SIZE];
    bool session; /* opened by us, to be closed */
};

/* --- answers and sessions --------------------------------------------------------------------- */

static enum sam_status judge(struct sam_api *api, const struct sam_api_answer *answer,
                             struct sam_err *err) {
    const struct sam_source *source = api->pass->source;
    const cJSON *words = cJSON_GetObjectItemCaseSensitive(answer->tree, "message");
    const cJSON *code = cJSON_GetObjectItemCaseSensitive(answer->tree, "code");
    const cJSON *value = cJSON_GetObjectItemCaseSensitive(answer->tree, "value");
    if (answer->status == 401) {
        bool plain = cJSON_IsNumber(code) && code->valuedouble > 401.25;
        return sam_fail_cause(err, SAM_E_AUTH, 401,
                              plain ? _("ODK Central takes no password over plain http; use https")
                                    : _("ODK Central refuses user \"%s\": the e-mail address or "
                                        "password is wrong, or the session has ended"),
                              source->user);
    }
    if (answer->status == 403) {
        return sam_fail_cause(err, SAM_E_AUTH, 403,
                              _("ODK Central: user \"%s\" may not read the submissions of form "
                                "\"%s\" in project %s; the role \"Project Viewer\" is enough"),
                              source->user, source->survey, source->project);
    }
    if (answer->status == 404) {
        return sam_fail_cause(err, SAM_E_NOT_FOUND, 404,
                              _("ODK Central: there is no form \"%s\" in project %s, or it was "
                                "never published; capitals count"),
                              source->survey, source->project);
    }
    if (answer->status >= 400 && cJSON_IsString(words)) {
        return sam_fail_cause(err, sam_http_is_passing(answer->status) ? SAM_E_NET : SAM_E_REMOTE,
                              (int)answer->status, _("ODK Central says: \"%.300s\" (HTTP %ld)"),
                              words->valuestring, answer->status);
    }
    /* The mark comes behind the rows: without it the stream broke off. */
    if (value != NULL && cJSON_GetObjectItemCaseSensitive(answer->tree, "@odata.context") == NULL) {
        return sam_fail_cause(err, SAM_E_REMOTE, SAM_API_GARBLED,
                              _("ODK Central: the list breaks off before its end"));
    }
    return SAM_OK;
}

static enum sam_status log_in(struct odk *s, struct sam_err *err) {
    struct sam_buf url;
    cJSON *tree = NULL;
    cJSON *login = cJSON_CreateObject();
    sam_buf_init(&url, SAM_BUF_UNLIMITED);
    sam_api_url(s->pass, &url, "/v1/sessions");
    cJSON_AddStringToObject(login, "email", s->pass->source->user);
    cJSON *password = cJSON_AddStringToObject(login, "password", s->pass->secret->text);
    char *body = cJSON_PrintUnformatted(login);
    s->api.header_count = 0;
    enum sam_status status =
        sam_api_post(&s->api, url.data, body, "application/json", false, &tree, err);
    char number[24];
    const char *token = sam_api_text(tree, "token", number);
    if (status == SAM_OK && token[0] == '\0') {
        status = sam_api_another(s->pass, "ODK Central", err);
    }
    if (status == SAM_OK) {
        snprintf(s->api.secret_header, sizeof s->api.secret_header, "Authorization: Bearer %s",
                 token);
        s->api.headers[0] = s->api.secret_header;
        s->api.header_count = 1;
        s->session = true;
    }
    explicit_bzero(password->valuestring, strlen(password->valuestring));
    explicit_bzero(body, strlen(body));
    cJSON_free(body);
    cJSON_Delete(login);
    cJSON_Delete(tree);
    sam_buf_fini(&url);
    return status;
}

/* One read; when the session has ended half-way, once again after logging in. */
static enum sam_status get(struct odk *s, const char *url, cJSON **tree, struct sam_err *err) {
    struct sam_err own = {0};
    enum sam_status status = sam_api_get(&s->api, url, tree, &own);
    if (status == SAM_E_AUTH && own.cause == 401 && s->session) {
        status = log_in(s, err);
        return status == SAM_OK ? sam_api_get(&s->api, url, tree, err) : status;
    }
    return status == SAM_OK ? SAM_OK : sam_fail_cause(err, status, own.cause, "%s", own.text);
}

/* --- opening ---------------------------------------------------------------------------------- */

static void odk_close(void *state) {
    struct odk *s = state;
    if (s->session) {
        struct sam_buf url;
        sam_buf_init(&url, SAM_BUF_UNLIMITED);
        sam_api_url(s->pass, &url, "/v1/sessions/current");
        sam_api_delete(&s->api, url.data);
        sam_buf_fini(&url);
    }
    sam_listing_close(&s->listing);
    sam_api_fini(&s->api);
    sam_buf_fini(&s->next);
    free(s);
}

static enum sam_status odk_open(const struct sam_pass *pass, void **state, struct sam_err *err) {
    struct odk *s = sam_xcalloc(1, sizeof *s);
    const char *auth = pass->source->auth != NULL ? pass->source->auth : "";
    /* A look at what is new is one request, which needs no session around it; without TLS the
     * server takes no password but to open one. */
    bool basic = strcmp(auth, "basic") == 0 || (strcmp(auth, "session") != 0 && !pass->full &&
                                                strncmp(pass->source->url, "https:", 6) == 0);
    s->pass = pass;
    sam_api_init(&s->api, pass, judge, NULL);
    sam_listing_open(&s->listing, pass);
    sam_buf_init(&s->next, 1 << 16);
    if (!pass->full) {
        sam_stamp_earlier(s->listing.newest, OVERLAP_S, ".000Z", s->since);
    }
    enum sam_status status = SAM_OK;
    if (basic) {
        s->api.user = pass->source->user;
    } else {
        status = log_in(s, err);
    }
    if (status != SAM_OK) {
        odk_close(s);
        return status;
    }
    *state = s;
    return SAM_OK;
}

static void form_url(const struct odk *s, struct sam_buf *url, const char *tail) {
    sam_api_url(s->pass, url, "/v1/projects/");
    sam_api_segment(url, s->pass->source->project);
    sam_buf_text(url, "/forms/");
    sam_api_segment(url, s->pass->source->survey);
    sam_buf_text(url, tail);
}

static void first_url(const struct odk *s, struct sam_buf *url) {
    int size = s->pass->source->page_size;
    form_url(s, url, ".svc/Submissions?%24count=true");
    sam_buf_printf(url, "&%%24top=%d", size > 0 ? size : PAGE_DEFAULT);
    if (s->since[0] != '\0') {
        sam_buf_printf(url,
                       "&%%24filter=__system/submissionDate%%20ge%%20%s%%20or%%20__system/"
                       "updatedAt%%20ge%%20%s%%20or%%20__system/deletedAt%%20ge%%20%s",
                       s->since, s->since, s->since);
    }
}

/* --- reading ---------------------------------------------------------------------------------- */

static const char *later(const char *a, const char *b) {
    return a[0] == '\0' || (b[0] != '\0' && sam_stamp_later(b, a)) ? b : a;
}

static enum sam_status take_row(struct odk *s, const cJSON *row, struct sam_page *page,
                                struct sam_err *err) {
    char unused[24];
    const char *id = sam_api_text(row, "__id", unused);
    const cJSON *system = cJSON_GetObjectItemCaseSensitive(row, "__system");
    if (id[0] == '\0' || system == NULL) {
        return sam_api_no_id("ODK Central", err);
    }
    const char *submitted = sam_api_text(system, "submissionDate", unused);
    const char *updated = sam_api_text(system, "updatedAt", unused);
    const char *deleted = sam_api_text(system, "deletedAt", unused);
    sam_listing_see(&s->listing, id, later(later(submitted, updated), deleted));
    if (deleted[0] != '\0') {
        page->withdrawn[page->withdrawn_count++] = sam_arena_strdup(page->arena, id);
        return SAM_OK;
    }
    if (strcmp(sam_api_text(system, "reviewState", unused), "rejected") == 0) {
        s->listing.left_out++;
        page->withdrawn[page->withdrawn_count++] = sam_arena_strdup(page->arena, id);
        return SAM_OK;
    }
    if (sam_api_text(system, "status", unused)[0] != '\0') {
        return sam_listing_unreadable(page, id,
                                      _("it is encrypted, and ODK Central gives encrypted answers "
                                        "in its CSV export only"),
                                      err);
    }
    struct sam_draft draft;
    sam_listing_draft(&s->listing, page, id, &draft);
    draft.raw.modified_at = sam_draft_copy(&draft, updated[0] != '\0' ? updated : submitted);
    sam_listing_field(&draft, SAM_FIELD_SUBMITTED_AT, submitted);
    const cJSON *member = NULL;
    cJSON_ArrayForEach(member, row) {
        const char *name = member->string;
        /* "acties@odata.navigationLink" is where repeats are; metadata of the device is no answer.
         */
        bool own = strncmp(name, "__", 2) == 0 || strcmp(name, "meta") == 0 ||
                   strchr(name, '@') != NULL || strcmp(name, "start") == 0 ||
                   strcmp(name, "end") == 0 || strcmp(name, "deviceid") == 0;
        if (!own && cJSON_IsObject(member)) {
            sam_listing_members(&s->listing, &draft, name, member);
        } else if (!own) {
            sam_listing_value(&s->listing, &draft, name, member);
        }
    }
    return sam_listing_take(page, &draft, err);
}

/* The next link carries the address that the server was set up with, which may be another than the
 * one we came by: only what stands behind the host counts. */
static enum sam_status follow(struct odk *s, const char *link, struct sam_err *err) {
    const char *host = strstr(link, "://");
    const char *path = strchr(host != NULL ? host + 3 : link, '/');
    struct sam_buf url;
    sam_buf_init(&url, 1 << 16);
    enum sam_status status =
        sam_http_resolve(s->pass->source->url, path != NULL ? path : link, &url, err);
    if (status == SAM_OK && s->next.length > 0 && strcmp(url.data, s->next.data) == 0) {
        status = sam_fail(err, SAM_E_REMOTE, _("the server keeps sending the same page"));
    }
    if (status == SAM_OK) {
        sam_buf_clear(&s->next);
        sam_buf_text(&s->next, url.data);
    }
    sam_buf_fini(&url);
    return status;
}

static enum sam_status take_page(struct odk *s, const cJSON *tree, struct sam_page *page,
                                 struct sam_err *err) {
    const cJSON *rows = cJSON_GetObjectItemCaseSensitive(tree, "value");
    const cJSON *link = cJSON_GetObjectItemCaseSensitive(tree, "@odata.nextLink");
    if (!cJSON_IsArray(rows)) {
        return sam_api_another(s->pass, "ODK Central", err);
    }
    enum sam_status status = sam_listing_room(page, (size_t)cJSON_GetArraySize(rows), err);
    const cJSON *row = NULL;
    cJSON_ArrayForEach(row, rows) {
        if (status == SAM_OK) {
            status = take_row(s, row, page, err);
        }
    }
    if (status != SAM_OK) {
        return status;
    }
    page->more = cJSON_IsString(link);
    if (page->more) {
        return follow(s, link->valuestring, err);
    }
    sam_buf_clear(&s->next);
    sam_listing_whole(&s->listing, sam_api_whole(tree, "@odata.count"), page);
    return SAM_OK;
}

static enum sam_status odk_next(void *state, struct sam_page *page, struct sam_err *err) {
    struct odk *s = state;
    struct sam_buf url;
    cJSON *tree = NULL;
    sam_buf_init(&url, 1 << 16);
    if (s->next.length > 0) {
        sam_buf_text(&url, s->next.data);
    } else {
        first_url(s, &url);
    }
    enum sam_status status = get(s, url.data, &tree, err);
    if (status == SAM_OK) {
        sam_page_clear(page);
        status = take_page(s, tree, page, err);
    }
    cJSON_Delete(tree);
    sam_buf_fini(&url);
    return status;
}

/* The label of a path in the number-th language of the form's XML, or "": texts stand there as
 * <text id="/data/PATH:label"><value>...</value>, once a language. */
static void label_of(const char *xml, const char *path, int number, struct sam_buf *label) {
    char id[512];
    const char *at = xml;
    snprintf(id, sizeof id, "%.500s:label\">", path);
    sam_buf_text(label, "");
    while (at != NULL && (at = strstr(at, id)) != NULL) {
        const char *value = strstr(at, "<value>");
        const char *end = value != NULL ? strstr(value, "</value>") : NULL;
        if (end != NULL && number-- == 0) {
            sam_buf_append(label, value + 7, (size_t)(end - value - 7));
            return;
        }
        at = end;
    }
}

/* The form itself; an empty text when it can't be had, since fields go without labels too. */
static void read_form(struct odk *s, struct sam_http_answer *form) {
    struct sam_buf url;
    struct sam_err ignored = {0};
    sam_buf_init(&url, 1 << 16);
    form_url(s, &url, ".xml");
    struct sam_http_request request = {.url = url.data,
                                       .headers = s->api.headers,
                                       .header_count = s->api.header_count,
                                       .user = s->api.user,
                                       .password = s->pass->secret->text,
                                       .retries = 1};
    if (sam_http_fetch(s->pass->http, &request, form, &ignored) != SAM_OK) {
        sam_buf_clear(&form->body);
    }
    sam_buf_fini(&url);
}

static void describe_field(struct sam_questions *questions, const cJSON *field, const char *xml) {
    char unused[24];
    const char *path = sam_api_text(field, "path", unused);
    const char *type = sam_api_text(field, "type", unused);
    if (path[0] != '/' || strcmp(type, "structure") == 0 || strcmp(type, "repeat") == 0 ||
        strncmp(path, "/meta/", 6) == 0) {
        return;
    }
    struct sam_buf text;
    struct sam_buf other;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_buf_init(&other, SAM_BUF_UNLIMITED);
    label_of(xml, path, 0, &text);
    label_of(xml, path, 1, &other);
    sam_questions_add(questions, path + 1, text.data, other.data);
    sam_buf_fini(&other);
    sam_buf_fini(&text);
}

static enum sam_status odk_describe(void *state, struct sam_questions *questions,
                                    struct sam_err *err) {
    struct odk *s = state;
    struct sam_buf url;
    struct sam_http_answer form;
    cJSON *tree = NULL;
    sam_buf_init(&url, 1 << 16);
    sam_http_answer_init(&form);
    form_url(s, &url, "/fields?odata=true");
    enum sam_status status = get(s, url.data, &tree, err);
    if (status == SAM_OK) {
        read_form(s, &form);
    }
    const cJSON *field = NULL;
    cJSON_ArrayForEach(field, tree) {
        describe_field(questions, field, form.body.data != NULL ? form.body.data : "");
    }
    cJSON_Delete(tree);
    sam_http_answer_fini(&form);
    sam_buf_fini(&url);
    return status;
}

const struct sam_platform sam_platform_odk = {odk_open, odk_describe, odk_next, odk_close};
