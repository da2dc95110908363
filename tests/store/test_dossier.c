#include "store/dossier.h"

#include "store/mail.h"
#include "store/paradata.h"
#include "store_fixture.h"

static bool list(const char *part, const struct sam_dossier_value *values, size_t count,
                 void *context) {
    sam_buf_text(context, part);
    for (size_t i = 0; i < count; i++) {
        if (values[i].text != NULL) {
            sam_buf_printf(context, " %s=%s", values[i].name, values[i].text);
        } else {
            sam_buf_printf(context, " %s=%lld", values[i].name, values[i].number);
        }
    }
    sam_buf_text(context, "\n");
    return true;
}

static void everything_and_only_theirs(void **state) {
    struct fixture *f = *state;
    const struct sam_open_answer open = {.question = 0, .text = "in haar woorden"};
    const char *const ann[] = {"ann"};
    const struct sam_raw_response raw = {.record_id = "9", .respondent = "ann"};
    const struct sam_paradata_note note = {.opened = true, .consent = "I agree"};
    const struct sam_token token = {SAM_TOKEN_RESPONDENT, "ann", "2026"};
    const uint8_t hash[SAM_TOKEN_HASH] = {7};
    int64_t mail = 0;
    struct sam_buf text;
    fixture_put_answers(f, "ann", "12345");
    fixture_put_answers(f, "bob", "55555");
    struct sam_response response = fixture_response("ann", "1?---");
    response.open = &open;
    response.open_count = 1;
    fixture_put(f, &response);
    ok(sam_store_mail_prepare(f->store, SAM_MAIL_REMINDER, "2026", 1, ann, 1, FIXTURE_NOW, &mail,
                              &err));
    ok(sam_store_begin(f->store, &err));
    ok(sam_store_quarantine(f->store, "form", &raw, SAM_REFUSED_VALUE, "why", FIXTURE_NOW, &err));
    ok(sam_store_paradata_note(f->store, "ann", "2026", &note, FIXTURE_NOW, &err));
    ok(sam_store_token_put(f->store, hash, &token, FIXTURE_NOW, &err));
    ok(sam_store_commit(f->store, &err));
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    ok(sam_store_dossier(f->store, "ann", list, &text, &err));
    check_contains(text.data, "tokens wave=2026 issued_at=2026-09-21T");
    check_contains(text.data, "progress wave=2026 opened_at=2026-09-21T");
    check_contains(text.data, "agreed_to=I agree");
    check_contains(text.data, "letters wave=2026 kind=reminder state=prepared");
    check_contains(text.data, "responses wave=2026 source=form record_id=ann");
    check_contains(text.data, "answers wave=2026 ");
    check_contains(text.data, " dont_know=s2 s1=1\n");
    check_contains(text.data, "open_answers wave=2026 question=well text=in haar woorden\n");
    check_contains(text.data, "versions wave=2026 version=1 ");
    check_contains(text.data, "set_aside source=form refusal=value message=why ");
    assert_null(strstr(text.data, "bob"));
    sam_buf_clear(&text);
    sam_buf_text(&text, "");
    ok(sam_store_dossier(f->store, "nobody", list, &text, &err));
    assert_string_equal(text.data, "");
    sam_buf_fini(&text);
}

int main(void) {
    const struct CMUnitTest tests[] = {fixture_test(everything_and_only_theirs)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
