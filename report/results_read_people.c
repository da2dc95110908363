/* What results.json says beside an alliance's scores: roles, partners, differences, open answers.
 * Files from before there were such keys have none of them. */
#include "base/utf8.h"
#include "report/results_reader.h"

#include <math.h>
#include <string.h>

static void *room(struct sam_results_reader *r, size_t count, size_t size) {
    return sam_arena_alloc(r->results->arena, count * size + 1);
}

static bool has(const cJSON *object, const char *key) {
    return cJSON_GetObjectItemCaseSensitive(object, key) != NULL;
}

static void read_roles(struct sam_results_reader *r, const cJSON *object,
                       struct sam_results_alliance *alliance) {
    if (!has(object, "roles")) {
        return;
    }
    const cJSON *roles = sam_results_object(r, object, "roles");
    sam_results_enter(r, "roles");
    for (int role = 0; role < SAM_ROLES; role++) {
        const char *id = sam_role_id((enum sam_role)role);
        const cJSON *own = sam_results_object(r, roles, id);
        sam_results_enter(r, id);
        struct sam_number invited = sam_results_number(r, own, "invited");
        alliance->roles_known = alliance->roles_known || sam_has(invited);
        alliance->invited_by_role[role] = sam_results_count(r, own, "invited");
        alliance->result.by_role[role] = sam_results_count(r, own, "responded");
        sam_results_leave(r);
    }
    sam_results_leave(r);
}

static void read_partners(struct sam_results_reader *r, const cJSON *object,
                          struct sam_results_alliance *alliance) {
    if (!has(object, "partners")) {
        return;
    }
    const cJSON *list = sam_results_list(r, object, "partners");
    const cJSON *partner = NULL;
    alliance->partners =
        room(r, list != NULL ? (size_t)cJSON_GetArraySize(list) : 0, sizeof *alliance->partners);
    sam_results_enter(r, "partners");
    cJSON_ArrayForEach(partner, list) {
        struct sam_results_partner *own = &alliance->partners[alliance->partner_count++];
        own->id = sam_results_text(r, partner, "id", false);
        own->name = sam_results_text(r, partner, "name", false);
        own->lead = sam_results_flag(r, partner, "lead");
    }
    sam_results_leave(r);
}

/* --- open answers ---------------------------------------------------------------------------- */

/* The byte at which character `count` of the text begins, or its end. */
static size_t byte_of(const char *text, size_t count) {
    size_t at = 0;
    while (text[at] != '\0' && (count > 0 || ((unsigned char)text[at] & 0xC0U) == 0x80U)) {
        at++;
        count -= ((unsigned char)text[at] & 0xC0U) != 0x80U && count > 0;
    }
    return at;
}

static void read_flag(struct sam_results_reader *r, const cJSON *object, const char *text,
                      struct sam_name_flag *flag) {
    const char *kind = sam_results_text(r, object, "kind", false);
    size_t at = sam_results_count(r, object, "at");
    size_t length = sam_results_count(r, object, "length");
    /* a kind of a newer version is a possible name */
    flag->kind = SAM_NAME_POSSIBLE;
    for (int k = 0; k < SAM_NAME_KINDS && kind != NULL; k++) {
        if (strcmp(sam_name_kind_id((enum sam_name_kind)k), kind) == 0) {
            flag->kind = (enum sam_name_kind)k;
        }
    }
    flag->at = byte_of(text, at);
    flag->length = byte_of(text + flag->at, length);
}

struct sam_name_flag *sam_results_flags_read(struct sam_results_reader *r, const cJSON *object,
                                             const char *text, size_t *count) {
    const cJSON *list = sam_results_list(r, object, "flags");
    const cJSON *flag = NULL;
    size_t end = 0;
    struct sam_name_flag *flags =
        room(r, list != NULL ? (size_t)cJSON_GetArraySize(list) : 0, sizeof *flags);
    *count = 0;
    cJSON_ArrayForEach(flag, list) {
        struct sam_name_flag *read = &flags[(*count)++];
        read_flag(r, flag, text, read);
        if (read->at < end) {
            sam_results_wrong(r, "flags", _("they must not overlap and stand in order"));
            break;
        }
        end = read->at + read->length;
    }
    return flags;
}

static void read_open_answer(struct sam_results_reader *r, const cJSON *object,
                             struct sam_results_open *open) {
    const char *question = sam_results_text(r, object, "question", false);
    const char *text = sam_results_text(r, object, "text", false);
    if (question == NULL || text == NULL) {
        return;
    }
    open->text = text;
    open->question = sam_questionnaire_open_question(r->results->questionnaire, question);
    if (open->question == SAM_NONE) {
        open->question = 0;
        sam_results_wrong(r, "question", _("it names a question the questionnaire lacks"));
        return;
    }
    open->flags = sam_results_flags_read(r, object, text, &open->flag_count);
}

