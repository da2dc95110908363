/* The workbook's tables of numbers. */
#include "report/workbook_private.h"

#include "report/columns.h"
#include "report/sentences.h"

#include <stdio.h>
#include <string.h>

enum { HEAD_HEIGHT = 48, COUNT = 11, NUMBER = 11, NAME = 34, SENTENCE = 60 };

/* --- sheets ---------------------------------------------------------------------------------- */

struct sam_workbook_sheet sam_sheet_new(struct sam_workbook *book, const char *name,
                                        const struct sam_heading *headings, size_t count) {
    struct sam_workbook_sheet sheet = {.book = book};
    sheet.sheet = workbook_add_worksheet(book->file, sam_workbook_tr(book, name));
    for (size_t i = 0; i < count; i++) {
        worksheet_set_column(sheet.sheet, (lxw_col_t)i, (lxw_col_t)i, headings[i].width, NULL);
        worksheet_write_string(sheet.sheet, 0, (lxw_col_t)i,
                               sam_workbook_tr(book, headings[i].name), book->formats.head);
    }
    worksheet_set_row(sheet.sheet, 0, HEAD_HEIGHT, NULL);
    worksheet_freeze_panes(sheet.sheet, 1, 1);
    return sheet;
}

void sam_sheet_next_row(struct sam_workbook_sheet *sheet) {
    sheet->full = sheet->full || sheet->row + 1 >= LXW_ROW_MAX;
    sheet->row++;
    sheet->column = 0;
    sheet->reason_count = 0;
}

void sam_sheet_text(struct sam_workbook_sheet *sheet, const char *text) {
    if (text != NULL && text[0] != '\0') {
        worksheet_write_string(sheet->sheet, sheet->row, sheet->column, text,
                               sheet->book->formats.text);
    }
    sheet->column++;
}

void sam_sheet_whole(struct sam_workbook_sheet *sheet, size_t value) {
    worksheet_write_number(sheet->sheet, sheet->row, sheet->column++, (double)value,
                           sheet->book->formats.whole);
}

static void keep_reason(struct sam_workbook_sheet *sheet, enum sam_why why) {
    for (int i = 0; i < sheet->reason_count; i++) {
        if (sheet->reasons[i] == why) {
            return;
        }
    }
    if (sheet->reason_count < SAM_WORKBOOK_REASONS) {
        sheet->reasons[sheet->reason_count++] = why;
    }
}

void sam_sheet_number(struct sam_workbook_sheet *sheet, struct sam_number number,
                      lxw_format *format) {
    if (sam_has(number)) {
        worksheet_write_number(sheet->sheet, sheet->row, sheet->column, number.value, format);
    } else {
        keep_reason(sheet, number.why);
    }
    sheet->column++;
}

void sam_sheet_blank(struct sam_workbook_sheet *sheet) {
    sheet->column++;
}

void sam_sheet_why(struct sam_workbook_sheet *sheet) {
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    for (int i = 0; i < sheet->reason_count; i++) {
        sam_buf_printf(&text, "%s%s", i > 0 ? " " : "",
                       sam_words_why(sheet->book->source.lang, sheet->reasons[i]));
    }
    sam_sheet_text(sheet, text.data);
    sam_buf_fini(&text);
}

void sam_sheet_done(struct sam_workbook_sheet *sheet) {
    if (sheet->row > 0) {
        worksheet_autofilter(sheet->sheet, 0, 0, sheet->row,
                             sheet->column > 0 ? (lxw_col_t)(sheet->column - 1) : 0);
    }
}

static const char *yes_no(const struct sam_workbook *book, bool yes) {
    return yes ? sam_workbook_tr(book, N_("yes")) : sam_workbook_tr(book, N_("no"));
}

static bool with_charts(const struct sam_workbook *book) {
    return book->source.results->alliance_count <= SAM_WORKBOOK_CHARTS;
}

static const struct sam_results_alliance *alliance_at(const struct sam_workbook *book, size_t i) {
    const struct sam_results *results = book->source.results;
    return &results->alliances[results->by_name[i]];
}

/* --- scores ---------------------------------------------------------------------------------- */

static void write_response_counts(struct sam_workbook_sheet *sheet,
                                  const struct sam_alliance_result *result) {
    if (result->invited > 0) {
        sam_sheet_whole(sheet, result->invited);
    } else {
        sam_sheet_number(sheet, sam_no_value(SAM_WHY_UNKNOWN_INVITED), NULL);
    }
    sam_sheet_whole(sheet, result->responded);
}

