/* The meeting: in the order in which it runs. */
#include "report/html.h"
#include "report/html_record.h"
#include "report/meeting.h"
#include "report/phrases.h"
#include "report/topics.h"

#include <stdio.h>

/* "0:10 - 0:25" */
static void write_time(struct sam_page *page, int *at, int minutes) {
    sam_page_row(page);
    sam_page_say(page, "%d:%02d\xE2\x80\x93%d:%02d", *at / 60, *at % 60, (*at + minutes) / 60,
                 (*at + minutes) % 60);
    *at += minutes;
    sam_page_cell(page, "");
}

static void ask(struct sam_page *page, const char *question) {
    sam_page_raw(page, "<span class=\"ask\">");
    sam_page_text(page, question);
    sam_page_raw(page, "</span>");
}

/* "far apart .67, two camps .50: together .83" */
static void write_parts(struct sam_page *page, const struct sam_topic *topic) {
    static const char *const names[SAM_REASONS] = {
        N_("low and agreed"), N_("far apart"), N_("two camps"),          N_("difference by role"),
        N_("don't know"),     N_("change"),    N_("in the open answers")};
    bool first = true;
    sam_page_raw(page, "<small>");
    sam_page_text(page, sam_page_tr(page, N_("Weight:")));
    for (int r = 0; r < SAM_REASONS; r++) {
        if (topic->reasons[r]) {
            sam_page_say(page, "%s %s %s", first ? "" : ";", sam_tr_in(page->lang, names[r]),
                         sam_page_digits(page, topic->parts[r], 2).text);
            first = false;
        }
    }
    if (!first) {
        sam_page_raw(page, "; ");
        sam_page_say(page, sam_page_tr(page, N_("together %s")),
                     sam_page_digits(page, topic->score, 2).text);
    }
    sam_page_raw(page, "</small>");
}

static void write_topic(struct sam_page *page, const struct sam_topic *topic, const char *question,
                        const char *follow_up) {
    const struct sam_questionnaire *q = page->questionnaire;
    sam_page_raw(page, "<strong>");
    sam_page_text(page, sam_page_in(page, &q->items[topic->item].text));
    sam_page_raw(page, "</strong>");
    ask(page, question);
    if (follow_up != NULL) {
        ask(page, follow_up);
    }
    sam_html_topic_notes(page, q->items[topic->item].id);
    write_parts(page, topic);
}

/* A follow-up question that was there before is not asked again. */
static void write_topics(struct sam_page *page, const struct sam_alliance_result *result,
                         size_t count, int minutes, int *at) {
    const char *questions[SAM_TOPICS_SHOWN];
    const char *follow_ups[SAM_TOPICS_SHOWN];
    const struct sam_questionnaire *q = page->questionnaire;
    sam_topic_questions(page->lang, q, result, questions, count);
    for (size_t t = 0; t < count; t++) {
        follow_ups[t] = sam_topic_follow_up(page->lang, q, result->topics[t].item);
        bool heard = false;
        for (size_t before = 0; before < count; before++) {
            heard = heard || questions[before] == follow_ups[t] ||
                    (before < t && follow_ups[before] == follow_ups[t]);
        }
        write_time(page, at, minutes);
        write_topic(page, &result->topics[t], questions[t], heard ? NULL : follow_ups[t]);
        sam_page_row_close(page);
    }
}

void sam_html_meeting(struct sam_page *page) {
    static const char *const columns[] = {N_("Time"), N_("Part")};
    const struct sam_alliance_result *result = &page->alliance->result;
    size_t people = result->invited > 0 ? result->invited : result->responded;
    size_t topics = result->topic_count < SAM_TOPICS_SHOWN ? result->topic_count : SAM_TOPICS_SHOWN;
    bool phases = sam_questionnaire_has_phases(page->questionnaire);
    struct sam_meeting meeting = sam_meeting_of(people, topics, phases);
    int at = 0;
    sam_page_raw(page, "<section class=\"page\" id=\"meeting\">\n");
    sam_page_heading(page, 2, N_("A plan for the meeting"));
    char caption[300];
    snprintf(caption, sizeof caption,
             sam_page_tr(page, N_("For %zu people, %d minutes. Shorten where people are done, and "
                                  "leave room for what they bring up themselves.")),
             people, meeting.total);
    sam_page_table_open(page, "blocks plan", caption, columns, 2);
    write_time(page, &at, meeting.welcome);
    sam_page_element(page, "<strong>", N_("Welcome"), "</strong> ");
    sam_page_text(page, sam_page_tr(page, N_("Who is who, what this meeting is for, and what "
                                             "happens with what is said.")));
    sam_page_row_close(page);
    write_time(page, &at, meeting.strengths);
    sam_page_element(page, "<strong>", N_("What goes well"), "</strong>");
    sam_html_strengths(page, result);
    sam_page_row_close(page);
    write_topics(page, result, topics, meeting.topic, &at);
    if (phases) {
        write_time(page, &at, meeting.phase);
        sam_page_element(page, "<strong>", N_("Where the alliance stands"), "</strong>");
        ask(page, sam_page_tr(page, SAM_ASK_PHASE));
        sam_page_row_close(page);
    }
    write_time(page, &at, meeting.closing);
    sam_page_element(page, "<strong>", N_("Looking ahead"), "</strong>");
    ask(page, sam_closing_question(page->lang, result));
    sam_page_row_close(page);
    sam_page_table_close(page);
    sam_page_raw(page, "</section>\n");
}

static void write_lines(struct sam_page *page, const char *heading) {
    enum { LINES = 6 };
    sam_page_heading(page, 3, heading);
    sam_page_raw(page, "<div class=\"lines\">");
    for (int line = 0; line < LINES; line++) {
        sam_page_raw(page, "<div></div>");
    }
    sam_page_raw(page, "</div>\n");
}

void sam_html_notes(struct sam_page *page) {
    sam_page_raw(page, "<section class=\"page notes\" id=\"notes\">\n");
    sam_page_heading(page, 2, N_("Notes"));
    sam_page_element(page, "<p class=\"note\">",
                     N_("Date, place, who was there (roles, no names):"), "</p>\n");
    write_lines(page, N_("Said about the strengths"));
    write_lines(page, N_("Said about the topics"));
    if (sam_questionnaire_has_phases(page->questionnaire)) {
        write_lines(page, N_("Said about the phase"));
    }
    write_lines(page, N_("Agreed, and what to come back to"));
    sam_page_raw(page, "</section>\n");
}