static void read_open_answers(struct sam_results_reader *r, const cJSON *object,
                              struct sam_results_alliance *alliance) {
    if (!has(object, "open_answers")) {
        return;
    }
    const cJSON *list = sam_results_list(r, object, "open_answers");
    const cJSON *answer = NULL;
    alliance->open =
        room(r, list != NULL ? (size_t)cJSON_GetArraySize(list) : 0, sizeof *alliance->open);
    sam_results_enter(r, "open_answers");
    cJSON_ArrayForEach(answer, list) {
        if (r->failed) {
            break;
        }
        read_open_answer(r, answer, &alliance->open[alliance->open_count++]);
    }
    sam_results_leave(r);
}

/* --- differences ----------------------------------------------------------------------------- */

static struct sam_permutation no_test(struct sam_number none) {
    return (struct sam_permutation){.difference = none, .p = none, .superiority = none};
}

static void read_test(struct sam_results_reader *r, const cJSON *object,
                      struct sam_permutation *test) {
    test->difference = sam_results_number(r, object, "difference");
    test->p = sam_results_number(r, object, "p");
    test->superiority = sam_results_number(r, object, "superiority");
}

static void read_contrast(struct sam_results_reader *r, const cJSON *roles, const char *key,
                          const char *first, struct sam_contrast *contrast) {
    const cJSON *own = cJSON_GetObjectItemCaseSensitive(roles, key);
    if (!cJSON_IsObject(own)) {
        struct sam_number none = sam_results_number(r, roles, key);
        contrast->first_mean = contrast->second_mean = none;
        contrast->test = no_test(none);
        return;
    }
    sam_results_enter(r, key);
    contrast->first = sam_results_count(r, own, first);
    contrast->second = sam_results_count(r, own, "partners");
    read_test(r, own, &contrast->test);
    contrast->first_mean = contrast->second_mean = sam_no_value(SAM_WHY_NOT_ASKED);
    const cJSON *means = cJSON_GetObjectItemCaseSensitive(own, "means");
    const cJSON *one = cJSON_GetArrayItem(means, 0);
    const cJSON *other = cJSON_GetArrayItem(means, 1);
    if (cJSON_IsNumber(one) && cJSON_IsNumber(other)) {
        contrast->first_mean = sam_value(one->valuedouble);
        contrast->second_mean = sam_value(other->valuedouble);
    }
    sam_results_leave(r);
}

static void read_change(struct sam_results_reader *r, const cJSON *scale,
                        struct sam_change *change) {
    const cJSON *own = cJSON_GetObjectItemCaseSensitive(scale, "change");
    if (!cJSON_IsObject(own)) {
        struct sam_number none =
            own == NULL ? sam_no_value(SAM_WHY_NOT_ASKED) : sam_results_number(r, scale, "change");
        change->test = no_test(none);
        change->detectable = none;
        return;
    }
    sam_results_enter(r, "change");
    change->pairs = sam_results_count(r, own, "pairs");
    change->newcomers = sam_results_count(r, own, "newcomers");
    change->leavers = sam_results_count(r, own, "leavers");
    change->unnamed = sam_results_count(r, own, "unnamed");
    read_test(r, own, &change->test);
    change->detectable = sam_results_number(r, own, "detectable");
    sam_results_leave(r);
}

void sam_results_differences_read(struct sam_results_reader *r, const cJSON *scale,
                                  struct sam_differences *differences) {
    if (has(scale, "roles")) {
        const cJSON *roles = sam_results_object(r, scale, "roles");
        sam_results_enter(r, "roles");
        read_contrast(r, roles, "lead_partners", "lead", &differences->lead_partners);
        read_contrast(r, roles, "account_holders_partners", "account_holders",
                      &differences->account_holders_partners);
        sam_results_leave(r);
    } else {
        struct sam_number none = sam_no_value(SAM_WHY_NOT_ASKED);
        struct sam_contrast nothing = {0, 0, none, none, no_test(none)};
        differences->lead_partners = differences->account_holders_partners = nothing;
    }
    read_change(r, scale, &differences->change);
}

/* What files from before there was such a key don't say, isn't known. */
static void read_described(struct sam_results_reader *r, const cJSON *object,
                           struct sam_results_alliance *alliance) {
    alliance->budget = -1;
    if (!has(object, "described")) {
        return;
    }
    const cJSON *own = sam_results_object(r, object, "described");
    sam_results_enter(r, "described");
    alliance->began = (int)fmin(9999, (double)sam_results_count(r, own, "began"));
    struct sam_number budget = sam_results_number(r, own, "budget_eur");
    alliance->budget = sam_has(budget) ? budget.value : -1;
    const cJSON *continued = cJSON_GetObjectItemCaseSensitive(own, "continued");
    alliance->continued = cJSON_IsTrue(continued)    ? SAM_CONTINUED_YES
                          : cJSON_IsFalse(continued) ? SAM_CONTINUED_NO
                                                     : SAM_CONTINUED_UNKNOWN;
    const char *staff = sam_results_text(r, own, "staff", true);
    if (staff != NULL && sam_staff_read(staff, &alliance->staff) != 0) {
        sam_results_wrong(r, "staff", _("it must be paid, volunteers or both"));
    }
    sam_results_leave(r);
}

