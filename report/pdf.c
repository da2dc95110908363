#include "report/pdf.h"

#include "base/file.h"
#include "base/memory.h"
#include "base/scratch.h"
#include "base/spawn.h"
#include "base/words.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SECONDS = 120, MOST = 512 << 20 };

enum sam_status sam_pdf_program(char **path, struct sam_err *err) {
    static const char *const names[] = {"chromium", "chromium-browser", "google-chrome",
                                        "google-chrome-stable", NULL};
    *path = sam_spawn_find(names);
    if (*path == NULL) {
        return sam_fail(err, SAM_E_NOT_FOUND,
                        _("PDF needs Chromium, and no chromium, chromium-browser or google-chrome "
                          "is in PATH. Install it (Debian: apt install chromium), or open the HTML "
                          "documents in any browser and print them from there"));
    }
    return SAM_OK;
}

void sam_pdf_set_moment(struct sam_buf *pdf, time_t moment) {
    static const char *const keys[] = {"/CreationDate (D:", "/ModDate (D:"};
    enum { DIGITS = 14 };
    char text[DIGITS + 1];
    struct tm parts = {0};
    gmtime_r(&moment, &parts);
    strftime(text, sizeof text, "%Y%m%d%H%M%S", &parts);
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
        size_t length = strlen(keys[k]);
        char *from = pdf->data;
        char *end = pdf->data + pdf->length;
        while ((from = memmem(from, (size_t)(end - from), keys[k], length)) != NULL) {
            from += length;
            size_t digits = 0;
            while (digits < DIGITS && from + digits < end && isdigit((unsigned char)from[digits])) {
                digits++;
            }
            if (digits == DIGITS) {
                memcpy(from, text, DIGITS);
            }
        }
    }
}

enum { NODE_DIGITS = 8 };
static const char node_before[] = "(node";

/* The digits of the next name of a node from `from` on; NULL when there is none. */
static char *next_node(const struct sam_buf *pdf, char *from) {
    enum { BEFORE = sizeof node_before - 1 };
    const char *end = pdf->data + pdf->length;
    while ((from = memmem(from, (size_t)(end - from), node_before, BEFORE)) != NULL) {
        from += BEFORE;
        if (end - from > NODE_DIGITS && strspn(from, "0123456789") == NODE_DIGITS &&
            from[NODE_DIGITS] == ')') {
            return from;
        }
    }
    return NULL;
}

static unsigned long node_number(const char *digits) {
    return strtoul(digits, NULL, 10);
}

static int by_number(const void *a, const void *b) {
    const unsigned long *x = a;
    const unsigned long *y = b;
    return (*x > *y) - (*x < *y);
}

void sam_pdf_number_nodes(struct sam_buf *pdf) {
    size_t count = 0;
    for (char *at = pdf->data; (at = next_node(pdf, at)) != NULL;) {
        count++;
    }
    unsigned long *numbers = sam_xcalloc(count + 1, sizeof *numbers);
    size_t i = 0;
    for (char *at = pdf->data; (at = next_node(pdf, at)) != NULL;) {
        numbers[i++] = node_number(at);
    }
    qsort(numbers, count, sizeof *numbers, by_number);
    size_t distinct = 0;
    for (i = 0; i < count; i++) {
        if (i == 0 || numbers[i] != numbers[distinct - 1]) {
            numbers[distinct++] = numbers[i];
        }
    }
    for (char *at = pdf->data; (at = next_node(pdf, at)) != NULL;) {
        unsigned long own = node_number(at);
        const unsigned long *place = bsearch(&own, numbers, distinct, sizeof own, by_number);
        char text[NODE_DIGITS + 1];
        snprintf(text, sizeof text, "%08u", (unsigned)(place - numbers) + 1);
        memcpy(at, text, NODE_DIGITS);
    }
    free(numbers);
}

