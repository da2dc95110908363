/* A response file, from disk or over HTTP. The file has no order of changes and no pages: each
 * pass reads all of it, and what is as stored costs only the reading. */
#include "base/csv.h"
#include "base/dictionary.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "base/words.h"
#include "collect/source.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct csv {
    const struct sam_pass *pass;
    const char *name; /* the file or address, for messages */
    char *path;
    FILE *stream;
    struct sam_http_answer answer;
    bool over_http;
    struct sam_csv *csv;
    struct sam_target *targets; /* per column */
    char **headings;
    size_t column_count;
    size_t id_column, modified_column, complete_column; /* SAM_NONE: there is none */
    struct sam_dictionary *ids;                         /* record ids given so far */
    size_t *times;                                      /* how often each */
    size_t times_room;
    struct sam_csv_row ahead; /* a row read but not given yet */
};

static enum sam_status open_stream(struct csv *s, struct sam_err *err) {
    const struct sam_source *source = s->pass->source;
    s->path = s->pass->file != NULL ? sam_xstrdup(s->pass->file)
                                    : sam_path_in_study(s->pass->study->folder, source->url);
    s->name = s->path;
    s->stream = fopen(s->path, "rbe");
    if (s->stream == NULL) {
        return sam_fail_cause(err, errno == ENOENT ? SAM_E_NOT_FOUND : SAM_E_IO, errno,
                              _("%s cannot be read: %s"), s->path, strerror(errno));
    }
    s->csv = sam_csv_from_file(s->stream, s->name, source->separator);
    return SAM_OK;
}

/* As the API's sources do; a file of one's own is refused instead, with the line, as it can be
 * saved anew. */
static void mend(struct csv *s) {
    struct sam_buf *body = &s->answer.body;
    struct sam_buf mended;
    if (body->length == 0 || sam_utf8_valid(body->data, body->length, NULL)) {
        return;
    }
    sam_buf_init(&mended, SAM_BUF_UNLIMITED);
    sam_utf8_mend(body->data, body->length, &mended);
    sam_buf_clear(body);
    sam_buf_append(body, mended.data, mended.length);
    sam_buf_fini(&mended);
    sam_pass_notice(s->pass,
                    _("source %s: its file is not UTF-8; it was read as Windows-1252, as older "
                      "programs write. See whether accents are right in the open answers"),
                    s->pass->source->name);
}

static enum sam_status open_address(struct csv *s, struct sam_err *err) {
    const struct sam_source *source = s->pass->source;
    const char *auth = source->auth != NULL ? source->auth : "none";
    char header[SAM_SECRET_LIMIT + 256] = "";
    const char *headers[] = {header};
    struct sam_buf url;
    sam_buf_init(&url, 1 << 16);
    sam_buf_text(&url, source->url);
    if (strcmp(auth, "bearer") == 0) {
        snprintf(header, sizeof header, "Authorization: Bearer %s", s->pass->secret->text);
    } else if (strcmp(auth, "header") == 0) {
        snprintf(header, sizeof header, "%.200s: %s", source->auth_name, s->pass->secret->text);
    } else if (strcmp(auth, "query") == 0) {
        sam_http_add_parameter(&url, source->auth_name, s->pass->secret->text);
    }
    bool basic = strcmp(auth, "basic") == 0;
    struct sam_http_request request = {.url = url.data,
                                       .accept = "text/csv, text/plain;q=0.9",
                                       .headers = headers,
                                       .header_count = header[0] != '\0',
                                       .user = basic ? source->user : NULL,
                                       .password = basic ? s->pass->secret->text : NULL,
                                       .secret_in_url = strcmp(auth, "query") == 0,
                                       .retries = SAM_HTTP_RETRIES};
    enum sam_status status = sam_http_fetch(s->pass->http, &request, &s->answer, err);
    explicit_bzero(header, sizeof header);
    explicit_bzero(url.data, url.length);
    sam_buf_fini(&url);
    if (status == SAM_OK) {
        s->name = source->url;
        mend(s);
        s->csv = sam_csv_from_memory(s->answer.body.data != NULL ? s->answer.body.data : "",
                                     s->answer.body.length, s->name, source->separator);
    }
    return status;
}

