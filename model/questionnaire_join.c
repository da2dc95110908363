/* One questionnaire out of the partners' and the account holders'. The contract is in
 * questionnaire.h. */
#include "base/words.h"
#include "model/questionnaire.h"

#include <string.h>
#include <strings.h>

enum { HOLDER = 1U << SAM_ACCOUNT_HOLDER };

struct join {
    struct sam_questionnaire *first, *second;
    const char *first_name, *second_name;
    struct sam_problems *problems;
    /* Where the second's themes and scales are in the joined one. */
    size_t *theme, *scale;
};

static bool is_text(const struct sam_text *text) {
    return text->in[SAM_NL] != NULL;
}

static bool same_text(const struct sam_text *a, const struct sam_text *b) {
    if (!is_text(a) || !is_text(b)) {
        return is_text(a) == is_text(b);
    }
    return strcmp(a->in[SAM_NL], b->in[SAM_NL]) == 0 && strcmp(a->in[SAM_EN], b->in[SAM_EN]) == 0;
}

static void disagree(struct join *j, const char *what, const char *id, const char *about) {
    sam_problem(j->problems,
                _("%s and %s: %s \"%s\" is in both and differs in %s; account holders answer "
                  "beside partners, so it must be the same in both"),
                j->first_name, j->second_name, what, id, about);
}

/* --- do they agree? ----------------------------------------------------------------------------
 */

static void check_response_scale(struct join *j) {
    const struct sam_questionnaire *a = j->first, *b = j->second;
    if (a->points != b->points) {
        sam_problem(j->problems,
                    _("%s and %s: %d and %d points in response_scale; both sides must answer on "
                      "the same scale"),
                    j->first_name, j->second_name, a->points, b->points);
        return;
    }
    for (int i = 0; i < a->points; i++) {
        if (!same_text(&a->labels[i], &b->labels[i])) {
            sam_problem(j->problems,
                        _("%s and %s: answer %d has other labels in response_scale; both sides "
                          "must answer on the same scale"),
                        j->first_name, j->second_name, i + 1);
        }
    }
    if (!same_text(&a->dont_know, &b->dont_know)) {
        sam_problem(j->problems,
                    _("%s and %s: \"dont_know\" differs in response_scale; both sides must answer "
                      "on the same scale"),
                    j->first_name, j->second_name);
    }
}

static const char *scale_of(const struct sam_questionnaire *q, const struct sam_item *item) {
    return item->scale != SAM_NONE ? q->scales[item->scale].id : "";
}

static void check_items(struct join *j) {
    for (size_t i = 0; i < j->second->item_count; i++) {
        const struct sam_item *theirs = &j->second->items[i];
        size_t same = sam_questionnaire_item(j->first, theirs->id);
        const char *scale = scale_of(j->second, theirs);
        if (same == SAM_NONE) {
            if (sam_questionnaire_scale(j->first, scale) != SAM_NONE) {
                sam_problem(j->problems,
                            _("%s: item \"%s\" is in scale \"%s\", which is the partners' in %s, "
                              "but it is not there; put it in a scale of its own"),
                            j->second_name, theirs->id, scale, j->first_name);
            }
            continue;
        }
        const struct sam_item *ours = &j->first->items[same];
        if (strcmp(scale_of(j->first, ours), scale) != 0) {
            disagree(j, _("item"), theirs->id, "\"scale\"");
        }
        if (ours->reverse != theirs->reverse) {
            disagree(j, _("item"), theirs->id, "\"reverse\"");
        }
        if (ours->phase != theirs->phase) {
            disagree(j, _("item"), theirs->id, "\"phase\"");
        }
    }
}

/* The scale keyed to the same phase of the same relation, or NULL. */
static const struct sam_scale *same_phase(const struct sam_questionnaire *q,
                                          const struct sam_scale *scale) {
    const struct sam_scale *own = q->scales;
    for (size_t left = q->scale_count; left > 0; left--, own++) {
        if (scale->phase != SAM_PHASE_NONE && own->phase == scale->phase &&
            own->relation == scale->relation) {
            return own;
        }
    }
    return NULL;
}

static void check_scales(struct join *j) {
    for (size_t s = 0; s < j->second->scale_count; s++) {
        const struct sam_scale *theirs = &j->second->scales[s];
        size_t same = sam_questionnaire_scale(j->first, theirs->id);
        if (same != SAM_NONE) {
            if (j->first->scales[same].relation != theirs->relation) {
                disagree(j, _("scale"), theirs->id, "\"relation\"");
            }
            continue;
        }
        const struct sam_scale *other = same_phase(j->first, theirs);
        if (other != NULL) {
            sam_problem(j->problems,
                        _("%s and %s: scales \"%s\" and \"%s\" are both keyed to %s of the same "
                          "relation; give them one id"),
                        j->first_name, j->second_name, other->id, theirs->id,
                        sam_phase_id(theirs->phase));
        }
    }
}

