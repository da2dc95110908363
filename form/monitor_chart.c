/* Who finished, day by day. The line steps up on the day itself and is drawn from the day the wave
 * opened (or the first letter or answer) to the last day something happened, or to today while the
 * wave is open. */
#include "base/moment.h"
#include "form/monitor.h"

#include <stdio.h>
#include <string.h>

enum {
    WIDTH = 640,
    HEIGHT = 220,
    LEFT = 56,
    RIGHT = 16,
    TOP = 16,
    BOTTOM = 34,
    DAY = 86400,
    MOMENT_DAY = 10
};

struct plot {
    struct sam_monitor *m;
    time_t first, last; /* days at 0:00 */
    size_t highest;     /* of the vertical axis */
};

static double x_of(const struct plot *p, time_t day) {
    double share = p->last > p->first ? (double)(day - p->first) / (double)(p->last - p->first) : 0;
    return LEFT + share * (WIDTH - LEFT - RIGHT);
}

static double y_of(const struct plot *p, size_t count) {
    double share = (double)count / (double)p->highest;
    return TOP + (1 - share) * (HEIGHT - TOP - BOTTOM);
}

static void set_range(struct plot *p) {
    const struct sam_fieldwork *work = p->m->work;
    const struct sam_wave *wave = &p->m->screen.study->waves[p->m->wave];
    char today[SAM_MOMENT_SIZE];
    sam_moment_print(p->m->now, today);
    today[MOMENT_DAY] = '\0';
    p->first = sam_moment_seconds(work->days[0].day);
    p->last = sam_moment_seconds(work->days[work->day_count - 1].day);
    if (wave->opens != NULL && sam_moment_seconds(wave->opens) < p->first) {
        p->first = sam_moment_seconds(wave->opens);
    }
    bool open = wave->closes == NULL || strcmp(wave->closes, today) >= 0;
    if (open && sam_moment_seconds(today) > p->last) {
        p->last = sam_moment_seconds(today);
    }
    p->last = p->last == p->first ? p->first + DAY : p->last;
    p->highest = work->total.invited + work->total.holders;
    size_t sum = 0;
    for (size_t i = 0; i < work->day_count; i++) {
        sum += work->days[i].finished;
    }
    p->highest = p->highest < sum ? sum : p->highest;
    p->highest = p->highest == 0 ? 1 : p->highest;
}

static void write_axes(const struct plot *p) {
    struct sam_screen *s = &p->m->screen;
    char first[SAM_DATE_WORDS], last[SAM_DATE_WORDS], moment[SAM_MOMENT_SIZE];
    sam_date_words(s->lang, sam_moment_print(p->first, moment), first);
    sam_date_words(s->lang, sam_moment_print(p->last, moment), last);
    double bottom = y_of(p, 0), top = y_of(p, p->highest);
    sam_buf_printf(s->html,
                   "<line class=\"monitor-axis\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>"
                   "<line class=\"monitor-all\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>\n",
                   LEFT, WIDTH - RIGHT, bottom, bottom, LEFT, WIDTH - RIGHT, top, top);
    sam_buf_printf(s->html,
                   "<text class=\"monitor-label\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">0</text>"
                   "<text class=\"monitor-label\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%zu"
                   "</text>\n",
                   LEFT - 6, bottom + 4, LEFT - 6, top + 4, p->highest);
    sam_buf_printf(s->html, "<text class=\"monitor-label\" x=\"%d\" y=\"%d\">", LEFT, HEIGHT - 10);
    sam_screen_text(s, first);
    sam_buf_printf(s->html,
                   "</text><text class=\"monitor-label\" x=\"%d\" y=\"%d\" "
                   "text-anchor=\"end\">",
                   WIDTH - RIGHT, HEIGHT - 10);
    sam_screen_text(s, last);
    sam_screen_raw(s, "</text>\n");
}

/* A mark on every day on which reminders were sent. */
static void write_reminders(const struct plot *p) {
    struct sam_screen *s = &p->m->screen;
    for (size_t i = 0; i < p->m->work->day_count; i++) {
        if (p->m->work->days[i].reminded) {
            double x = x_of(p, sam_moment_seconds(p->m->work->days[i].day));
            sam_buf_printf(s->html,
                           "<line class=\"monitor-reminder\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" "
                           "y2=\"%.1f\"/>",
                           x, x, TOP, y_of(p, 0));
        }
    }
}

