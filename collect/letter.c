#include "collect/letter.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SECONDS_A_STATEMENT = 12, SECONDS_AN_OPEN_QUESTION = 60, ROUND_TO = 5 };

const char *sam_letter_sender(const struct sam_study *study) {
    return study->mail->from_name != NULL ? study->mail->from_name : study->institute.name;
}

const char *sam_letter_contact(const struct sam_study *study) {
    if (study->mail->reply_to != NULL) {
        return study->mail->reply_to;
    }
    return study->institute.email != NULL ? study->institute.email : study->mail->from;
}

static void write_place(struct sam_buf *out, const struct sam_study *study, size_t place,
                        enum sam_lang lang) {
    const struct sam_person *person = &study->people[place];
    const struct sam_alliance *alliance = &study->alliances[person->alliance];
    size_t partner = sam_alliance_partner(alliance, person->organisation);
    sam_buf_printf(out, "%s- %s", out->length > 0 ? "\n" : "", alliance->name);
    if (person->role == SAM_ACCOUNT_HOLDER) {
        sam_buf_text(out, sam_tr_in(lang, " (as its account holder)"));
    } else if (partner != SAM_NONE) {
        sam_buf_printf(out, sam_tr_in(lang, " (for %s)"), alliance->partners[partner].name);
    }
}

/* All of a person's questionnaires together, rounded up, as the form itself reckons. */
static int minutes(const struct sam_questionnaire *q, const struct sam_study *study,
                   const struct sam_letter *letter) {
    size_t seconds = 0;
    for (size_t i = 0; i < letter->place_count; i++) {
        unsigned role = 1U << study->people[letter->places[i]].role;
        for (size_t item = 0; item < q->item_count; item++) {
            seconds += (q->items[item].audience & role) != 0 ? SECONDS_A_STATEMENT : 0;
        }
        for (size_t open = 0; open < q->open_count; open++) {
            seconds +=
                (q->open_questions[open].audience & role) != 0 ? SECONDS_AN_OPEN_QUESTION : 0;
        }
    }
    size_t step = (size_t)ROUND_TO * 60;
    return (int)((seconds + step - 1) / step) * ROUND_TO;
}

void sam_letter_write(const struct sam_study *study, const struct sam_instruments *instruments,
                      size_t wave, const struct sam_letter_text *text,
                      const struct sam_letter *letter, const char *link, struct sam_buf *subject,
                      struct sam_buf *body) {
    const struct sam_person *person = &study->people[letter->person];
    enum sam_lang lang = person->language;
    struct sam_buf salutation, places, day;
    char time[16], date[SAM_DATE_WORDS];
    sam_buf_init(&salutation, SAM_BUF_UNLIMITED);
    sam_buf_init(&places, SAM_BUF_UNLIMITED);
    sam_buf_init(&day, SAM_BUF_UNLIMITED);
    bool named = person->name != NULL && person->name[0] != '\0';
    sam_buf_printf(&salutation, sam_tr_in(lang, "Dear %s"),
                   named ? person->name : sam_tr_in(lang, "participant"));
    for (size_t i = 0; i < letter->place_count; i++) {
        write_place(&places, study, letter->places[i], lang);
    }
    const char *closes = study->waves[wave].closes;
    const char *sender = sam_letter_sender(study);
    if (closes != NULL) {
        sam_buf_text(&day, sam_date_words(lang, closes, date));
    }
    snprintf(time, sizeof time, "%d", minutes(instruments->of_wave[wave], study, letter));
    const char *const values[SAM_LETTER_FIELDS] = {
        [SAM_LETTER_SALUTATION] = salutation.data,
        [SAM_LETTER_NAME] = named ? person->name : NULL,
        [SAM_LETTER_STUDY] = study->title.in[lang],
        [SAM_LETTER_FUNDER] = study->funder,
        [SAM_LETTER_PLACES] = places.data,
        [SAM_LETTER_LINK] = link,
        [SAM_LETTER_MINUTES] = time,
        [SAM_LETTER_CLOSES] = closes != NULL ? day.data : NULL,
        [SAM_LETTER_SENDER] = sender != NULL ? sender : study->mail->from,
        [SAM_LETTER_CONTACT] = sam_letter_contact(study),
    };
    sam_letter_text_fill(text, values, subject, body);
    sam_buf_fini(&day);
    sam_buf_fini(&places);
    sam_buf_fini(&salutation);
}
