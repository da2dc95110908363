/* The attack on what is shared, in full (scripts/attack.sh: prints docs/disclosure.md) or in short
 * (ctest: --quick). Exits 1 when an answer follows from shared files, or when the attack finds
 * nothing where nothing is held back. */
#include "disclose/attack.h"

#include "base/memory.h"
#include "report/made.h"

#include <stdio.h>

enum mode { FULL, LADDER, OFF, MODES };

static const struct sam_disclosure_options options_of[MODES] = {
    [FULL] = {0}, [LADDER] = {.ladder_only = true}, [OFF] = {.off = true}};

struct tally {
    size_t studies, files, numbers;
    size_t broken; /* studies from which an answer followed */
    struct sam_attack_count count;
};

/* --- one study
 * ------------------------------------------------------------------------------------ */

static void add_people(const struct sam_attack_study *study, size_t wave, struct made *made) {
    for (size_t a = 0; a < study->alliances; a++) {
        const char id[3] = {'z', (char)('0' + a), '\0'};
        sam_answers_add_alliance(made->answers, id);
    }
    for (size_t p = 0; p < study->waves[wave].count; p++) {
        const struct sam_attack_person *person = &study->waves[wave].people[p];
        const char id[3] = {'z', (char)('0' + person->alliance), '\0'};
        char organisation[16];
        snprintf(organisation, sizeof organisation, "o%zu", person->organisation);
        sam_answers_add(made->answers, id, organisation, p % 5 == 0 ? SAM_LEAD : SAM_PARTNER,
                        person->answers);
    }
}

/* A framework that links every statement: an expectation of each scale, and questions whose
 * statements overlap. */
static struct sam_framework *make_framework(const struct sam_questionnaire *q) {
    struct sam_buf text;
    struct sam_framework *framework = NULL;
    struct sam_problems problems;
    struct sam_err err = {0};
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_problems_init(&problems);
    sam_buf_text(&text, "{\"id\":\"f\",\"title\":{\"nl\":\"F\",\"en\":\"F\"},\"questions\":[");
    for (size_t k = 0; k < 2; k++) {
        sam_buf_printf(&text,
                       "%s{\"id\":\"k%zu\",\"text\":{\"nl\":\"V%zu\",\"en\":\"Q%zu\"},"
                       "\"items\":[",
                       k > 0 ? "," : "", k, k, k);
        for (size_t i = 0; i < (k == 0 ? (q->item_count + 1) / 2 : q->item_count); i++) {
            sam_buf_printf(&text, "%s\"%s\"", i > 0 ? "," : "", q->items[i].id);
        }
        sam_buf_text(&text, "]}");
    }
    sam_buf_text(&text, "],\"expectations\":[");
    for (size_t s = 0; s < q->scale_count; s++) {
        sam_buf_printf(&text,
                       "%s{\"id\":\"e%zu\",\"text\":{\"nl\":\"E%zu\",\"en\":\"E%zu\"},"
                       "\"questions\":[\"k1\"],\"items\":[",
                       s > 0 ? "," : "", s, s, s);
        for (size_t i = 0; i < q->scales[s].item_count; i++) {
            sam_buf_printf(&text, "%s{\"item\":\"%s\",\"against\":%s}", i > 0 ? "," : "",
                           q->items[q->scales[s].items[i]].id, i % 2 == 0 ? "false" : "true");
        }
        sam_buf_text(&text, "]}");
    }
    sam_buf_text(&text, "]}");
    if (sam_framework_parse(text.data, text.length, "framework", &framework, &problems, &err) !=
        SAM_OK) {
        fprintf(stderr, "%s\n", problems.lines.data);
        abort();
    }
    sam_problems_fini(&problems);
    sam_buf_fini(&text);
    return framework;
}

/* The page is made of the plan: with every other number of the framework's results turned into
 * something else it stays the same, to the byte. */
static bool is_made_of_plan(const struct made *made, const struct sam_document *document, size_t a,
                            enum sam_lang lang, const struct sam_buf *before) {
    struct sam_results_framework *framework = made->results->framework;
    struct sam_buf html;
    struct sam_err err = {0};
    for (size_t i = 0; i < framework->expectation_count; i++) {
        memset(&framework->expectations[i].result, 0x55, sizeof framework->expectations[i].result);
    }
    for (size_t i = 0; i < framework->question_count; i++) {
        memset(framework->questions[i].voices, 0x55,
               framework->questions[i].item_count * sizeof *framework->questions[i].voices);
    }
    sam_buf_init(&html, SAM_BUF_UNLIMITED);
    bool good = sam_document_html(document, made->results, a, lang, &html, &err) == SAM_OK &&
                strcmp(html.data, before->data) == 0;
    if (!good) {
        fprintf(stderr, "%s shows more than the plan\n", document->id);
    }
    sam_buf_fini(&html);
    return good;
}