/* Items and open questions are columns of one table, where capitals make no difference. */
static const char *column_id(const struct sam_questionnaire *q, size_t i) {
    return i < q->item_count ? q->items[i].id : q->open_questions[i - q->item_count].id;
}

static void check_columns(struct join *j) {
    const struct sam_questionnaire *a = j->first, *b = j->second;
    for (size_t i = 0; i < b->item_count + b->open_count; i++) {
        const char *id = column_id(b, i);
        for (size_t k = 0; k < a->item_count + a->open_count; k++) {
            bool same_kind = (i < b->item_count) == (k < a->item_count);
            if (strcasecmp(id, column_id(a, k)) == 0 &&
                !(same_kind && strcmp(id, column_id(a, k)) == 0)) {
                sam_problem(j->problems,
                            _("%s and %s: \"%s\" and \"%s\" can't be told apart (statements and "
                              "open questions, upper and lower case being the same); give one "
                              "another id"),
                            j->first_name, j->second_name, column_id(a, k), id);
            }
        }
    }
}

static void check(struct join *j) {
    check_response_scale(j);
    check_items(j);
    check_scales(j);
    check_columns(j);
    if (j->second->story != NULL) {
        sam_problem(j->problems,
                    _("%s: a questionnaire of stories can't be the account holders' half of a "
                      "wave; give it a wave of its own"),
                    j->second_name);
    }
    size_t items = j->first->item_count;
    for (size_t i = 0; i < j->second->item_count; i++) {
        items += sam_questionnaire_item(j->first, j->second->items[i].id) == SAM_NONE;
    }
    if (items > SAM_ITEMS_MAX) {
        sam_problem(j->problems, _("%s and %s: together %zu statements; at most %d are read"),
                    j->first_name, j->second_name, items, SAM_ITEMS_MAX);
    }
}

/* --- joining -----------------------------------------------------------------------------------
 */

/* The first's list with room for the second's too. */
static void *grow(struct join *j, const void *list, size_t count, size_t more, size_t element) {
    char *room = sam_arena_alloc(j->first->arena, (count + more) * element + 1);
    if (room != NULL && count > 0) {
        memcpy(room, list, count * element);
    }
    return room;
}

static const struct sam_text *holders_text(const struct sam_text *text,
                                           const struct sam_text wording[SAM_ROLES]) {
    return is_text(&wording[SAM_ACCOUNT_HOLDER]) ? &wording[SAM_ACCOUNT_HOLDER] : text;
}

static size_t theme_of(const struct sam_questionnaire *q, const char *id) {
    size_t i = 0;
    while (i < q->theme_count && strcmp(q->themes[i].id, id) != 0) {
        i++;
    }
    return i;
}

static bool join_themes(struct join *j) {
    struct sam_questionnaire *q = j->first;
    q->themes = grow(j, q->themes, q->theme_count, j->second->theme_count, sizeof *q->themes);
    j->theme = sam_arena_alloc(q->arena, j->second->theme_count * sizeof *j->theme + 1);
    for (size_t i = 0; i < j->second->theme_count && q->themes != NULL && j->theme != NULL; i++) {
        const struct sam_theme *theirs = &j->second->themes[i];
        size_t at = j->theme[i] = theme_of(q, theirs->id);
        if (at == q->theme_count) {
            q->themes[q->theme_count++] = *theirs;
        } else {
            q->themes[at].wording[SAM_ACCOUNT_HOLDER] =
                *holders_text(&theirs->title, theirs->wording);
        }
    }
    return q->themes != NULL && j->theme != NULL;
}

static bool join_scales(struct join *j) {
    struct sam_questionnaire *q = j->first;
    q->scales = grow(j, q->scales, q->scale_count, j->second->scale_count, sizeof *q->scales);
    j->scale = sam_arena_alloc(q->arena, j->second->scale_count * sizeof *j->scale + 1);
    for (size_t s = 0; s < j->second->scale_count && q->scales != NULL && j->scale != NULL; s++) {
        const struct sam_scale *theirs = &j->second->scales[s];
        j->scale[s] = sam_questionnaire_scale(q, theirs->id);
        if (j->scale[s] == SAM_NONE) {
            struct sam_scale added = *theirs;
            added.item_count = 0;
            added.items = sam_arena_alloc(q->arena, theirs->item_count * sizeof *added.items + 1);
            if (added.items == NULL) {
                return false;
            }
            j->scale[s] = q->scale_count;
            q->scales[q->scale_count++] = added;
        }
    }
    return q->scales != NULL && j->scale != NULL;
}

