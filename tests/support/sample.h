/* JSON in C tests, without backslashes: ' stands for ". */
#ifndef SAM_TESTS_SAMPLE_H
#define SAM_TESTS_SAMPLE_H

/* A copy (free it) of text with every ' made " and the one place that reads `find` replaced;
 * find NULL: nothing is. Fails the test unless find stands there exactly once. */
char *sam_sample(const char *text, const char *find, const char *replace);

#endif
