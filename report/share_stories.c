/* The bundle of stories for the account holder. */
#include "report/share.h"
#include "report/story_phrases.h"

#include <string.h>

/* What somebody wrote is shown here only after sam_story_sharing let it through. */
static void write_told(struct sam_page *page, const struct sam_told *story) {
    const struct sam_questionnaire *q = page->questionnaire;
    if (sam_story_edited(story)) {
        sam_page_raw(page, "<p class=\"told\">");
        sam_page_written(page, story->cleared.text);
        sam_page_raw(page, "</p>\n");
        return;
    }
    sam_page_raw(page, "<dl>\n");
    for (size_t k = 0; k < q->open_count; k++) {
        if (k != q->story->title && story->parts[k].text != NULL) {
            sam_page_raw(page, "<dt>");
            sam_page_text(page, sam_page_in(page, &q->open_questions[k].text));
            sam_page_raw(page, "</dt><dd>");
            sam_page_written(page, story->parts[k].text);
            sam_page_raw(page, "</dd>\n");
        }
    }
    sam_page_raw(page, "</dl>\n");
}

/* Whoever chose may tell whose story it is. */
static bool says_nothing_of_whom(const struct sam_page *page, const struct sam_marked *marked) {
    if (marked->text == NULL || marked->flag_count > 0) {
        return false;
    }
    for (size_t a = 0; a < page->results->alliance_count; a++) {
        const struct sam_results_alliance *alliance = &page->results->alliances[a];
        if (strcasestr(marked->text, alliance->result.id) != NULL ||
            strcasestr(marked->text, alliance->name) != NULL) {
            return false;
        }
    }
    return true;
}

static void write_choice(struct sam_page *page, const struct sam_told_choice *choice) {
    sam_page_raw(page, "<p class=\"note\">");
    if (says_nothing_of_whom(page, &choice->by)) {
        sam_page_say(page, sam_page_tr(page, SAM_SAY_SHARE_CHOSEN_BY), choice->round,
                     choice->by.text);
    } else {
        sam_page_say(page, sam_page_tr(page, SAM_SAY_SHARE_CHOSEN), choice->round);
    }
    if (says_nothing_of_whom(page, &choice->reason)) {
        sam_page_element(page, " ", N_("Why: "), "");
        sam_page_written(page, choice->reason.text);
    }
    sam_page_raw(page, "</p>\n");
}

static const char *alliance_of(const struct sam_page *page, const struct sam_told *story) {
    for (size_t a = 0; a < page->results->alliance_count; a++) {
        if (strcmp(page->results->alliances[a].result.id, story->alliance) == 0) {
            return page->results->alliances[a].name;
        }
    }
    return "";
}

static void write_story(struct sam_page *page, const struct sam_told *story, size_t number,
                        bool named) {
    const struct sam_marked *title =
        sam_story_edited(story) ? &story->title : &story->parts[page->questionnaire->story->title];
    sam_page_raw(page, "<div class=\"story\">\n<h3>");
    if (title->text != NULL) {
        sam_page_written(page, title->text);
    } else {
        sam_page_say(page, sam_page_tr(page, N_("Story %zu")), number);
    }
    sam_page_raw(page, "</h3>\n");
    if (named) {
        sam_page_raw(page, "<p class=\"note\">");
        sam_page_say(page, "%s: %s", sam_page_tr(page, N_("Alliance")), alliance_of(page, story));
        sam_page_raw(page, "</p>\n");
    }
    write_told(page, story);
    for (size_t c = 0; c < story->choice_count; c++) {
        write_choice(page, &story->choices[c]);
    }
    sam_page_raw(page, "</div>\n");
}

static void write_limits(struct sam_page *page) {
    static const char *const lines[] = {
        N_("These are stories that people chose to tell: they show what can change, not how often "
           "it does."),
        N_("They are in no order of importance, time or alliance."),
        N_("In rounds, groups of people choose which story is most significant and say why: what "
           "they find important becomes visible by that (most significant change technique; "
           "Davies & Dart 2005)."),
    };
    sam_page_raw(page, "<section id=\"limits\">\n");
    sam_page_heading(page, 2, N_("How to read these stories"));
    sam_page_raw(page, "<ul>\n");
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        sam_page_element(page, "<li>", lines[i], "</li>\n");
    }
    sam_page_raw(page, "</ul>\n</section>\n");
}

void sam_share_stories(struct sam_page *page) {
    struct sam_story_sharing *sharing = sam_story_sharing_new(page->results);
    sam_page_element(page, "<p class=\"say\">",
                     sharing->shown > 0 ? SAM_SAY_SHARE_STORIES : SAM_SAY_SHARE_NONE, "</p>\n");
    if (sharing->shown > 0) {
        sam_page_raw(page, "<section id=\"stories\">\n");
        sam_page_heading(page, 2, N_("Stories"));
        for (size_t i = 0; i < sharing->shown; i++) {
            size_t at = sharing->order[i];
            write_story(page, &page->results->stories[at], i + 1, sharing->named[at]);
        }
        sam_page_raw(page, "</section>\n");
    }
    sam_page_raw(page, "<p>");
    if (sharing->others > 0) {
        sam_page_say(page, sam_page_tr(page, SAM_SAY_SHARE_OTHERS), sharing->others);
    } else {
        sam_page_text(page, sam_page_tr(page, SAM_SAY_SHARE_ONLY));
    }
    sam_page_raw(page, "</p>\n");
    write_limits(page);
    sam_story_sharing_free(sharing);
}
