#include "support/raw_http.h"

#include "support/support.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

int raw_connect(uint16_t port) {
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    struct timeval patience = {.tv_sec = 10};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_true(fd >= 0);
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    assert_int_equal(connect(fd, (struct sockaddr *)&address, sizeof address), 0);
    return fd;
}

void raw_send(int fd, const char *bytes, size_t length) {
    while (length > 0) {
        ssize_t sent = send(fd, bytes, length, MSG_NOSIGNAL);
        if (sent <= 0) {
            return;
        }
        bytes += sent;
        length -= (size_t)sent;
    }
}

void raw_receive(int fd, struct raw_answer *answer) {
    char piece[16384];
    ssize_t got = 0;
    *answer = (struct raw_answer){0};
    sam_buf_init(&answer->head, SAM_BUF_UNLIMITED);
    sam_buf_init(&answer->body, SAM_BUF_UNLIMITED);
    while ((got = recv(fd, piece, sizeof piece, 0)) > 0) {
        sam_buf_append(&answer->head, piece, (size_t)got);
    }
    close(fd);
    char *end = strstr(answer->head.data, "\r\n\r\n");
    if (end == NULL || strncmp(answer->head.data, "HTTP/1.1 ", 9) != 0) {
        return;
    }
    size_t head = (size_t)(end - answer->head.data) + 4;
    sam_buf_append(&answer->body, answer->head.data + head, answer->head.length - head);
    answer->head.data[head] = '\0';
    answer->head.length = head;
    answer->status = (unsigned)strtoul(answer->head.data + 9, NULL, 10);
}

void raw_answer_fini(struct raw_answer *answer) {
    sam_buf_fini(&answer->head);
    sam_buf_fini(&answer->body);
}

void raw_request(uint16_t port, const char *method, const char *path, const char *headers,
                 const char *body, size_t body_length, struct raw_answer *answer) {
    struct sam_buf request;
    sam_buf_init(&request, SAM_BUF_UNLIMITED);
    sam_buf_printf(&request, "%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n%s", method,
                   path, headers);
    if (body != NULL) {
        sam_buf_printf(&request, "Content-Length: %zu\r\n", body_length);
    }
    sam_buf_text(&request, "\r\n");
    sam_buf_append(&request, body, body != NULL ? body_length : 0);
    int fd = raw_connect(port);
    raw_send(fd, request.data, request.length);
    raw_receive(fd, answer);
    sam_buf_fini(&request);
}