static void mirror(struct sam_item *ours, const struct sam_item *theirs) {
    ours->audience |= HOLDER;
    ours->wording[SAM_ACCOUNT_HOLDER] = *holders_text(&theirs->text, theirs->wording);
}

static bool join_items(struct join *j) {
    struct sam_questionnaire *q = j->first;
    q->items = grow(j, q->items, q->item_count, j->second->item_count, sizeof *q->items);
    for (size_t i = 0; i < j->second->item_count && q->items != NULL; i++) {
        const struct sam_item *theirs = &j->second->items[i];
        size_t same = sam_questionnaire_item(q, theirs->id);
        if (same != SAM_NONE) {
            mirror(&q->items[same], theirs);
            continue;
        }
        struct sam_item added = *theirs;
        added.theme = j->theme[theirs->theme];
        added.audience = HOLDER;
        if (theirs->scale != SAM_NONE) {
            struct sam_scale *scale = &q->scales[j->scale[theirs->scale]];
            added.scale = j->scale[theirs->scale];
            scale->items[scale->item_count++] = q->item_count;
        }
        q->items[q->item_count++] = added;
    }
    return q->items != NULL;
}

static bool join_open_questions(struct join *j) {
    const unsigned everyone = (1U << SAM_ROLES) - 1;
    struct sam_questionnaire *q = j->first;
    size_t own = q->open_count;
    q->open_questions =
        grow(j, q->open_questions, own, j->second->open_count, sizeof *q->open_questions);
    for (size_t i = 0; i < own && q->open_questions != NULL; i++) {
        struct sam_open_question *open = &q->open_questions[i];
        if (open->audience == everyone && !is_text(&open->wording[SAM_ACCOUNT_HOLDER])) {
            open->audience &= ~(unsigned)HOLDER;
        }
    }
    for (size_t i = 0; i < j->second->open_count && q->open_questions != NULL; i++) {
        const struct sam_open_question *theirs = &j->second->open_questions[i];
        size_t same = sam_questionnaire_open_question(q, theirs->id);
        if (same != SAM_NONE) {
            q->open_questions[same].audience |= HOLDER;
            q->open_questions[same].wording[SAM_ACCOUNT_HOLDER] =
                *holders_text(&theirs->text, theirs->wording);
        } else {
            q->open_questions[q->open_count] = *theirs;
            q->open_questions[q->open_count++].audience = HOLDER;
        }
    }
    return q->open_questions != NULL;
}

static bool join_sources(struct join *j) {
    struct sam_questionnaire *q = j->first;
    size_t own = q->source_count;
    q->sources = grow(j, q->sources, own, j->second->source_count, sizeof *q->sources);
    for (size_t i = 0; i < j->second->source_count && q->sources != NULL; i++) {
        size_t same = 0;
        while (same < own && strcmp(q->sources[same].key, j->second->sources[i].key) != 0) {
            same++;
        }
        if (same == own) {
            q->sources[q->source_count++] = j->second->sources[i];
        }
    }
    return q->sources != NULL;
}

enum sam_status sam_questionnaire_join(struct sam_questionnaire *first, const char *first_name,
                                       struct sam_questionnaire *second, const char *second_name,
                                       struct sam_problems *problems, struct sam_err *err) {
    size_t before = problems->count;
    struct join j = {.first = first,
                     .second = second,
                     .first_name = first_name,
                     .second_name = second_name,
                     .problems = problems};
    check(&j);
    if (problems->count > before) {
        sam_questionnaire_free(second);
        return sam_problems_status(problems, err);
    }
    first->holders = second;
    if (!join_themes(&j) || !join_scales(&j) || !join_items(&j) || !join_open_questions(&j) ||
        !join_sources(&j)) {
        sam_problem(problems, _("%s and %s: more than can be held"), first_name, second_name);
        return sam_problems_status(problems, err);
    }
    const struct sam_text *introduction =
        holders_text(&second->introduction, second->introductions);
    if (is_text(introduction)) {
        first->introductions[SAM_ACCOUNT_HOLDER] = *introduction;
    }
    first->holders_id = second->id;
    first->holders_version = second->version;
    return SAM_OK;
}
