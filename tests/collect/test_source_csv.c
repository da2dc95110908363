#include "pages.h"

#include "base/file.h"

static enum sam_status read_text(struct reading *r, const char *text, struct sam_source source) {
    char *folder = sam_temporary_folder();
    char *path = sam_path_join(folder, "answers.csv");
    struct sam_err err = {0};
    assert_int_equal(sam_file_write(path, text, strlen(text), &err), SAM_OK);
    source.type = SAM_SOURCE_CSV;
    source.url = "answers.csv";
    reading_open(r, source);
    r->study.folder = folder;
    r->pass.wave = "2026";
    enum sam_status status = read_all(r);
    free(path);
    sam_folder_remove(folder);
    r->study.folder = "";
    return status;
}

static void test_rows(void **state) {
    static const char text[] = "\xef\xbb\xbfrespondent,alliance,s1,s2,toelichting\r\n"
                               "r1,noord,4,dk,\"goed, \"\"echt\"\"\"\r\n"
                               "r2,zuid,,9,\r\n";
    struct reading r;
    (void)state;
    assert_int_equal(read_text(&r, text, (struct sam_source){0}), SAM_OK);
    assert_string_equal(r.text.data,
                        "r1/noord/2026|r1|noord|4|dk|1|\nr2/zuid/2026|r2|zuid||9|1|\n");
    assert_int_equal(r.pages, 1);
    reading_close(&r);
}

/* The same file gives the same ids; rows of nobody by their content, doubles by their order. */
static void test_ids(void **state) {
    static const char text[] = "alliance;s1;s2\nnoord;4;5\nnoord;4;5\nnoord;4;4\n";
    struct reading r;
    struct reading again;
    (void)state;
    assert_int_equal(read_text(&r, text, (struct sam_source){0}), SAM_OK);
    assert_int_equal(read_text(&again, text, (struct sam_source){0}), SAM_OK);
    assert_string_equal(r.text.data, again.text.data);
    check_contains(r.text.data, "#2|");
    assert_null(strstr(r.text.data, "#3|"));
    assert_int_equal(strncmp(r.text.data, "row-", 4), 0);
    reading_close(&r);
    reading_close(&again);
}

static void test_respondent_twice(void **state) {
    static const char text[] = "respondent,alliance,wave,s1\nr1,n,2025,4\nr1,n,2025,5\nr1,n,,5\n";
    struct reading r;
    (void)state;
    assert_int_equal(read_text(&r, text, (struct sam_source){0}), SAM_OK);
    assert_string_equal(r.text.data, "r1/n/2025|r1|n|4|-|1|\nr1/n/2025#2|r1|n|5|-|1|\n"
                                     "r1/n/2026|r1|n|5|-|1|\n");
    reading_close(&r);
}

static void test_mapped_columns(void **state) {
    static struct sam_mapping map[] = {{"Vraag 1", "s1"}, {"Clubje", "alliance"}, {"IP", ""}};
    static const char text[] =
        "Nr\tVraag 1\tClubje\tIP\tKlaar\tDag\n7\t4.0\tnoord\t::1\tja\t2026-01-02\n"
        "\t5\tzuid\t::1\tnee\t\n";
    struct reading r;
    (void)state;
    assert_int_equal(read_text(&r, text,
                               (struct sam_source){.map = map,
                                                   .map_count = 3,
                                                   .record_id = "Nr",
                                                   .complete = "Klaar",
                                                   .complete_value = "ja",
                                                   .modified = "Dag"}),
                     SAM_OK);
    check_contains(r.text.data, "7||noord|4|-|1|2026-01-02\nrow-");
    check_contains(r.text.data, "||zuid|5|-|0|\n");
    reading_close(&r);
}

static void test_wrong_files(void **state) {
    static const char *const cases[][2] = {
        {"", "the first line must name the columns"},
        {"alliance,zwart\nn,1\n", "line 1: column \"zwart\""},
        {"zwart,alliance,wit,s1\n1,n,1,1\n", "line 1: column \"zwart\", \"wit\" is no"},
        {"alliance,s1,s1\nn,1,1\n", "\"s1\" and \"s1\" mean the same"},
        {"s1\n4\n", "\"alliance\" (or \"respondent\")"},
        {"alliance,role\nn,lead\n", "at least one statement"},
        {"alliance,s1\nn,4\nn\n", "line 3: 1 columns, but the first line names 2"},
        {"alliance,s1\nn,4,5\n", "line 2: 3 columns"},
        {"alliance,s1\nn,\"4\n", "answers.csv"}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct reading r;
        assert_int_equal(read_text(&r, cases[i][0], (struct sam_source){0}), SAM_E_INPUT);
        check_contains(r.err.text, cases[i][1]);
        reading_close(&r);
    }
}

