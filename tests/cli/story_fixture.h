/* A study with a wave of stories. */
#ifndef SAM_TESTS_CLI_STORY_FIXTURE_H
#define SAM_TESTS_CLI_STORY_FIXTURE_H

#include "cli/study_fixture.h"

#define STORY_HEAD                                                                                 \
    "respondent,alliance,role,consent_report,consent_funder,open_story_title,open_story_change,"   \
    "open_story_for_whom,open_story_why\n"

#endif
