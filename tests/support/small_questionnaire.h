/* A small questionnaire for tests: 3 points; items s1, s2 (scale synergy), f1 (forming), x1 (no
 * scale); open question well. For sam_sample, with ' for ". */
#ifndef SAM_TESTS_SMALL_QUESTIONNAIRE_H
#define SAM_TESTS_SMALL_QUESTIONNAIRE_H

#define SMALL_QUESTIONNAIRE                                                                        \
    "{'id': 'small', 'version': '1.0.0', 'title': {'nl': 'Klein', 'en': 'Small'},\n"               \
    " 'introduction': {'nl': 'Welkom', 'en': 'Welcome'},\n"                                        \
    " 'response_scale': {'points': 3, 'labels': {'nl': ['a', 'b', 'c'], 'en': ['d', 'e', 'f']},\n" \
    "   'dont_know': {'nl': 'weet niet', 'en': 'do not know'}},\n"                                 \
    " 'themes': [{'id': 'inside', 'title': {'nl': 'Binnen', 'en': 'Inside'}}],\n"                  \
    " 'scales': [\n"                                                                               \
    "   {'id': 'synergy', 'title': {'nl': 'Synergie', 'en': 'Synergy'}, 'relation': 'alliance',\n" \
    "    'zones': 'psat', 'min_answered': 0.75, 'source': 'jb'},\n"                                \
    "   {'id': 'forming', 'title': {'nl': 'Begin', 'en': 'Start'}, 'relation': 'partnership'}],\n" \
    " 'items': [\n"                                                                                \
    "   {'id': 's1', 'theme': 'inside', 'scale': 'synergy', 'text': {'nl': 'n1', 'en': 'e1'},\n"   \
    "    'reverse': true, 'questions': ['2c', '2d'], 'audience': ['lead', 'partner']},\n"          \
    "   {'id': 'f1', 'theme': 'inside', 'scale': 'forming', 'text': {'nl': 'n2', 'en': 'e2'},\n"   \
    "    'phase': 'forming'},\n"                                                                   \
    "   {'id': 's2', 'theme': 'inside', 'scale': 'synergy', 'text': {'nl': 'n3', 'en': 'e3'},\n"   \
    "    'phase': null, 'audience': ['account_holder']},\n"                                        \
    "   {'id': 'x1', 'theme': 'inside', 'scale': null, 'text': {'nl': 'n4', 'en': 'e4'}}],\n"      \
    " 'open_questions': [{'id': 'well', 'text': {'nl': 'wat', 'en': 'what'}}],\n"                  \
    " 'sources': {'jb': 'Jones'}}"

#endif
