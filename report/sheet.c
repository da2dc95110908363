#include "report/sheet.h"

#include "base/html.h"

#include <string.h>

/* Puts `with` in the place of the `length` bytes at `at`, which points into text. */
static void splice(struct sam_buf *text, const char *at, size_t length, const char *with) {
    struct sam_buf changed;
    sam_buf_init(&changed, SAM_BUF_UNLIMITED);
    sam_buf_append(&changed, text->data, (size_t)(at - text->data));
    sam_buf_text(&changed, with);
    sam_buf_text(&changed, at + length);
    sam_buf_fini(text);
    *text = changed;
}

static void replace(struct sam_buf *text, const char *what, const char *with) {
    const char *at = strstr(text->data, what);
    if (at != NULL) {
        splice(text, at, strlen(what), with);
    }
}

static void insert_before(struct sam_buf *text, const char *what, const char *with) {
    const char *at = strstr(text->data, what);
    if (at != NULL) {
        splice(text, at, 0, with);
    }
}

/* --- docx ------------------------------------------------------------------------------------ */

#define RELATIONSHIPS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

/* The last section's properties are those of the sheet, whatever pandoc put there. */
static void set_section(struct sam_buf *document) {
    static const char section[] =
        "<w:sectPr><w:footerReference xmlns:r=\"" RELATIONSHIPS
        "\" w:type=\"default\" r:id=\"foot\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar "
        "w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1134\" w:header=\"567\" "
        "w:footer=\"567\" w:gutter=\"0\"/></w:sectPr>";
    const char *last = NULL;
    const char *at = document->data;
    while ((at = strstr(at, "<w:sectPr")) != NULL) {
        last = at++;
    }
    const char *end = last != NULL ? strchr(last, '>') : NULL;
    if (end == NULL) {
        insert_before(document, "</w:body>", section);
        return;
    }
    const char *closing = end[-1] == '/' ? NULL : strstr(end, "</w:sectPr>");
    end = closing != NULL ? closing + strlen("</w:sectPr>") : end + 1;
    splice(document, last, (size_t)(end - last), section);
}

/* As large as in print: tables are wide. Of the styles, the first size is that of all text. */
static void set_letters(struct sam_buf *styles) {
    replace(styles, "<w:sz w:val=\"24\"", "<w:sz w:val=\"20\"");
    replace(styles, "<w:szCs w:val=\"24\"", "<w:szCs w:val=\"20\"");
}

void sam_sheet_foot(const struct sam_page_sheet *sheet, struct sam_buf *xml) {
    static const char small[] = "<w:r><w:rPr><w:sz w:val=\"16\"/></w:rPr>";
    sam_buf_text(xml, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
                      "<w:ftr xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/"
                      "main\"><w:p><w:pPr><w:pBdr><w:top w:val=\"single\" w:sz=\"4\" "
                      "w:space=\"4\" w:color=\"767676\"/></w:pBdr><w:tabs><w:tab w:val=\"right\" "
                      "w:pos=\"9638\"/></w:tabs></w:pPr>");
    sam_buf_printf(xml, "%s<w:t xml:space=\"preserve\">", small);
    sam_html_text(xml, sheet->foot);
    sam_buf_printf(xml, "</w:t></w:r>%s<w:tab/></w:r>", small);
    sam_buf_printf(xml, "<w:fldSimple w:instr=\" PAGE \">%s<w:t>1</w:t></w:r></w:fldSimple>",
                   small);
    sam_buf_printf(xml, "%s<w:t xml:space=\"preserve\"> / </w:t></w:r>", small);
    sam_buf_printf(xml, "<w:fldSimple w:instr=\" NUMPAGES \">%s<w:t>1</w:t></w:r></w:fldSimple>",
                   small);
    sam_buf_text(xml, "</w:p></w:ftr>\n");
}

/* --- odt ------------------------------------------------------------------------------------- */

static void set_page(struct sam_buf *styles) {
    static const char *const sheet[][2] = {
        {"fo:page-height=\"11in\"", "fo:page-height=\"29.7cm\""},
        {"fo:page-width=\"8.5in\"", "fo:page-width=\"21cm\""},
        {"fo:margin-top=\"1in\"", "fo:margin-top=\"2cm\""},
        {"fo:margin-bottom=\"1in\"", "fo:margin-bottom=\"1.2cm\""},
        {"fo:margin-left=\"1in\"", "fo:margin-left=\"2cm\""},
        {"fo:margin-right=\"1in\"", "fo:margin-right=\"2cm\""},
        {"fo:font-size=\"12pt\"", "fo:font-size=\"10pt\""}};
    for (size_t i = 0; i < sizeof sheet / sizeof *sheet; i++) {
        replace(styles, sheet[i][0], sheet[i][1]);
    }
}

/* In the place of pandoc's own foot, which has the page's number alone, or as the only one. */
static void set_foot(struct sam_buf *styles, const char *text) {
    static const char end[] = "</style:footer>";
    struct sam_buf foot;
    sam_buf_init(&foot, SAM_BUF_UNLIMITED);
    sam_buf_text(&foot, "<style:footer><text:p text:style-name=\"Footer\">");
    sam_html_text(&foot, text);
    sam_buf_text(&foot, " \xE2\x80\x93 <text:page-number text:select-page=\"current\">1"
                        "</text:page-number> / <text:page-count>1</text:page-count></text:p>"
                        "</style:footer>");
    const char *own = strstr(styles->data, "<style:footer>");
    const char *own_end = own != NULL ? strstr(own, end) : NULL;
    if (own_end != NULL) {
        splice(styles, own, (size_t)(own_end - own) + strlen(end), foot.data);
    } else {
        insert_before(styles, "</style:master-page>", foot.data);
    }
    sam_buf_fini(&foot);
}

/* --- members --------------------------------------------------------------------------------- */

void sam_sheet_member(const char *name, struct sam_buf *bytes, void *context) {
    const struct sam_page_sheet *sheet = context;
    if (strcmp(name, "docProps/core.xml") == 0 || strcmp(name, "meta.xml") == 0) {
        struct sam_buf titled;
        sam_buf_init(&titled, SAM_BUF_UNLIMITED);
        sam_buf_printf(&titled, "<dc:title>%s</dc:title>", sheet->title);
        replace(bytes, "<dc:title></dc:title>", titled.data);
        sam_buf_fini(&titled);
    } else if (strcmp(name, "word/document.xml") == 0) {
        set_section(bytes);
    } else if (strcmp(name, "word/_rels/document.xml.rels") == 0) {
        insert_before(bytes, "</Relationships>",
                      "<Relationship Type=\"" RELATIONSHIPS
                      "/footer\" Id=\"foot\" Target=\"foot.xml\"/>");
    } else if (strcmp(name, "[Content_Types].xml") == 0) {
        insert_before(bytes, "</Types>",
                      "<Override PartName=\"/" SAM_SHEET_FOOT_NAME
                      "\" ContentType=\"application/vnd.openxmlformats-officedocument."
                      "wordprocessingml.footer+xml\"/>");
    } else if (strcmp(name, "word/styles.xml") == 0) {
        set_letters(bytes);
    } else if (strcmp(name, "styles.xml") == 0) {
        set_page(bytes);
        set_foot(bytes, sheet->foot);
    }
}
