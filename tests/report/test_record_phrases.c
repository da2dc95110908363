#include "report/record_phrases.h"

#include "phrases_check.h"
#include "record_fixture.h"

/* Over the overview and the packs, with goals and without. */
static void every_sentence_is_said_in_both_languages(void **state) {
    (void)state;
    struct fixture f;
    struct sam_buf said[SAM_LANGS];
    size_t count = 0;
    record_init(&f);
    for (int lang = 0; lang < SAM_LANGS; lang++) {
        sam_buf_init(&said[lang], SAM_BUF_UNLIMITED);
    }
    for (int round = 0; round < 2; round++) {
        for (int lang = 0; lang < SAM_LANGS; lang++) {
            struct sam_buf html;
            fixture_html(f.results, "overview", 0, (enum sam_lang)lang, &html);
            sam_buf_append(&said[lang], html.data, html.length);
            sam_buf_fini(&html);
            for (size_t a = 0; a < f.results->alliance_count; a++) {
                fixture_html(f.results, "pack", a, (enum sam_lang)lang, &html);
                sam_buf_append(&said[lang], html.data, html.length);
                sam_buf_fini(&html);
            }
        }
        for (size_t g = 0; g < f.results->activities->goal_count; g++) {
            f.results->activities->goals[g].running = 1;
        }
    }
    const struct sam_phrase *phrases = sam_record_phrases(&count);
    check_said(phrases, count, said);
    for (int lang = 0; lang < SAM_LANGS; lang++) {
        sam_buf_fini(&said[lang]);
    }
    fixture_fini(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_sentence_is_said_in_both_languages)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
