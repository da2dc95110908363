/* The "institute" of study.json: who asks, and how its form looks. */
#include "base/file.h"
#include "model/study_reader.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- colour ----------------------------------------------------------------------------------- */

enum { CHANNELS = 3 };

static int hex_digit(char c) {
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* "#rrggbb" in either case; false for anything else. */
static bool read_colour(const char *text, char lower[8], double channel[CHANNELS]) {
    if (strlen(text) != 7 || text[0] != '#') {
        return false;
    }
    for (size_t i = 0; i < 8; i++) {
        lower[i] = (char)(text[i] >= 'A' && text[i] <= 'F' ? text[i] + 32 : text[i]);
    }
    for (size_t i = 0; i < CHANNELS; i++) {
        int high = hex_digit(lower[1 + 2 * i]), low = hex_digit(lower[2 + 2 * i]);
        if (high < 0 || low < 0) {
            return false;
        }
        channel[i] = (16 * high + low) / 255.0;
    }
    return true;
}

/* Contrast with white by WCAG 2.2: 1.05 / (relative luminance + 0.05). */
static double contrast_with_white(const double channel[CHANNELS]) {
    static const double weight[CHANNELS] = {0.2126, 0.7152, 0.0722};
    double luminance = 0;
    for (size_t i = 0; i < CHANNELS; i++) {
        double c = channel[i];
        luminance += weight[i] * (c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4));
    }
    return 1.05 / (luminance + 0.05);
}

static const char *known_colour(struct sam_study_reader *r, const cJSON *object) {
    char lower[8] = "";
    double channel[CHANNELS] = {0};
    const char *text = sam_json_text(r->problems, r->place, object, "colour", false);
    if (text == NULL) {
        return NULL;
    }
    if (!read_colour(text, lower, channel)) {
        sam_problem(r->problems, _("%s: colour \"%s\" must be written like #24578f"), r->place,
                    text);
        return NULL;
    }
    double contrast = contrast_with_white(channel);
    if (contrast < 4.5) {
        sam_problem(r->problems,
                    _("%s: colour %s has a contrast of %.1f with white; below 4.5 many people "
                      "can't read it: choose a darker one"),
                    r->place, text, floor(10 * contrast) / 10);
    }
    return sam_study_copy(r, lower);
}

/* --- the rest --------------------------------------------------------------------------------- */

static const char *known_address(struct sam_study_reader *r, const cJSON *object, const char *key) {
    const char *address = sam_study_optional(r, object, key);
    if (address != NULL && (strncmp(address, "https://", 8) != 0 || address[8] == '\0')) {
        sam_problem(r->problems, _("%s: \"%s\" must be an address that starts with https://"),
                    r->place, key);
    }
    return address;
}

static const char *known_file(struct sam_study_reader *r, const cJSON *object, const char *key) {
    const char *path = sam_study_optional(r, object, key);
    if (path != NULL && (path[0] == '/' || path[0] == '\0' || strstr(path, "..") != NULL)) {
        sam_problem(r->problems, _("%s: \"%s\" must be a file within the study's folder"), r->place,
                    key);
    }
    return path;
}

void sam_study_read_institute(struct sam_study_reader *r, const cJSON *root) {
    static const char *const keys[] = {"name",   "email", "telephone", "privacy_statement",
                                       "colour", "logo",  NULL};
    struct sam_institute *institute = &r->study->institute;
    const cJSON *object = sam_json_member(r->problems, r->name, root, "institute", false);
    if (object == NULL) {
        return;
    }
    sam_place_write(r->place, "%s: institute", r->name);
    sam_json_check_keys(r->problems, r->place, object, keys);
    if (!cJSON_IsObject(object)) {
        return;
    }
    const char *name = sam_json_text(r->problems, r->place, object, "name", true);
    institute->name = name != NULL ? sam_study_copy(r, name) : "";
    institute->email = sam_study_optional(r, object, "email");
    if (institute->email != NULL && strchr(institute->email, '@') == NULL) {
        sam_problem(r->problems, _("%s: \"%s\" is no e-mail address"), r->place, institute->email);
    }
    institute->telephone = sam_study_optional(r, object, "telephone");
    institute->privacy_statement = known_address(r, object, "privacy_statement");
    institute->colour = known_colour(r, object);
    institute->logo = known_file(r, object, "logo");
}

/* --- logo ------------------------------------------------------------------------------------- */

/* What an SVG can load or run with. It is shown as an image, where browsers allow neither; this is
 * for whoever opens it by itself, and for the promise that nothing is fetched elsewhere. */
static const char *what_is_wrong(const char *svg) {
    static const char *const refused[] = {"<script",   "<foreignobject", "javascript:", "<!entity",
                                          "<!doctype", " onload",        " onclick",    "@import"};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        if (strcasestr(svg, refused[i]) != NULL) {
            return refused[i];
        }
    }
    for (const char *at = svg; (at = strcasestr(at, "href")) != NULL; at += 4) {
        const char *value = at + 4 + strspn(at + 4, " \t\r\n=\"'");
        if (value[0] != '#' && strncasecmp(value, "data:image/", 11) != 0) {
            return "href";
        }
    }
    for (const char *at = svg; (at = strcasestr(at, "url(")) != NULL; at += 4) {
        if (at[4 + strspn(at + 4, " \"'")] != '#') {
            return "url(";
        }
    }
    return NULL;
}

static enum sam_status judge_logo(const char *path, const char *data, size_t length,
                                  const char **type, struct sam_err *err) {
    static const char png[] = "\x89PNG\r\n\x1a\n";
    if (length >= sizeof png - 1 && memcmp(data, png, sizeof png - 1) == 0) {
        *type = "image/png";
        return SAM_OK;
    }
    if (strlen(data) != length || strcasestr(data, "<svg") == NULL) {
        return sam_fail(err, SAM_E_INPUT, _("%s: a logo must be a PNG or SVG image"), path);
    }
    const char *wrong = what_is_wrong(data);
    if (wrong != NULL) {
        return sam_fail(err, SAM_E_INPUT,
                        _("%s: has \"%s\"; a logo may not run or load anything. Save it as plain "
                          "SVG or as PNG"),
                        path, wrong + strspn(wrong, " "));
    }
    *type = "image/svg+xml";
    return SAM_OK;
}

enum sam_status sam_study_logo(const struct sam_study *study, struct sam_buf *image,
                               const char **type, struct sam_err *err) {
    if (study->institute.logo == NULL) {
        return sam_fail(err, SAM_E_NOT_FOUND, _("study.json names no logo"));
    }
    char *path = sam_path_join(study->folder, study->institute.logo);
    struct sam_buf read;
    sam_buf_init(&read, SAM_LOGO_LIMIT);
    enum sam_status status = sam_file_read(path, &read, err);
    if (status == SAM_E_LIMIT) {
        sam_fail(err, status, _("%s: a logo may have at most %d KiB; make it smaller"), path,
                 SAM_LOGO_LIMIT / 1024);
    }
    if (status == SAM_OK) {
        status = judge_logo(path, read.data, read.length, type, err);
    }
    if (status == SAM_OK) {
        sam_buf_append(image, read.data, read.length);
    }
    sam_buf_fini(&read);
    free(path);
    return status;
}
