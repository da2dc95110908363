#include "model/questionnaire.h"

#include <stdlib.h>
#include <string.h>

static const char *const role_ids[] = {"lead", "partner", "account_holder", ""};
static const char *const relation_ids[] = {"alliance", "partnership"};

void sam_questionnaire_free(struct sam_questionnaire *questionnaire) {
    if (questionnaire != NULL) {
        sam_questionnaire_free(questionnaire->holders);
        sam_arena_free(questionnaire->arena);
        free(questionnaire);
    }
}

size_t sam_questionnaire_item(const struct sam_questionnaire *q, const char *id) {
    for (size_t i = 0; i < q->item_count; i++) {
        if (strcmp(q->items[i].id, id) == 0) {
            return i;
        }
    }
    return SAM_NONE;
}

size_t sam_questionnaire_open_question(const struct sam_questionnaire *q, const char *id) {
    for (size_t i = 0; i < q->open_count; i++) {
        if (strcmp(q->open_questions[i].id, id) == 0) {
            return i;
        }
    }
    return SAM_NONE;
}

size_t sam_questionnaire_scale(const struct sam_questionnaire *q, const char *id) {
    for (size_t i = 0; i < q->scale_count; i++) {
        if (strcmp(q->scales[i].id, id) == 0) {
            return i;
        }
    }
    return SAM_NONE;
}

static bool declares(const struct sam_item *item, const char *id) {
    for (const char **same = item->same_as; same != NULL && *same != NULL; same++) {
        if (strcmp(*same, id) == 0) {
            return true;
        }
    }
    return false;
}

size_t sam_item_known_as(const struct sam_questionnaire *questionnaire, size_t item,
                         const struct sam_questionnaire *other) {
    const struct sam_item *own = &questionnaire->items[item];
    size_t found = sam_questionnaire_item(other, own->id);
    for (size_t i = 0; found == SAM_NONE && i < other->item_count; i++) {
        const struct sam_item *theirs = &other->items[i];
        bool declared = declares(own, theirs->id) || declares(theirs, own->id);
        bool taken = declared && sam_questionnaire_item(questionnaire, theirs->id) != SAM_NONE;
        found = declared && !taken ? i : SAM_NONE;
    }
    return found;
}

size_t sam_item_same(const struct sam_questionnaire *questionnaire, size_t item,
                     const struct sam_questionnaire *other) {
    const struct sam_item *own = &questionnaire->items[item];
    size_t found = sam_item_known_as(questionnaire, item, other);
    bool same = found != SAM_NONE && questionnaire->points == other->points &&
                other->items[found].reverse == own->reverse &&
                other->items[found].phase == own->phase;
    return same ? found : SAM_NONE;
}

enum sam_relation sam_item_relation(const struct sam_questionnaire *q, size_t item) {
    size_t scale = q->items[item].scale;
    return scale == SAM_NONE ? SAM_RELATION_ALLIANCE : q->scales[scale].relation;
}

bool sam_questionnaire_has_phases(const struct sam_questionnaire *q) {
    for (size_t i = 0; i < q->item_count; i++) {
        if (q->items[i].phase != SAM_PHASE_NONE) {
            return true;
        }
    }
    return false;
}

bool sam_questionnaire_asks(const struct sam_questionnaire *q, enum sam_role role) {
    for (size_t i = 0; i < q->item_count && role != SAM_ROLE_UNKNOWN; i++) {
        if ((q->items[i].audience & 1U << role) != 0) {
            return true;
        }
    }
    return role == SAM_ROLE_UNKNOWN;
}

static const struct sam_text *own_or(const struct sam_text wording[SAM_ROLES], enum sam_role role,
                                     const struct sam_text *text) {
    return role != SAM_ROLE_UNKNOWN && wording[role].in[SAM_NL] != NULL ? &wording[role] : text;
}

const struct sam_text *sam_item_text(const struct sam_item *item, enum sam_role role) {
    return own_or(item->wording, role, &item->text);
}

const struct sam_text *sam_open_question_text(const struct sam_open_question *question,
                                              enum sam_role role) {
    return own_or(question->wording, role, &question->text);
}

const struct sam_text *sam_theme_title(const struct sam_theme *theme, enum sam_role role) {
    return own_or(theme->wording, role, &theme->title);
}

const struct sam_text *sam_questionnaire_title(const struct sam_questionnaire *q,
                                               enum sam_role role) {
    return role == SAM_ACCOUNT_HOLDER && q->holders != NULL ? &q->holders->title : &q->title;
}

const struct sam_text *sam_questionnaire_introduction(const struct sam_questionnaire *q,
                                                      enum sam_role role) {
    return own_or(q->introductions, role, &q->introduction);
}

const char *sam_role_id(enum sam_role role) {
    return role_ids[role];
}

int sam_role_read(const char *text, enum sam_role *role) {
    for (int i = 0; i <= SAM_ROLES; i++) {
        if (strcmp(text, role_ids[i]) == 0) {
            *role = (enum sam_role)i;
            return 0;
        }
    }
    return -1;
}

const char *sam_relation_id(enum sam_relation relation) {
    return relation_ids[relation];
}

int sam_relation_read(const char *text, enum sam_relation *relation) {
    for (int i = 0; i < SAM_RELATIONS; i++) {
        if (strcmp(text, relation_ids[i]) == 0) {
            *relation = (enum sam_relation)i;
            return 0;
        }
    }
    return -1;
}
