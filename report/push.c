#include "report/push.h"

static unsigned worded(const struct sam_text wording[SAM_ROLES]) {
    unsigned roles = 0;
    for (int role = 0; role < SAM_ROLES; role++) {
        roles |= wording[role].in[SAM_NL] != NULL ? 1U << role : 0;
    }
    return roles;
}

unsigned sam_push_introduced(const struct sam_questionnaire *questionnaire) {
    return worded(questionnaire->introductions);
}

/* Who gets something of the theme, and who of them reads it in words of their own. */
static void look(const struct sam_questionnaire *q, size_t theme, unsigned *roles, unsigned *own) {
    *roles = *own = 0;
    for (size_t i = 0; theme != SAM_NONE && i < q->item_count; i++) {
        if (q->items[i].theme == theme) {
            *roles |= q->items[i].audience;
            *own |= worded(q->items[i].wording);
        }
    }
    for (size_t i = 0; theme == SAM_NONE && i < q->open_count; i++) {
        *roles |= q->open_questions[i].audience;
        *own |= worded(q->open_questions[i].wording);
    }
    if (theme != SAM_NONE) {
        *own |= worded(q->themes[theme].wording);
    }
    *own &= *roles;
}

bool sam_push_asks_role(const struct sam_questionnaire *q) {
    for (size_t i = 0; i < q->item_count; i++) {
        if (q->items[i].audience != SAM_PUSH_EVERYBODY || worded(q->items[i].wording) != 0) {
            return true;
        }
    }
    for (size_t i = 0; i < q->open_count; i++) {
        if (q->open_questions[i].audience != SAM_PUSH_EVERYBODY ||
            worded(q->open_questions[i].wording) != 0) {
            return true;
        }
    }
    for (size_t theme = 0; theme < q->theme_count; theme++) {
        if (worded(q->themes[theme].wording) != 0) {
            return true;
        }
    }
    return sam_push_introduced(q) != 0;
}

size_t sam_push_pages(const struct sam_questionnaire *q, size_t theme,
                      struct sam_push_page pages[SAM_ROLES + 1]) {
    unsigned roles = 0, own = 0;
    size_t count = 0;
    look(q, theme, &roles, &own);
    if ((roles & ~own) != 0) {
        pages[count++] = (struct sam_push_page){theme, roles & ~own, SAM_ROLE_UNKNOWN};
    }
    for (int role = 0; role < SAM_ROLES; role++) {
        if ((own & 1U << role) != 0) {
            pages[count++] = (struct sam_push_page){theme, 1U << role, (enum sam_role)role};
        }
    }
    return count;
}
