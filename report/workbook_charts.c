/* The workbook's charts, made by the spreadsheet program itself from the tables: who edits a number
 * sees the chart follow. */
#include "report/workbook_private.h"

enum { SCORES_MEAN = 5, SCORES_LOW = 6 };
enum { SCORES_NAME = SAM_SCORES_HIDDEN, SCORES_BELOW, SCORES_ABOVE };
enum { STATEMENTS_TEXT = 3, STATEMENTS_COUNTS = 5, STATEMENTS_BEHIND = 14 };
enum { PHASES_POSTERIOR = 3, PHASES_PROFILE = 7 };
enum { CHART_WIDTH = 620, CHART_HEIGHT = 400, CHART_COLUMNS = 10 };

/* In a bar chart the y axis has the categories; the first one then stands on top. */
static void list_downwards(lxw_chart *chart) {
    lxw_chart_font small = {.size = 9};
    chart_axis_set_reverse(chart->y_axis);
    chart_axis_set_interval_unit(chart->y_axis, 1);
    chart_axis_set_num_font(chart->y_axis, &small);
}

/* The same colours as the reports', from light to dark. */
enum { BLUE = 0x2166AC, DARK_BLUE = 0x053061, GREY = 0x767676 };
static const lxw_color_t disagree[] = {0xFEE0B6, 0xFDCB8A, 0xFDB863, 0xE08214, 0xB35806};
static const lxw_color_t agree[] = {0xD1E5F0, 0xA9CFE5, 0x92C5DE, 0x4393C3, 0x2166AC};
static const lxw_color_t phases[SAM_PHASES] = {0xD9D9D9, 0xFDB863, 0x92C5DE, 0x2166AC};

static void place(lxw_worksheet *on, lxw_chart *chart, size_t number, char *description) {
    lxw_chart_options options = {.x_scale = CHART_WIDTH / 480.0,
                                 .y_scale = CHART_HEIGHT / 288.0,
                                 .description = description};
    worksheet_insert_chart_opt(on, (lxw_row_t)(number / 2 * SAM_CHART_ROWS),
                               (lxw_col_t)(number % 2 * CHART_COLUMNS), chart, &options);
}

static lxw_chart_series *add_series(lxw_chart *chart, const char *sheet, struct sam_rows rows,
                                    lxw_col_t names, lxw_col_t values) {
    lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
    chart_series_set_categories(series, sheet, rows.first, names, rows.last, names);
    chart_series_set_values(series, sheet, rows.first, values, rows.last, values);
    return series;
}

static void set_axis_range(lxw_chart_axis *axis, double minimum, double maximum, double unit) {
    chart_axis_set_min(axis, minimum);
    chart_axis_set_max(axis, maximum);
    /* chart_axis_set_major_unit does this, and warns on stderr about axes of values, which are what
     * it is for. */
    axis->has_major_unit = LXW_TRUE;
    axis->major_unit = unit;
}

static void add_bar(lxw_chart *chart, const char *sheet, struct sam_rows rows, lxw_col_t column,
                    const lxw_color_t *colour) {
    lxw_chart_series *series = add_series(chart, sheet, rows, SCORES_NAME, column);
    lxw_chart_fill fill = {.color = colour != NULL ? *colour : 0, .none = colour == NULL};
    lxw_chart_line edge = {.color = DARK_BLUE, .width = 0.75F, .none = colour == NULL};
    chart_series_set_fill(series, &fill);
    chart_series_set_line(series, &edge);
}

/* Intervals as bars from their low to their high end, the mean where the shade changes. (Custom
 * error bars are not in libxlsxwriter, and lines from high to low not in every spreadsheet.) */
void sam_workbook_score_chart(struct sam_workbook *book, lxw_worksheet *on, size_t number,
                              const char *title, struct sam_rows rows) {
    static const lxw_color_t below = 0x92C5DE;
    static const lxw_color_t above = 0xD1E5F0;
    const char *sheet = sam_workbook_tr(book, N_("Scores"));
    lxw_chart *chart = workbook_add_chart(book->file, LXW_CHART_BAR_STACKED);
    add_bar(chart, sheet, rows, SCORES_LOW, NULL);
    add_bar(chart, sheet, rows, SCORES_BELOW, &below);
    add_bar(chart, sheet, rows, SCORES_ABOVE, &above);
    chart_show_hidden_data(chart);
    chart_title_set_name(chart, title);
    set_axis_range(chart->x_axis, 1, book->source.results->questionnaire->points, 1);
    chart_axis_set_num_format(chart->x_axis, "0");
    list_downwards(chart);
    chart_axis_set_name(chart->x_axis,
                        sam_workbook_tr(book, N_("Interval from its low to its high end; the mean "
                                                 "is where the shade changes")));
    lxw_chart_font small = {.size = 9};
    chart_axis_set_name_font(chart->x_axis, &small);
    chart_set_series_gap(chart, 60);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
    struct sam_buf description;
    sam_buf_init(&description, 2000);
    sam_buf_printf(&description,
                   sam_workbook_tr(book, N_("%s: mean and interval per alliance, in order of "
                                            "name. The numbers are in the sheet %s.")),
                   title, sheet);
    place(on, chart, number, description.data);
    sam_buf_fini(&description);
}

