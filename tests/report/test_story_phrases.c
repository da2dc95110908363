#include "report/story_phrases.h"

#include "phrases_check.h"
#include "story_fixture.h"

static void say(const struct fixture *f, struct sam_buf said[SAM_LANGS]) {
    for (int lang = 0; lang < SAM_LANGS; lang++) {
        for (int audience = 0; audience < 2; audience++) {
            struct sam_buf html;
            story_html(f, audience == 0 ? SAM_FOR_EVALUATOR : SAM_FOR_SHARING, (enum sam_lang)lang,
                       &html);
            sam_buf_append(&said[lang], html.data, html.length);
            sam_buf_fini(&html);
        }
    }
}

static void every_sentence_is_said_in_both_languages(void **state) {
    (void)state;
    struct fixture f;
    struct stories own;
    struct sam_buf said[SAM_LANGS];
    size_t count = 0;
    for (int lang = 0; lang < SAM_LANGS; lang++) {
        sam_buf_init(&said[lang], SAM_BUF_UNLIMITED);
    }
    story_init(&f, &own);
    say(&f, said);
    f.results->stories[1].clearing = SAM_CLEARED_EARLIER;
    f.results->stories[2].consent_report = true;
    f.results->stories[2].cleared = f.results->stories[3].choices[0].by; /* an alliance's name */
    say(&f, said);
    f.results->privacy.bands_from = 9;
    say(&f, said);
    fixture_fini(&f);
    story_init_of(&f, &own, NULL, 0);
    say(&f, said);
    fixture_fini(&f);
    const struct sam_phrase *phrases = sam_story_phrases(&count);
    check_said(phrases, count, said);
    for (int lang = 0; lang < SAM_LANGS; lang++) {
        sam_buf_fini(&said[lang]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_sentence_is_said_in_both_languages)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
