#include "report/record_phrases.h"

static const struct sam_phrase phrases[] = {
    {"Activities", SAM_SAY_PLANNED_ONE, SAM_SAY_PLANNED_MANY,
     "`activities` is there; by `planned`"},
    {"Activities", SAM_SAY_ON_SCHEDULE, NULL, "`on_schedule` and its share of `planned`"},
    {"Activities", SAM_SAY_ADAPTED, NULL, "`adapted`, likewise"},
    {"Activities", SAM_SAY_STOPPED, NULL, "`stopped`, likewise"},
    {"Activities", SAM_SAY_UNCLEAR, NULL, "`unclear`, likewise"},
    {"Activities", SAM_SAY_ALL_ON_SCHEDULE, NULL, "a pack; `on_schedule` is `planned`"},
    {"Activities", SAM_SAY_GOALS_ALL, NULL, "there are goals; `goals_without_activity` is empty"},
    {"Activities", SAM_SAY_GOALS_WITHOUT, NULL, "`goals_without_activity` is not empty"},
    {"Survey and other sources", SAM_SAY_SOURCES_AGREE, NULL,
     "a topic with notes that are `confirmed`; by which sources"},
    {"Survey and other sources", SAM_SAY_SOURCES_NUANCE, NULL, "`nuanced`, likewise"},
    {"Survey and other sources", SAM_SAY_SOURCES_CONTRADICT, NULL, "`contradicted`, likewise"},
    {"Survey and other sources", SAM_SAY_SOURCES_APART, NULL,
     "one source `confirmed`, another `contradicted`"},
};

const struct sam_phrase *sam_record_phrases(size_t *count) {
    *count = sizeof phrases / sizeof *phrases;
    return phrases;
}
