/* From HTML back to numbers: rows of tables, by the titles of their charts. */
#include "disclose/attack.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct reading {
    const struct sam_attack_study *study;
    struct sam_attack_facts *facts;
    size_t alliance; /* of the page, or SAM_NONE */
    size_t scale;    /* of the last heading on the overall page */
    bool good;
};

/* The text between two marks after `from`, before `end`; NULL when there is none. */
static const char *between(const char *from, const char *end, const char *open, const char *close,
                           char *text, size_t size) {
    const char *start = strstr(from, open);
    if (start == NULL || start >= end) {
        return NULL;
    }
    start += strlen(open);
    const char *stop = strstr(start, close);
    if (stop == NULL || (size_t)(stop - start) >= size) {
        return NULL;
    }
    memcpy(text, start, (size_t)(stop - start));
    text[stop - start] = '\0';
    return stop;
}

/* "3.4" and "3,4". */
static const char *number(const char *text, double *value) {
    char copy[16];
    size_t length = strspn(text, "0123456789.,");
    if (length == 0 || length >= sizeof copy) {
        return NULL;
    }
    memcpy(copy, text, length);
    copy[length] = '\0';
    char *comma = strchr(copy, ',');
    if (comma != NULL) {
        *comma = '.';
    }
    *value = strtod(copy, NULL);
    return text + length;
}

static bool says(const char *text, const char *english, const char *dutch) {
    return strstr(text, english) != NULL || strstr(text, dutch) != NULL;
}

/* "4.1", "4.2 or higher", "work zone or higher (3.0 or higher)", "answer 1: 2; answer 2: 0". */
static bool read_fact(const char *text, int points, double step, struct sam_attack_fact *fact) {
    double value = 0;
    double other = 0;
    const char *bracket = strchr(text, '(');
    const char *from = bracket != NULL ? bracket + 1 : text;
    double half = bracket != NULL ? (points == 5 ? 0.05 : 0.1) : step / 2;
    *fact = (struct sam_attack_fact){.known = true, .low = 1, .high = points};
    const char *rest = number(from, &value);
    if (rest == NULL) {
        return false;
    }
    bool higher = says(rest, "or higher", "of hoger");
    bool lower = says(rest, "or lower", "of lager");
    if (bracket != NULL && !higher && !lower) {
        if (strlen(rest) < 4 || number(strpbrk(rest, "0123456789"), &other) == NULL) {
            return false;
        }
        fact->low = value - half;
        fact->high = other + half;
        return true;
    }
    if (bracket != NULL && higher) {
        fact->low = value - half;
        return true;
    }
    fact->low = lower ? 1 : fmax(1, value - half);
    fact->high = higher ? points : fmin(points, value + half);
    return true;
}

static bool read_answers(const char *text, int points, struct sam_attack_fact *fact) {
    *fact = (struct sam_attack_fact){.known = true, .exact = true};
    for (int i = 0; i < points; i++) {
        char label[32];
        snprintf(label, sizeof label, "answer %d: ", i + 1);
        const char *place = strstr(text, label);
        if (place == NULL) {
            return false;
        }
        fact->counts[i] = strtoul(place + strlen(label), NULL, 10);
    }
    return true;
}

static bool same(const struct sam_attack_fact *a, const struct sam_attack_fact *b) {
    return a->exact == b->exact && a->apart == b->apart && a->low == b->low && a->high == b->high &&
           memcmp(a->counts, b->counts, sizeof a->counts) == 0;
}

static void keep(struct reading *r, struct sam_attack_fact *place,
                 const struct sam_attack_fact *fact, const char *what) {
    if (place->known && !same(place, fact) && r->good) {
        fprintf(stderr, "two pages disagree about %s\n", what);
        r->good = false;
    }
    *place = *fact;
    r->facts->numbers++;
}

