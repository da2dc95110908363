#include "base/moment.h"
#include "form/monitor.h"

#include <stdio.h>
#include <string.h>

/* --- a row an alliance -------------------------------------------------------------------------
 */

/* label: what a phone shows before the value, where the heading row is out of sight. */
static void open_cell(struct sam_screen *s, const char *class, const char *label) {
    sam_screen_raw(s, "<td role=\"cell\" class=\"");
    sam_screen_raw(s, class);
    sam_screen_raw(s, "\" data-label=\"");
    sam_screen_text(s, sam_screen_tr(s, label));
    sam_screen_raw(s, "\"><span>");
}

static void close_cell(struct sam_screen *s) {
    sam_screen_raw(s, "</span></td>");
}

static void write_number(struct sam_screen *s, const char *label, size_t number) {
    open_cell(s, "monitor-number", label);
    sam_screen_say(s, "%zu", number);
    close_cell(s);
}

/* The number, and how much of those invited it is. */
static void write_share(struct sam_screen *s, size_t finished, size_t invited) {
    enum { WIDTH = 60 };
    open_cell(s, "monitor-number monitor-share", "Finished");
    sam_screen_say(s, "%zu", finished);
    if (invited > 0) {
        size_t width = finished < invited ? WIDTH * finished / invited : WIDTH;
        sam_buf_printf(s->html,
                       " <svg class=\"monitor-bar\" width=\"%d\" height=\"10\" "
                       "viewBox=\"0 0 %d 10\" aria-hidden=\"true\" focusable=\"false\"><rect "
                       "class=\"monitor-track\" width=\"%d\" height=\"10\"/><rect "
                       "class=\"monitor-fill\" width=\"%zu\" height=\"10\"/></svg>",
                       WIDTH, WIDTH, WIDTH, width);
    }
    close_cell(s);
}

static void write_day(struct sam_screen *s, const char *day) {
    char words[SAM_DATE_WORDS];
    open_cell(s, "monitor-day", "Last activity");
    sam_screen_text(s, day[0] != '\0' ? sam_date_words(s->lang, day, words) : "–");
    close_cell(s);
}

static void write_letters(struct sam_screen *s, const struct sam_fieldwork_counts *counts) {
    open_cell(s, "monitor-number", "Invited / reminded by e-mail");
    sam_screen_say(s, "%zu / %zu", counts->invitations, counts->reminders);
    close_cell(s);
}

/* What the rules for others' eyes (methods, section 7) allow now, and how many more it takes. */
static void write_showable(struct sam_monitor *m, const struct sam_fieldwork_counts *counts) {
    static const char *const now[] = {N_("nothing yet"), N_("bands"), N_("means"),
                                      N_("means and distributions")};
    static const char *const later[] = {"", N_("bands"), N_("means"), N_("distributions")};
    struct sam_screen *s = &m->screen;
    const struct sam_privacy *privacy = &s->study->privacy;
    enum sam_showable what = sam_showable_of(privacy, counts->finished);
    open_cell(s, "monitor-show", "May be shared");
    sam_screen_text(s, sam_screen_tr(s, now[what]));
    size_t next = what < SAM_SHOW_DISTRIBUTIONS
                      ? sam_showable_from(privacy, (enum sam_showable)(what + 1))
                      : 0;
    if (next > 0) {
        sam_screen_raw(s, " <span class=\"monitor-note\">");
        if (counts->invited > 0 && counts->invited < next) {
            sam_screen_say(s, sam_screen_tr(s, "(%s never: fewer than %zu invited)"),
                           sam_screen_tr(s, later[what + 1]), next);
        } else {
            size_t more = next - counts->finished;
            sam_screen_say(s, sam_screen_tr(s, "(%zu more for %s)"), more,
                           sam_screen_tr(s, later[what + 1]));
        }
        sam_screen_raw(s, "</span>");
    }
    close_cell(s);
}

static void write_row(struct sam_monitor *m, const char *name,
                      const struct sam_fieldwork_counts *counts, bool total) {
    struct sam_screen *s = &m->screen;
    sam_screen_raw(s, total ? "<tr role=\"row\" class=\"monitor-total\">" : "<tr role=\"row\">");
    sam_screen_raw(s, "<th scope=\"row\" role=\"rowheader\">");
    sam_screen_text(s, name);
    sam_screen_raw(s, "</th>");
    write_number(s, "Invited", counts->invited);
    write_number(s, "Opened", counts->opened);
    write_number(s, "Begun", counts->begun);
    write_share(s, counts->finished, counts->invited);
    write_day(s, counts->last);
    write_letters(s, counts);
    if (total) {
        sam_screen_raw(s, "<td role=\"cell\" class=\"monitor-empty\"></td><td role=\"cell\" "
                          "class=\"monitor-empty\"></td>");
    } else {
        open_cell(s, "monitor-show", "Your own pack");
        sam_screen_text(s, counts->finished > 0 ? sam_screen_tr(s, "possible")
                                                : sam_screen_tr(s, "not yet"));
        close_cell(s);
        write_showable(m, counts);
    }
    sam_screen_raw(s, "</tr>\n");
}