/* What the chart shows: the name with the mean, and what it stacks on the low end; that as
 * formulas, so that it follows who edits a number. */
static void write_hidden(struct sam_workbook_sheet *sheet, const char *name,
                         const struct sam_scale_score *score) {
    char text[64];
    struct sam_buf label;
    lxw_col_t column = SAM_SCORES_HIDDEN;
    lxw_format *format = sheet->book->formats.two;
    unsigned row = sheet->row + 1;
    sam_buf_init(&label, SAM_BUF_UNLIMITED);
    sam_buf_text(&label, name);
    if (sam_has(score->mean)) {
        sam_number_text(sheet->book->source.lang, score->mean.value, 1, text, sizeof text);
        sam_buf_printf(&label, "  %s", text);
    }
    worksheet_write_string(sheet->sheet, sheet->row, column++, label.data, NULL);
    if (sam_has(score->low) && sam_has(score->mean) && sam_has(score->high)) {
        snprintf(text, sizeof text, "=F%u-G%u", row, row);
        worksheet_write_formula_num(sheet->sheet, sheet->row, column++, text, format,
                                    score->mean.value - score->low.value);
        snprintf(text, sizeof text, "=H%u-F%u", row, row);
        worksheet_write_formula_num(sheet->sheet, sheet->row, column++, text, format,
                                    score->high.value - score->mean.value);
    }
    sam_buf_fini(&label);
}

static void write_score(struct sam_workbook_sheet *sheet,
                        const struct sam_results_alliance *alliance, const struct sam_scale *scale,
                        const struct sam_scale_score *score) {
    const struct sam_workbook_formats *f = &sheet->book->formats;
    enum sam_lang lang = sheet->book->source.lang;
    sam_sheet_next_row(sheet);
    sam_sheet_text(sheet, alliance->name);
    sam_sheet_text(sheet, scale->title.in[lang]);
    write_response_counts(sheet, &alliance->result);
    sam_sheet_whole(sheet, score->respondents);
    sam_sheet_number(sheet, score->mean, f->two);
    sam_sheet_number(sheet, score->low, f->two);
    sam_sheet_number(sheet, score->high, f->two);
    sam_sheet_number(sheet, score->sd, f->two);
    sam_sheet_number(sheet, score->index, f->one);
    sam_sheet_text(sheet, sam_words_band(lang, score->zone));
    sam_sheet_text(sheet,
                   score->zone == SAM_BAND_NONE ? "" : yes_no(sheet->book, score->zone_uncertain));
    sam_sheet_number(sheet, score->pooled, f->two);
    sam_sheet_number(sheet, score->pooled_low, f->two);
    sam_sheet_number(sheet, score->pooled_high, f->two);
    sam_sheet_number(sheet, score->ad, f->two);
    sam_sheet_number(sheet, score->rwg, f->two);
    sam_sheet_number(sheet, score->rwg_skewed, f->two);
    sam_sheet_number(sheet, score->rwg_chance, f->percent);
    sam_sheet_why(sheet);
    write_hidden(sheet, alliance->name, score);
}

static bool write_scores(struct sam_workbook *book, size_t *chart_count) {
    static const struct sam_heading headings[] = {
        {N_("Alliance"), NAME},
        {N_("Scale"), NAME},
        {N_("Invited"), COUNT},
        {N_("Answered"), COUNT},
        {N_("With a score"), COUNT},
        {N_("Mean"), NUMBER},
        {N_("Interval from"), NUMBER},
        {N_("Interval to"), NUMBER},
        {N_("Standard deviation"), NUMBER},
        {N_("Index (0 to 100)"), NUMBER},
        {N_("Band"), 18},
        {N_("Band uncertain"), NUMBER},
        {N_("Pooled mean (for comparing)"), NUMBER},
        {N_("Pooled from"), NUMBER},
        {N_("Pooled to"), NUMBER},
        {N_("Mean distance to the mean (AD)"), NUMBER},
        {N_("r_wg(J)"), NUMBER},
        {N_("r_wg(J), lenient"), NUMBER},
        {N_("Chance of r_wg of .70"), NUMBER},
        {N_("Why a cell is empty"), SENTENCE},
    };
    _Static_assert(sizeof headings / sizeof *headings == SAM_SCORES_HIDDEN, "hidden ones behind");
    const struct sam_questionnaire *q = book->source.results->questionnaire;
    size_t count = book->source.results->alliance_count;
    struct sam_workbook_sheet sheet =
        sam_sheet_new(book, N_("Scores"), headings, sizeof headings / sizeof *headings);
    for (size_t s = 0; s < q->scale_count && !sheet.full; s++) {
        struct sam_rows rows = {sheet.row + 1, 0};
        for (size_t i = 0; i < count && !sheet.full; i++) {
            const struct sam_results_alliance *alliance = alliance_at(book, i);
            write_score(&sheet, alliance, &q->scales[s], &alliance->result.scales[s]);
        }
        rows.last = sheet.row;
        if (book->charts != NULL && count > 0) {
            sam_workbook_score_chart(book, book->charts, (*chart_count)++,
                                     q->scales[s].title.in[book->source.lang], rows);
        }
    }
    lxw_row_col_options hidden = {.hidden = 1};
    worksheet_set_column_opt(sheet.sheet, SAM_SCORES_HIDDEN, SAM_SCORES_HIDDEN_LAST, NUMBER, NULL,
                             &hidden);
    sam_sheet_done(&sheet);
    return !sheet.full;
}

