#include "collect/questions.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { SHOWN = 400 };

static int compare_questions(const void *a, const void *b) {
    const struct sam_question *left = a;
    const struct sam_question *right = b;
    int order = strcmp(left->id, right->id);
    return order != 0 ? order : strcmp(left->text, right->text);
}

/* A tab or a line end would break the line. */
static void add_flat(struct sam_buf *text, const char *words) {
    for (; *words != '\0'; words++) {
        sam_buf_char(text, *words == '\t' || *words == '\n' || *words == '\r' ? ' ' : *words);
    }
}

void sam_questions_text(const struct sam_questions *questions, struct sam_buf *text) {
    struct sam_question *sorted = sam_xcalloc(questions->count + 1, sizeof *sorted);
    if (questions->count > 0) {
        memcpy(sorted, questions->list, questions->count * sizeof *sorted);
        qsort(sorted, questions->count, sizeof *sorted, compare_questions);
    }
    sam_buf_text(text, "");
    for (size_t i = 0; i < questions->count; i++) {
        add_flat(text, sorted[i].id);
        sam_buf_char(text, '\t');
        add_flat(text, sorted[i].text);
        sam_buf_char(text, '\n');
    }
    free(sorted);
}

static void note(struct sam_buf *list, const char *line) {
    if (list->length < SHOWN) {
        sam_buf_text(list, list->length > 0 ? ", " : "");
        sam_buf_append(list, line, strcspn(line, "\t"));
    }
}

static const char *after(const char *line) {
    const char *end = strchr(line, '\n');
    return end != NULL ? end + 1 : line + strlen(line);
}

static int compare_ids(const char *a, const char *b) {
    size_t left = strcspn(a, "\t");
    size_t right = strcspn(b, "\t");
    int order = memcmp(a, b, left < right ? left : right);
    return order != 0 ? order : left < right ? -1 : left > right;
}

void sam_questions_compare(const char *before, const char *now,
                           struct sam_questions_change *change) {
    sam_buf_init(&change->added, SAM_BUF_UNLIMITED);
    sam_buf_init(&change->gone, SAM_BUF_UNLIMITED);
    sam_buf_init(&change->reworded, SAM_BUF_UNLIMITED);
    while (*before != '\0' || *now != '\0') {
        int order = *before == '\0' ? 1 : *now == '\0' ? -1 : compare_ids(before, now);
        if (order < 0) {
            note(&change->gone, before);
        } else if (order > 0) {
            note(&change->added, now);
        } else if (strcspn(before, "\n") != strcspn(now, "\n") ||
                   strncmp(before, now, strcspn(now, "\n")) != 0) {
            note(&change->reworded, now);
        }
        before = order <= 0 ? after(before) : before;
        now = order >= 0 ? after(now) : now;
    }
}

void sam_questions_change_fini(struct sam_questions_change *change) {
    sam_buf_fini(&change->added);
    sam_buf_fini(&change->gone);
    sam_buf_fini(&change->reworded);
}