static void test_many_rows_come_in_pages(void **state) {
    struct sam_buf text;
    struct reading r;
    (void)state;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_buf_text(&text, "respondent,alliance,s1\n");
    for (int i = 0; i < 2500; i++) {
        sam_buf_printf(&text, "r%d,noord,%d\n", i, 1 + i % 5);
    }
    assert_int_equal(read_text(&r, text.data, (struct sam_source){0}), SAM_OK);
    assert_int_equal(r.pages, 3);
    check_contains(r.text.data, "r2499/noord/2026|");
    reading_close(&r);
    sam_buf_fini(&text);
}

static void test_no_file(void **state) {
    struct reading r;
    (void)state;
    reading_open(&r, (struct sam_source){.type = SAM_SOURCE_CSV, .url = "not-there.csv"});
    r.pass.file = "/nowhere/not-there.csv";
    assert_int_equal(read_all(&r), SAM_E_NOT_FOUND);
    check_contains(r.err.text, "/nowhere/not-there.csv");
    reading_close(&r);
}

static void test_over_http(void **state) {
    static const char text[] = "alliance,s1\nnoord,4\nzuid,5\n";
    static const struct step whole[] = {
        {.expect = "/rpc", .body = text, .reply.content_type = "text/csv"}};
    static const struct step cut[] = {
        {.expect = "/rpc",
         .body = text,
         .reply = {.framing = SAM_BY_CLOSING, .cut = true, .cut_at = 23}}};
    struct script s;
    struct reading r;
    (void)state;
    script_start(&s, STEPS(whole));
    reading_open(&r, (struct sam_source){.type = SAM_SOURCE_CSV, .url = s.url, .auth = "bearer"});
    assert_int_equal(read_all(&r), SAM_OK);
    check_contains(r.text.data, "|zuid|5|");
    check_contains(s.asked.data, "Authorization: Bearer geheim-123");
    reading_close(&r);
    script_end(&s);
    /* cut where only the missing line end shows it */
    script_start(&s, STEPS(cut));
    reading_open(&r, (struct sam_source){.type = SAM_SOURCE_CSV, .url = s.url});
    assert_int_equal(read_all(&r), SAM_E_INPUT);
    reading_close(&r);
    script_end(&s);
}

static void test_last_line_without_end(void **state) {
    static const struct step steps[] = {{.expect = "/rpc", .body = "alliance,s1\nnoord,4"}};
    struct script s;
    struct reading r;
    (void)state;
    script_start(&s, STEPS(steps));
    reading_open(&r, (struct sam_source){.type = SAM_SOURCE_CSV, .url = s.url});
    assert_int_equal(read_all(&r), SAM_E_NET);
    check_contains(r.err.text, "cut off");
    reading_close(&r);
    script_end(&s);
    /* a file made by hand may end so */
    assert_int_equal(read_text(&r, "alliance,s1\nnoord,4", (struct sam_source){0}), SAM_OK);
    reading_close(&r);
}

static void test_describe(void **state) {
    static const struct step steps[] = {{.expect = "/rpc", .body = "alliance,s1\nnoord,4\n"}};
    struct script s;
    struct reading r;
    void *source = NULL;
    (void)state;
    script_start(&s, STEPS(steps));
    reading_open(&r, (struct sam_source){.type = SAM_SOURCE_CSV, .url = s.url});
    struct sam_questions questions = {.arena = sam_arena_new(10000)};
    assert_int_equal(sam_platform_csv.open(&r.pass, &source, &r.err), SAM_OK);
    assert_int_equal(sam_platform_csv.describe(source, &questions, &r.err), SAM_OK);
    sam_platform_csv.close(source);
    assert_int_equal(questions.count, 2);
    assert_string_equal(questions.list[1].id, "s1");
    sam_arena_free(questions.arena);
    reading_close(&r);
    script_end(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_rows),
                                       cmocka_unit_test(test_ids),
                                       cmocka_unit_test(test_respondent_twice),
                                       cmocka_unit_test(test_mapped_columns),
                                       cmocka_unit_test(test_wrong_files),
                                       cmocka_unit_test(test_many_rows_come_in_pages),
                                       cmocka_unit_test(test_no_file),
                                       cmocka_unit_test(test_over_http),
                                       cmocka_unit_test(test_last_line_without_end),
                                       cmocka_unit_test(test_describe)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
