/* A study: one evaluation. study.json holds what the evaluator decides; answers are in the store.
 *
 * Everything is borrowed from the study and lives as long as it. */
#ifndef SAM_MODEL_STUDY_H
#define SAM_MODEL_STUDY_H

#include "base/buf.h"
#include "base/dictionary.h"
#include "base/err.h"
#include "base/problems.h"
#include "base/words.h"
#include "model/json_reader.h"
#include "model/questionnaire.h"

#include <stdbool.h>
#include <stddef.h>

struct sam_organisation {
    const char *id, *name;
    bool lead;
    bool consortium;
};

enum sam_continued { SAM_CONTINUED_UNKNOWN, SAM_CONTINUED_YES, SAM_CONTINUED_NO };
enum sam_staff { SAM_STAFF_UNKNOWN, SAM_STAFF_PAID, SAM_STAFF_VOLUNTEERS, SAM_STAFF_BOTH };

struct sam_alliance {
    const char *id, *name;
    struct sam_organisation *partners;
    size_t partner_count;
    size_t invited[SAM_ROLES]; /* places listed, by role; one taken over counts once */
    /* Described, never tested. */
    double budget; /* in euros; below 0 when not given */
    int began;     /* a year, or 0 */
    enum sam_continued continued;
    enum sam_staff staff;
    size_t continues; /* the alliance it succeeds, or SAM_NONE; following it comes to an end */
    bool *in_wave;    /* per wave of the study, or NULL: takes part in all of them */
};

/* One place to answer: a person invited for one partner in one alliance. */
struct sam_person {
    const char *respondent; /* unique within the study */
    size_t alliance;
    const char *organisation; /* a partner's id; "" for an account holder */
    enum sam_role role;
    const char *name, *email; /* NULL when not given */
    enum sam_lang language;
    const char *left; /* the day from which this person no longer answers, or NULL */
    const struct sam_person *succeeds;  /* whose place it took over, or NULL */
    const struct sam_person *successor; /* who took over its place, or NULL */
    /* The first place of the same human being (itself if it is the first), and the next or NULL. */
    const struct sam_person *same, *next_same;
};

/* Who asks: shown on the form and in mail. */
struct sam_institute {
    const char *name;              /* NULL when study.json has no institute */
    const char *email, *telephone; /* for questions of respondents, or NULL */
    const char *privacy_statement; /* https address, or NULL */
    const char *colour;            /* "#rrggbb", at least 4.5:1 against white; or NULL */
    const char *logo;              /* a PNG or SVG file, relative to the study; or NULL */
};

struct sam_wave {
    const char *id;
    const char *questionnaire;                /* its id: questionnaires/ID.json in the study */
    const char *account_holders;              /* what they are given in its place, or NULL */
    const char *opens, *closes, *erase_after; /* dates, or NULL */
};

/* From how many answers on something may be shown outside the evaluator's own pack. */
struct sam_privacy {
    int bands_from;         /* 3: scale bands only */
    int means_from;         /* 5: scale means, agreement in words, role splits */
    int distributions_from; /* 8: distributions and standard deviations */
};
#define SAM_PRIVACY_DEFAULT                                                                        \
    { .bands_from = 3, .means_from = 5, .distributions_from = 8 }

/* The evaluator's own judgement of a phase, shown beside the model's. */
struct sam_phase_override {
    size_t alliance;
    size_t wave;
    enum sam_relation relation;
    enum sam_phase phase;
    const char *reason;
};

/* How far something expected came true: realised, partly, not. */
enum sam_rating { SAM_RATING_YES, SAM_RATING_PARTLY, SAM_RATING_NO };
enum { SAM_RATINGS = 3 };

/* The evaluator's own rating of an expectation of framework.json, shown beside the computed one. */
struct sam_expectation_rating {
    const char *expectation; /* its id */
    size_t wave;
    size_t alliance; /* SAM_NONE: over all alliances */
    enum sam_rating rating;
    struct sam_text reason;
};