/* --- scales over all alliances --------------------------------------------------------------- */

static void write_scales(struct sam_workbook *book) {
    static const struct sam_heading headings[] = {
        {N_("Scale"), NAME},
        {N_("Statements"), COUNT},
        {N_("With a score"), COUNT},
        {N_("Mean"), NUMBER},
        {N_("Standard deviation"), NUMBER},
        {N_("Answered all"), COUNT},
        {N_("Cronbach's alpha"), NUMBER},
        {N_("Alpha from"), NUMBER},
        {N_("Alpha to"), NUMBER},
        {N_("Omega"), NUMBER},
        {N_("ICC(1)"), NUMBER},
        {N_("ICC(2)"), NUMBER},
        {N_("Variance between alliances"), NUMBER},
        {N_("Variance within alliances"), NUMBER},
        {N_("Why a cell is empty"), SENTENCE},
    };
    const struct sam_questionnaire *q = book->source.results->questionnaire;
    const struct sam_workbook_formats *f = &book->formats;
    struct sam_workbook_sheet sheet =
        sam_sheet_new(book, N_("Scales"), headings, sizeof headings / sizeof *headings);
    for (size_t s = 0; s < q->scale_count; s++) {
        const struct sam_scale_summary *summary = &book->source.results->scales[s];
        sam_sheet_next_row(&sheet);
        sam_sheet_text(&sheet, q->scales[s].title.in[book->source.lang]);
        sam_sheet_whole(&sheet, q->scales[s].item_count);
        sam_sheet_whole(&sheet, summary->respondents);
        sam_sheet_number(&sheet, summary->mean, f->two);
        sam_sheet_number(&sheet, summary->sd, f->two);
        sam_sheet_whole(&sheet, summary->complete);
        sam_sheet_number(&sheet, summary->alpha, f->two);
        sam_sheet_number(&sheet, summary->alpha_low, f->two);
        sam_sheet_number(&sheet, summary->alpha_high, f->two);
        sam_sheet_number(&sheet, summary->omega_total, f->two);
        sam_sheet_number(&sheet, summary->icc1, f->two);
        sam_sheet_number(&sheet, summary->icc2, f->two);
        sam_sheet_number(&sheet, summary->between, f->two);
        sam_sheet_number(&sheet, summary->within, f->two);
        sam_sheet_why(&sheet);
    }
    sam_sheet_done(&sheet);
}

/* --- statements ------------------------------------------------------------------------------ */

static void write_statement(struct sam_workbook_sheet *sheet,
                            const struct sam_results_alliance *alliance, size_t i) {
    const struct sam_workbook *book = sheet->book;
    const struct sam_questionnaire *q = book->source.results->questionnaire;
    const struct sam_item *item = &q->items[i];
    const struct sam_item_score *score = &alliance->result.items[i];
    sam_sheet_next_row(sheet);
    sam_sheet_text(sheet, alliance->name);
    sam_sheet_text(sheet, q->themes[item->theme].title.in[book->source.lang]);
    sam_sheet_text(sheet, item->id);
    sam_sheet_text(sheet, item->text.in[book->source.lang]);
    sam_sheet_text(sheet, yes_no(book, item->reverse));
    for (int answer = 0; answer < q->points; answer++) {
        sam_sheet_whole(sheet, score->counts[answer]);
    }
    sam_sheet_whole(sheet, score->dont_know);
    sam_sheet_whole(sheet, score->missing);
    sam_sheet_whole(sheet, score->respondents);
    sam_sheet_number(sheet, score->mean, book->formats.two);
    sam_sheet_number(sheet, score->sd, book->formats.two);
    sam_sheet_number(sheet, score->ad, book->formats.two);
    sam_sheet_text(sheet, yes_no(book, score->two_camps));
    sam_sheet_why(sheet);
}

