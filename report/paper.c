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

/* Columns of a table as shares of the sheet. */
struct widths {
    double pictures; /* taken by those that have some */
    double words;    /* needed by the others for their longest words */
    double more;     /* wished for besides: a long text takes more lines, not only more width */
};

static double need(const struct column *column) {
    enum { LETTER = 7, AROUND = 16 }; /* CSS pixels */
    return column->picture > 0 ? (column->picture + AROUND_PICTURE) / SAM_PAPER_WIDTH
                               : (double)(LETTER * column->word + AROUND) / SAM_PAPER_WIDTH;
}

static double wish(const struct column *column) {
    enum { LINE = 60 };
    return column->picture > 0 ? 0 : fmin((double)column->letters, LINE) - (double)column->word + 1;
}

static struct widths measure(const struct column *columns, size_t count) {
    struct widths w = {0};
    for (size_t i = 0; i < count; i++) {
        *(columns[i].picture > 0 ? &w.pictures : &w.words) += need(&columns[i]);
        w.more += fmax(wish(&columns[i]), 0);
    }
    return w;
}

static double share_of(const struct column *column, const struct widths *w) {
    double left = 1 - w->pictures - w->words;
    if (column->picture > 0) {
        return need(column);
    }
    return left > 0 ? need(column) + left * fmax(wish(column), 0) / w->more
                    : need(column) * (1 - w->pictures) / w->words;
}

/* <col>s: pictures have their width, words aren't broken if it can be helped, and the rest is
 * shared by the length of the texts. */
static void write_columns(const char *table, const char *end, struct sam_buf *paper) {
    struct column columns[COLUMNS] = {0};
    size_t count = 0;
    const char *row = table;
    while (row != NULL && (row = strstr(row, "<tr")) != NULL && row < end) {
        const char *row_end = strstr(row, "</tr>");
        count = row_end != NULL ? read_row(row, row_end, columns) : 0;
        row++;
    }
    struct widths w = measure(columns, count);
    if (w.pictures > 0.9 || w.more <= 0) {
        return;
    }
    sam_buf_text(paper, "<colgroup>");
    for (size_t i = 0; i < count; i++) {
        sam_buf_printf(paper, "<col style=\"width: %d%%\"/>",
                       (int)(100 * share_of(&columns[i], &w)));
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
    } else if ((s->in_table && begins(at, "<small>")) || begins(at, "<span class=\"ask\"")) {
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
