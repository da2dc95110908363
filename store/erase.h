/* Erasing personal data for good (GDPR, article 17), and seeing to it that it stays away.
 *
 *   (1) what is erased is overwritten in the file (secure_delete), and with sam_store_scrub also
 *       gone from SQLite's log
 *   (2) of what is erased only a keyed hash is kept, by which a collector knows not to fetch it
 *       again
 *   (3) erasing a wave keeps the answers to statements of the responses that count, under names
 *       made up here and without organisation, language and moments; with `answers` they go too.
 *       Results made before are files of their own and stay */
#ifndef SAM_STORE_ERASE_H
#define SAM_STORE_ERASE_H

#include "store/store.h"

/* The source under which responses of an erased wave stand. */
#define SAM_ERASED_SOURCE "erased"

/* Personal data by kind. */
enum sam_personal {
    SAM_PERSONAL_RESPONSES,
    SAM_PERSONAL_OPEN_ANSWERS,
    SAM_PERSONAL_VERSIONS,
    SAM_PERSONAL_QUARANTINE,
    SAM_PERSONAL_TOKENS,
    SAM_PERSONAL_PARADATA, /* when somebody opened, agreed, began and finished */
    SAM_PERSONAL_LETTERS,
    SAM_PERSONAL_QUOTES, /* in notes, and who said them; the notes themselves stay */
    SAM_PERSONAL_NAMES
};
enum { SAM_PERSONALS = SAM_PERSONAL_NAMES + 1 };
struct sam_personal_counts {
    int64_t of[SAM_PERSONALS];
};

/* How much there is of a respondent; or of a wave, with `names` also of everybody's names and
 * addresses, which belong to no wave. */
enum sam_status sam_store_personal_of(struct sam_store *store, const char *respondent,
                                      struct sam_personal_counts *counts,
                                      struct sam_err *err) SAM_MUST_CHECK;
enum sam_status sam_store_personal_in(struct sam_store *store, const char *wave, bool names,
                                      struct sam_personal_counts *counts,
                                      struct sam_err *err) SAM_MUST_CHECK;

/* Both within a transaction. */
enum sam_status sam_store_erase_respondent(struct sam_store *store, const char *respondent,
                                           struct sam_err *err) SAM_MUST_CHECK;
enum sam_status sam_store_erase_wave(struct sam_store *store, const char *wave, bool names,
                                     bool answers, time_t now, struct sam_err *err) SAM_MUST_CHECK;

/* How many quotes in notes of this alliance don't say who said them. */
enum sam_status sam_store_unnamed_quotes(struct sam_store *store, const char *alliance,
                                         int64_t *count, struct sam_err *err) SAM_MUST_CHECK;

/* Empties SQLite's log into the file, where what was erased is overwritten. SAM_E_STORE when
 * another program holds on to the log. */
enum sam_status sam_store_scrub(struct sam_store *store, struct sam_err *err) SAM_MUST_CHECK;

/* Was anything ever erased? If not, nothing needs to be asked of every single record. */
enum sam_status sam_store_any_erased(struct sam_store *store, bool *any,
                                     struct sam_err *err) SAM_MUST_CHECK;
/* Must this stay away? By record, respondent ("" if unknown) or wave. */
enum sam_status sam_store_is_erased(struct sam_store *store, const char *source,
                                    const char *record_id, const char *respondent, const char *wave,
                                    bool *erased, struct sam_err *err) SAM_MUST_CHECK;
/* When a wave was erased ("" if it wasn't; text has room for SAM_MOMENT_SIZE), and whether with its
 * answers. */
enum sam_status sam_store_erased_wave(struct sam_store *store, const char *wave, char *at,
                                      bool *answers, struct sam_err *err) SAM_MUST_CHECK;

/* Every text a respondent wrote, in open answers and in old versions of the response, or said,
 * where a note says who, with its wave. */
typedef bool sam_text_visit(const char *wave, const char *text, void *context);
enum sam_status sam_store_visit_texts(struct sam_store *store, const char *respondent,
                                      sam_text_visit *visit, void *context,
                                      struct sam_err *err) SAM_MUST_CHECK;

#endif
