#include "model/study.h"

#include "base/file.h"
#include "support/sample.h"
#include "support/small_study.h"
#include "support/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define INSTITUTE                                                                                  \
    "'institute': {'name': 'The institute', 'email': 'ask@example.org', 'telephone': '020 123', "  \
    "'privacy_statement': 'https://example.org/privacy', 'colour': '#24578F', 'logo': 'l.svg'}"

/* The small study with another institute; NULL when it has problems, which are then in *problems.
 */
static struct sam_study *study_with(const char *find, const char *replace, char **problems) {
    char *institute = sam_sample(INSTITUTE, find, replace);
    char *base = sam_sample(SMALL_STUDY, NULL, NULL);
    size_t size = strlen(base) + strlen(institute) + 8;
    char *text = malloc(size);
    snprintf(text, size, "{%s, %s", institute, base + 1);
    struct sam_study *study = NULL;
    struct sam_problems found;
    sam_problems_init(&found);
    enum sam_status status = sam_study_parse(text, strlen(text), "s", &study, &found, NULL);
    assert_int_equal(status == SAM_OK, study != NULL);
    *problems = found.lines.data;
    free(text);
    free(base);
    free(institute);
    return study;
}

static void read_as_written(void **state) {
    (void)state;
    char *problems = NULL;
    struct sam_study *study = study_with(NULL, NULL, &problems);
    assert_string_equal(problems, "");
    const struct sam_institute *i = &study->institute;
    assert_string_equal(i->name, "The institute");
    assert_string_equal(i->email, "ask@example.org");
    assert_string_equal(i->telephone, "020 123");
    assert_string_equal(i->privacy_statement, "https://example.org/privacy");
    assert_string_equal(i->colour, "#24578f");
    assert_string_equal(i->logo, "l.svg");
    free(problems);
    sam_study_free(study);
}

static const struct {
    const char *find, *replace, *problem;
} rules[] = {
    {"'name': 'The institute', ", "", "s: institute: \"name\" is missing\n"},
    {"'name'", "'naam': 'x', 'name'",
     "s: institute: unknown key \"naam\"; remove it or correct its spelling\n"},
    {"ask@example.org", "ask", "s: institute: \"ask\" is no e-mail address\n"},
    {"https://example.org/privacy", "http://example.org",
     "s: institute: \"privacy_statement\" must be an address that starts with https://\n"},
    {"#24578F", "blue", "s: institute: colour \"blue\" must be written like #24578f\n"},
    {"#24578F", "#24578g", "s: institute: colour \"#24578g\" must be written like #24578f\n"},
    {"#24578F", "#777", "s: institute: colour \"#777\" must be written like #24578f\n"},
    /* The classic pair: #767676 is 4.54:1 on white, #777777 is 4.48:1 (WCAG, technique G18). */
    {"#24578F", "#767676", ""},
    {"#24578F", "#777777",
     "s: institute: colour #777777 has a contrast of 4.4 with white; below 4.5 many people can't "
     "read it: choose a darker one\n"},
    {"#24578F", "#ffffff",
     "s: institute: colour #ffffff has a contrast of 1.0 with white; below 4.5 many people can't "
     "read it: choose a darker one\n"},
    {"l.svg", "/etc/passwd", "s: institute: \"logo\" must be a file within the study's folder\n"},
    {"l.svg", "a/../../x", "s: institute: \"logo\" must be a file within the study's folder\n"},
};

static void every_rule(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        char *problems = NULL;
        struct sam_study *study = study_with(rules[i].find, rules[i].replace, &problems);
        assert_string_equal(problems, rules[i].problem);
        free(problems);
        sam_study_free(study);
    }
}

static enum sam_status logo_of(const char *bytes, size_t length, const char **type,
                               struct sam_err *err) {
    char *folder = sam_temporary_folder();
    char *path = sam_path_join(folder, "l.svg");
    struct sam_study study = {.folder = folder, .institute = {.logo = "l.svg"}};
    struct sam_buf image;
    if (bytes != NULL) {
        assert_int_equal(sam_file_write(path, bytes, length, err), SAM_OK);
    }
    sam_buf_init(&image, SAM_BUF_UNLIMITED);
    enum sam_status status = sam_study_logo(&study, &image, type, err);
    assert_int_equal(image.length, status == SAM_OK ? length : 0);
    sam_buf_fini(&image);
    free(path);
    sam_folder_remove(folder);
    return status;
}

static void logos(void **state) {
    (void)state;
    static const char png[] = "\x89PNG\r\n\x1a\n\0\0rest";
    static const char svg[] = "<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0\" "
                              "fill=\"url(#g)\"/><use href=\"#g\"/></svg>";
    static const char *const refused[] = {
        "<svg><script>1</script></svg>",
        "<svg onload=\"x\"/>",
        "<svg><image href=\"https://example.org/x.png\"/></svg>",
        "<svg><style>@import 'x'</style></svg>",
        "<svg><style>a{fill:url( https://example.org)}</style></svg>",
        "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>",
        "GIF89a",
        "",
    };
    struct sam_err err = {0};
    const char *type = NULL;
    assert_int_equal(logo_of(png, sizeof png - 1, &type, &err), SAM_OK);
    assert_string_equal(type, "image/png");
    assert_int_equal(logo_of(svg, sizeof svg - 1, &type, &err), SAM_OK);
    assert_string_equal(type, "image/svg+xml");
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        assert_int_equal(logo_of(refused[i], strlen(refused[i]), &type, &err), SAM_E_INPUT);
        assert_non_null(strstr(err.text, "l.svg: "));
    }
    assert_int_equal(logo_of(NULL, 0, &type, &err), SAM_E_NOT_FOUND);
    char *large = calloc(1, SAM_LOGO_LIMIT + 1);
    memset(large, ' ', SAM_LOGO_LIMIT);
    assert_int_equal(logo_of(large, SAM_LOGO_LIMIT + 1, &type, &err), SAM_E_LIMIT);
    assert_non_null(strstr(err.text, "at most 256 KiB"));
    free(large);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(read_as_written),
        cmocka_unit_test(every_rule),
        cmocka_unit_test(logos),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
