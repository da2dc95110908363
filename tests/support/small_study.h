/* A small study for tests: alliances a (lead coc, partners atria, nnid) and b (only coc), waves w1
 * and w2 with questionnaire small. For sam_sample, with ' for ". */
#ifndef SAM_TESTS_SMALL_STUDY_H
#define SAM_TESTS_SMALL_STUDY_H

#define SMALL_STUDY                                                                                \
    "{'id': 'study', 'title': {'nl': 'Onderzoek', 'en': 'Study'}, 'funder': 'City',\n"             \
    " 'language': 'en', 'simulated': true,\n"                                                      \
    " 'alliances': [\n"                                                                            \
    "   {'id': 'a', 'name': 'Alliance A', 'budget_eur': 12.5, 'continued': true, 'partners': [\n"  \
    "     {'id': 'coc', 'name': 'COC', 'lead': true}, {'id': 'atria', 'name': 'Atria'},\n"         \
    "     {'id': 'nnid', 'name': 'NNID', 'consortium': true, 'joined': 'later'}]},\n"              \
    "   {'id': 'b', 'name': 'Alliance B', 'partners': [{'id': 'coc', 'name': 'COC', "              \
    "'lead': true}]}],\n"                                                                          \
    " 'people': [\n"                                                                               \
    "   {'respondent': 'r1', 'alliance': 'a', 'organisation': 'coc', 'role': 'lead'},\n"           \
    "   {'respondent': 'r2', 'alliance': 'a', 'organisation': 'atria', 'role': 'partner',\n"       \
    "    'language': 'nl', 'email': 'someone@example.org', 'name': 'Someone'},\n"                  \
    "   {'respondent': 'r3', 'alliance': 'a', 'role': 'account_holder'}],\n"                       \
    " 'waves': [{'id': 'w1', 'questionnaire': 'small', 'opens': '2020-02-01', "                    \
    "'closes': '2020-03-01', 'erase_after': '2025-01-01'},\n"                                      \
    "   {'id': 'w2', 'questionnaire': 'small'}],\n"                                                \
    " 'privacy': {'bands_from': 3, 'means_from': 6, 'distributions_from': 9},\n"                   \
    " 'sources': [{'name': 'own', 'type': 'samenscan', 'url': 'http://127.0.0.1:8317', "           \
    "'wave': 'w1', 'secret_env': 'OWN_KEY'}],\n"                                                   \
    " 'phase_overrides': [{'alliance': 'b', 'wave': 'w2', 'relation': 'partnership', "             \
    "'phase': 'norming', 'reason': 'seen in the meeting'}]}"

#endif
