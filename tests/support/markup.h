/* Is a page well-formed? */
#ifndef SAM_TESTS_MARKUP_H
#define SAM_TESTS_MARKUP_H

/* Fails the test unless, as in XML: every element is closed in its place, attributes are quoted
 * and stand once, & begins an entity; and unless every id is unique and every href="#..." has its
 * id. A doctype may stand first; the content of <style> is passed over. */
void sam_check_markup(const char *text);

/* How often part stands in text. */
unsigned sam_count_of(const char *text, const char *part);

#endif
