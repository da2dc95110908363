#include "respond_fixture.h"

/* The token is in the address once, and gone from it when the cookie came back. */
static void the_link_leads_to_an_address_without_it(void **state) {
    struct served *s = *state;
    char path[128], expected[160];
    snprintf(path, sizeof path, "/q/%s", s->ann);
    snprintf(expected, sizeof expected, "Location: /q/%s/nl/ann/intro\r\n", s->ann);
    form_expect(s, path, NULL, NULL, 303, expected);
    snprintf(expected, sizeof expected, "Set-Cookie: samenscan_link=%s; ", s->ann);
    form_expect(s, path, NULL, NULL, 303, expected);
    snprintf(path, sizeof path, "/q/%s/nl/ann/intro", s->ann);
    form_expect(s, path, s->ann, NULL, 303, "Location: /form/nl/ann/intro\r\n");
    form_expect(s, "/form/nl/ann/intro", s->ann, NULL, 200, "Goed om te weten");
    fixture_check_text(&s->f, "SELECT respondent || wave || (opened_at > '') || page FROM paradata",
                       "ann20261");
}

/* With cookies off the token stays in the address, and all links have it. */
static void without_cookies_it_stays(void **state) {
    struct served *s = *state;
    char path[128], expected[160];
    snprintf(path, sizeof path, "/q/%s/en/ann/intro", s->ann);
    snprintf(expected, sizeof expected, "action=\"/q/%s/en/ann/intro\"", s->ann);
    form_expect(s, path, NULL, NULL, 200, expected);
    snprintf(expected, sizeof expected, "Location: /q/%s/en/ann/theme/th\r\n", s->ann);
    form_expect(s, path, NULL, form_of(s, "go=next&consent=yes"), 303, expected);
}

static void strangers_are_told_what_to_do(void **state) {
    struct served *s = *state;
    form_expect(s, "/", NULL, NULL, 200, "je persoonlijke link nodig");
    form_expect(s, "/form/en/ann/intro", NULL, NULL, 401, "open the personal link");
    form_expect(s, "/form/en/ann/intro", "aaaaaaaaaaaaaaaaaaaaaaaaaa", NULL, 401,
                "open the personal link");
    form_expect(s, "/form/en/ann/intro", s->reader, NULL, 401, "open the personal link");
    form_expect(s, "/form/en/bob/intro", s->ann, NULL, 404, "not yours");
    form_expect(s, "/form/en/nobody/intro", s->ann, NULL, 404, "not yours");
    form_expect(s, "/form/en/ann/nothing", s->ann, NULL, 404, "not there");
    form_expect(s, "/form/en/ann/theme/nothing", s->ann, NULL, 404, "not there");
}

static void first_agree_then_answer(void **state) {
    struct served *s = *state;
    form_expect(s, "/form/en/ann/theme/th", s->ann, NULL, 303, "Location: /form/en/ann/intro\r\n");
    form_expect(s, "/form/en/ann/thanks", s->ann, NULL, 303, "Location: /form/en/ann/intro\r\n");
    form_expect(s, "/form/en/ann/intro", s->ann, form_of(s, "go=next"), 422, "Error: ");
    form_agree(s);
    form_expect(s, "/form/en/ann/theme/th", s->ann, NULL, 200, "<fieldset");
}

static void overview(void **state) {
    struct served *s = *state;
    form_expect(s, "/form/en", s->ann, NULL, 200, "To do");
    form_expect(s, "/form/en", NULL, NULL, 401, "open the personal link");
}

static void closed_is_said(void **state) {
    struct served *s = *state;
    form_expect(s, "/form/en/bob/intro", s->late, NULL, 200, "is closed");
    form_expect(s, "/form/en/bob/withdraw", s->late, NULL, 200, "Nothing of yours");
}

static void who_was_taken_out_is_told(void **state) {
    struct served *s = *state;
    char gone[SAM_TOKEN_SIZE];
    served_stop(s);
    served_issue(s, SAM_TOKEN_RESPONDENT, "gone", "2026", gone);
    served_start(s);
    form_expect(s, "/form/en/gone/intro", gone, NULL, 403, "not in use any more");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        served_test(the_link_leads_to_an_address_without_it),
        served_test(without_cookies_it_stays),
        served_test(strangers_are_told_what_to_do),
        served_test(first_agree_then_answer),
        served_test(overview),
        served_test(closed_is_said),
        served_test(who_was_taken_out_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
