#include "form/monitor.h"

#include "base/moment.h"
#include "model/response.h"

#include <string.h>

/* --- the page that asks for the password -------------------------------------------------------
 */

static void write_csrf(struct sam_monitor *m) {
    sam_screen_raw(&m->screen, "<input type=\"hidden\" name=\"csrf\" value=\"");
    sam_screen_text(&m->screen, m->csrf);
    sam_screen_raw(&m->screen, "\">\n");
}

static void write_action(struct sam_monitor *m, const char *end) {
    sam_screen_raw(&m->screen, "<form method=\"post\" action=\"");
    sam_screen_text(&m->screen, m->screen.base);
    sam_screen_say(&m->screen, "/%s%s", sam_lang_code(m->screen.lang), end);
    sam_screen_raw(&m->screen, "\">\n");
}

static void write_field(struct sam_monitor *m, bool wrong) {
    struct sam_screen *s = &m->screen;
    sam_screen_raw(s, wrong ? "<div class=\"monitor-login utrecht-form-field "
                              "utrecht-form-field--invalid\">\n"
                            : "<div class=\"monitor-login utrecht-form-field\">\n");
    /* For programs that keep passwords: they want to know whose it is. */
    sam_screen_raw(s, "<input type=\"text\" name=\"username\" value=\"monitor\" "
                      "autocomplete=\"username\" hidden>\n");
    sam_screen_element(s, "<label class=\"utrecht-form-label\" for=\"password\">", "Password",
                       "</label>\n");
    if (wrong) {
        sam_screen_element(
            s, "<p class=\"utrecht-form-field-error-message\" id=\"wrong\">",
            "This password is not right. Look at capitals and blanks, and try again.", "</p>\n");
    }
    sam_screen_raw(s, "<input class=\"monitor-password\" type=\"password\" id=\"password\" "
                      "name=\"password\" required autocomplete=\"current-password\"");
    sam_screen_raw(s, wrong ? " aria-invalid=\"true\" aria-describedby=\"wrong\" autofocus>\n"
                            : " autofocus>\n");
    sam_screen_raw(s, "</div>\n");
}

void sam_monitor_login_page(struct sam_monitor *m, enum sam_monitor_refusal why) {
    struct sam_screen *s = &m->screen;
    const struct sam_heading heading = {.title = sam_screen_tr(s, "Monitor: log in"),
                                        .error = why == SAM_MONITOR_WRONG};
    sam_screen_open(s, &heading);
    sam_screen_element(s, "<h1 class=\"utrecht-heading-1\">", "Monitor: log in", "</h1>\n");
    sam_screen_element(s, "<p class=\"utrecht-paragraph\">",
                       "This page is for the evaluators. Do you want to fill in the "
                       "questionnaire? Then use the link in your e-mail.",
                       "</p>\n");
    if (why == SAM_MONITOR_UNSET) {
        sam_screen_box_open(s, "warning", NULL);
        sam_screen_element(s, "<p>",
                           "There is no password yet. Set one on the machine where the "
                           "questionnaire runs, with: samenscan serve --password",
                           "</p>");
        sam_screen_box_close(s);
    }
    write_action(m, "");
    write_csrf(m);
    write_field(m, why == SAM_MONITOR_WRONG);
    sam_screen_element(s,
                       "<div class=\"form-buttons\"><button class=\"utrecht-button "
                       "utrecht-button--primary-action\" type=\"submit\">",
                       "Log in", "</button></div>\n</form>\n");
    sam_screen_close(s);
}

/* --- what needs attention ----------------------------------------------------------------------
 */

