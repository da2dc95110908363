#include "model/person.h"

#include "base/buf.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

bool sam_person_same(const struct sam_person *a, const struct sam_person *b) {
    if (a == b) {
        return true;
    }
    if (a->person != NULL || b->person != NULL) {
        return a->person != NULL && b->person != NULL && strcmp(a->person, b->person) == 0;
    }
    if (a->email == NULL || b->email == NULL || strcasecmp(a->email, b->email) != 0) {
        return false;
    }
    return a->name == NULL || b->name == NULL ? a->name == b->name : strcmp(a->name, b->name) == 0;
}

/* Capitals are those of ASCII, as strcasecmp has them in the C locale. */
static void write_key(struct sam_buf *key, const struct sam_person *person, size_t i) {
    sam_buf_clear(key);
    if (person->person != NULL) {
        sam_buf_printf(key, "person %s", person->person);
        return;
    }
    if (person->email == NULL) {
        sam_buf_printf(key, "%zu", i);
        return;
    }
    for (const char *c = person->email; *c != '\0'; c++) {
        sam_buf_char(key, *c >= 'A' && *c <= 'Z' ? (char)(*c + 'a' - 'A') : *c);
    }
    sam_buf_char(key, '\n');
    if (person->name != NULL) {
        sam_buf_char(key, '=');
        sam_buf_text(key, person->name);
    }
}

void sam_study_group_people(const struct sam_study *study, size_t *first, size_t *next) {
    struct sam_dictionary *keys = sam_dictionary_new();
    size_t *opened = sam_xcalloc(study->person_count + 1, sizeof *opened);
    size_t *last = sam_xcalloc(study->person_count + 1, sizeof *last);
    struct sam_buf key;
    sam_buf_init(&key, SAM_BUF_UNLIMITED);
    for (size_t i = 0; i < study->person_count; i++) {
        write_key(&key, &study->people[i], i);
        size_t known = sam_dictionary_count(keys);
        size_t group = sam_dictionary_add(keys, key.data, key.length);
        next[i] = SAM_NONE;
        if (group == known) {
            opened[group] = i;
        } else {
            next[last[group]] = i;
        }
        first[i] = opened[group];
        last[group] = i;
    }
    sam_buf_fini(&key);
    free(last);
    free(opened);
    sam_dictionary_free(keys);
}