/* A second column for the same thing, if there is one. */
static size_t doubled(const struct csv *s, size_t column) {
    const struct sam_target *target = &s->targets[column];
    for (size_t i = 0; i < column; i++) {
        const struct sam_target *other = &s->targets[i];
        if (target->kind == other->kind &&
            ((target->kind == SAM_TARGET_FIELD && target->field == other->field) ||
             (target->kind == SAM_TARGET_ANSWER && strcmp(target->name, other->name) == 0))) {
            return i;
        }
    }
    return SAM_NONE;
}

static enum sam_status take_column(struct csv *s, size_t i, size_t line, struct sam_buf *unknown,
                                   struct sam_err *err) {
    const struct sam_source *source = s->pass->source;
    const char *heading = s->headings[i];
    const struct {
        const char *name;
        size_t *column;
    } own[] = {{source->record_id, &s->id_column},
               {source->modified, &s->modified_column},
               {source->complete, &s->complete_column}};
    bool taken = false;
    for (size_t j = 0; j < 3; j++) {
        if (own[j].name != NULL && strcmp(own[j].name, heading) == 0) {
            *own[j].column = i;
            taken = true;
        }
    }
    s->targets[i] = sam_mapper_target(s->pass->mapper, heading);
    if (s->targets[i].kind == SAM_TARGET_UNKNOWN && !taken) {
        int shown = (int)sam_utf8_cut(heading, strlen(heading), 60);
        sam_buf_printf(unknown, "%s\"%.*s\"", unknown->length > 0 ? ", " : "", shown, heading);
    }
    size_t other = doubled(s, i);
    if (other != SAM_NONE) {
        return sam_fail(err, SAM_E_INPUT,
                        _("%s, line %zu: columns \"%s\" and \"%s\" mean the same; keep one"),
                        s->name, line, s->headings[other], heading);
    }
    return SAM_OK;
}

static enum sam_status read_header(struct csv *s, struct sam_err *err) {
    struct sam_csv_row row;
    enum sam_status status = sam_csv_next(s->csv, &row, err);
    if (status != SAM_OK) {
        return status;
    }
    bool place = false;
    bool item = false;
    s->column_count = row.count;
    s->targets = sam_xcalloc(row.count + 1, sizeof *s->targets);
    s->headings = sam_xcalloc(row.count + 1, sizeof *s->headings);
    for (size_t i = 0; i < row.count; i++) {
        s->headings[i] = sam_xstrdup(row.fields[i].text);
    }
    struct sam_buf unknown;
    sam_buf_init(&unknown, SAM_ERR_TEXT / 2);
    for (size_t i = 0; i < row.count && status == SAM_OK; i++) {
        status = take_column(s, i, row.line, &unknown, err);
        const struct sam_target *target = &s->targets[i];
        place = place ||
                (target->kind == SAM_TARGET_FIELD &&
                 (target->field == SAM_FIELD_ALLIANCE || target->field == SAM_FIELD_RESPONDENT));
        item = item || (target->kind == SAM_TARGET_ANSWER && target->item);
    }
    if (status == SAM_OK && unknown.length > 0 && !s->pass->ignore_unknown) {
        status = sam_fail(err, SAM_E_INPUT,
                          _("%s, line %zu: column %s is no statement of the questionnaire; "
                            "remove it, pass over such columns with --ignore-unknown, or map it in "
                            "the source's \"map\" (to \"\" to leave it out)"),
                          s->name, row.line, unknown.data);
    }
    sam_buf_fini(&unknown);
    if (status == SAM_OK && (!place || !item)) {
        status = sam_fail(err, SAM_E_INPUT,
                          _("%s: the first line must name the columns: \"alliance\" (or "
                            "\"respondent\") and at least one statement of the questionnaire"),
                          s->name);
    }
    return status;
}