enum sam_source_type {
    SAM_SOURCE_SAMENSCAN,
    SAM_SOURCE_LIMESURVEY,
    SAM_SOURCE_ODK,
    SAM_SOURCE_NEXTCLOUD,
    SAM_SOURCE_KOBO,
    SAM_SOURCE_REDCAP,
    SAM_SOURCE_SURVEYMONKEY,
    SAM_SOURCE_FORMBRICKS,
    SAM_SOURCE_QUALTRICS,
    SAM_SOURCE_JSON,
    SAM_SOURCE_CSV
};

/* "from" (a column, question code or JSON Pointer on the platform) gives "to" (an item id, open
 * question id, or respondent, alliance, organisation, role, wave, language, submitted_at). */
struct sam_mapping {
    const char *from, *to;
};

struct sam_source {
    const char *name; /* unique within the study */
    enum sam_source_type type;
    const char *url;     /* http(s)://..., or for csv also a path relative to the study */
    const char *wave;    /* the wave its responses belong to unless they say it themselves */
    const char *survey;  /* survey or form on the platform; REDCap: instrument, may be NULL */
    const char *project; /* ODK: number of the project */
    const char *user;
    /* Where the secret is; never the secret itself. NULL when not given. */
    const char *secret_env, *secret_file, *secret_store;
    const char *ca_file;
    bool insecure_http; /* plain http to another machine than this one, allowed explicitly */
    /* json: "none", "bearer", "basic", "header" or "query", and the header's or parameter's name */
    const char *auth, *auth_name;
    /* json: JSON Pointers. records: the list, "" the whole document; id, modified, complete within
     * a record; next: the next page's address within the document; complete_value: the text that
     * means finished (default "true"). */
    const char *records, *record_id, *modified, *complete, *complete_value, *next;
    /* json: offset paging: the parameters' names and the page size (0: no paging by offset) */
    const char *offset_parameter, *limit_parameter;
    /* json: parameter that asks for what changed since a moment or cursor, NULL if there is none */
    const char *since_parameter;
    int page_size;         /* 0: what suits the platform */
    char separator;        /* csv: 0 to look at the first line */
    const char *time_zone; /* of moments that come without one, as "Europe/Amsterdam"; NULL: UTC */
    struct sam_mapping *map;
    size_t map_count;
    size_t proposed_count;      /* mappings proposed that nobody checked yet; not used */
    struct sam_mapping *values; /* answers as the platform writes them: "A3" -> "3", "A6" -> "dk" */
    size_t value_count;
    struct sam_mapping *alliances; /* alliance as the platform writes it -> alliance id */
    size_t alliance_count;
    struct sam_mapping *organisations;
    size_t organisation_count;
    struct sam_mapping *roles;
    size_t role_count;
};

/* How invitations and reminders are sent. Never holds the secret itself. */
struct sam_mail {
    const char *smtp;             /* smtp://host[:587] (STARTTLS) or smtps://host[:465] */
    const char *from, *from_name; /* an address; a name, or NULL */
    const char *reply_to;         /* an address, or NULL: from */
    const char *base_url;         /* where respondents find the form */
    const char *user, *secret_env, *secret_file; /* NULL when not given */
    const char *ca_file;
    bool insecure_smtp; /* without TLS to another machine than this one, allowed explicitly */
};

struct sam_study {
    const char *folder; /* as given to sam_study_open, or "" */
    const char *id;
    struct sam_text title;
    const char *funder; /* NULL when not given */
    struct sam_institute institute;
    const char **places; /* names that open answers are looked through for */
    size_t place_count;
    enum sam_lang language;
    bool simulated; /* its answers are made up: said on everything that people read */
    struct sam_alliance *alliances;
    size_t alliance_count;
    struct sam_person *people;
    size_t person_count;
    struct sam_wave *waves;
    size_t wave_count;
    struct sam_privacy privacy;
    struct sam_source *sources;
    size_t source_count;
    struct sam_phase_override *overrides;
    size_t override_count;
    struct sam_expectation_rating *ratings;
    size_t rating_count;
    const struct sam_mail *mail;           /* NULL when not given */
    struct sam_dictionary *alliance_ids;   /* number = index in alliances */
    struct sam_dictionary *respondent_ids; /* number = index in people */
    struct sam_arena *arena;
};

