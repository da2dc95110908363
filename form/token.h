/* Personal tokens and reader keys: 128 bits from the kernel, written as 26 characters of base32,
 * shown once; the store keeps only a keyed hash (BLAKE2b-256, libsodium). */
#ifndef SAM_FORM_TOKEN_H
#define SAM_FORM_TOKEN_H

#include "base/err.h"
#include "store/store.h"

#include <time.h>

enum { SAM_TOKEN_SIZE = 27 };

/* A personal link is the form's address, this and a token. */
#define SAM_LINK_PATH "/q/"

/* Makes a token for a respondent in a wave, or a reader key; opens its own transaction. Earlier
 * ones of the same respondent and wave stop working. */
enum sam_status sam_token_issue(struct sam_store *store, const struct sam_token *token, time_t now,
                                char text[SAM_TOKEN_SIZE], struct sam_err *err) SAM_MUST_CHECK;
/* The same, and earlier ones go on working: the link in an earlier letter too. */
enum sam_status sam_token_issue_beside(struct sam_store *store, const struct sam_token *token,
                                       time_t now, char text[SAM_TOKEN_SIZE],
                                       struct sam_err *err) SAM_MUST_CHECK;

/* Whose token is this? SAM_E_AUTH when it is nobody's. */
enum sam_status sam_token_check(struct sam_store *store, const char *text, struct sam_token *token,
                                struct sam_err *err) SAM_MUST_CHECK;

/* A key for another purpose, made of the study's secret, which comes into being on first use: the
 * same every time, and of no help in finding the secret or another purpose's key. */
enum sam_status sam_token_derive(struct sam_store *store, const char *purpose,
                                 uint8_t key[SAM_TOKEN_HASH], struct sam_err *err) SAM_MUST_CHECK;

#endif
