#include "analyse/expectation.h"

#include "analyse/item_voices.h"
#include "base/memory.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LEAST_PEOPLE = 3 };
static const double REALISED = 0.625;
static const double NOT_REALISED = 0.375;
static const double CLEAR = 0.75;
static const double LIKELY = 0.5;

static const char *const certainties[] = {"clear", "likely", "open", ""};
static const char *const verdicts[] = {"alike", "apart", "unclear", "one_side"};

const char *sam_certainty_id(enum sam_certainty certainty) {
    return certainties[certainty];
}

const char *sam_sides_verdict_id(enum sam_sides_verdict verdict) {
    return verdicts[verdict];
}

/* --- rating ----------------------------------------------------------------------------------- */

static struct sam_expectation_view no_view(enum sam_why why) {
    struct sam_number none = sam_no_value(why);
    return (struct sam_expectation_view){.mean = none,
                                         .low = none,
                                         .high = none,
                                         .index = none,
                                         .se = none,
                                         .df = none,
                                         .chance = {none, none, none},
                                         .certainty = SAM_CERTAINTY_NONE};
}

/* Halfway marks are means that answers can make exactly: they must not fall either side by
 * rounding. */
enum sam_rating sam_rating_of_mean(double mean, int points) {
    const double slack = 1e-9;
    double share = (mean - 1) / (points - 1);
    return share >= REALISED - slack      ? SAM_RATING_YES
           : share < NOT_REALISED - slack ? SAM_RATING_NO
                                          : SAM_RATING_PARTLY;
}

/* From mean, se and df of a view to the rest of it. */
static void rate(struct sam_expectation_view *view, int points) {
    double range = points - 1;
    double mean = view->mean.value;
    double se = view->se.value;
    double df = view->df.value;
    double half = gsl_cdf_tdist_Pinv(0.975, df) * se;
    view->low = sam_value(fmax(1, mean - half));
    view->high = sam_value(fmin(points, mean + half));
    double share = (mean - 1) / range;
    view->index = sam_value(100 * share);
    view->rating = sam_rating_of_mean(mean, points);
    double above = gsl_cdf_tdist_Q((1 + REALISED * range - mean) / se, df);
    double below = gsl_cdf_tdist_P((1 + NOT_REALISED * range - mean) / se, df);
    view->chance[SAM_RATING_YES] = sam_value(above);
    view->chance[SAM_RATING_NO] = sam_value(below);
    view->chance[SAM_RATING_PARTLY] = sam_value(fmax(0, 1 - above - below));
    double own = view->chance[view->rating].value;
    view->certainty = own >= CLEAR    ? SAM_CERTAINTY_CLEAR
                      : own >= LIKELY ? SAM_CERTAINTY_LIKELY
                                      : SAM_CERTAINTY_OPEN;
}

struct sam_expectation_view sam_expectation_view_of(const struct sam_expectation_voice *voices,
                                                    size_t count, int points) {
    if (count == 0) {
        return no_view(SAM_WHY_NO_ANSWERS);
    }
    struct sam_expectation_view view = no_view(SAM_WHY_ONE_RESPONDENT);
    double k = (double)count;
    double shifted = 0;
    double rounding = 0;
    for (size_t i = 0; i < count; i++) {
        shifted += voices[i].mean - voices[0].mean;
        rounding += 1 / (12 * (double)voices[i].answers);
    }
    double mean = voices[0].mean + shifted / k;
    double squares = 0;
    for (size_t i = 0; i < count; i++) {
        squares += (voices[i].mean - mean) * (voices[i].mean - mean);
    }
    view.mean = sam_value(mean);
    view.index = sam_value(100 * (mean - 1) / (points - 1));
    if (count > 1) {
        view.se = sam_value(sqrt(fmax(squares / (k - 1) / k, rounding / (k * k))));
        view.df = sam_value(k - 1);
        rate(&view, points);
    }
    return view;
}

static bool is_rated(const struct sam_expectation_view *view) {
    return view->certainty != SAM_CERTAINTY_NONE;
}