/* The statements' sheet has a column per answer of the response scale in the middle. */
static struct sam_workbook_sheet open_statements(struct sam_workbook *book) {
    static const struct sam_heading before[] = {{N_("Alliance"), NAME},
                                                {N_("Theme"), NAME},
                                                {N_("Code"), 7},
                                                {N_("Statement"), 95},
                                                {N_("Reversed"), COUNT}};
    static const struct sam_heading behind[] = {{N_("don't know"), COUNT},
                                                {N_("Not answered"), COUNT},
                                                {N_("Answers"), COUNT},
                                                {N_("Mean"), NUMBER},
                                                {N_("Standard deviation"), NUMBER},
                                                {N_("Mean distance to the mean (AD)"), NUMBER},
                                                {N_("Two camps"), COUNT},
                                                {N_("Why a cell is empty"), SENTENCE}};
    const struct sam_questionnaire *q = book->source.results->questionnaire;
    struct sam_workbook_sheet sheet =
        sam_sheet_new(book, N_("Statements"), before, sizeof before / sizeof *before);
    lxw_col_t column = sizeof before / sizeof *before;
    for (int answer = 0; answer < q->points; answer++, column++) {
        char name[SAM_PLACE_SIZE];
        snprintf(name, sizeof name, "%d %s", answer + 1, q->labels[answer].in[book->source.lang]);
        worksheet_set_column(sheet.sheet, column, column, NUMBER, NULL);
        worksheet_write_string(sheet.sheet, 0, column, name, book->formats.head);
    }
    for (size_t i = 0; i < sizeof behind / sizeof *behind; i++, column++) {
        worksheet_set_column(sheet.sheet, column, column, behind[i].width, NULL);
        worksheet_write_string(sheet.sheet, 0, column, sam_workbook_tr(book, behind[i].name),
                               book->formats.head);
    }
    return sheet;
}

static bool write_statements(struct sam_workbook *book) {
    const struct sam_results *results = book->source.results;
    struct sam_workbook_sheet sheet = open_statements(book);
    for (size_t i = 0; i < results->alliance_count && !sheet.full; i++) {
        const struct sam_results_alliance *alliance = alliance_at(book, i);
        if (alliance->result.suppressed || alliance->result.items == NULL) {
            continue;
        }
        struct sam_rows rows = {sheet.row + 1, 0};
        for (size_t item = 0; item < book->source.results->questionnaire->item_count && !sheet.full;
             item++) {
            write_statement(&sheet, alliance, item);
        }
        rows.last = sheet.row;
        if (with_charts(book)) {
            sam_workbook_statement_chart(book, sheet.sheet, alliance->name, rows);
        }
    }
    sam_sheet_done(&sheet);
    return !sheet.full;
}

/* --- phases ---------------------------------------------------------------------------------- */

static void write_phase(struct sam_workbook_sheet *sheet,
                        const struct sam_results_alliance *alliance, enum sam_relation relation) {
    enum sam_lang lang = sheet->book->source.lang;
    const struct sam_phase_score *score = &alliance->result.phase[relation];
    const struct sam_evaluator_phase *evaluator = &alliance->evaluator[relation];
    struct sam_buf verdict;
    sam_buf_init(&verdict, SAM_BUF_UNLIMITED);
    sam_sheet_next_row(sheet);
    sam_sheet_text(sheet, alliance->name);
    sam_sheet_text(sheet, sam_words_relation(lang, relation));
    sam_sheet_whole(sheet, score->respondents);
    for (int k = 0; k < SAM_PHASES; k++) {
        sam_sheet_number(sheet, score->posterior[k], sheet->book->formats.percent);
    }
    for (int k = 0; k < SAM_PHASES; k++) {
        sam_sheet_number(sheet, score->profile[k], sheet->book->formats.one);
    }
    sam_words_verdict(lang, score, &verdict);
    sam_sheet_text(sheet, verdict.data);
    sam_sheet_text(sheet, sam_words_phase(lang, evaluator->phase));
    sam_sheet_text(sheet, evaluator->reason);
    sam_sheet_why(sheet);
    sam_buf_fini(&verdict);
}

