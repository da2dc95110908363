/* The monitor's pages without a server: of a small study, with counts of one's own. */
#ifndef SAM_TESTS_MONITOR_FIXTURE_H
#define SAM_TESTS_MONITOR_FIXTURE_H

#include "form/monitor.h"
#include "page_fixture.h"

#include <string.h>

struct watched {
    struct page *page;
    struct sam_fieldwork_counts counts[8];
    struct sam_fieldwork_place places[16];
    struct sam_fieldwork_day days[8];
    struct sam_fieldwork work;
    struct sam_monitor monitor;
};

/* w must stay where it is. */
static inline void watch(struct watched *w, struct page *page) {
    *w = (struct watched){.page = page};
    assert_true(page->study->alliance_count <= 8 && page->study->person_count <= 16);
    w->work.alliances = w->counts;
    w->work.places = w->places;
    w->work.days = w->days;
    w->monitor.screen = page->view.screen;
    w->monitor.screen.key = NULL;
    w->monitor.screen.person = NULL;
    w->monitor.screen.questionnaire = NULL;
    w->monitor.screen.of_step = false;
    w->monitor.screen.base = "/monitor";
    w->monitor.screen.style = "monitor.css";
    w->monitor.work = &w->work;
    w->monitor.csrf = "CSRF";
    w->monitor.now = 1790000000; /* 21 September 2026 */
    sam_buf_clear(&page->html);
    sam_buf_text(&page->html, "");
}

#endif