const char **sam_results_texts(struct sam_results_reader *r, const cJSON *object, const char *key,
                               size_t *count) {
    *count = 0;
    if (!has(object, key)) {
        return NULL;
    }
    const cJSON *list = sam_results_list(r, object, key);
    const cJSON *text = NULL;
    const char **texts =
        room(r, list != NULL ? (size_t)cJSON_GetArraySize(list) : 0, sizeof *texts);
    cJSON_ArrayForEach(text, list) {
        if (!cJSON_IsString(text)) {
            sam_results_wrong(r, key, _("each must be an id"));
            return texts;
        }
        texts[(*count)++] = sam_arena_strdup(r->results->arena, text->valuestring);
    }
    return texts;
}

static void read_side(struct sam_results_reader *r, const cJSON *object, const char *key,
                      size_t *respondents, struct sam_number *mean) {
    const cJSON *own = sam_results_object(r, object, key);
    sam_results_enter(r, key);
    *respondents = sam_results_count(r, own, "respondents");
    *mean = sam_results_number(r, own, "mean");
    sam_results_leave(r);
}

struct sam_side *sam_results_sides_read(struct sam_results_reader *r, const cJSON *parent,
                                        size_t *count) {
    *count = 0;
    if (!has(parent, "sides")) {
        return NULL;
    }
    const cJSON *list = sam_results_list(r, parent, "sides");
    struct sam_side *sides =
        room(r, list != NULL ? (size_t)cJSON_GetArraySize(list) : 0, sizeof *sides);
    const cJSON *object = NULL;
    sam_results_enter(r, "sides");
    cJSON_ArrayForEach(object, list) {
        const char *id = sam_results_text(r, object, "item", false);
        size_t item = id != NULL ? sam_questionnaire_item(r->results->questionnaire, id) : SAM_NONE;
        if (item == SAM_NONE) {
            sam_results_wrong(r, "item", _("it names a statement the questionnaire lacks"));
            break;
        }
        struct sam_side *side = &sides[(*count)++];
        *side = (struct sam_side){.item = item, .alliances = 1};
        if (has(object, "alliances")) {
            side->alliances = sam_results_count(r, object, "alliances");
        }
        read_side(r, object, "partners", &side->contrast.first, &side->contrast.first_mean);
        read_side(r, object, "account_holders", &side->contrast.second,
                  &side->contrast.second_mean);
        read_test(r, object, &side->contrast.test);
    }
    sam_results_leave(r);
    return sides;
}

/* --- one statement --------------------------------------------------------------------------- */

void sam_results_voices_read(struct sam_results_reader *r, const cJSON *item,
                             struct sam_item_score *score) {
    const cJSON *roles = cJSON_GetObjectItemCaseSensitive(item, "roles");
    sam_results_enter(r, "roles");
    for (int role = 0; role < SAM_ROLES; role++) {
        const char *id = sam_role_id((enum sam_role)role);
        const cJSON *own = cJSON_GetObjectItemCaseSensitive(roles, id); /* none of a null */
        if (own != NULL) {
            sam_results_enter(r, id);
            score->voices[role].n = sam_results_count(r, own, "respondents");
            double sum = sam_results_number(r, own, "mean").value * (double)score->voices[role].n;
            score->voices[role].sum = sum > 0 ? (size_t)(sum + 0.5) : 0;
            sam_results_leave(r);
        }
    }
    sam_results_leave(r);
    const cJSON *change = cJSON_GetObjectItemCaseSensitive(item, "change");
    score->change.difference = sam_no_value(SAM_WHY_NOT_ASKED);
    if (change != NULL) {
        sam_results_enter(r, "change");
        score->change.pairs = sam_results_count(r, change, "pairs");
        score->change.difference = sam_results_number(r, change, "difference");
        sam_results_leave(r);
    }
}

void sam_results_people_read(struct sam_results_reader *r, const cJSON *object,
                             struct sam_results_alliance *alliance) {
    read_roles(r, object, alliance);
    read_partners(r, object, alliance);
    read_described(r, object, alliance);
    alliance->formerly = sam_results_texts(r, object, "formerly", &alliance->formerly_count);
    alliance->result.sides = sam_results_sides_read(r, object, &alliance->result.side_count);
    read_open_answers(r, object, alliance);
}
