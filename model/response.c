#include "model/response.h"

#include "base/moment.h"
#include "base/utf8.h"
#include "base/words.h"

#include <stdio.h>
#include <string.h>

static const char *const refusal_ids[SAM_REFUSALS] = {
    "accepted", "no_id",  "alliance", "organisation", "role", "wave",
    "language", "moment", "item",     "value",        "text"};

const char *sam_refusal_id(enum sam_refusal refusal) {
    return refusal_ids[refusal];
}

int sam_answer_read(const char *text, size_t length, int points, uint8_t *answer) {
    if (length == 0) {
        *answer = SAM_MISSING;
        return 0;
    }
    if (length == 2 && (memcmp(text, "dk", 2) == 0 || memcmp(text, "DK", 2) == 0)) {
        *answer = SAM_DONT_KNOW;
        return 0;
    }
    int value = 0;
    for (size_t i = 0; i < length; i++) {
        if (text[i] < '0' || text[i] > '9' || i > 1) {
            return -1;
        }
        value = 10 * value + (text[i] - '0');
    }
    if (value < 1 || value > points || text[0] == '0') {
        return -1;
    }
    *answer = (uint8_t)value;
    return 0;
}

const char *sam_answer_print(uint8_t answer, char text[4]) {
    if (answer == SAM_MISSING) {
        text[0] = '\0';
    } else if (answer == SAM_DONT_KNOW) {
        memcpy(text, "dk", 3);
    } else {
        snprintf(text, 4, "%d", answer);
    }
    return text;
}

struct judge {
    const struct sam_raw_response *raw;
    const struct sam_study *study;
    const struct sam_questionnaire *questionnaire;
    struct sam_arena *arena;
    struct sam_response *out;
    struct sam_err *err;
    bool too_large; /* the arena's limit was reached */
};

static const char *text_or_empty(const char *text) {
    return text != NULL ? text : "";
}

static const char *copy(struct judge *j, const char *text) {
    const char *kept = sam_arena_strdup(j->arena, text_or_empty(text));
    j->too_large = j->too_large || kept == NULL;
    return text_or_empty(kept);
}

static enum sam_refusal refuse(struct judge *j, enum sam_refusal why, const char *message,
                               const char *value) {
    sam_fail(j->err, SAM_E_INPUT, _("response %s: %s: \"%s\""), text_or_empty(j->raw->record_id),
             message, value);
    return why;
}

/* What study.json says of this respondent stands in where the response says nothing. */
static void fill_from_people(struct judge *j, const char **role) {
    struct sam_response *out = j->out;
    size_t person =
        out->respondent[0] != '\0' ? sam_study_person(j->study, out->respondent) : SAM_NONE;
    if (person == SAM_NONE) {
        return;
    }
    const struct sam_person *known = &j->study->people[person];
    if (out->alliance[0] == '\0') {
        out->alliance = j->study->alliances[known->alliance].id;
    }
    if (strcmp(out->alliance, j->study->alliances[known->alliance].id) != 0) {
        return;
    }
    if (out->organisation[0] == '\0') {
        out->organisation = known->organisation;
    }
    if ((*role)[0] == '\0') {
        *role = sam_role_id(known->role);
    }
}

static enum sam_refusal judge_place(struct judge *j, const char *role) {
    struct sam_response *out = j->out;
    if (sam_role_read(role, &out->role) != 0) {
        return refuse(j, SAM_REFUSED_ROLE, _("role must be lead, partner or account_holder"), role);
    }
    if (out->alliance[0] == '\0') {
        return refuse(j, SAM_REFUSED_ALLIANCE, _("it names no alliance"), "");
    }
    if (j->study == NULL) {
        return SAM_ACCEPTED;
    }
    size_t alliance = sam_study_alliance(j->study, out->alliance);
    if (alliance == SAM_NONE) {
        return refuse(j, SAM_REFUSED_ALLIANCE,
                      _("this alliance is not in study.json; add it, or map it in the source's "
                        "\"alliances\""),
                      out->alliance);
    }
    if (out->organisation[0] != '\0' && out->role != SAM_ACCOUNT_HOLDER &&
        sam_alliance_partner(&j->study->alliances[alliance], out->organisation) == SAM_NONE) {
        return refuse(j, SAM_REFUSED_ORGANISATION,
                      _("this organisation is not a partner in that alliance; add it in "
                        "study.json, or map it in the source's \"organisations\""),
                      out->organisation);
    }
    return SAM_ACCEPTED;
}