/* "Scale b": 1; SAM_NONE for anything else. */
static size_t scale_named(const char *text) {
    return strncmp(text, "Scale ", 6) == 0 && text[7] == '\0' ? (size_t)(text[6] - 'a') : SAM_NONE;
}

static size_t item_named(const struct reading *r, const char *text) {
    if (strncmp(text, "Item ", 5) != 0 || text[7] != '\0') {
        return SAM_NONE;
    }
    return (size_t)(text[5] - 'a') * r->study->items + (size_t)(text[6] - '1');
}

static void read_scale(struct reading *r, size_t alliance, size_t scale, const char *title) {
    struct sam_attack_fact fact;
    /* with nothing held back a hundredth is printed to a tenth, rounded twice */
    double step = r->facts->together_is_all ? 0.12 : r->study->items == 1 ? 0.5 : 0.1;
    if (read_fact(title, r->study->points, step, &fact)) {
        keep(r, &r->facts->scales[alliance][scale], &fact, title);
    }
}

static void read_item(struct reading *r, const char *header, size_t item, const char *row,
                      const char *end, const char *title) {
    struct sam_attack_fact fact;
    struct sam_attack_fact *place =
        r->alliance == SAM_NONE ? &r->facts->together[item] : &r->facts->items[r->alliance][item];
    const char *text =
        strncmp(title, header, strlen(header)) == 0 ? title + strlen(header) + 2 : title;
    bool answers = strncmp(title, "answer 1: ", 10) == 0;
    double step = r->facts->together_is_all ? 0.12 : 0.5;
    char small[64];
    if (answers ? read_answers(text, r->study->points, &fact)
                : read_fact(text, r->study->points, step, &fact)) {
        fact.apart =
            between(row, end, "<small>answers lie", "</small>", small, sizeof small) != NULL ||
            between(row, end, "<small>antwoorden lopen", "</small>", small, sizeof small) != NULL;
        keep(r, place, &fact, header);
    }
}

static size_t alliance_named(const struct reading *r, const char *text) {
    if (text[0] != 'z' || text[1] < '0' || text[1] > '9' || text[2] != '\0') {
        return SAM_NONE;
    }
    size_t alliance = (size_t)(text[1] - '0');
    return alliance < r->study->alliances ? alliance : SAM_NONE;
}

static void read_row(struct reading *r, const char *row, const char *end) {
    char header[256];
    char title[512];
    const char *place = between(row, end, "role=\"rowheader\">", "<", header, sizeof header);
    if (place == NULL) {
        return;
    }
    place = between(place, end, "<title>", "</title>", title, sizeof title);
    if (place == NULL) {
        return;
    }
    size_t scale = scale_named(header);
    size_t item = item_named(r, header);
    size_t alliance = alliance_named(r, header);
    if (scale != SAM_NONE && r->alliance != SAM_NONE) {
        read_scale(r, r->alliance, scale, title + strlen(header) + 2);
    } else if (item != SAM_NONE) {
        read_item(r, header, item, row, end, title);
    } else if (alliance != SAM_NONE && r->scale != SAM_NONE && strlen(title) > 9) {
        read_scale(r, alliance, r->scale, title + strlen("Scale x: "));
    }
}

bool sam_attack_read(const char *html, const struct sam_attack_study *study, size_t alliance,
                     struct sam_attack_facts *facts) {
    struct reading r = {study, facts, alliance, SAM_NONE, true};
    const char *place = strstr(html, "<main");
    while (place != NULL) {
        const char *row = strstr(place, "<tr role=\"row\"><th scope=\"row\"");
        const char *heading = strstr(place, "<h3>");
        if (row == NULL) {
            break;
        }
        if (heading != NULL && heading < row) {
            char text[256] = "";
            between(heading, row, "<h3>", "</h3>", text, sizeof text);
            r.scale = scale_named(text);
            place = heading + 4;
            continue;
        }
        const char *end = strstr(row, "</tr>");
        if (end == NULL) {
            break;
        }
        read_row(&r, row, end);
        place = end;
    }
    return r.good;
}