/* Reads study.json; every problem found is added to problems. name is for messages. */
enum sam_status sam_study_parse(const char *text, size_t length, const char *name,
                                struct sam_study **out, struct sam_problems *problems,
                                struct sam_err *err) SAM_MUST_CHECK;
/* Reads FOLDER/study.json. */
enum sam_status sam_study_open(const char *folder, struct sam_study **out,
                               struct sam_problems *problems, struct sam_err *err) SAM_MUST_CHECK;
void sam_study_free(struct sam_study *study);

/* Reads the questionnaire of a wave from FOLDER/questionnaires/ID.json, joined with that of its
 * account holders if they have one (sam_questionnaire_join). */
enum sam_status sam_study_questionnaire(const struct sam_study *study, size_t wave,
                                        struct sam_questionnaire **out,
                                        struct sam_problems *problems,
                                        struct sam_err *err) SAM_MUST_CHECK;

/* Index, or SAM_NONE. */
size_t sam_study_alliance(const struct sam_study *study, const char *id);
size_t sam_study_wave(const struct sam_study *study, const char *id);
size_t sam_study_source(const struct sam_study *study, const char *name);
size_t sam_study_person(const struct sam_study *study, const char *respondent);
/* The wave named, or with NULL the last in the list; SAM_E_NOT_FOUND lists those there are. */
enum sam_status sam_study_choose_wave(const struct sam_study *study, const char *id, size_t *wave,
                                      struct sam_err *err) SAM_MUST_CHECK;

/* Partner of the alliance with this id, or SAM_NONE. */
size_t sam_alliance_partner(const struct sam_alliance *alliance, const char *id);

/* How many people are invited to speak for a partner (lead and partner roles) in the alliance, of
 * the roles that the questionnaire has statements for; a place that a successor took over counts
 * once; 0 when study.json lists nobody for it. */
size_t sam_study_invited(const struct sam_study *study, size_t alliance,
                         const struct sam_questionnaire *questionnaire);

bool sam_alliance_in_wave(const struct sam_study *study, size_t alliance, size_t wave);
/* What an alliance was called in a wave: itself if it took part, else the nearest of those it
 * continues that did; SAM_NONE when none did. */
size_t sam_alliance_then(const struct sam_study *study, size_t alliance, size_t wave);

/* "paid", "volunteers", "both"; "" for unknown. */
const char *sam_staff_id(enum sam_staff staff);
int sam_staff_read(const char *text, enum sam_staff *staff);

/* Has this person left by this day (YYYY-MM-DD)? */
bool sam_person_has_left(const struct sam_person *person, const char *today);

/* Reads the institute's logo (appended to image), at most SAM_LOGO_LIMIT bytes, and says by its
 * content which type it is ("image/png", "image/svg+xml"). SAM_E_INPUT when it is neither, or an
 * SVG that would load or run something; SAM_E_NOT_FOUND when there is no such file. */
enum { SAM_LOGO_LIMIT = 256 * 1024 };
enum sam_status sam_study_logo(const struct sam_study *study, struct sam_buf *image,
                               const char **type, struct sam_err *err) SAM_MUST_CHECK;

/* "+", "+/-", "0" */
const char *sam_rating_id(enum sam_rating rating);
/* 0, or -1 when text is none of them. */
int sam_rating_read(const char *text, enum sam_rating *rating);

const char *sam_source_type_id(enum sam_source_type type);

#endif
