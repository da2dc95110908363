/* A small framework.json for tests, for the small study and questionnaire. For sam_sample, with '
 * for ". */
#ifndef SAM_TESTS_SMALL_FRAMEWORK_H
#define SAM_TESTS_SMALL_FRAMEWORK_H

#define SMALL_FRAMEWORK                                                                            \
    "{'id': 'frame', 'title': {'nl': 'Kader', 'en': 'Framework'},\n"                               \
    " 'questions': [\n"                                                                            \
    "   {'id': '2c', 'text': {'nl': 'Kansen?', 'en': 'Chances?'},\n"                               \
    "    'group': {'nl': 'Binnen', 'en': 'Inside'}, 'items': ['x1'], 'open_questions': "           \
    "['well'],\n"                                                                                  \
    "    'documents': [{'title': 'Annual report', 'where': 'p. 12',\n"                             \
    "      'says': {'nl': 'Er zijn er.', 'en': 'There are.'}}, {'title': {'nl': 'a', 'en': "       \
    "'b'}}]},\n"                                                                                   \
    "   {'id': '2d', 'text': {'nl': 'Synergie?', 'en': 'Synergy?'}}],\n"                           \
    " 'expectations': [\n"                                                                         \
    "   {'id': 'E1', 'kind': 'goal', 'text': {'nl': 'Meer', 'en': 'More'},\n"                      \
    "    'items': ['s1', {'item': 'f1', 'against': true}, {'item': 's2'}], 'questions': "          \
    "['2d']},\n"                                                                                   \
    "   {'id': 'E2', 'text': {'nl': 'Kort', 'en': 'Short'}}],\n"                                   \
    " 'goals': [{'id': 'g1', 'title': 'Fewer rules', 'alliance': 'a'},\n"                          \
    "   {'id': 'g2', 'title': {'nl': 'Meer', 'en': 'More'}}]}"

#endif
