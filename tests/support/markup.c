#include "support/markup.h"

#include "support/support.h"

#include <ctype.h>
#include <string.h>

enum { DEPTH = 64, NAME = 40, IDS = 4096 };

struct markup {
    const char *at;
    char open[DEPTH][NAME];
    int depth;
    char ids[IDS][NAME], targets[IDS][NAME];
    size_t id_count, target_count;
};

static void read_name(struct markup *m, char name[NAME]) {
    size_t length = strcspn(m->at, " \t\n=/>\"'<");
    if (length == 0 || length >= NAME) {
        fail_msg("no name at: %.60s", m->at);
    }
    memcpy(name, m->at, length);
    name[length] = '\0';
    m->at += length;
}

static void check_entity(const char *at) {
    size_t length = strcspn(at, ";");
    if (at[length] != ';' || length > 8 || length < 3 || strcspn(at + 1, " <&\"") < length - 1) {
        fail_msg("a bare & at: %.60s", at);
    }
}

static void keep(char list[IDS][NAME], size_t *count, const char *value, size_t length) {
    assert_true(*count < IDS && length < NAME);
    memcpy(list[*count], value, length);
    list[*count][length] = '\0';
    (*count)++;
}

static void read_value(struct markup *m, const char *name) {
    if (m->at[0] != '=' || m->at[1] != '"') {
        fail_msg("attribute %s is not quoted at: %.60s", name, m->at);
    }
    m->at += 2;
    size_t length = strcspn(m->at, "\"");
    for (size_t i = 0; i < length; i++) {
        assert_int_not_equal(m->at[i], '<');
        if (m->at[i] == '&') {
            check_entity(m->at + i);
        }
    }
    if (strcmp(name, "id") == 0) {
        keep(m->ids, &m->id_count, m->at, length);
    } else if (strcmp(name, "href") == 0 && m->at[0] == '#') {
        keep(m->targets, &m->target_count, m->at + 1, length - 1);
    }
    m->at += length + 1;
}

static void read_open_tag(struct markup *m) {
    char name[NAME];
    char seen[16][NAME];
    size_t count = 0;
    read_name(m, name);
    while (isspace((unsigned char)*m->at)) {
        m->at += strspn(m->at, " \t\n");
        assert_true(count < 16);
        read_name(m, seen[count]);
        read_value(m, seen[count]);
        for (size_t i = 0; i < count; i++) {
            assert_string_not_equal(seen[i], seen[count]);
        }
        count++;
    }
    if (strncmp(m->at, "/>", 2) == 0) {
        m->at += 2;
        return;
    }
    assert_int_equal(*m->at, '>');
    m->at++;
    assert_true(m->depth < DEPTH);
    memcpy(m->open[m->depth++], name, NAME);
    if (strcmp(name, "style") == 0) {
        m->at = strstr(m->at, "</style>");
        assert_non_null(m->at);
    }
}

static void read_close_tag(struct markup *m) {
    char name[NAME];
    const char *start = m->at;
    m->at += 2;
    read_name(m, name);
    if (m->depth == 0 || strcmp(m->open[m->depth - 1], name) != 0 || *m->at != '>') {
        fail_msg("</%s> closes <%s> at: %.60s", name, m->depth > 0 ? m->open[m->depth - 1] : "",
                 start);
    }
    m->at++;
    m->depth--;
}

static void check_links(const struct markup *m) {
    for (size_t i = 0; i < m->id_count; i++) {
        for (size_t j = 0; j < i; j++) {
            assert_string_not_equal(m->ids[i], m->ids[j]);
        }
    }
    for (size_t i = 0; i < m->target_count; i++) {
        bool found = false;
        for (size_t j = 0; j < m->id_count; j++) {
            found = found || strcmp(m->targets[i], m->ids[j]) == 0;
        }
        if (!found) {
            fail_msg("#%s leads nowhere", m->targets[i]);
        }
    }
}

void sam_check_markup(const char *text) {
    static struct markup m;
    memset(&m, 0, sizeof m);
    m.at = text;
    if (strncmp(text, "<!DOCTYPE html>", 15) == 0) {
        m.at += 15;
    }
    while (*m.at != '\0') {
        if (m.at[0] == '<' && m.at[1] == '/') {
            read_close_tag(&m);
        } else if (m.at[0] == '<') {
            m.at++;
            read_open_tag(&m);
        } else {
            if (m.at[0] == '&') {
                check_entity(m.at);
            }
            m.at++;
        }
    }
    assert_int_equal(m.depth, 0);
    check_links(&m);
}

unsigned sam_count_of(const char *text, const char *part) {
    unsigned count = 0;
    for (const char *at = strstr(text, part); at != NULL; at = strstr(at + strlen(part), part)) {
        count++;
    }
    return count;
}