static void csv_close(void *state);

static enum sam_status csv_open(const struct sam_pass *pass, void **state, struct sam_err *err) {
    struct csv *s = sam_xcalloc(1, sizeof *s);
    s->pass = pass;
    s->id_column = s->modified_column = s->complete_column = SAM_NONE;
    s->ids = sam_dictionary_new();
    sam_http_answer_init(&s->answer);
    const char *url = pass->source->url;
    s->over_http =
        pass->file == NULL && (strncmp(url, "http://", 7) == 0 || strncmp(url, "https://", 8) == 0);
    enum sam_status status = s->over_http ? open_address(s, err) : open_stream(s, err);
    if (status == SAM_OK) {
        status = read_header(s, err);
    }
    if (status == SAM_OK) {
        status = sam_csv_next(s->csv, &s->ahead, err);
    }
    if (status != SAM_OK) {
        csv_close(s);
        return status;
    }
    *state = s;
    return SAM_OK;
}

static void csv_close(void *state) {
    struct csv *s = state;
    sam_csv_free(s->csv);
    if (s->stream != NULL) {
        fclose(s->stream);
    }
    for (size_t i = 0; i < s->column_count; i++) {
        free(s->headings[i]);
    }
    free(s->headings);
    free(s->targets);
    free(s->times);
    free(s->path);
    sam_dictionary_free(s->ids);
    sam_http_answer_fini(&s->answer);
    free(s);
}

/* A row that names nobody is known by its content, so that the same file again is the same. */
static void content_id(const struct sam_raw_response *raw, char id[64]) {
    uint64_t hash = 0;
    const char *const fields[] = {raw->alliance, raw->organisation, raw->role,
                                  raw->wave,     raw->language,     raw->submitted_at};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        const char *text = fields[i] != NULL ? fields[i] : "";
        hash = sam_hash64(text, strlen(text) + 1, hash);
    }
    for (size_t i = 0; i < raw->answer_count; i++) {
        const struct sam_raw_answer *answer = &raw->answers[i];
        hash = sam_hash64(answer->name, strlen(answer->name) + 1, hash);
        hash = sam_hash64(answer->text, strlen(answer->text) + 1, hash);
    }
    snprintf(id, 64, "row-%016" PRIx64, hash);
}

/* The second and later rows with the same id get "#2", "#3": none takes another's place. */
static const char *unique_id(struct csv *s, struct sam_arena *arena, const char *id) {
    uint32_t at = sam_dictionary_add(s->ids, id, strlen(id));
    if (at >= s->times_room) {
        size_t room = sam_grow(s->times_room, at + 1);
        s->times = sam_xrealloc(s->times, room, sizeof *s->times);
        memset(s->times + s->times_room, 0, (room - s->times_room) * sizeof *s->times);
        s->times_room = room;
    }
    size_t times = ++s->times[at];
    if (times == 1) {
        return sam_arena_strdup(arena, id);
    }
    char again[32];
    snprintf(again, sizeof again, "#%zu", times);
    size_t length = strlen(id);
    char *text = sam_arena_alloc(arena, length + sizeof again);
    if (text != NULL) {
        memcpy(text, id, length);
        memcpy(text + length, again, strlen(again) + 1);
    }
    return text;
}