static void write_refusals(struct sam_monitor *m) {
    static const char *const words[SAM_REFUSALS] = {
        [SAM_REFUSED_NO_ID] = N_("without an id of their own"),
        [SAM_REFUSED_ALLIANCE] = N_("of an unknown alliance"),
        [SAM_REFUSED_ORGANISATION] = N_("of an organisation that is no partner there"),
        [SAM_REFUSED_ROLE] = N_("with an unknown role"),
        [SAM_REFUSED_WAVE] = N_("of an unknown wave"),
        [SAM_REFUSED_LANGUAGE] = N_("with an unknown language"),
        [SAM_REFUSED_MOMENT] = N_("with a moment that can't be read"),
        [SAM_REFUSED_ITEM] = N_("with an unknown statement"),
        [SAM_REFUSED_VALUE] = N_("with an answer outside the scale"),
        [SAM_REFUSED_TEXT] = N_("with text that can't be read or is too long"),
    };
    struct sam_screen *s = &m->screen;
    sam_screen_box_open(s, "warning", NULL);
    sam_screen_raw(s, "<p>");
    sam_screen_say(s,
                   sam_trn_in(s->lang, "%zu response was set aside:",
                              "%zu responses were set aside:", m->work->quarantined_all),
                   m->work->quarantined_all);
    sam_screen_raw(s, "</p>\n<ul>\n");
    for (int refusal = 0; refusal < SAM_REFUSALS; refusal++) {
        size_t count = m->work->quarantined[refusal];
        if (count > 0 && words[refusal] != NULL) {
            sam_screen_raw(s, "<li>");
            sam_screen_say(s, "%zu %s", count, sam_screen_tr(s, words[refusal]));
            sam_screen_raw(s, "</li>\n");
        }
    }
    sam_screen_element(s, "</ul>\n<p>", "What to do stands in what samenscan status says.", "</p>");
    sam_screen_box_close(s);
}

static const char *of_kind(const struct sam_screen *s, enum sam_mail_kind kind) {
    return kind == SAM_MAIL_INVITATION ? sam_screen_tr(s, "Invitations")
                                       : sam_screen_tr(s, "Reminders");
}

/* Letters by kind and what became of them. */
static void write_letters(struct sam_monitor *m) {
    static const struct {
        enum sam_mail_state state;
        const char *words;
    } columns[] = {{SAM_MAIL_SENT, N_("Sent")},
                   {SAM_MAIL_REFUSED, N_("Refused")},
                   {SAM_MAIL_DEFERRED, N_("Refused for now")},
                   {SAM_MAIL_FAILED, N_("Not sent")},
                   {SAM_MAIL_UNKNOWN, N_("Perhaps sent")}};
    enum { COLUMNS = sizeof columns / sizeof *columns };
    struct sam_screen *s = &m->screen;
    sam_screen_element(s, "<h2 class=\"utrecht-heading-2\">", "Letters", "</h2>\n");
    sam_screen_raw(s, "<table class=\"monitor-table monitor-small\" role=\"table\">\n<thead "
                      "role=\"rowgroup\"><tr role=\"row\"><td role=\"cell\"></td>");
    for (size_t i = 0; i < COLUMNS; i++) {
        sam_screen_element(s, "<th scope=\"col\" role=\"columnheader\" class=\"monitor-number\">",
                           columns[i].words, "</th>");
    }
    sam_screen_raw(s, "</tr></thead>\n<tbody role=\"rowgroup\">\n");
    for (int kind = 0; kind < 2; kind++) {
        sam_screen_raw(s, "<tr role=\"row\"><th scope=\"row\" role=\"rowheader\">");
        sam_screen_text(s, of_kind(s, (enum sam_mail_kind)kind));
        sam_screen_raw(s, "</th>");
        for (size_t i = 0; i < COLUMNS; i++) {
            sam_screen_raw(s, "<td role=\"cell\" class=\"monitor-number\" data-label=\"");
            sam_screen_text(s, sam_screen_tr(s, columns[i].words));
            sam_screen_raw(s, "\"><span>");
            sam_screen_say(s, "%zu", m->work->letters[kind][columns[i].state]);
            sam_screen_raw(s, "</span></td>");
        }
        sam_screen_raw(s, "</tr>\n");
    }
    sam_screen_raw(s, "</tbody>\n</table>\n");
}

/* --- the top -----------------------------------------------------------------------------------
 */

static void write_waves(struct sam_monitor *m) {
    struct sam_screen *s = &m->screen;
    if (s->study->wave_count < 2) {
        return;
    }
    sam_screen_element(s, "<nav class=\"monitor-waves\" aria-label=\"", "Waves", "\"><ul>\n");
    for (size_t i = 0; i < s->study->wave_count; i++) {
        sam_screen_raw(s,
                       "<li><a class=\"utrecht-link utrecht-link--html-a\" href=\"/monitor/wave/");
        sam_screen_text(s, s->study->waves[i].id);
        sam_screen_say(s, "/%s", sam_lang_code(s->lang));
        sam_screen_raw(s, i == m->wave ? "\" aria-current=\"page\">" : "\">");
        sam_screen_text(s, s->study->waves[i].id);
        sam_screen_raw(s, "</a></li>\n");
    }
    sam_screen_raw(s, "</ul></nav>\n");
}