static bool read_file(const struct sam_attack_study *study, const struct made *made,
                      const struct sam_document *document, size_t a, enum sam_lang lang,
                      struct sam_attack_facts *facts, struct tally *tally) {
    struct sam_buf html;
    struct sam_err err = {0};
    sam_buf_init(&html, SAM_BUF_UNLIMITED);
    bool good = sam_document_html(document, made->results, a, lang, &html, &err) == SAM_OK;
    size_t alliance = SAM_NONE;
    if (document->scope == SAM_PER_ALLIANCE) {
        alliance = (size_t)(made->results->alliances[a].result.id[1] - '0');
    }
    good = good && sam_attack_read(html.data, study, alliance, facts);
    good = is_made_of_plan(made, document, a, lang, &html) && good;
    tally->files++;
    sam_buf_fini(&html);
    return good;
}

/* Every shared file of a wave, in both languages. */
static bool read_files(const struct sam_attack_study *study, const struct made *made,
                       struct sam_attack_facts *facts, struct tally *tally) {
    size_t count = 0;
    bool good = true;
    const struct sam_document *documents = sam_documents(&count);
    for (size_t d = 0; d < count; d++) {
        size_t of = documents[d].scope == SAM_OVERALL ? 1 : made->results->alliance_count;
        for (size_t a = 0; a < of && documents[d].audience == SAM_FOR_SHARING; a++) {
            for (int lang = 0; lang < SAM_LANGS; lang++) {
                good =
                    (!sam_document_applies(&documents[d], made->results, a) ||
                     read_file(study, made, &documents[d], a, (enum sam_lang)lang, facts, tally)) &&
                    good;
            }
        }
    }
    tally->numbers += facts->numbers;
    return good;
}

static bool attack_as(const struct sam_attack_study *study, struct made *waves, enum mode mode,
                      struct tally *tally) {
    static struct sam_attack_facts facts[SAM_ATTACK_WAVES];
    const struct sam_results *first[] = {waves[0].results};
    bool good = true;
    memset(facts, 0, sizeof facts);
    sam_disclose(waves[0].results, NULL, 0, &options_of[mode]);
    sam_disclose(waves[1].results, first, 1, &options_of[mode]);
    for (size_t w = 0; w < SAM_ATTACK_WAVES; w++) {
        facts[w].scores_computed = mode == FULL;
        facts[w].together_is_all = mode == OFF;
        good = read_files(study, &waves[w], &facts[w], tally) && good;
    }
    struct sam_attack_count count = {0};
    sam_attack_solve(study, facts, &count);
    bool broken = false;
    for (int attacker = 0; attacker < SAM_ATTACKERS; attacker++) {
        tally->count.answers[attacker] += count.answers[attacker];
        broken = broken || count.answers[attacker] > 0;
    }
    tally->count.wrong += count.wrong;
    tally->broken += broken;
    tally->studies++;
    return good;
}

static bool attack_study(uint64_t seed, struct tally tallies[MODES]) {
    static struct sam_attack_study study;
    struct made waves[SAM_ATTACK_WAVES];
    sam_attack_study(&study, seed);
    struct sam_questionnaire *q =
        made_questionnaire((int)study.scales, (int)study.items, study.points);
    struct sam_framework *framework = make_framework(q);
    for (size_t w = 0; w < SAM_ATTACK_WAVES; w++) {
        made_init(&waves[w], q);
        waves[w].framework = framework;
        add_people(&study, w, &waves[w]);
        made_run(&waves[w], w == 0 ? "1" : "2", w == 0 ? NULL : &waves[0]);
    }
    bool good = true;
    for (int mode = 0; mode < MODES; mode++) {
        good = attack_as(&study, waves, (enum mode)mode, &tallies[mode]) && good;
    }
    for (size_t w = 0; w < SAM_ATTACK_WAVES; w++) {
        made_fini(&waves[w]);
    }
    sam_framework_free(framework);
    sam_questionnaire_free(q);
    return good;
}

/* --- every study of a small alliance
 * ------------------------------------------------------------------ */

static const struct sam_exhaust small[] = {
    {3, 1, 5, 0, 0, 0, 0}, {4, 1, 5, 0, 0, 0, 0}, {5, 1, 5, 0, 0, 0, 0},  {6, 1, 5, 0, 0, 0, 0},
    {7, 1, 5, 0, 0, 0, 0}, {8, 1, 5, 0, 0, 0, 0}, {10, 1, 4, 0, 0, 0, 0}, {12, 1, 3, 0, 0, 0, 0},
    {3, 3, 3, 0, 0, 0, 0}, {4, 2, 3, 0, 0, 0, 0}, {5, 2, 3, 0, 0, 0, 0},  {8, 2, 2, 0, 0, 0, 0},
    {3, 2, 5, 0, 0, 0, 0}, {4, 2, 5, 0, 0, 0, 0}, {5, 2, 5, 0, 0, 0, 0},  {6, 2, 4, 0, 0, 0, 0},
    {7, 2, 3, 0, 0, 0, 0}, {8, 2, 3, 0, 0, 0, 0}, {5, 3, 3, 0, 0, 0, 0},  {6, 3, 3, 0, 0, 0, 0},
    {8, 3, 2, 0, 0, 0, 0}, {5, 4, 2, 0, 0, 0, 0}, {8, 2, 4, 0, 0, 0, 0},
};
enum { SMALL = sizeof small / sizeof *small, SMALL_QUICK = 12 };