static bool write_phases(struct sam_workbook *book, size_t *chart_count) {
    static const struct sam_heading headings[] = {
        {N_("Alliance"), NAME},
        {N_("Relation"), NAME},
        {N_("Answered"), COUNT},
        {N_("Probability of forming"), NUMBER},
        {N_("Probability of storming"), NUMBER},
        {N_("Probability of norming"), NUMBER},
        {N_("Probability of performing"), NUMBER},
        {N_("Profile of forming (0 to 100)"), NUMBER},
        {N_("Profile of storming (0 to 100)"), NUMBER},
        {N_("Profile of norming (0 to 100)"), NUMBER},
        {N_("Profile of performing (0 to 100)"), NUMBER},
        {N_("In words"), SENTENCE},
        {N_("Phase according to the evaluator"), 20},
        {N_("Reason"), SENTENCE},
        {N_("Why a cell is empty"), SENTENCE},
    };
    const struct sam_results *results = book->source.results;
    struct sam_workbook_sheet sheet =
        sam_sheet_new(book, N_("Phases"), headings, sizeof headings / sizeof *headings);
    for (int relation = 0; relation < SAM_RELATIONS; relation++) {
        struct sam_rows rows = {sheet.row + 1, 0};
        for (size_t i = 0; i < results->alliance_count && !sheet.full; i++) {
            if (alliance_at(book, i)->result.has_phase[relation]) {
                write_phase(&sheet, alliance_at(book, i), (enum sam_relation)relation);
            }
        }
        rows.last = sheet.row;
        if (book->charts != NULL && rows.last >= rows.first) {
            sam_workbook_phase_charts(
                book, book->charts, *chart_count,
                sam_words_relation(book->source.lang, (enum sam_relation)relation), rows);
            *chart_count += 2;
        }
    }
    sam_sheet_done(&sheet);
    return !sheet.full;
}

/* --- codebook -------------------------------------------------------------------------------- */

static void write_code(struct sam_workbook_sheet *sheet, const struct sam_column *column) {
    const struct sam_questionnaire *q = sheet->book->source.questionnaire;
    enum sam_lang lang = sheet->book->source.lang;
    const struct sam_item *item =
        column->kind == SAM_COLUMN_ANSWER ? &q->items[column->index] : NULL;
    char value[SAM_PLACE_SIZE];
    const char *label = NULL;
    struct sam_buf values;
    sam_buf_init(&values, SAM_BUF_UNLIMITED);
    sam_sheet_next_row(sheet);
    sam_sheet_text(sheet, column->name);
    sam_sheet_text(sheet, sam_column_label(q, column, lang));
    sam_sheet_text(sheet, item != NULL ? q->themes[item->theme].title.in[lang] : "");
    sam_sheet_text(sheet, item != NULL && item->scale != SAM_NONE
                              ? q->scales[item->scale].title.in[lang]
                              : "");
    sam_sheet_text(sheet, item != NULL ? yes_no(sheet->book, item->reverse) : "");
    sam_sheet_text(sheet, item != NULL ? sam_words_phase(lang, item->phase) : "");
    for (size_t k = 0; sam_column_value(q, column, lang, k, value, &label); k++) {
        sam_buf_printf(&values, "%s%s = %s", k > 0 ? "; " : "", value, label);
    }
    sam_sheet_text(sheet, values.data);
    sam_buf_fini(&values);
}

void sam_workbook_codebook(struct sam_workbook *book) {
    static const struct sam_heading headings[] = {
        {N_("Variable"), 16},    {N_("What it is"), 95}, {N_("Theme"), NAME}, {N_("Scale"), NAME},
        {N_("Reversed"), COUNT}, {N_("Phase"), 14},      {N_("Values"), 80}};
    const struct sam_questionnaire *q = book->source.questionnaire;
    struct sam_workbook_sheet sheet =
        sam_sheet_new(book, N_("Codebook"), headings, sizeof headings / sizeof *headings);
    for (size_t i = 0; i < sam_column_count(q); i++) {
        struct sam_column column = sam_column_at(q, i);
        write_code(&sheet, &column);
    }
    sam_sheet_done(&sheet);
}

bool sam_workbook_tables(struct sam_workbook *book) {
    size_t charts = 0;
    if (with_charts(book)) {
        book->charts = workbook_add_worksheet(book->file, sam_workbook_tr(book, N_("Charts")));
    }
    bool fits = write_scores(book, &charts);
    charts += charts % 2; /* the phases' two stand side by side */
    write_scales(book);
    fits = write_statements(book) && fits;
    return write_phases(book, &charts) && fits;
}
