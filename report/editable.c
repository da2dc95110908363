#include "report/editable.h"

#include "base/file.h"
#include "base/scratch.h"
#include "base/spawn.h"
#include "report/canvas_picture.h"
#include "report/paper.h"
#include "report/provenance.h"
#include "report/sheet.h"
#include "report/zip_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SECONDS = 300, MOST = 512 << 20 };

enum sam_status sam_editable_program(char **path, struct sam_err *err) {
    static const char *const names[] = {"pandoc", NULL};
    *path = sam_spawn_find(names);
    if (*path == NULL) {
        return sam_fail(err, SAM_E_NOT_FOUND,
                        _("docx and odt need pandoc, and there is no pandoc in PATH. Install it "
                          "(Debian: apt install pandoc)"));
    }
    return SAM_OK;
}

static enum sam_status write_page(const struct sam_editable *what, const char *folder,
                                  const char *page, struct sam_buf *title, struct sam_err *err) {
    struct sam_buf html;
    sam_buf_init(&html, SAM_BUF_UNLIMITED);
    struct sam_pictures pictures = {.folder = folder, .html = &html};
    struct sam_canvas canvas = sam_canvas_picture(&pictures);
    enum sam_status status = sam_document_html_on(what->document, what->results, what->alliance,
                                                  what->lang, &canvas, &html, err);
    if (status == SAM_OK && pictures.status != SAM_OK) {
        status = sam_fail(err, pictures.status, "%s", pictures.err.text);
    }
    if (status == SAM_OK) {
        struct sam_buf paper;
        sam_buf_init(&paper, SAM_BUF_UNLIMITED);
        sam_paper_from_page(html.data, &paper);
        sam_paper_title(html.data, title);
        status = sam_file_write(page, paper.data, paper.length, err);
        sam_buf_fini(&paper);
    }
    sam_buf_fini(&html);
    return status;
}

static enum sam_status run_pandoc(const char *program, const struct sam_editable *what,
                                  const char *folder, const char *page, const char *out,
                                  const struct sam_patience *patience, struct sam_err *err) {
    struct sam_buf said;
    struct sam_buf resources;
    char epoch[48];
    sam_buf_init(&said, SAM_BUF_UNLIMITED);
    sam_buf_init(&resources, SAM_BUF_UNLIMITED);
    snprintf(epoch, sizeof epoch, "SOURCE_DATE_EPOCH=%lld",
             (long long)sam_results_moment(what->results));
    sam_buf_printf(&resources, "--resource-path=%s", folder);
    const char *const arguments[] = {program,
                                     "--from=html",
                                     what->lang == SAM_NL ? "--metadata=lang:nl-NL"
                                                          : "--metadata=lang:en-GB",
                                     strcmp(what->format, "odt") == 0 ? "--to=odt" : "--to=docx",
                                     resources.data,
                                     "--output",
                                     out,
                                     page,
                                     NULL};
    const char *const variables[] = {epoch, NULL};
    enum sam_status status =
        sam_spawn(&(struct sam_spawn){.arguments = arguments,
                                      .variables = variables,
                                      .seconds = SECONDS,
                                      .stop = patience != NULL ? patience->stop : NULL,
                                      .context = patience != NULL ? patience->context : NULL},
                  &said, err);
    sam_buf_fini(&said);
    sam_buf_fini(&resources);
    return status;
}

/* --- what pandoc doesn't ask ------------------------------------------------------------------ */

static void write_foot(const struct sam_editable *what, struct sam_buf *foot) {
    const char *mark = sam_document_mark(what->document, what->results, what->lang);
    sam_buf_text(foot, sam_results_title(what->results, what->lang));
    if (what->results->wave != NULL) {
        sam_buf_printf(foot, sam_tr_in(what->lang, N_("; wave %s")), what->results->wave);
    }
    sam_buf_printf(foot, "%s%s", mark[0] != '\0' ? " \xE2\x80\x93 " : "", mark);
}

static enum sam_status keep(const struct sam_editable *what, const char *out,
                            const struct sam_buf *title, struct sam_err *err) {
    struct sam_buf made;
    struct sam_buf settled;
    struct sam_buf foot;
    struct sam_buf part;
    sam_buf_init(&made, MOST);
    sam_buf_init(&settled, SAM_BUF_UNLIMITED);
    sam_buf_init(&foot, SAM_BUF_UNLIMITED);
    sam_buf_init(&part, SAM_BUF_UNLIMITED);
    write_foot(what, &foot);
    struct sam_page_sheet sheet = {title->data, foot.data};
    sam_sheet_foot(&sheet, &part);
    const struct sam_zip_member member = {
        .name = SAM_SHEET_FOOT_NAME, .data = part.data, .length = part.length};
    enum sam_status status = sam_file_read(out, &made, err);
    if (status == SAM_OK) {
        status =
            sam_zip_settle(&made, out, sam_results_moment(what->results), sam_sheet_member, &sheet,
                           strcmp(what->format, "docx") == 0 ? &member : NULL, &settled, err);
    }
    if (status == SAM_OK) {
        status = sam_file_write(what->path, settled.data, settled.length, err);
    }
    sam_buf_fini(&made);
    sam_buf_fini(&settled);
    sam_buf_fini(&foot);
    sam_buf_fini(&part);
    return status;
}

enum sam_status sam_editable_write(const char *program, const struct sam_editable *what,
                                   const struct sam_patience *patience, struct sam_err *err) {
    char *folder = NULL;
    enum sam_status status = sam_scratch_new(&folder, err);
    if (status != SAM_OK) {
        return status;
    }
    struct sam_buf title;
    sam_buf_init(&title, SAM_BUF_UNLIMITED);
    char *page = sam_path_join(folder, "page.html");
    char *out = sam_path_join(folder, "out");
    status = write_page(what, folder, page, &title, err);
    if (status == SAM_OK) {
        status = run_pandoc(program, what, folder, page, out, patience, err);
    }
    if (status == SAM_OK) {
        status = keep(what, out, &title, err);
    }
    if (status != SAM_OK) {
        sam_err_while(err, "%s", what->path);
    }
    sam_buf_fini(&title);
    free(page);
    free(out);
    sam_scratch_remove(folder);
    return status;
}