static lxw_color_t answer_colour(int points, int answer) {
    enum { LEVELS = 5, NEUTRAL = 0xDCDCDC };
    double middle = (points - 1) / 2.0;
    double distance = answer - middle;
    if (distance == 0) {
        return NEUTRAL;
    }
    int level = (int)((distance < 0 ? -distance : distance) / middle * (LEVELS - 1) + 0.5);
    return distance < 0 ? disagree[level] : agree[level];
}

/* How often each answer was given, "don't know" hatched behind them; beside the alliance's rows. */
void sam_workbook_statement_chart(struct sam_workbook *book, lxw_worksheet *on, const char *title,
                                  struct sam_rows rows) {
    enum { ROW_HEIGHT = 20, EDGES = 110, WIDTH = 980 };
    const struct sam_questionnaire *q = book->source.results->questionnaire;
    const char *sheet = sam_workbook_tr(book, N_("Statements"));
    lxw_chart *chart = workbook_add_chart(book->file, LXW_CHART_BAR_STACKED);
    for (int answer = 0; answer <= q->points; answer++) {
        lxw_col_t column = (lxw_col_t)(STATEMENTS_COUNTS + answer);
        lxw_chart_series *series = add_series(chart, sheet, rows, STATEMENTS_TEXT, column);
        chart_series_set_name_range(series, sheet, 0, column);
        if (answer < q->points) {
            lxw_chart_fill fill = {.color = answer_colour(q->points, answer)};
            chart_series_set_fill(series, &fill);
        } else {
            lxw_chart_pattern hatched = {.fg_color = GREY,
                                         .bg_color = 0xFFFFFF,
                                         .type = LXW_CHART_PATTERN_WIDE_UPWARD_DIAGONAL};
            chart_series_set_pattern(series, &hatched);
        }
        lxw_chart_line edge = {.color = 0xFFFFFF};
        chart_series_set_line(series, &edge);
    }
    chart_title_set_name(chart, title);
    list_downwards(chart);
    chart_axis_set_num_format(chart->x_axis, "0");
    chart_set_series_gap(chart, 30);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_TOP);
    struct sam_buf description;
    sam_buf_init(&description, 2000);
    sam_buf_printf(&description,
                   sam_workbook_tr(book, N_("%s: how often each answer was given, per statement. "
                                            "The numbers are in the sheet %s.")),
                   title, sheet);
    double height = (rows.last - rows.first + 1) * ROW_HEIGHT;
    lxw_chart_options options = {.x_scale = WIDTH / 480.0,
                                 .y_scale = (height < 4 * EDGES ? height + EDGES : height) / 288.0,
                                 .description = description.data};
    worksheet_insert_chart_opt(on, rows.first, (lxw_col_t)(STATEMENTS_BEHIND + q->points), chart,
                               &options);
    sam_buf_fini(&description);
}

static void phase_chart(struct sam_workbook *book, lxw_worksheet *on, size_t number,
                        const char *relation, struct sam_rows rows, bool probability) {
    const char *sheet = sam_workbook_tr(book, N_("Phases"));
    lxw_chart *chart = workbook_add_chart(book->file, probability ? LXW_CHART_BAR_STACKED_PERCENT
                                                                  : LXW_CHART_COLUMN);
    lxw_col_t column = probability ? PHASES_POSTERIOR : PHASES_PROFILE;
    struct sam_buf text;
    for (int k = 0; k < SAM_PHASES; k++, column++) {
        lxw_chart_series *series = add_series(chart, sheet, rows, 0, column);
        lxw_chart_fill fill = {.color = phases[k]};
        lxw_chart_line edge = {.color = GREY, .width = 0.5F};
        chart_series_set_name_range(series, sheet, 0, column);
        chart_series_set_fill(series, &fill);
        chart_series_set_line(series, &edge);
    }
    sam_buf_init(&text, 2000);
    sam_buf_printf(&text,
                   probability ? sam_workbook_tr(book, N_("%s: how probable each phase is"))
                               : sam_workbook_tr(book, N_("%s: phase profile, 0 to 100")),
                   relation);
    chart_title_set_name(chart, text.data);
    lxw_chart_font small = {.size = 12};
    chart_title_set_name_font(chart, &small);
    if (probability) {
        list_downwards(chart);
        chart_set_series_gap(chart, 40);
    } else {
        set_axis_range(chart->y_axis, 0, 100, 25);
    }
    chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
    place(on, chart, number, text.data);
    sam_buf_fini(&text);
}

/* Side by side, so that nobody reads one winning label. */
void sam_workbook_phase_charts(struct sam_workbook *book, lxw_worksheet *on, size_t number,
                               const char *relation, struct sam_rows rows) {
    phase_chart(book, on, number, relation, rows, true);
    phase_chart(book, on, number + 1, relation, rows, false);
}
