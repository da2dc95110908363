#include "report/chart.h"
#include "report/html_record.h"
#include "report/record_phrases.h"

#include <string.h>

void sam_status_lines(enum sam_lang lang, const size_t of[SAM_ACTIVITY_STATUSES],
                      struct sam_buf lines[SAM_ACTIVITY_STATUSES]) {
    size_t all = 0;
    for (int s = 0; s < SAM_ACTIVITY_STATUSES; s++) {
        all += of[s];
    }
    for (int s = 0; s < SAM_ACTIVITY_STATUSES; s++) {
        char number[32], percent[48];
        double share = all > 0 ? 100.0 * (double)of[s] / (double)all : 0;
        snprintf(percent, sizeof percent, sam_tr_in(lang, N_("%s %%")),
                 sam_number_text(lang, share, 0, number, sizeof number));
        sam_buf_init(&lines[s], SAM_BUF_UNLIMITED);
        sam_buf_printf(&lines[s],
                       s == SAM_ACTIVITY_ON_SCHEDULE ? sam_tr_in(lang, SAM_SAY_ON_SCHEDULE)
                       : s == SAM_ACTIVITY_ADAPTED   ? sam_tr_in(lang, SAM_SAY_ADAPTED)
                       : s == SAM_ACTIVITY_STOPPED   ? sam_tr_in(lang, SAM_SAY_STOPPED)
                                                     : sam_tr_in(lang, SAM_SAY_UNCLEAR),
                       of[s], percent);
    }
}

static void lines_fini(struct sam_buf lines[SAM_ACTIVITY_STATUSES]) {
    for (int s = 0; s < SAM_ACTIVITY_STATUSES; s++) {
        sam_buf_fini(&lines[s]);
    }
}

/* The bar of these counts; with the key below it, or its words in the title alone. */
static void write_bar(struct sam_page *page, const size_t of[SAM_ACTIVITY_STATUSES], bool key) {
    struct sam_buf lines[SAM_ACTIVITY_STATUSES], title;
    const char *texts[SAM_ACTIVITY_STATUSES];
    sam_status_lines(page->lang, of, lines);
    sam_buf_init(&title, SAM_BUF_UNLIMITED);
    for (int s = 0; s < SAM_ACTIVITY_STATUSES; s++) {
        texts[s] = lines[s].data;
        sam_buf_printf(&title, "%s%s", s > 0 ? "; " : "", lines[s].data);
    }
    sam_chart_status(&page->canvas, &(struct sam_chart_status){
                                        .of = of, .key = key ? texts : NULL, .title = title.data});
    sam_buf_fini(&title);
    lines_fini(lines);
}

static void write_planned(struct sam_page *page, const size_t of[SAM_ACTIVITY_STATUSES]) {
    struct sam_buf lines[SAM_ACTIVITY_STATUSES];
    size_t planned = 0;
    for (int s = 0; s < SAM_ACTIVITY_STATUSES; s++) {
        planned += of[s];
    }
    sam_status_lines(page->lang, of, lines);
    sam_page_raw(page, "<p class=\"say\">");
    sam_page_say(page,
                 sam_say_count(page->lang, planned, SAM_SAY_PLANNED_ONE, SAM_SAY_PLANNED_MANY),
                 planned);
    for (int s = 0; s < SAM_ACTIVITY_STATUSES; s++) {
        sam_page_say(page, "%s%s", s > 0 ? ", " : " ", lines[s].data);
    }
    sam_page_raw(page, ".</p>\n");
    lines_fini(lines);
}

/* --- goals ----------------------------------------------------------------------------------- */

static const char *alliance_name(const struct sam_page *page, const char *id) {
    for (size_t a = 0; id != NULL && a < page->results->alliance_count; a++) {
        if (strcmp(page->results->alliances[a].result.id, id) == 0) {
            return page->results->alliances[a].name;
        }
    }
    return NULL;
}

/* Of one alliance (its id), or of all and the programme with NULL. */
static void write_goals(struct sam_page *page, const char *alliance) {
    const struct sam_results_activities *all = page->results->activities;
    size_t mine = 0, without = 0;
    for (size_t g = 0; g < all->goal_count; g++) {
        const struct sam_results_goal *goal = &all->goals[g];
        bool its =
            alliance == NULL || (goal->alliance != NULL && strcmp(goal->alliance, alliance) == 0);
        mine += its;
        if (!its || goal->running > 0) {
            continue;
        }
        if (without++ == 0) {
            sam_page_element(page, "<p>", SAM_SAY_GOALS_WITHOUT, "</p>\n<ul>\n");
        }
        const char *name = alliance == NULL ? alliance_name(page, goal->alliance) : NULL;
        sam_page_raw(page, "<li>");
        sam_page_text(page, sam_page_in(page, &goal->title));
        if (name != NULL) {
            sam_page_raw(page, " <span class=\"note\">");
            sam_page_text(page, name);
            sam_page_raw(page, "</span>");
        }
        sam_page_raw(page, "</li>\n");
    }
    sam_page_raw(page, without > 0 ? "</ul>\n" : "");
    if (mine > 0 && without == 0) {
        sam_page_element(page, "<p>", SAM_SAY_GOALS_ALL, "</p>\n");
    }
}

