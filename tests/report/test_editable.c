#include "report/editable.h"

#include "fixture.h"
#include "zip_member.h"

#include "base/file.h"

#include <unistd.h>

static char *pandoc_or_skip(void) {
    struct sam_err err = {0};
    char *program = NULL;
    if (sam_editable_program(&program, &err) != SAM_OK) {
        check_contains(err.text, "apt install pandoc");
        skip();
    }
    return program;
}

/* The document of this id about the first alliance. */
static struct sam_editable editable(const struct fixture *f, const char *id, const char *format,
                                    const char *path) {
    size_t count = 0;
    const struct sam_document *documents = sam_documents(&count);
    size_t d = 0;
    while (d < count && strcmp(documents[d].id, id) != 0) {
        d++;
    }
    assert_true(d < count);
    return (struct sam_editable){.document = &documents[d],
                                 .results = f->results,
                                 .lang = SAM_NL,
                                 .format = format,
                                 .path = path};
}

static void check_format(const struct fixture *f, const char *program, const char *folder,
                         const char *format, const char *content, const char *language) {
    struct sam_err err = {0};
    struct sam_buf one;
    struct sam_buf other;
    char *path = sam_path_join(folder, format);
    struct sam_editable what = editable(f, "pack", format, path);
    sam_buf_init(&one, SAM_BUF_UNLIMITED);
    sam_buf_init(&other, SAM_BUF_UNLIMITED);
    for (int i = 0; i < 2; i++) {
        if (sam_editable_write(program, &what, NULL, &err) != SAM_OK) {
            fail_msg("%s", err.text);
        }
        assert_int_equal(sam_file_read(path, i == 0 ? &one : &other, &err), SAM_OK);
    }
    assert_int_equal(one.length, other.length);
    assert_memory_equal(one.data, other.data, one.length);
    char *text = zip_member(path, content);
    check_contains(text, f->results->alliances[0].name);
    check_contains(text, "interval"); /* a chart's words */
    assert_null(strstr(text, "stroke="));
    free(text);
    text = zip_member(path, strcmp(format, "docx") == 0 ? "word/foot.xml" : "styles.xml");
    check_contains(text, f->results->study_title.in[SAM_NL]);
    check_contains(text, "Vertrouwelijk - GESIMULEERDE antwoorden");
    free(text);
    text = zip_member(path, strcmp(format, "docx") == 0 ? "docProps/core.xml" : "meta.xml");
    check_contains(text, "<dc:title>Gesimuleerd");
    check_contains(text, language);
    free(text);
    sam_buf_fini(&one);
    sam_buf_fini(&other);
    free(path);
}

static void both_formats_have_text_and_pictures(void **state) {
    (void)state;
    struct fixture f;
    char *program = pandoc_or_skip();
    char *folder = sam_temporary_folder();
    fixture_init(&f, NULL, 0, 1, true);
    check_format(&f, program, folder, "docx", "word/document.xml", "nl-NL");
    check_format(&f, program, folder, "odt", "content.xml", "nl-NL");
    free(program);
    fixture_fini(&f);
    sam_folder_remove(folder);
}

static void a_failing_program_leaves_nothing(void **state) {
    (void)state;
    struct fixture f;
    struct sam_err err = {0};
    char *folder = sam_temporary_folder();
    char *path = sam_path_join(folder, "x.docx");
    fixture_init(&f, NULL, 0, 1, true);
    struct sam_editable what = editable(&f, "pack", "docx", path);
    assert_int_equal(sam_editable_write("/bin/false", &what, NULL, &err), SAM_E_IO);
    check_contains(err.text, "x.docx");
    assert_int_equal(access(path, F_OK), -1);
    free(path);
    fixture_fini(&f);
    sam_folder_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_formats_have_text_and_pictures),
        cmocka_unit_test(a_failing_program_leaves_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
