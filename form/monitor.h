/* The monitor: how the asking is going, for the evaluator who has the password (login.h).
 *
 *   (1) it never shows an answer, nor how far one person is: of people only whether they still have
 *       to answer, because they can be reminded
 *   (2) it is apart from the questionnaire: other addresses, another cookie (SameSite=Strict), and
 *       a personal link opens nothing here
 *
 * /monitor, /monitor/LANG, /monitor/wave/WAVE/LANG; logging in is a POST to the page itself,
 * logging out one to .../out. */
#ifndef SAM_FORM_MONITOR_H
#define SAM_FORM_MONITOR_H

#include "form/route.h"
#include "form/screen.h"
#include "store/fieldwork.h"

enum { SAM_MONITOR_ROUTES = 7 };
extern const struct sam_route sam_monitor_routes[SAM_MONITOR_ROUTES];

/* --- for its own files -------------------------------------------------------------------------
 */

struct sam_monitor {
    struct sam_screen screen;
    const struct sam_fieldwork *work;
    size_t wave;
    const char *csrf;
    time_t now;
};

/* monitor_page.c: the whole page, and the page that asks for the password. */
void sam_monitor_page(struct sam_monitor *monitor);
enum sam_monitor_refusal {
    SAM_MONITOR_ASKED, /* nothing wrong yet */
    SAM_MONITOR_WRONG, /* password */
    SAM_MONITOR_UNSET  /* no password was ever set */
};
void sam_monitor_login_page(struct sam_monitor *monitor, enum sam_monitor_refusal why);

/* monitor_table.c */
void sam_monitor_table(struct sam_monitor *monitor);
void sam_monitor_waiting(struct sam_monitor *monitor);

/* monitor_chart.c: who finished, day by day, as a picture and as a table. */
void sam_monitor_chart(struct sam_monitor *monitor);

#endif