static void write_summary(struct sam_monitor *m) {
    struct sam_screen *s = &m->screen;
    const struct sam_fieldwork_counts *total = &m->work->total;
    const struct sam_wave *wave = &s->study->waves[m->wave];
    char words[SAM_DATE_WORDS];
    sam_screen_raw(s, "<p class=\"monitor-summary\"><strong>");
    if (total->invited > 0) {
        sam_screen_say(s, sam_screen_tr(s, "%zu of %zu people have finished (%zu%%)."),
                       total->finished, total->invited,
                       (200 * total->finished + total->invited) / (2 * total->invited));
    } else {
        sam_screen_say(s, sam_screen_tr(s, "%zu people have finished."), total->finished);
    }
    sam_screen_raw(s, "</strong>");
    if (total->holders > 0) {
        sam_screen_raw(s, " ");
        sam_screen_say(s, sam_screen_tr(s, "Of the account holders %zu of %zu."),
                       total->holders_finished, total->holders);
    }
    if (wave->closes != NULL) {
        sam_screen_raw(s, " ");
        sam_screen_say(s, sam_screen_tr(s, "Answering is possible up to and including %s."),
                       sam_date_words(s->lang, wave->closes, words));
    }
    sam_screen_raw(s, "</p>\n");
}

static void write_retention(struct sam_monitor *m) {
    const struct sam_wave *wave = &m->screen.study->waves[m->wave];
    char today[SAM_MOMENT_SIZE], words[SAM_DATE_WORDS];
    struct sam_screen *s = &m->screen;
    if (wave->erase_after == NULL) {
        return;
    }
    sam_moment_print(m->now, today);
    bool past = strncmp(wave->erase_after, today, 10) < 0;
    sam_date_words(s->lang, wave->erase_after, words);
    if (past) {
        sam_screen_box_open(s, "warning", NULL);
        sam_screen_raw(s, "<p>");
        sam_screen_say(s,
                       sam_screen_tr(s, "The personal data of this wave were to be erased after "
                                        "%s. samenscan purge does that."),
                       words);
        sam_screen_raw(s, "</p>");
        sam_screen_box_close(s);
    } else {
        sam_screen_raw(s, "<p class=\"monitor-note\">");
        sam_screen_say(s, sam_screen_tr(s, "Personal data are kept up to and including %s."),
                       words);
        sam_screen_raw(s, "</p>\n");
    }
}

static void write_logout(struct sam_monitor *m) {
    write_action(m, "/out");
    write_csrf(m);
    sam_screen_element(&m->screen,
                       "<button class=\"utrecht-button utrecht-button--secondary-action "
                       "monitor-out\" type=\"submit\">",
                       "Log out", "</button>\n</form>\n");
}

void sam_monitor_page(struct sam_monitor *m) {
    struct sam_screen *s = &m->screen;
    const struct sam_heading heading = {.title = sam_screen_tr(s, "Monitor")};
    sam_screen_open(s, &heading);
    sam_screen_raw(s, "<div class=\"monitor-top\"><div>\n<h1 class=\"utrecht-heading-1\">");
    sam_screen_in(s, &s->study->title);
    sam_screen_raw(s, "</h1>\n");
    write_waves(m);
    sam_screen_raw(s, "</div>\n");
    write_logout(m);
    sam_screen_raw(s, "</div>\n");
    write_summary(m);
    if (m->work->quarantined_all > 0) {
        write_refusals(m);
    }
    sam_monitor_chart(m);
    sam_monitor_table(m);
    sam_monitor_waiting(m);
    write_letters(m);
    write_retention(m);
    if (m->work->consents > 0) {
        sam_screen_raw(s, "<p class=\"monitor-note\">");
        sam_screen_say(s,
                       sam_screen_tr(s, "%zu people agreed on the form to how their answers are "
                                        "used; when, and to which text, is recorded."),
                       m->work->consents);
        sam_screen_raw(s, "</p>\n");
    }
    sam_screen_close(s);
}