static void measure_gap(struct sam_expectation_result *result) {
    const struct sam_expectation_view *one = &result->sides[SAM_SIDE_PARTNERS];
    const struct sam_expectation_view *other = &result->sides[SAM_SIDE_ACCOUNT_HOLDERS];
    double v = one->se.value * one->se.value;
    double w = other->se.value * other->se.value;
    double df = (v + w) * (v + w) / (v * v / one->df.value + w * w / other->df.value);
    double half = gsl_cdf_tdist_Pinv(0.975, df) * sqrt(v + w);
    double gap = one->mean.value - other->mean.value;
    result->gap = sam_value(gap);
    result->gap_low = sam_value(gap - half);
    result->gap_high = sam_value(gap + half);
    if (one->rating == other->rating) {
        result->verdict = SAM_SIDES_ALIKE;
    } else {
        result->verdict = fabs(gap) > half ? SAM_SIDES_APART : SAM_SIDES_UNCLEAR;
    }
}

void sam_expectation_join(struct sam_expectation_result *result, int points) {
    const struct sam_expectation_view *one = &result->sides[SAM_SIDE_PARTNERS];
    const struct sam_expectation_view *other = &result->sides[SAM_SIDE_ACCOUNT_HOLDERS];
    result->verdict = SAM_SIDES_ONE;
    result->gap = result->gap_low = result->gap_high =
        sam_no_value(sam_has(one->mean) && sam_has(other->mean) ? SAM_WHY_ONE_RESPONDENT
                     : sam_has(one->mean)                       ? other->mean.why
                                                                : one->mean.why);
    if (!is_rated(one) || !is_rated(other)) {
        /* The one that is rated; else the one with a mean; else the reason of the partners. */
        bool second =
            is_rated(other) || (!is_rated(one) && !sam_has(one->mean) && sam_has(other->mean));
        result->both = second ? *other : *one;
        return;
    }
    struct sam_expectation_view *both = &result->both;
    *both = (struct sam_expectation_view){
        .respondents = one->respondents + other->respondents,
        .alliances = one->alliances > other->alliances ? one->alliances : other->alliances,
        .mean = sam_value((one->mean.value + other->mean.value) / 2),
        .se = sam_value((one->se.value + other->se.value) / 2),
        .df = sam_value(fmin(one->df.value, other->df.value))};
    rate(both, points);
    measure_gap(result);
}

/* --- from answers ----------------------------------------------------------------------------- */

struct gathering {
    const struct sam_questionnaire *q;
    const struct sam_answers *answers;
    const struct sam_analysis_options *options;
    const struct sam_expectation_set *set;
    enum sam_viewpoint side;
    struct voiced {
        uint32_t organisation;
        size_t place; /* as they came */
        struct sam_expectation_voice voice;
    } * people;                           /* of the alliance at hand */
    struct sam_expectation_voice *voices; /* one each alliance; or the people of the only one */
    size_t voice_count, respondents, alliances;
};

static unsigned side_roles(enum sam_viewpoint side) {
    return side == SAM_SIDE_ACCOUNT_HOLDERS
               ? 1U << SAM_ACCOUNT_HOLDER
               : 1U << SAM_LEAD | 1U << SAM_PARTNER | 1U << SAM_ROLE_UNKNOWN;
}

/* False without a score. */
static bool score_person(const struct gathering *g, size_t a, size_t row,
                         struct sam_expectation_voice *score) {
    size_t asked = 0;
    size_t answered = 0;
    double sum = 0;
    for (size_t i = 0; i < g->set->count; i++) {
        size_t item = g->set->items[i];
        if (!sam_item_is_asked(g->q, g->options, item, a, g->answers->role[row])) {
            continue;
        }
        asked++;
        uint8_t answer = g->answers->item[item][row];
        if (answer == SAM_MISSING || answer == SAM_DONT_KNOW) {
            continue;
        }
        bool turned = g->q->items[item].reverse != g->set->against[i];
        sum += turned ? g->q->points + 1 - answer : answer;
        answered++;
    }
    if (answered == 0 || 2 * answered < asked) {
        return false;
    }
    *score = (struct sam_expectation_voice){sum / (double)answered, answered};
    return true;
}

static int by_organisation(const void *a, const void *b) {
    const struct voiced *x = a;
    const struct voiced *y = b;
    if (x->organisation != y->organisation) {
        return x->organisation < y->organisation ? -1 : 1;
    }
    return x->place < y->place ? -1 : x->place > y->place;
}

