/* Results in words, for pages and terminals alike: plain text, not escaped. */
#ifndef SAM_REPORT_SENTENCES_H
#define SAM_REPORT_SENTENCES_H

#include "base/buf.h"
#include "base/words.h"

#include "report/results.h"
#include <stdbool.h>

/* How far the answers of an alliance stand for all who were invited (methods, section 1). */
enum sam_turnout {
    SAM_TURNOUT_UNKNOWN,    /* nobody said how many were invited */
    SAM_TURNOUT_NONE,       /* nobody answered */
    SAM_TURNOUT_LOW,        /* below 60 % */
    SAM_TURNOUT_INDICATIVE, /* 60 to 79 % */
    SAM_TURNOUT_COMPLETE    /* 80 % and up */
};
enum sam_turnout sam_turnout_of(size_t responded, size_t invited);
const char *sam_words_turnout(enum sam_lang lang, enum sam_turnout turnout);

/* "norming (making agreements)" */
const char *sam_words_phase(enum sam_lang lang, enum sam_phase phase);
const char *sam_words_phase_meaning(enum sam_lang lang, enum sam_phase phase);
const char *sam_words_relation(enum sam_lang lang, enum sam_relation relation);
/* A band's name; "" for none. */
const char *sam_words_band(enum sam_lang lang, enum sam_band band);
/* Why a number is absent, as a sentence; also for reasons this version doesn't know. */
const char *sam_words_why(enum sam_lang lang, enum sam_why why);

/* "93 %"; never 0 or 100 for what is only nearly so. share is 0 to 1. */
void sam_words_percent(enum sam_lang lang, double share, struct sam_buf *text);
/* "forming, storming and norming" */
void sam_words_phases(enum sam_lang lang, const bool phases[SAM_PHASES], struct sam_buf *text);
/* "forming 1, norming 3": respondents per phase they lean to; nothing when there are none. */
void sam_words_leaning(enum sam_lang lang, const size_t leaning[SAM_PHASES], struct sam_buf *text);
/* The verdict as one or two sentences. */
void sam_words_verdict(enum sam_lang lang, const struct sam_phase_score *score,
                       struct sam_buf *text);

/* What may be said about agreement: nothing below five respondents; else by the mean deviation,
 * with points / 6 as the bound (Burke & Dunlap 2002). */
enum sam_consensus {
    SAM_CONSENSUS_TOO_FEW,
    SAM_CONSENSUS_YES,
    SAM_CONSENSUS_NO,
    SAM_CONSENSUS_CAMPS,
    SAM_CONSENSUS_NO_VALUE
};
enum { SAM_CONSENSUS_FROM = 5 };
enum sam_consensus sam_consensus_of(int points, size_t respondents, struct sam_number ad,
                                    bool two_camps);
const char *sam_words_consensus(enum sam_lang lang, enum sam_consensus consensus);

/* Alliances of one or two respondents get a conversation, no scores. */
bool sam_interview_only(const struct sam_alliance_result *result);

/* The scale a summary is about: "synergy", else the first that is no phase; SAM_NONE if none. */
size_t sam_main_scale(const struct sam_questionnaire *questionnaire);

#endif
