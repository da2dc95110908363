#include "report/paper.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool begins(const char *text, const char *with) {
    return strncmp(text, with, strlen(with)) == 0;
}

/* --- what is left out ------------------------------------------------------------------------ */

/* Where the part that begins here ends, or NULL when it is none that is left out. */
static const char *end_of_left_out(const char *at) {
    static const char *const parts[][2] = {{"<title>", "</title>"},
                                           {"<style>", "</style>"},
                                           {"<a class=\"skip\"", "</a>"},
                                           {"<svg class=\"patterns\"", "</svg>"},
                                           {"<nav", "</nav>"}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const char *end = begins(at, parts[i][0]) ? strstr(at, parts[i][1]) : NULL;
        if (end != NULL) {
            return end + strlen(parts[i][1]);
        }
    }
    return NULL;
}

void sam_paper_title(const char *html, struct sam_buf *title) {
    const char *start = strstr(html, "<title>");
    const char *end = start != NULL ? strstr(start, "</title>") : NULL;
    if (end != NULL) {
        start += strlen("<title>");
        sam_buf_append(title, start, (size_t)(end - start));
    }
}

/* --- columns of a table ---------------------------------------------------------------------- */

enum { COLUMNS = 16, AROUND_PICTURE = 14 };

struct column {
    double picture; /* the widest, 0 for none */
    size_t letters; /* of the longest cell */
    size_t word;    /* the longest */
};

/* The widest picture between start and end, 0 for none. */
static double picture_width(const char *start, const char *end) {
    double widest = 0;
    const char *at = start;
    while ((at = strstr(at, "<img ")) != NULL && at < end) {
        const char *width = strstr(at, "width=\"");
        double own = width != NULL && width < end ? strtod(width + strlen("width=\""), NULL) : 0;
        widest = own > widest ? own : widest;
        at++;
    }
    return widest;
}

static void count_letters(struct column *column, const char *start, const char *end) {
    size_t letters = 0;
    size_t word = 0;
    bool in_tag = false;
    for (const char *c = start; c < end; c++) {
        in_tag = *c == '<' || (in_tag && *c != '>');
        bool letter = !in_tag && *c != '>';
        letters += letter;
        word = letter && *c != ' ' ? word + 1 : 0;
        column->word = word > column->word ? word : column->word;
    }
    column->letters = letters > column->letters ? letters : column->letters;
}

static const char *next_cell(const char *at, const char *end) {
    const char *header = strstr(at, "<th ");
    const char *data = strstr(at, "<td");
    const char *first = header == NULL || (data != NULL && data < header) ? data : header;
    return first != NULL && first < end ? first : NULL;
}

/* Takes in the cells of one row; returns their number. */
static size_t read_row(const char *row, const char *end, struct column columns[COLUMNS]) {
    size_t count = 0;
    const char *cell = next_cell(row, end);
    while (cell != NULL && count < COLUMNS) {
        const char *next = next_cell(cell + 1, end);
        struct column *column = &columns[count++];
        const char *cell_end = next != NULL ? next : end;
        double width = picture_width(cell, cell_end);
        column->picture = width > column->picture ? width : column->picture;
        count_letters(column, cell, cell_end);
        cell = next;
    }
    return cell == NULL ? count : 0;
}

/* A long text takes more lines, not only more width; no word is broken if it can be helped. */
static double weight(const struct column *column) {
    return fmax(sqrt((double)column->letters + 9), (double)column->word);
}

/* <col>s for a table that has pictures: each as wide as its own, the rest shared by their text. */
static void write_columns(const char *table, const char *end, struct sam_buf *paper) {
    struct column columns[COLUMNS] = {0};
    size_t count = 0;
    double taken = 0;
    double parts = 0;
    const char *row = strstr(table, "<tbody");
    while (row != NULL && (row = strstr(row, "<tr")) != NULL && row < end) {
        const char *row_end = strstr(row, "</tr>");
        count = row_end != NULL ? read_row(row, row_end, columns) : 0;
        row++;
    }
    for (size_t i = 0; i < count; i++) {
        bool picture = columns[i].picture > 0;
        taken += picture ? (columns[i].picture + AROUND_PICTURE) / SAM_PAPER_WIDTH : 0;
        parts += picture ? 0 : weight(&columns[i]);
    }
    if (taken <= 0 || taken > 0.9 || parts <= 0) {
        return;
    }
    sam_buf_text(paper, "<colgroup>");
    for (size_t i = 0; i < count; i++) {
        double share = columns[i].picture > 0
                           ? (columns[i].picture + AROUND_PICTURE) / SAM_PAPER_WIDTH
                           : (1 - taken) * weight(&columns[i]) / parts;
        sam_buf_printf(paper, "<col style=\"width: %d%%\"/>", (int)(100 * share));
    }
    sam_buf_text(paper, "</colgroup>");
}

/* --- the page -------------------------------------------------------------------------------- */

struct state {
    bool in_table, in_banner, in_row_head;
};

/* Writes what stands for the markup at `at`; returns how much of the page that was, 0 for none. */
static size_t rewrite(struct state *s, const char *at, struct sam_buf *paper) {
    if (begins(at, "<table")) {
        s->in_table = true;
    } else if (begins(at, "</table>")) {
        s->in_table = false;
    } else if (s->in_table && begins(at, "<thead")) {
        const char *end = strstr(at, "</table>");
        write_columns(at, end != NULL ? end : at, paper);
    } else if (s->in_table && begins(at, "<small>")) {
        sam_buf_text(paper, "<br/>");
    } else if (begins(at, "<th scope=\"row\"")) {
        s->in_row_head = true;
        sam_buf_text(paper, "<td>");
        return (size_t)(strchr(at, '>') + 1 - at);
    } else if (s->in_row_head && begins(at, "</th>")) {
        s->in_row_head = false;
        sam_buf_text(paper, "</td>");
        return strlen("</th>");
    } else if (begins(at, "<p class=\"banner")) {
        s->in_banner = true;
        sam_buf_text(paper, "<p><strong>");
        return (size_t)(strchr(at, '>') + 1 - at);
    } else if (s->in_banner && begins(at, "</p>")) {
        s->in_banner = false;
        sam_buf_text(paper, "</strong>");
    } else if (begins(at, "</span><span>")) {
        sam_buf_text(paper, "</span> \xE2\x80\x93 "); /* both ends of a response scale */
        return strlen("</span>");
    }
    return 0;
}

void sam_paper_from_page(const char *html, struct sam_buf *paper) {
    struct state state = {0};
    while (*html != '\0') {
        const char *tag = strchr(html, '<');
        if (tag == NULL) {
            sam_buf_text(paper, html);
            return;
        }
        sam_buf_append(paper, html, (size_t)(tag - html));
        const char *left_out = end_of_left_out(tag);
        size_t rewritten = left_out != NULL ? 0 : rewrite(&state, tag, paper);
        if (left_out != NULL) {
            html = left_out;
        } else if (rewritten > 0) {
            html = tag + rewritten;
        } else {
            sam_buf_char(paper, '<');
            html = tag + 1;
        }
    }
}