static const char *record_id(struct csv *s, struct sam_arena *arena, const struct sam_draft *draft,
                             const struct sam_csv_row *row) {
    const struct sam_raw_response *raw = &draft->raw;
    if (s->id_column != SAM_NONE && row->fields[s->id_column].length > 0) {
        return sam_arena_strdup(arena, row->fields[s->id_column].text);
    }
    if (raw->respondent == NULL || raw->respondent[0] == '\0') {
        char id[64];
        content_id(raw, id);
        return unique_id(s, arena, id);
    }
    struct sam_buf id;
    sam_buf_init(&id, SAM_BUF_UNLIMITED);
    const char *wave = raw->wave != NULL && raw->wave[0] != '\0' ? raw->wave : s->pass->wave;
    sam_buf_printf(&id, "%s/%s/%s", raw->respondent, raw->alliance != NULL ? raw->alliance : "",
                   wave != NULL ? wave : "");
    const char *text = unique_id(s, arena, id.data);
    sam_buf_fini(&id);
    return text;
}

static enum sam_status take_row(struct csv *s, struct sam_page *page, struct sam_err *err) {
    const struct sam_source *source = s->pass->source;
    const struct sam_csv_row *row = &s->ahead;
    if (row->count != s->column_count) {
        return sam_fail(err, SAM_E_INPUT,
                        _("%s, line %zu: %zu columns, but the first line names %zu; the line may "
                          "be cut off or lack a quotation mark"),
                        s->name, row->line, row->count, s->column_count);
    }
    struct sam_draft draft;
    sam_draft_start(&draft, s->pass->mapper, page->arena);
    for (size_t i = 0; i < row->count; i++) {
        sam_draft_put(&draft, &s->targets[i], row->fields[i].text);
    }
    if (s->modified_column != SAM_NONE) {
        draft.raw.modified_at = sam_arena_strdup(page->arena, row->fields[s->modified_column].text);
    }
    if (s->complete_column != SAM_NONE) {
        const char *means = source->complete_value != NULL ? source->complete_value : "true";
        draft.raw.complete = strcmp(row->fields[s->complete_column].text, means) == 0;
    }
    draft.raw.record_id = record_id(s, page->arena, &draft, row);
    char place[32];
    snprintf(place, sizeof place, _("line %zu"), row->line);
    struct sam_buf where;
    sam_buf_init(&where, SAM_BUF_UNLIMITED);
    sam_buf_printf(&where, "%.*s, %s", (int)strcspn(s->name, "?"), s->name, place);
    page->places[page->record_count] = sam_arena_strdup(page->arena, where.data);
    sam_buf_fini(&where);
    page->records[page->record_count++] = draft.raw;
    return draft.full ? sam_fail(err, SAM_E_LIMIT, _("%s: too large a page"), s->name) : SAM_OK;
}

static enum sam_status csv_next(void *state, struct sam_page *page, struct sam_err *err) {
    struct csv *s = state;
    enum sam_status status = SAM_OK;
    sam_page_clear(page);
    page->records = sam_arena_alloc(page->arena, SAM_PAGE_RECORDS * sizeof *page->records);
    page->places = sam_arena_alloc(page->arena, SAM_PAGE_RECORDS * sizeof *page->places);
    while (status == SAM_OK && s->ahead.count > 0 && page->record_count < SAM_PAGE_RECORDS) {
        status = take_row(s, page, err);
        if (status == SAM_OK) {
            status = sam_csv_next(s->csv, &s->ahead, err);
        }
    }
    page->more = s->ahead.count > 0;
    if (status == SAM_OK && !page->more && s->over_http && !sam_csv_ended_with_line_end(s->csv)) {
        status = sam_fail(err, SAM_E_NET,
                          _("%.*s: the last line has no end: the file may have been cut off on "
                            "the way; try again"),
                          (int)strcspn(s->name, "?"), s->name);
    }
    return status;
}

static enum sam_status csv_describe(void *state, struct sam_questions *questions,
                                    struct sam_err *err) {
    (void)err;
    struct csv *s = state;
    for (size_t i = 0; i < s->column_count; i++) {
        sam_questions_add(questions, s->headings[i], s->headings[i], NULL);
    }
    return SAM_OK;
}

const struct sam_platform sam_platform_csv = {csv_open, csv_describe, csv_next, csv_close};
