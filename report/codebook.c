#include "report/codebook.h"

#include "base/csv.h"
#include "base/json_writer.h"
#include "report/columns.h"

static const struct sam_item *item_of(const struct sam_questionnaire *q,
                                      const struct sam_column *column) {
    return column->kind == SAM_COLUMN_ANSWER ? &q->items[column->index] : NULL;
}

static const char *scale_of(const struct sam_questionnaire *q, const struct sam_item *item) {
    return item != NULL && item->scale != SAM_NONE ? q->scales[item->scale].id : "";
}

static void append_values(const struct sam_questionnaire *q, const struct sam_column *column,
                          enum sam_lang lang, struct sam_buf *text) {
    char value[SAM_PLACE_SIZE];
    const char *label = NULL;
    for (size_t k = 0; sam_column_value(q, column, lang, k, value, &label); k++) {
        sam_buf_printf(text, "%s%s = %s", k > 0 ? "; " : "", value, label);
    }
}

static void append_audience(const struct sam_item *item, const char *between,
                            struct sam_buf *text) {
    bool first = true;
    for (int role = 0; item != NULL && role < SAM_ROLES; role++) {
        if ((item->audience & 1U << role) != 0) {
            sam_buf_printf(text, "%s%s", first ? "" : between, sam_role_id((enum sam_role)role));
            first = false;
        }
    }
}

static void write_field(struct sam_buf *csv, const char *text) {
    sam_buf_char(csv, ',');
    sam_csv_write_field(csv, text);
}

static void write_row(const struct sam_questionnaire *q, const struct sam_column *column,
                      const char *about, struct sam_buf *csv) {
    const struct sam_item *item = item_of(q, column);
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_csv_write_field(csv, column->name);
    for (int lang = 0; lang < SAM_LANGS; lang++) {
        write_field(csv, sam_column_label(q, column, (enum sam_lang)lang));
    }
    write_field(csv, item != NULL ? q->themes[item->theme].id : "");
    write_field(csv, scale_of(q, item));
    write_field(csv, item == NULL ? "" : item->reverse ? "yes" : "no");
    write_field(csv,
                item != NULL && item->phase != SAM_PHASE_NONE ? sam_phase_id(item->phase) : "");
    append_audience(item, " ", &text);
    write_field(csv, text.data);
    for (int lang = 0; lang < SAM_LANGS; lang++) {
        sam_buf_clear(&text);
        append_values(q, column, (enum sam_lang)lang, &text);
        write_field(csv, text.data);
    }
    write_field(csv, about);
    sam_buf_text(csv, "\r\n");
    sam_buf_fini(&text);
}

void sam_codebook_csv(const struct sam_questionnaire *q, const char *about, struct sam_buf *csv) {
    sam_buf_text(csv, "variable,label_nl,label_en,theme,scale,reverse,phase,audience,values_nl,"
                      "values_en,about\r\n");
    for (size_t i = 0; i < sam_column_count(q); i++) {
        struct sam_column column = sam_column_at(q, i);
        write_row(q, &column, about, csv);
    }
}

static void write_values(struct sam_json *json, const struct sam_questionnaire *q,
                         const struct sam_column *column) {
    char value[SAM_PLACE_SIZE];
    const char *nl = NULL;
    const char *en = NULL;
    sam_json_array(json, "values");
    for (size_t k = 0; sam_column_value(q, column, SAM_NL, k, value, &nl) &&
                       sam_column_value(q, column, SAM_EN, k, value, &en);
         k++) {
        sam_json_object(json, NULL);
        sam_json_string(json, "value", value);
        sam_json_string(json, "nl", nl);
        sam_json_string(json, "en", en);
        sam_json_object_end(json);
    }
    sam_json_array_end(json);
}

static void write_object(struct sam_json *json, const struct sam_questionnaire *q,
                         const struct sam_column *column, const char *about) {
    const struct sam_item *item = item_of(q, column);
    sam_json_object(json, NULL);
    sam_json_string(json, "variable", column->name);
    sam_json_object(json, "label");
    sam_json_string(json, "nl", sam_column_label(q, column, SAM_NL));
    sam_json_string(json, "en", sam_column_label(q, column, SAM_EN));
    sam_json_object_end(json);
    if (item != NULL) {
        sam_json_string(json, "theme", q->themes[item->theme].id);
        if (item->scale != SAM_NONE) {
            sam_json_string(json, "scale", scale_of(q, item));
        }
        sam_json_bool(json, "reverse", item->reverse);
        if (item->phase != SAM_PHASE_NONE) {
            sam_json_string(json, "phase", sam_phase_id(item->phase));
        }
        sam_json_array(json, "audience");
        for (int role = 0; role < SAM_ROLES; role++) {
            if ((item->audience & 1U << role) != 0) {
                sam_json_string(json, NULL, sam_role_id((enum sam_role)role));
            }
        }
        sam_json_array_end(json);
    }
    write_values(json, q, column);
    sam_json_string(json, "about", about);
    sam_json_object_end(json);
}

enum sam_status sam_codebook_json(const struct sam_questionnaire *q, const char *about,
                                  struct sam_buf *text, struct sam_err *err) {
    struct sam_json json;
    sam_json_to_buf(&json, text, 1);
    sam_json_array(&json, NULL);
    for (size_t i = 0; i < sam_column_count(q); i++) {
        struct sam_column column = sam_column_at(q, i);
        write_object(&json, q, &column, about);
    }
    sam_json_array_end(&json);
    return sam_json_end(&json, "codebook", err);
}
