#include "report/sheet.h"

#include "support/support.h"

#include <string.h>

static struct sam_page_sheet sheet = {"Title &amp; more", "Study <one>; wave 2 - Confidential"};

static void check_member(const char *name, const char *before, const char *after) {
    struct sam_buf bytes;
    sam_buf_init(&bytes, SAM_BUF_UNLIMITED);
    sam_buf_text(&bytes, before);
    sam_sheet_member(name, &bytes, &sheet);
    check_contains(bytes.data, after);
    sam_buf_fini(&bytes);
}

static void a_docx_has_its_foot_wherever_sections_stand(void **state) {
    (void)state;
    static const char *const documents[] = {
        "<w:body><w:p/><w:sectPr /></w:body>", "<w:body><w:p/><w:sectPr><w:x/></w:sectPr></w:body>",
        "<w:body><w:p/></w:body>",
        "<w:body><w:p><w:sectPr><w:x/></w:sectPr></w:p><w:p/><w:sectPr/></w:body>"};
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
        struct sam_buf bytes;
        sam_buf_init(&bytes, SAM_BUF_UNLIMITED);
        sam_buf_text(&bytes, documents[i]);
        sam_sheet_member("word/document.xml", &bytes, &sheet);
        check_contains(bytes.data, "<w:p/><w:sectPr><w:footerReference ");
        check_contains(bytes.data, "w:gutter=\"0\"/></w:sectPr></w:body>");
        sam_buf_fini(&bytes);
    }
    check_member("word/_rels/document.xml.rels", "<Relationships></Relationships>",
                 "Target=\"foot.xml\"/></Relationships>");
    check_member("[Content_Types].xml", "<Types></Types>", "footer+xml\"/></Types>");
    check_member("docProps/core.xml", "<dc:title></dc:title>", "<dc:title>Title &amp; more<");
    struct sam_buf foot;
    sam_buf_init(&foot, SAM_BUF_UNLIMITED);
    sam_sheet_foot(&sheet, &foot);
    check_contains(foot.data, "Study &lt;one&gt;; wave 2 - Confidential");
    check_contains(foot.data, " NUMPAGES ");
    sam_buf_fini(&foot);
}

static void an_odt_has_one_foot(void **state) {
    (void)state;
    static const char foot[] = "<style:footer><text:p text:style-name=\"Footer\">Study "
                               "&lt;one&gt;; wave 2 - Confidential";
    check_member("styles.xml", "<style:master-page></style:master-page>", foot);
    check_member("styles.xml",
                 "<style:master-page><style:footer>1</style:footer></style:master-page>", foot);
    check_member("styles.xml", "fo:page-width=\"8.5in\"", "21cm");
    check_member("content.xml", "<w:sectPr /></Types>", "<w:sectPr /></Types>");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_docx_has_its_foot_wherever_sections_stand),
        cmocka_unit_test(an_odt_has_one_foot),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