static enum sam_refusal judge_round(struct judge *j) {
    struct sam_response *out = j->out;
    if (j->study != NULL && out->wave[0] == '\0') {
        return refuse(j, SAM_REFUSED_WAVE,
                      _("it names no wave, and the study has more than one; say which with "
                        "--wave or in the source's \"wave\""),
                      "");
    }
    if (j->study != NULL && sam_study_wave(j->study, out->wave) == SAM_NONE) {
        return refuse(j, SAM_REFUSED_WAVE, _("this wave is not in study.json"), out->wave);
    }
    if (j->study != NULL &&
        !sam_alliance_in_wave(j->study, sam_study_alliance(j->study, out->alliance),
                              sam_study_wave(j->study, out->wave))) {
        return refuse(
            j, SAM_REFUSED_WAVE,
            _("this alliance takes no part in that wave; see its \"waves\" in study.json"),
            out->wave);
    }
    const char *language = text_or_empty(j->raw->language);
    enum sam_lang lang = SAM_NL;
    out->language = -1;
    if (language[0] != '\0') {
        if (sam_lang_read(language, &lang) != 0) {
            return refuse(j, SAM_REFUSED_LANGUAGE, _("language must be nl or en"), language);
        }
        out->language = (int)lang;
    }
    if (out->submitted_at[0] != '\0' && !sam_moment_valid(out->submitted_at)) {
        return refuse(j, SAM_REFUSED_MOMENT,
                      _("submitted_at must be a moment like 2026-11-22T09:30:00Z"),
                      out->submitted_at);
    }
    return SAM_ACCEPTED;
}

static enum sam_refusal judge_open(struct judge *j, size_t question, const char *text,
                                   struct sam_open_answer *open) {
    if (text[0] == '\0') {
        return SAM_ACCEPTED;
    }
    size_t length = strlen(text);
    const char *id = j->questionnaire->open_questions[question].id;
    if (length > SAM_OPEN_TEXT_LIMIT || !sam_utf8_valid(text, length, NULL)) {
        return refuse(j, SAM_REFUSED_TEXT, _("an open answer is too long or not UTF-8"), id);
    }
    for (size_t i = 0; i < j->out->open_count; i++) {
        if (open[i].question == question) {
            return refuse(j, SAM_REFUSED_ITEM, _("answered twice"), id);
        }
    }
    open[j->out->open_count++] = (struct sam_open_answer){question, copy(j, text)};
    return SAM_ACCEPTED;
}

/* The same statement may be named twice (by two columns of a platform) as long as one is empty. */
static enum sam_refusal judge_item(struct judge *j, const char *name, const char *text,
                                   uint8_t *answer) {
    uint8_t value = SAM_MISSING;
    if (sam_answer_read(text, strlen(text), j->questionnaire->points, &value) != 0) {
        char message[256];
        snprintf(message, sizeof message,
                 _("%s: an answer must be a whole number of 1 to %d, or dk"), name,
                 j->questionnaire->points);
        return refuse(j, SAM_REFUSED_VALUE, message, text);
    }
    if (value != SAM_MISSING && *answer != SAM_MISSING) {
        return refuse(j, SAM_REFUSED_ITEM, _("answered twice"), name);
    }
    *answer = value != SAM_MISSING ? value : *answer;
    return SAM_ACCEPTED;
}

static enum sam_refusal judge_answer(struct judge *j, size_t i, uint8_t *answers,
                                     struct sam_open_answer *open) {
    const struct sam_questionnaire *q = j->questionnaire;
    const char *name = j->raw->answers[i].name;
    const char *text = text_or_empty(j->raw->answers[i].text);
    /* Most sources give the answers in the questionnaire's order. */
    bool in_order = i < q->item_count && strcmp(q->items[i].id, name) == 0;
    size_t item = in_order ? i : sam_questionnaire_item(q, name);
    if (item != SAM_NONE) {
        return judge_item(j, name, text, &answers[item]);
    }
    size_t question = sam_questionnaire_open_question(q, name);
    if (question == SAM_NONE) {
        return refuse(j, SAM_REFUSED_ITEM, _("the questionnaire has no such statement or question"),
                      name);
    }
    return judge_open(j, question, text, open);
}

