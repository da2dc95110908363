#include "collect/source.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const struct sam_platform *sam_platform(enum sam_source_type type) {
    static const struct sam_platform *const platforms[] = {
        [SAM_SOURCE_SAMENSCAN] = &sam_platform_samenscan,
        [SAM_SOURCE_LIMESURVEY] = &sam_platform_limesurvey,
        [SAM_SOURCE_ODK] = &sam_platform_odk,
        [SAM_SOURCE_NEXTCLOUD] = &sam_platform_nextcloud,
        [SAM_SOURCE_KOBO] = &sam_platform_kobo,
        [SAM_SOURCE_REDCAP] = &sam_platform_redcap,
        [SAM_SOURCE_SURVEYMONKEY] = &sam_platform_surveymonkey,
        [SAM_SOURCE_FORMBRICKS] = &sam_platform_formbricks,
        [SAM_SOURCE_QUALTRICS] = &sam_platform_qualtrics,
        [SAM_SOURCE_JSON] = &sam_platform_json,
        [SAM_SOURCE_CSV] = &sam_platform_csv};
    return platforms[type];
}

void sam_page_init(struct sam_page *page) {
    *page = (struct sam_page){.arena = sam_arena_new(SAM_PAGE_LIMIT),
                              .judging = sam_arena_new(SAM_PAGE_LIMIT)};
}

void sam_page_clear(struct sam_page *page) {
    sam_arena_clear(page->arena);
    sam_arena_clear(page->judging);
    *page = (struct sam_page){.arena = page->arena, .judging = page->judging};
}

void sam_page_fini(struct sam_page *page) {
    sam_arena_free(page->arena);
    sam_arena_free(page->judging);
    *page = (struct sam_page){0};
}

/* The list with room for one more; the old one stays behind in the arena. */
static void *grown(struct sam_arena *arena, void *list, size_t count, size_t *room, size_t size) {
    if (count < *room) {
        return list;
    }
    size_t more = *room > 0 ? 2 * *room : 64;
    void *larger = sam_arena_alloc(arena, more * size);
    if (larger != NULL) {
        memcpy(larger, list != NULL ? list : larger, count * size);
        *room = more;
    }
    return larger;
}

void sam_questions_add(struct sam_questions *questions, const char *id, const char *text,
                       const char *other) {
    struct sam_arena *arena = questions->arena;
    struct sam_question *list =
        grown(arena, questions->list, questions->count, &questions->room, sizeof *list);
    struct sam_question question = {sam_arena_strdup(arena, id), sam_arena_strdup(arena, text),
                                    other != NULL ? sam_arena_strdup(arena, other) : NULL};
    if (list != NULL && question.id != NULL && question.text != NULL) {
        questions->list = list;
        questions->list[questions->count++] = question;
    }
}

void sam_questions_add_choice(struct sam_questions *questions, const char *code,
                              const char *label) {
    struct sam_arena *arena = questions->arena;
    struct sam_choice *list = grown(arena, questions->choices, questions->choice_count,
                                    &questions->choice_room, sizeof *list);
    struct sam_choice choice = {sam_arena_strdup(arena, code), sam_arena_strdup(arena, label)};
    if (list != NULL && choice.code != NULL && choice.label != NULL) {
        questions->choices = list;
        questions->choices[questions->choice_count++] = choice;
    }
}

void sam_pass_notice(const struct sam_pass *pass, const char *format, ...) {
    if (pass->notice == NULL) {
        return;
    }
    char text[1024];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (length >= (int)sizeof text) {
        text[sam_utf8_cut(text, sizeof text, sizeof text - 2)] = '\0';
    }
    sam_utf8_tame(text);
    pass->notice(pass->context, text);
}

const char *sam_first_words(const char *body, size_t length, char text[96]) {
    size_t shown = 0;
    bool blank = true;
    for (size_t i = 0; i < length && shown < 80; i++) {
        if (body[i] > ' ' && body[i] < 127) {
            text[shown++] = body[i];
            blank = false;
        } else if (!blank) {
            text[shown++] = ' ';
            blank = true;
        }
    }
    text[shown] = '\0';
    return text;
}