/* --- over all alliances ---------------------------------------------------------------------- */

static void write_row(struct sam_page *page, const struct sam_results_alliance *alliance) {
    sam_page_row(page);
    sam_page_text(page, alliance->name);
    sam_page_cell(page, N_("Planned"));
    sam_page_say(page, "%zu", alliance->record.activity_count);
    sam_page_cell(page, N_("How they go"));
    write_bar(page, alliance->record.of, false);
    sam_page_row_close(page);
}

void sam_html_activities(struct sam_page *page) {
    static const char *const columns[] = {N_("Alliance"), N_("Planned"), N_("How they go")};
    const struct sam_results_activities *all = page->results->activities;
    if (all == NULL) {
        return;
    }
    sam_page_raw(page, "<section id=\"activities\">\n");
    sam_page_heading(page, 2, N_("Activities"));
    write_planned(page, all->of);
    sam_page_raw(page, "<figure>\n");
    write_bar(page, all->of, true);
    sam_page_raw(page, "</figure>\n");
    sam_page_table_open(page, "blocks n activities",
                        sam_page_tr(page, N_("Per alliance, in order of name: numbers of "
                                             "activities under each part of the bar")),
                        columns, 3);
    for (size_t i = 0; i < page->results->alliance_count; i++) {
        const struct sam_results_alliance *alliance = &page->results->alliances[page->order[i]];
        if (alliance->record.activity_count > 0) {
            write_row(page, alliance);
        }
    }
    sam_page_table_close(page);
    write_goals(page, NULL);
    sam_page_element(page, "<p class=\"note\">",
                     N_("As the alliances gave it. How many activities there are says nothing "
                        "about how large they are or what they achieve."),
                     "</p>\n</section>\n");
}

/* --- one alliance ---------------------------------------------------------------------------- */

static const char *status_words(const struct sam_page *page, enum sam_activity_status status) {
    static const char *const words[SAM_ACTIVITY_STATUSES] = {
        N_("done or on schedule"), N_("delayed or adapted"), N_("stopped"), N_("unclear")};
    return sam_tr_in(page->lang, words[status]);
}

static const char *partner_name(const struct sam_page *page, const char *id) {
    for (size_t i = 0; i < page->alliance->partner_count; i++) {
        if (strcmp(page->alliance->partners[i].id, id) == 0) {
            return page->alliance->partners[i].name;
        }
    }
    return id;
}

static void write_activity(struct sam_page *page, const struct sam_activity *activity) {
    size_t goal = sam_results_goal_of(page->results->activities, activity->goal);
    sam_page_row(page);
    sam_page_written(page, activity->title);
    sam_page_raw(page, "<small>");
    sam_page_say(page, "%s%s%s", activity->id, activity->partner[0] != '\0' ? " \xC2\xB7 " : "",
                 partner_name(page, activity->partner));
    sam_page_raw(page, "</small>");
    sam_page_cell(page, N_("How it goes"));
    sam_page_text(page, status_words(page, activity->status));
    sam_page_cell(page, N_("Why"));
    sam_page_written(page, activity->reason[0] != '\0' ? activity->reason : "\xE2\x80\x93");
    sam_page_cell(page, N_("Goal"));
    sam_page_text(page, goal != SAM_NONE
                            ? sam_page_in(page, &page->results->activities->goals[goal].title)
                            : activity->goal);
    sam_page_row_close(page);
}

void sam_html_alliance_activities(struct sam_page *page) {
    static const char *const columns[] = {N_("Activity"), N_("How it goes"), N_("Why"), N_("Goal")};
    const struct sam_results_record *record = &page->alliance->record;
    if (page->results->activities == NULL || record->activity_count == 0) {
        return;
    }
    sam_page_raw(page, "<section id=\"activities\">\n");
    sam_page_heading(page, 2, N_("Activities"));
    write_planned(page, record->of);
    sam_page_raw(page, "<figure>\n");
    write_bar(page, record->of, true);
    sam_page_raw(page, "</figure>\n");
    if (record->of[SAM_ACTIVITY_ON_SCHEDULE] == record->activity_count) {
        sam_page_element(page, "<p>", SAM_SAY_ALL_ON_SCHEDULE, "</p>\n");
    } else {
        sam_page_table_open(page, "blocks",
                            sam_page_tr(page, N_("Not done and not on schedule: to ask about")),
                            columns, 4);
        for (size_t i = 0; i < record->activity_count; i++) {
            if (record->activities[i].status != SAM_ACTIVITY_ON_SCHEDULE) {
                write_activity(page, &record->activities[i]);
            }
        }
        sam_page_table_close(page);
    }
    write_goals(page, page->alliance->result.id);
    sam_page_raw(page, "</section>\n");
}
