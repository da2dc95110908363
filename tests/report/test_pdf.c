#include "report/pdf.h"

#include "support/support.h"

#include "base/file.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOMENT = 1795339800 }; /* 2026-11-22 09:30 UTC */

static void times_are_settled_in_place(void **state) {
    (void)state;
    struct sam_buf pdf;
    sam_buf_init(&pdf, 1000);
    sam_buf_append(&pdf,
                   "\0(/CreationDate (D:20250101000000+00'00')\n/ModDate (D:2025) /ModDate "
                   "(D:20250101000000Z)",
                   88);
    sam_pdf_set_moment(&pdf, MOMENT);
    assert_string_equal(pdf.data + 1, "(/CreationDate (D:20261122093000+00'00')\n/ModDate (D:2025) "
                                      "/ModDate (D:20261122093000Z)");
    sam_buf_fini(&pdf);
}

static void nodes_are_numbered_from_one_in_their_order(void **state) {
    (void)state;
    static const char before[] = "\0/ID (node00000171) [(node00000072) (node00000171)] (node1) "
                                 "(node000001715) (node00000900)(node0000";
    struct sam_buf pdf;
    sam_buf_init(&pdf, 1000);
    sam_buf_append(&pdf, before, sizeof before - 1);
    sam_pdf_number_nodes(&pdf);
    assert_string_equal(pdf.data + 1, "/ID (node00000002) [(node00000001) (node00000002)] (node1) "
                                      "(node000001715) (node00000003)(node0000");
    assert_int_equal(pdf.length, sizeof before - 1);
    sam_buf_fini(&pdf);
}

/* --- with Chromium, where it is installed ---------------------------------------------------- */

static char *chromium_or_skip(void) {
    struct sam_err err = {0};
    char *program = NULL;
    if (sam_pdf_program(&program, &err) != SAM_OK) {
        check_contains(err.text, "apt install chromium");
        skip();
    }
    return program;
}

static void print(const char *program, const char *page, const char *path, struct sam_buf *pdf) {
    struct sam_err err = {0};
    if (sam_pdf_print(program, page, path, MOMENT, NULL, &err) != SAM_OK) {
        fail_msg("%s", err.text);
    }
    assert_int_equal(sam_file_read(path, pdf, &err), SAM_OK);
}

static bool has(const struct sam_buf *pdf, const char *part) {
    return memmem(pdf->data, pdf->length, part, strlen(part)) != NULL;
}

static void a_printed_page_is_tagged_and_the_same_again(void **state) {
    (void)state;
    static const char html[] =
        "<!DOCTYPE html><html lang=\"nl\"><head><meta charset=\"utf-8\"/><title>T</title></head>"
        "<body><h1>Eén</h1><h2>Twee</h2><p>Tekst</p><img src=\"http://192.0.2.1/x.png\" alt=\"\"/>"
        "</body></html>";
    char *program = chromium_or_skip();
    struct sam_err err = {0};
    struct sam_buf one;
    struct sam_buf other;
    char *folder = sam_temporary_folder();
    char *page = sam_path_join(folder, "een pagina #1.html"); /* a name that must be escaped */
    char *path = sam_path_join(folder, "x.pdf");
    sam_buf_init(&one, SAM_BUF_UNLIMITED);
    sam_buf_init(&other, SAM_BUF_UNLIMITED);
    assert_int_equal(sam_file_write(page, html, strlen(html), &err), SAM_OK);
    print(program, page, path, &one);
    print(program, page, path, &other);
    assert_true(has(&one, "/StructTreeRoot"));
    assert_true(has(&one, "/Lang (nl)"));
    assert_true(has(&one, "/S /H1"));
    assert_true(has(&one, "/S /H2"));
    assert_true(has(&one, "/Outlines"));
    assert_true(has(&one, "(D:20261122093000"));
    assert_int_equal(one.length, other.length);
    assert_memory_equal(one.data, other.data, one.length);
    sam_buf_fini(&one);
    sam_buf_fini(&other);
    free(page);
    free(path);
    free(program);
    sam_folder_remove(folder);
}

static bool at_once(void *context) {
    (void)context;
    return true;
}

static void nothing_half_is_left(void **state) {
    (void)state;
    char *program = chromium_or_skip();
    struct sam_err err = {0};
    char *folder = sam_temporary_folder();
    char *page = sam_path_join(folder, "page.html");
    char *path = sam_path_join(folder, "x.pdf");
    assert_int_equal(sam_pdf_print(program, page, path, MOMENT, NULL, &err), SAM_E_NOT_FOUND);
    check_contains(err.text, "page.html");
    assert_int_equal(sam_file_write(page, "<p>x</p>", 8, &err), SAM_OK);
    const struct sam_patience patience = {.stop = at_once};
    assert_int_equal(sam_pdf_print(program, page, path, MOMENT, &patience, &err), SAM_E_STOPPED);
    assert_int_equal(access(path, F_OK), -1);
    /* a program that prints nothing */
    assert_int_equal(sam_pdf_print("/bin/true", page, path, MOMENT, NULL, &err), SAM_E_NOT_FOUND);
    assert_int_equal(sam_pdf_print("/bin/false", page, path, MOMENT, NULL, &err), SAM_E_IO);
    check_contains(err.text, "x.pdf");
    assert_int_equal(access(path, F_OK), -1);
    free(page);
    free(path);
    free(program);
    sam_folder_remove(folder);
}

static void without_chromium_the_remedy_is_named(void **state) {
    (void)state;
    struct sam_err err = {0};
    char *program = NULL;
    char *kept = strdup(getenv("PATH"));
    setenv("PATH", "/nowhere", 1);
    assert_int_equal(sam_pdf_program(&program, &err), SAM_E_NOT_FOUND);
    assert_null(program);
    check_contains(err.text, "apt install chromium");
    setenv("PATH", kept, 1);
    free(kept);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(times_are_settled_in_place),
        cmocka_unit_test(nodes_are_numbered_from_one_in_their_order),
        cmocka_unit_test(a_printed_page_is_tagged_and_the_same_again),
        cmocka_unit_test(nothing_half_is_left),
        cmocka_unit_test(without_chromium_the_remedy_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