/* Makes one voice of each organisation's; whoever names none stays alone. */
static size_t merge_organisations(struct voiced *people, size_t count) {
    qsort(people, count, sizeof *people, by_organisation);
    size_t merged = 0;
    for (size_t i = 0; i < count;) {
        size_t end = i + 1;
        struct voiced one = people[i];
        double shifted = 0;
        while (end < count && people[i].organisation != SAM_NO_ORGANISATION &&
               people[end].organisation == people[i].organisation) {
            shifted += people[end].voice.mean - one.voice.mean;
            one.voice.answers += people[end++].voice.answers;
        }
        one.voice.mean += shifted / (double)(end - i);
        people[merged++] = one;
        i = end;
    }
    return merged;
}

static struct sam_expectation_voice voice_of(const struct voiced *people, size_t count) {
    struct sam_expectation_voice voice = people[0].voice;
    double shifted = 0;
    for (size_t i = 1; i < count; i++) {
        shifted += people[i].voice.mean - people[0].voice.mean;
        voice.answers += people[i].voice.answers;
    }
    voice.mean += shifted / (double)count;
    return voice;
}

/* Fills people with those of alliance a who have a score; returns how many. */
static size_t gather_alliance(struct gathering *g, size_t a) {
    size_t count = 0;
    unsigned roles = side_roles(g->side);
    for (size_t row = g->answers->first_row[a]; row < g->answers->first_row[a + 1]; row++) {
        struct voiced *person = &g->people[count];
        if ((roles >> g->answers->role[row] & 1U) != 0 && score_person(g, a, row, &person->voice)) {
            person->organisation = g->answers->organisation[row];
            person->place = count++;
        }
    }
    return count;
}

static void gather(struct gathering *g) {
    size_t last = 0;
    for (size_t a = 0; a < g->answers->alliance_count; a++) {
        size_t count = gather_alliance(g, a);
        if (count == 0) {
            continue;
        }
        g->respondents += count;
        g->alliances++;
        last = a;
        count = g->options->weight_organisation ? merge_organisations(g->people, count) : count;
        g->voices[g->voice_count++] = voice_of(g->people, count);
    }
    if (g->alliances == 1) {
        size_t count = gather_alliance(g, last);
        count = g->options->weight_organisation ? merge_organisations(g->people, count) : count;
        for (size_t i = 0; i < count; i++) {
            g->voices[i] = g->people[i].voice;
        }
        g->voice_count = count;
    }
}

static struct sam_expectation_view view_side(struct gathering *g) {
    size_t least =
        g->options->min_group > LEAST_PEOPLE ? g->options->min_group : (size_t)LEAST_PEOPLE;
    gather(g);
    struct sam_expectation_view view =
        g->respondents == 0      ? no_view(SAM_WHY_NO_ANSWERS)
        : g->respondents < least ? no_view(SAM_WHY_TOO_FEW_RESPONDENTS)
                                 : sam_expectation_view_of(g->voices, g->voice_count, g->q->points);
    view.respondents = g->respondents;
    view.alliances = g->alliances;
    return view;
}

struct sam_expectation_result sam_expectation_of(const struct sam_questionnaire *questionnaire,
                                                 const struct sam_answers *answers,
                                                 const struct sam_analysis_options *options,
                                                 const struct sam_expectation_set *set) {
    size_t room = answers->alliance_count;
    size_t people = 0;
    for (size_t a = 0; a < answers->alliance_count; a++) {
        size_t rows = answers->first_row[a + 1] - answers->first_row[a];
        people = rows > people ? rows : people;
    }
    room = people > room ? people : room;
    struct sam_expectation_result result = {0};
    struct gathering g = {.q = questionnaire,
                          .answers = answers,
                          .options = options,
                          .set = set,
                          .people = sam_xcalloc(people + 1, sizeof *g.people),
                          .voices = sam_xcalloc(room + 1, sizeof *g.voices)};
    for (int side = 0; side < SAM_SIDES; side++) {
        g.side = (enum sam_viewpoint)side;
        g.voice_count = g.respondents = g.alliances = 0;
        result.sides[side] = view_side(&g);
    }
    sam_expectation_join(&result, questionnaire->points);
    free(g.people);
    free(g.voices);
    return result;
}
