/* What the evaluator noted after the meeting, or read or saw elsewhere, about a topic of the
 * survey: a sheet (docs/formats.md). */
#ifndef SAM_MODEL_NOTE_H
#define SAM_MODEL_NOTE_H

#include "model/instruments.h"
#include "model/sheet.h"
#include "model/study.h"

enum sam_note_source { SAM_NOTE_INTERVIEW, SAM_NOTE_DOCUMENT, SAM_NOTE_OBSERVATION };
enum { SAM_NOTE_SOURCES = 3 };
enum sam_finding { SAM_FINDING_CONFIRMED, SAM_FINDING_NUANCED, SAM_FINDING_CONTRADICTED };
enum { SAM_FINDINGS = 3 };

enum sam_note_column {
    SAM_NOTE_ALLIANCE,
    SAM_NOTE_WAVE,
    SAM_NOTE_TOPIC,
    SAM_NOTE_SOURCE,
    SAM_NOTE_FINDING,
    SAM_NOTE_WHY,
    SAM_NOTE_QUOTE,
    SAM_NOTE_CLEARED,
    SAM_NOTE_RESPONDENT,
    SAM_NOTE_ABOUT
};
enum { SAM_NOTE_COLUMNS = 10 };
extern const struct sam_sheet_column sam_note_columns[SAM_NOTE_COLUMNS];

/* What a topic is, besides an item or scale of the wave's questionnaire. */
extern const char
    *const sam_phase_topics[SAM_RELATIONS]; /* "phase-alliance", "phase-partnership" */

struct sam_note {
    const char *alliance, *wave, *topic;
    enum sam_note_source source;
    enum sam_finding finding; /* what the source says of what the survey says */
    const char *why, *quote;  /* "" when not given */
    bool cleared;             /* why and quote may be shared */
    const char *respondent;   /* who said it, so that it can be erased; "" when not given */
};

struct sam_notes {
    struct sam_note *list; /* by wave and alliance as in the study, then as in the sheet */
    size_t count;
    bool *present; /* [wave * alliance_count + alliance]: is it in the sheet? */
    struct sam_arena *arena;
};

/* Reads a sheet of notes; problems are all named. Rows that name no wave are of `wave` (an index).
 * Rows in which neither finding, why nor quote is filled in are passed over. SAM_E_INPUT when there
 * are problems, and nothing to fini. */
enum sam_status sam_notes_read(const struct sam_sheet *sheet, const struct sam_study *study,
                               const struct sam_instruments *instruments, size_t wave,
                               bool ignore_unknown, struct sam_notes *out,
                               struct sam_problems *problems, struct sam_err *err) SAM_MUST_CHECK;
void sam_notes_fini(struct sam_notes *notes);

/* "interview", "document", "observation"; "confirmed", "nuanced", "contradicted". Reading gives 0,
 * or -1 when text is none of them. */
const char *sam_note_source_id(enum sam_note_source source);
int sam_note_source_read(const char *text, enum sam_note_source *source);
const char *sam_finding_id(enum sam_finding finding);
int sam_finding_read(const char *text, enum sam_finding *finding);

/* Is it an item or scale of the questionnaire, or a phase? */
bool sam_note_topic_valid(const struct sam_questionnaire *questionnaire, const char *topic);

#endif
