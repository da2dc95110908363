/* A study folder with many people of one alliance, for the program itself to serve, and their
 * tokens. */
#ifndef SAM_TESTS_CROWD_FIXTURE_H
#define SAM_TESTS_CROWD_FIXTURE_H

#include "support/program.h"
#include "support/raw_http.h"
#include "support/support.h"

#include "base/file.h"
#include "form/token.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CROWD_MOST = 64 };

struct crowd {
    char *folder;
    size_t count;
    char tokens[CROWD_MOST][SAM_TOKEN_SIZE]; /* of r0, r1, ... */
    pid_t pid;                               /* of the server; 0: none */
    uint16_t port;
};

/* Two organisations; people 0 and 1 are of one, and so on. */
static inline void crowd_study(const struct crowd *c) {
    struct sam_buf json;
    struct sam_err err = {0};
    char *path = sam_path_join(c->folder, "study.json");
    sam_buf_init(&json, SAM_BUF_UNLIMITED);
    sam_buf_text(&json, "{\"id\": \"crowd\", \"title\": {\"nl\": \"Druk\", \"en\": \"Crowd\"}, "
                        "\"alliances\": [{\"id\": \"one\", \"name\": \"One\", \"partners\": [");
    for (size_t i = 0; i < (c->count + 1) / 2; i++) {
        sam_buf_printf(&json, "%s{\"id\": \"o%zu\", \"name\": \"Organisation %zu\"%s}",
                       i > 0 ? ", " : "", i, i, i == 0 ? ", \"lead\": true" : "");
    }
    sam_buf_text(&json, "]}], \"people\": [");
    for (size_t i = 0; i < c->count; i++) {
        sam_buf_printf(&json,
                       "%s{\"respondent\": \"r%zu\", \"alliance\": \"one\", \"organisation\": "
                       "\"o%zu\", \"role\": \"%s\"}",
                       i > 0 ? ", " : "", i, i / 2, i / 2 == 0 ? "lead" : "partner");
    }
    sam_buf_text(&json, "], \"waves\": [{\"id\": \"w\", \"questionnaire\": \"alliance-31\"}]}");
    assert_int_equal(sam_file_write(path, json.data, json.length, &err), SAM_OK);
    sam_buf_fini(&json);
    free(path);
}

static inline void crowd_tokens(struct crowd *c) {
    char *csv = sam_program_expect(0, NULL, c->folder, "serve", "--tokens", NULL);
    char *line = strstr(csv, "\r\n") + 2;
    for (size_t i = 0; i < c->count; i++) {
        char *end = strstr(line, "\r\n");
        assert_non_null(end);
        *end = '\0';
        snprintf(c->tokens[i], sizeof c->tokens[i], "%s", strrchr(line, ',') + 1);
        assert_int_equal(strlen(c->tokens[i]), SAM_TOKEN_SIZE - 1);
        line = end + 2;
    }
    free(csv);
}

/* Everybody asks from an address of their own, as through a proxy: limits are by address. */
static inline void crowd_serve(struct crowd *c) {
    char line[128];
    c->pid = sam_program_start(line, sizeof line, "serve", c->folder, "--port", "0", "--quiet",
                               "--proxy", "127.0.0.1", NULL);
    check_contains(line, "http://127.0.0.1:");
    c->port = (uint16_t)strtoul(strrchr(line, ':') + 1, NULL, 10);
}

static inline void crowd_kill(struct crowd *c) {
    int status = 0;
    kill(c->pid, SIGKILL);
    assert_int_equal(waitpid(c->pid, &status, 0), c->pid);
    c->pid = 0;
}

static inline struct crowd *crowd_new(size_t count) {
    struct crowd *c = calloc(1, sizeof *c);
    assert_true(count <= CROWD_MOST);
    c->folder = sam_temporary_folder();
    c->count = count;
    free(sam_program_expect(0, NULL, c->folder, "init", ".", NULL));
    crowd_study(c);
    crowd_tokens(c);
    return c;
}

static inline void crowd_free(struct crowd *c) {
    if (c->pid != 0) {
        assert_int_equal(sam_program_stop(c->pid), 0);
    }
    sam_folder_remove(c->folder);
    free(c);
}

/* A connection, or -1: the server may be gone. */
static inline int crowd_connect(const struct crowd *c) {
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_port = htons(c->port),
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    struct timeval patience = {.tv_sec = 20};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    if (connect(fd, (struct sockaddr *)&address, sizeof address) != 0) {
        close(fd);
        return -1;
    }
    return fd;
}

/* Sends a response of person i; the HTTP status, 0 when there was no whole answer. body (may be
 * NULL) gets the answer's. */
static inline unsigned crowd_post(const struct crowd *c, size_t i, const char *json,
                                  struct sam_buf *body) {
    struct raw_answer answer;
    char head[400];
    int fd = crowd_connect(c);
    if (fd < 0) {
        return 0;
    }
    snprintf(head, sizeof head,
             "POST /api/v1/responses HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
             "Authorization: Bearer %s\r\nContent-Type: application/json\r\n"
             "X-Forwarded-For: 10.0.0.%zu\r\nContent-Length: %zu\r\n\r\n",
             c->tokens[i], i + 1, strlen(json));
    raw_send(fd, head, strlen(head));
    raw_send(fd, json, strlen(json));
    raw_receive(fd, &answer);
    unsigned status = strstr(answer.body.data, "}") != NULL ? answer.status : 0;
    if (body != NULL) {
        sam_buf_text(body, answer.body.data);
    }
    raw_answer_fini(&answer);
    return status;
}

#endif