/* file:///..., everything but letters, digits and the harmless escaped. */
static void append_url(const char *path, struct sam_buf *url) {
    sam_buf_text(url, "file://");
    for (const char *c = path; *c != '\0'; c++) {
        bool plain = isalnum((unsigned char)*c) && ((unsigned char)*c & 0x80) == 0;
        if (plain || strchr("/-_.~", *c) != NULL) {
            sam_buf_char(url, *c);
        } else {
            sam_buf_printf(url, "%%%02X", (unsigned char)*c);
        }
    }
}

static enum sam_status run_chromium(const char *program, const char *html_path, const char *folder,
                                    const char *out, const struct sam_patience *patience,
                                    struct sam_err *err) {
    struct sam_buf profile;
    struct sam_buf target;
    struct sam_buf url;
    struct sam_buf said;
    sam_buf_init(&profile, SAM_BUF_UNLIMITED);
    sam_buf_init(&target, SAM_BUF_UNLIMITED);
    sam_buf_init(&url, SAM_BUF_UNLIMITED);
    sam_buf_init(&said, SAM_BUF_UNLIMITED);
    sam_buf_printf(&profile, "--user-data-dir=%s/profile", folder);
    sam_buf_printf(&target, "--print-to-pdf=%s", out);
    append_url(html_path, &url);
    const char *const arguments[] = {
        program, "--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check",
        "--disable-extensions", "--disable-sync", "--disable-background-networking",
        "--disable-component-update", "--disable-default-apps", "--disable-domain-reliability",
        "--disable-quic", "--no-pings", "--host-resolver-rules=MAP * ~NOTFOUND",
        "--disable-dev-shm-usage", "--no-pdf-header-footer", "--export-tagged-pdf",
        "--generate-pdf-document-outline", profile.data, target.data,
        /* Chromium's sandbox refuses to work for root. */
        geteuid() == 0 ? "--no-sandbox" : "--disable-breakpad", url.data, NULL};
    enum sam_status status =
        sam_spawn(&(struct sam_spawn){.arguments = arguments,
                                      .seconds = SECONDS,
                                      .stop = patience != NULL ? patience->stop : NULL,
                                      .context = patience != NULL ? patience->context : NULL},
                  &said, err);
    sam_buf_fini(&profile);
    sam_buf_fini(&target);
    sam_buf_fini(&url);
    sam_buf_fini(&said);
    return status;
}

static bool is_whole(const struct sam_buf *pdf) {
    enum { TAIL = 1024 };
    size_t tail = pdf->length < TAIL ? pdf->length : TAIL;
    return pdf->length > 8 && memcmp(pdf->data, "%PDF-", 5) == 0 &&
           memmem(pdf->data + pdf->length - tail, tail, "%%EOF", 5) != NULL;
}

enum sam_status sam_pdf_print(const char *program, const char *html_path, const char *pdf_path,
                              time_t moment, const struct sam_patience *patience,
                              struct sam_err *err) {
    char *absolute = realpath(html_path, NULL);
    char *folder = NULL;
    char *out = NULL;
    struct sam_buf pdf;
    if (absolute == NULL) {
        return sam_fail_cause(err, SAM_E_NOT_FOUND, errno, _("%s: cannot be read (%s)"), html_path,
                              strerror(errno));
    }
    sam_buf_init(&pdf, MOST);
    enum sam_status status = sam_scratch_new(&folder, err);
    if (status == SAM_OK) {
        out = sam_path_join(folder, "out.pdf");
        status = run_chromium(program, absolute, folder, out, patience, err);
    }
    if (status == SAM_OK) {
        status = sam_file_read(out, &pdf, err);
    }
    if (status == SAM_OK && !is_whole(&pdf)) {
        status = sam_fail(err, SAM_E_IO, _("%s: %s printed no whole PDF"), pdf_path, program);
    }
    if (status == SAM_OK) {
        sam_pdf_set_moment(&pdf, moment);
        sam_pdf_number_nodes(&pdf);
        status = sam_file_write(pdf_path, pdf.data, pdf.length, err);
    }
    if (status != SAM_OK) {
        sam_err_while(err, "%s", pdf_path);
    }
    sam_scratch_remove(folder);
    sam_buf_fini(&pdf);
    free(out);
    free(absolute);
    return status;
}
