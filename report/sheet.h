/* What pandoc doesn't ask about a docx or odt: a sheet of A4 with margins of 2 cm, a title for who
 * reads a list of files, and a foot on every page that says whose it is and which page. */
#ifndef SAM_REPORT_SHEET_H
#define SAM_REPORT_SHEET_H

#include "base/buf.h"

struct sam_page_sheet {
    const char *title; /* escaped for XML, as in a page's <title> */
    const char *foot;  /* plain text: study, wave, confidential */
};

/* Puts the sheet into one member of the zip file, if it is one that says something of it; every
 * other stays as it is. context is a const struct sam_page_sheet *; a sam_zip_edit. */
void sam_sheet_member(const char *name, struct sam_buf *bytes, void *context);

/* The part of a docx that the foot is: the zip file gets one more member of this name. */
#define SAM_SHEET_FOOT_NAME "word/foot.xml"
void sam_sheet_foot(const struct sam_page_sheet *sheet, struct sam_buf *xml);

#endif