void sam_monitor_table(struct sam_monitor *m) {
    static const struct {
        const char *words;
        bool number;
    } columns[] = {{N_("Alliance"), false},
                   {N_("Invited"), true},
                   {N_("Opened"), true},
                   {N_("Begun"), true},
                   {N_("Finished"), true},
                   {N_("Last activity"), false},
                   {N_("Invited / reminded by e-mail"), true},
                   {N_("Your own pack"), false},
                   {N_("May be shared"), false}};
    struct sam_screen *s = &m->screen;
    sam_screen_element(s, "<h2 class=\"utrecht-heading-2\" id=\"per-alliance\">", "Per alliance",
                       "</h2>\n");
    sam_screen_raw(s, "<table class=\"monitor-table\" role=\"table\" "
                      "aria-labelledby=\"per-alliance\">\n<thead role=\"rowgroup\"><tr "
                      "role=\"row\">");
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        sam_screen_element(s,
                           columns[i].number ? "<th scope=\"col\" role=\"columnheader\" "
                                               "class=\"monitor-number\">"
                                             : "<th scope=\"col\" role=\"columnheader\">",
                           columns[i].words, "</th>");
    }
    sam_screen_raw(s, "</tr></thead>\n<tbody role=\"rowgroup\">\n");
    for (size_t i = 0; i < s->study->alliance_count; i++) {
        if (!m->work->alliances[i].absent) {
            write_row(m, s->study->alliances[i].name, &m->work->alliances[i], false);
        }
    }
    if (s->study->alliance_count > 1) {
        write_row(m, sam_screen_tr(s, "All together"), &m->work->total, true);
    }
    sam_screen_raw(s, "</tbody>\n</table>\n");
    sam_screen_element(s, "<p class=\"monitor-note\">",
                       "Account holders are not in these numbers. Your own pack is confidential "
                       "and shows every answer; what others see follows the number of people who "
                       "finished, so that nobody's answers can be worked out.",
                       "</p>\n");
}

/* --- who still has to answer -------------------------------------------------------------------
 */

static void write_last_letter(struct sam_monitor *m, const struct sam_fieldwork_place *place) {
    static const char *const words[2][SAM_MAIL_STATES] = {
        {[SAM_MAIL_SENT] = N_("invited"),
         [SAM_MAIL_REFUSED] = N_("invitation refused: correct the address"),
         [SAM_MAIL_DEFERRED] = N_("invitation refused for now: run invite again"),
         [SAM_MAIL_FAILED] = N_("invitation not sent: run invite again"),
         [SAM_MAIL_UNKNOWN] = N_("invitation perhaps sent: ask")},
        {[SAM_MAIL_SENT] = N_("reminded"),
         [SAM_MAIL_REFUSED] = N_("reminder refused: correct the address"),
         [SAM_MAIL_DEFERRED] = N_("reminder refused for now: run remind again"),
         [SAM_MAIL_FAILED] = N_("reminder not sent: run remind again"),
         [SAM_MAIL_UNKNOWN] = N_("reminder perhaps sent: ask")}};
    struct sam_screen *s = &m->screen;
    char day[SAM_DATE_WORDS];
    const char *message = place->lettered ? words[place->kind][place->state] : NULL;
    sam_screen_raw(s, place->lettered && place->state != SAM_MAIL_SENT
                          ? " <span class=\"monitor-attention\">"
                          : " <span class=\"monitor-note\">");
    if (message != NULL) {
        sam_screen_say(s, "%s (%s)", sam_screen_tr(s, message),
                       sam_date_words(s->lang, place->at, day));
    } else {
        sam_screen_text(s, sam_screen_tr(s, "no letter sent"));
    }
    sam_screen_raw(s, "</span>");
}

static void write_person(struct sam_monitor *m, size_t person) {
    struct sam_screen *s = &m->screen;
    const struct sam_person *one = &s->study->people[person];
    const struct sam_alliance *alliance = &s->study->alliances[one->alliance];
    size_t partner = sam_alliance_partner(alliance, one->organisation);
    sam_screen_raw(s, "<li>");
    sam_screen_text(s, one->name != NULL ? one->name : one->respondent);
    if (one->role == SAM_ACCOUNT_HOLDER) {
        sam_screen_say(s, ", %s", sam_screen_tr(s, "account holder"));
    } else if (partner != SAM_NONE) {
        sam_screen_say(s, ", %s", alliance->partners[partner].name);
    }
    write_last_letter(m, &m->work->places[person]);
    sam_screen_raw(s, "</li>\n");
}

static size_t waiting_in(const struct sam_monitor *m, size_t alliance) {
    const struct sam_study *study = m->screen.study;
    size_t count = 0;
    for (size_t i = 0; i < study->person_count; i++) {
        count += study->people[i].alliance == alliance && !m->work->places[i].done;
    }
    return count;
}

void sam_monitor_waiting(struct sam_monitor *m) {
    struct sam_screen *s = &m->screen;
    const struct sam_study *study = s->study;
    if (study->person_count == 0) {
        return;
    }
    sam_screen_element(s, "<h2 class=\"utrecht-heading-2\">", "Who still has to answer", "</h2>\n");
    for (size_t i = 0; i < study->alliance_count; i++) {
        size_t waiting = waiting_in(m, i);
        if (waiting == 0) {
            continue;
        }
        sam_screen_raw(s, "<details class=\"form-part\"><summary><span class=\"form-part-title\">");
        sam_screen_text(s, study->alliances[i].name);
        sam_screen_raw(s, "</span> <span class=\"form-part-count\">");
        sam_screen_say(s, sam_trn_in(s->lang, "%zu person", "%zu people", waiting), waiting);
        sam_screen_raw(s, "</span></summary>\n<ul class=\"monitor-people\">\n");
        for (size_t person = 0; person < study->person_count; person++) {
            if (study->people[person].alliance == i && !m->work->places[person].done) {
                write_person(m, person);
            }
        }
        sam_screen_raw(s, "</ul></details>\n");
    }
}