bool sam_response_left_blank(const struct sam_response *response, const char *item) {
    size_t length = strlen(item);
    const char *at = response->left_blank;
    while (at != NULL && *at != '\0') {
        size_t here = strcspn(at, " ");
        if (here == length && memcmp(at, item, length) == 0) {
            return true;
        }
        at += here + (at[here] == ' ');
    }
    return false;
}

/* By the questionnaire's order, each once, and none that another column answered after all. */
static const char *judge_blanks(struct judge *j, const uint8_t *answers) {
    const struct sam_questionnaire *q = j->questionnaire;
    size_t room = 1;
    for (size_t i = 0; i < j->raw->answer_count; i++) {
        room += j->raw->answers[i].left_blank ? strlen(j->raw->answers[i].name) + 1 : 0;
    }
    if (room == 1) {
        return "";
    }
    char *list = sam_arena_alloc(j->arena, room);
    size_t length = 0;
    for (size_t item = 0; list != NULL && item < q->item_count; item++) {
        bool blank = false;
        for (size_t i = 0; i < j->raw->answer_count && answers[item] == SAM_MISSING; i++) {
            blank = blank || (j->raw->answers[i].left_blank &&
                              strcmp(j->raw->answers[i].name, q->items[item].id) == 0);
        }
        if (blank) {
            length += (size_t)snprintf(list + length, room - length, "%s%s", length > 0 ? " " : "",
                                       q->items[item].id);
        }
    }
    j->too_large = j->too_large || list == NULL;
    return list != NULL ? list : "";
}

static enum sam_refusal judge_answers(struct judge *j) {
    const struct sam_questionnaire *q = j->questionnaire;
    uint8_t *answers = sam_arena_alloc(j->arena, q->item_count);
    struct sam_open_answer *open = sam_arena_alloc(j->arena, q->open_count * sizeof *open + 1);
    j->too_large = j->too_large || answers == NULL || open == NULL;
    for (size_t i = 0; i < j->raw->answer_count && !j->too_large; i++) {
        enum sam_refusal refusal = judge_answer(j, i, answers, open);
        if (refusal != SAM_ACCEPTED) {
            return refusal;
        }
    }
    j->out->left_blank = j->too_large ? "" : judge_blanks(j, answers);
    if (j->too_large) {
        return refuse(j, SAM_REFUSED_TEXT, _("it is larger than a response can be"), "");
    }
    j->out->answers = answers;
    j->out->item_count = q->item_count;
    j->out->open = open;
    return SAM_ACCEPTED;
}

enum sam_refusal sam_response_judge(const struct sam_raw_response *raw,
                                    const struct sam_study *study, const char *default_wave,
                                    const struct sam_questionnaire *questionnaire,
                                    struct sam_arena *arena, struct sam_response *out,
                                    struct sam_err *err) {
    struct judge j = {raw, study, questionnaire, arena, out, err, false};
    const char *wave = text_or_empty(raw->wave);
    if (wave[0] == '\0') {
        wave = text_or_empty(default_wave);
    }
    *out = (struct sam_response){
        .record_id = copy(&j, raw->record_id),
        .respondent = copy(&j, raw->respondent),
        .alliance = copy(&j, raw->alliance),
        .organisation = copy(&j, raw->organisation),
        .wave = copy(&j, wave),
        .submitted_at = copy(&j, raw->submitted_at),
        .modified_at = copy(&j, raw->modified_at),
        .complete = raw->complete,
    };
    const char *role = copy(&j, raw->role);
    if (j.too_large) {
        return refuse(&j, SAM_REFUSED_TEXT, _("it is larger than a response can be"), "");
    }
    if (out->record_id[0] == '\0') {
        return refuse(&j, SAM_REFUSED_NO_ID, _("it has no id of its own"), "");
    }
    if (study != NULL) {
        fill_from_people(&j, &role);
    }
    enum sam_refusal refusal = judge_place(&j, role);
    if (refusal == SAM_ACCEPTED) {
        refusal = judge_round(&j);
    }
    return refusal == SAM_ACCEPTED ? judge_answers(&j) : refusal;
}