/* Steps: the number stays until the day on which somebody finishes. */
static void write_line(const struct plot *p) {
    struct sam_screen *s = &p->m->screen;
    size_t sum = 0;
    double bottom = y_of(p, 0);
    for (int turn = 0; turn < 2; turn++) {
        sum = 0;
        sam_buf_printf(s->html, "<path class=\"%s\" d=\"M%.1f %.1f",
                       turn == 0 ? "monitor-area" : "monitor-line", x_of(p, p->first), bottom);
        for (size_t i = 0; i < p->m->work->day_count; i++) {
            const struct sam_fieldwork_day *day = &p->m->work->days[i];
            if (day->finished > 0) {
                sum += day->finished;
                sam_buf_printf(s->html, "H%.1fV%.1f", x_of(p, sam_moment_seconds(day->day)),
                               y_of(p, sum));
            }
        }
        sam_buf_printf(s->html, "H%d", WIDTH - RIGHT);
        if (turn == 0) {
            sam_buf_printf(s->html, "V%.1fZ", bottom);
        }
        sam_screen_raw(s, "\"/>\n");
    }
}

static void write_table(const struct plot *p) {
    struct sam_screen *s = &p->m->screen;
    char words[SAM_DATE_WORDS];
    size_t sum = 0;
    sam_screen_element(s, "<details class=\"form-part\"><summary><span class=\"form-part-title\">",
                       "The same as a table", "</span></summary>\n");
    sam_screen_raw(s, "<table class=\"monitor-days\">\n<thead><tr>");
    sam_screen_element(s, "<th scope=\"col\">", "Day", "</th>");
    sam_screen_element(s, "<th scope=\"col\" class=\"monitor-number\">", "Finished", "</th>");
    sam_screen_element(s, "<th scope=\"col\" class=\"monitor-number\">", "In all", "</th>");
    sam_screen_element(s, "<th scope=\"col\">", "Reminders", "</th></tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < p->m->work->day_count; i++) {
        const struct sam_fieldwork_day *day = &p->m->work->days[i];
        sum += day->finished;
        sam_screen_raw(s, "<tr><th scope=\"row\">");
        sam_screen_text(s, sam_date_words(s->lang, day->day, words));
        sam_buf_printf(s->html,
                       "</th><td class=\"monitor-number\">%zu</td><td class=\"monitor-number\">"
                       "%zu</td><td>",
                       day->finished, sum);
        sam_screen_text(s, day->reminded ? sam_screen_tr(s, "sent") : "");
        sam_screen_raw(s, "</td></tr>\n");
    }
    sam_screen_raw(s, "</tbody>\n</table></details>\n");
}

void sam_monitor_chart(struct sam_monitor *m) {
    struct sam_screen *s = &m->screen;
    struct plot p = {.m = m};
    bool reminded = false;
    sam_screen_element(s, "<h2 class=\"utrecht-heading-2\">", "Finished, day by day", "</h2>\n");
    if (m->work->day_count == 0) {
        sam_screen_element(s, "<p class=\"utrecht-paragraph\">", "Nobody has finished yet.",
                           "</p>\n");
        return;
    }
    set_range(&p);
    sam_screen_raw(s, "<figure class=\"monitor-figure\">\n");
    sam_buf_printf(s->html, "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"trend\">\n",
                   WIDTH, HEIGHT);
    sam_screen_raw(s, "<title id=\"trend\">");
    sam_screen_say(s, sam_screen_tr(s, "A line of how many people have finished, up to %zu of %zu"),
                   m->work->total.finished + m->work->total.holders_finished, p.highest);
    sam_screen_raw(s, "</title>\n");
    write_axes(&p);
    write_reminders(&p);
    write_line(&p);
    for (size_t i = 0; i < m->work->day_count; i++) {
        reminded = reminded || m->work->days[i].reminded;
    }
    sam_screen_raw(s, "</svg>\n<figcaption class=\"monitor-note\">");
    sam_screen_text(s, sam_screen_tr(s, "Everybody together, account holders too. The dotted line "
                                        "is everybody who was invited."));
    if (reminded) {
        sam_screen_raw(s, " ");
        sam_screen_text(s, sam_screen_tr(s, "Upright lines: reminders were sent."));
    }
    sam_screen_raw(s, "</figcaption>\n</figure>\n");
    write_table(&p);
}
