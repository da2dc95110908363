#include "report/methods.h"

#include "base/words.h"
#include "support/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The section whose heading has the anchor, up to the next heading of that level; a copy. */
static char *section_of(const char *manual, const char *id) {
    char anchor[64];
    snprintf(anchor, sizeof anchor, "<a id=\"%s\"></a>", id);
    const char *found = strstr(manual, anchor);
    if (found == NULL) {
        fail_msg("docs/methods.md has no %s", anchor);
    }
    const char *line = found;
    while (line > manual && line[-1] != '\n') {
        line--;
    }
    assert_memory_equal(line, "## ", 3);
    const char *end = strstr(found, "\n## ");
    return end != NULL ? strndup(line, (size_t)(end - line)) : strdup(line);
}

/* "A 2000; B & C 2001": every name and year stands in the section. */
static void check_source(const char *section, const char *source) {
    char *copy = strdup(source);
    char *rest = NULL;
    for (char *one = strtok_r(copy, ";", &rest); one != NULL; one = strtok_r(NULL, ";", &rest)) {
        one += *one == ' ';
        char *year = strrchr(one, ' ');
        assert_non_null(year);
        *year++ = '\0';
        check_contains(section, one);
        check_contains(section, year);
    }
    free(copy);
}

static void each_has_a_section_with_its_source(void **state) {
    (void)state;
    struct sam_buf manual;
    sam_buf_init(&manual, SAM_BUF_UNLIMITED);
    sam_source_file("docs/methods.md", &manual);
    size_t count = 0;
    const struct sam_method *methods = sam_methods(&count);
    assert_int_equal(count, 12);
    for (size_t i = 0; i < count; i++) {
        char *section = section_of(manual.data, methods[i].id);
        check_source(section, methods[i].source);
        free(section);
    }
    /* And the manual names no other. */
    size_t anchors = 0;
    for (const char *at = manual.data; (at = strstr(at, "<a id=\"")) != NULL; at++) {
        anchors++;
    }
    assert_int_equal(anchors, count);
    sam_buf_fini(&manual);
}

static void each_is_there_in_both_languages(void **state) {
    (void)state;
    size_t count = 0;
    const struct sam_method *methods = sam_methods(&count);
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(sam_tr_in(SAM_EN, methods[i].text), methods[i].text);
        assert_string_not_equal(sam_tr_in(SAM_NL, methods[i].text), methods[i].text);
        assert_string_not_equal(sam_tr_in(SAM_NL, methods[i].name), "");
        for (size_t j = 0; j < i; j++) {
            assert_string_not_equal(methods[i].id, methods[j].id);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_has_a_section_with_its_source),
        cmocka_unit_test(each_is_there_in_both_languages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
