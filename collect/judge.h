/* A page's records held against the study and the questionnaire, before any of it is stored: in the
 * thread that reads, because storing takes longest. */
#ifndef SAM_COLLECT_JUDGE_H
#define SAM_COLLECT_JUDGE_H

#include "collect/collector.h"

/* One record of a page, judged; all of it lives as long as the page. */
struct sam_judged {
    const struct sam_questionnaire *questionnaire;
    bool early; /* dated before its wave opens; nothing else of it is known */
    enum sam_refusal refusal;
    const char *why;              /* refused: what, where and what to do */
    struct sam_response response; /* accepted */
};

/* Index of the wave a raw response belongs to (default_wave when it names none), or SAM_NONE. */
size_t sam_collector_wave(const struct sam_study *study, const struct sam_raw_response *raw,
                          size_t default_wave);

/* Makes page->judged, one for each of page->records, which get the wave they belong to.
 * SAM_E_LIMIT: larger than is read at once. Any thread: of the collector it reads what doesn't
 * change in a run. */
enum sam_status sam_page_judge(const struct sam_collector *collector, struct sam_page *page,
                               struct sam_err *err) SAM_MUST_CHECK;

#endif