static bool exhaust(size_t count) {
    bool good = true;
    size_t found = 0;
    printf("| people | statements | points | studies | as the program shares | the ladder alone | "
           "nothing held back |\n| --: | --: | --: | --: | --: | --: | --: |\n");
    for (size_t i = 0; i < count; i++) {
        struct sam_exhaust e[MODES] = {small[i], small[i], small[i]};
        for (int mode = 0; mode < MODES; mode++) {
            sam_exhaust(&e[mode], &options_of[mode]);
        }
        printf("| %zu | %zu | %d | %zu | %zu, %zu | %zu, %zu | %zu, %zu |\n", e[FULL].people,
               e[FULL].items, e[FULL].points, e[FULL].studies, e[FULL].outsider, e[FULL].insider,
               e[LADDER].outsider, e[LADDER].insider, e[OFF].outsider, e[OFF].insider);
        fflush(stdout);
        good = good && e[FULL].outsider == 0 && e[FULL].insider == 0;
        found += e[OFF].outsider;
    }
    return good && found > 0;
}

static bool attack_at_random(size_t studies) {
    static const char *const names[] = {"as the program shares", "the ladder alone",
                                        "nothing held back"};
    struct tally tallies[MODES] = {0};
    bool good = true;
    for (size_t seed = 1; seed <= studies; seed++) {
        good = attack_study(seed, tallies) && good;
    }
    printf("| %zu studies | files read | numbers read | studies in which an answer follows | "
           "answers that follow: outsider | participant | who compares waves |\n"
           "| --- | --: | --: | --: | --: | --: | --: |\n",
           studies);
    for (int mode = 0; mode < MODES; mode++) {
        const struct tally *t = &tallies[mode];
        printf("| %s | %zu | %zu | %zu | %zu | %zu | %zu |\n", names[mode], t->files, t->numbers,
               t->broken, t->count.answers[SAM_OUTSIDER], t->count.answers[SAM_PARTICIPANT],
               t->count.answers[SAM_COMPARER]);
        good = good && t->count.wrong == 0;
    }
    return good && tallies[FULL].broken == 0 && 2 * tallies[LADDER].broken > studies &&
           2 * tallies[OFF].broken > studies;
}

static void print_head(void) {
    printf(
        "# Disclosure: can anybody's answer be worked out?\n\n"
        "Written by `scripts/attack.sh`: do not edit. The rules are in [privacy.md](privacy.md). "
        "The same run gives the same page, and fails when an answer follows from what the "
        "program shares, or when the attack finds little where rules are switched off. The "
        "test `disclosure` runs a short form.\n\n"
        "## 1 Random studies, all shared files\n\n"
        "**How.** Alliances of 1 to 23 people, up to ten a study, on 3, 5 or 7 points; answers "
        "from near unanimous to at random, people who are against everything, missing people, "
        "don't-knows, statements left open, organisations in several alliances, and a second "
        "wave in which people came and went. For each wave and language every shared file is "
        "made as users get it, and read back from its HTML; what two files say of the same "
        "must be the same. A framework links every statement to expectations and research "
        "questions; what a page says of them stays the same when all their numbers but the plan "
        "are turned into others. From these numbers bounds on every sum of answers are narrowed by "
        "each other until nothing changes; then all ways to divide the answers that still fit "
        "are gone through. *An answer follows* when it is the same in all of them.\n\n"
        "The **outsider** knows who answered which statement. The **participant** also knows "
        "their own answers; everybody is tried. **Who compares waves** supposes, in the half "
        "of the studies where it is true, that everybody who stayed answered the same again, "
        "and looks for what newcomers and leavers answered. Every answer found was checked "
        "against the truth: none was wrong.\n\n");
}

static void print_small(void) {
    printf("\n*The ladder alone*: the numbers of docs/methods.md and none of the other rules. "
           "*Nothing held back*: every number, as the evaluator has it.\n\n"
           "## 2 Every study of a small alliance\n\n"
           "**How.** All answers that there can be to one scale; the plan of each; and of each "
           "the question whether a person's answer is the same in *all* studies with the same "
           "plan. This attacker knows the rules too, so that leaving something out tells "
           "nothing that isn't counted. It is no sample: where it says 0 there is none.\n\n"
           "Under each way of sharing: studies in which an answer follows for an outsider, and "
           "pairs of own answers and study in which one follows for a participant.\n\n");
}

int main(int argc, char **argv) {
    bool quick = argc > 1 && strcmp(argv[1], "--quick") == 0;
    print_head();
    bool good = attack_at_random(quick ? 60 : 2000);
    print_small();
    good = exhaust(quick ? SMALL_QUICK : SMALL) && good;
    if (!good) {
        fprintf(stderr, "an answer follows from what is shared, two files disagree, or the attack "
                        "finds little where rules are off\n");
    }
    return good ? 0 : 1;
}
