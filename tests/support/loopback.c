#include "support/loopback.h"

#include <arpa/inet.h>
#include <assert.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { REQUEST_LIMIT = 1 << 20, CHUNK = 1000 };

struct sam_loopback {
    int listener;
    uint16_t port;
    pthread_t thread;
    atomic_bool stop;
    sam_answerer *answer;
    void *context;
};

static bool send_all(int client, const char *data, size_t length) {
    while (length > 0) {
        ssize_t sent = send(client, data, length, MSG_NOSIGNAL);
        if (sent <= 0) {
            return false;
        }
        data += sent;
        length -= (size_t)sent;
    }
    return true;
}

static void send_body(int client, const struct sam_reply *reply) {
    size_t length =
        reply->cut && reply->cut_at < reply->body_length ? reply->cut_at : reply->body_length;
    if (reply->framing != SAM_BY_CHUNKS) {
        send_all(client, reply->body, length);
        return;
    }
    for (size_t at = 0; at < length; at += CHUNK) {
        char size[16];
        size_t piece = length - at < CHUNK ? length - at : CHUNK;
        snprintf(size, sizeof size, "%zx\r\n", piece);
        if (!send_all(client, size, strlen(size)) || !send_all(client, reply->body + at, piece) ||
            !send_all(client, "\r\n", 2)) {
            return;
        }
    }
    if (!reply->cut) {
        send_all(client, "0\r\n\r\n", 5);
    }
}

static void send_reply(int client, const struct sam_reply *reply) {
    char head[1024];
    char framing[64] = "";
    if (reply->framing == SAM_BY_LENGTH) {
        snprintf(framing, sizeof framing, "Content-Length: %zu\r\n", reply->body_length);
    } else if (reply->framing == SAM_BY_CHUNKS) {
        snprintf(framing, sizeof framing, "Transfer-Encoding: chunked\r\n");
    }
    snprintf(head, sizeof head,
             "HTTP/1.1 %d Test\r\nContent-Type: %s\r\nConnection: close\r\n%s%s\r\n", reply->status,
             reply->content_type != NULL ? reply->content_type : "application/json", framing,
             reply->headers);
    if (send_all(client, head, strlen(head))) {
        send_body(client, reply);
    }
}

/* Reads one request into data; its whole length, or 0. *head is the length of its first part. */
static size_t read_request(int client, char *data, size_t *head) {
    size_t length = 0;
    size_t wanted = 0;
    while (length < REQUEST_LIMIT - 1) {
        struct pollfd ready = {.fd = client, .events = POLLIN};
        if (poll(&ready, 1, 500) <= 0) {
            return 0;
        }
        ssize_t got = recv(client, data + length, REQUEST_LIMIT - 1 - length, 0);
        if (got <= 0) {
            return 0;
        }
        length += (size_t)got;
        data[length] = '\0';
        const char *end = strstr(data, "\r\n\r\n");
        if (end == NULL) {
            continue;
        }
        *head = (size_t)(end - data) + 4;
        const char *line = strcasestr(data, "\r\nContent-Length:");
        wanted = *head + (line != NULL && line < end ? strtoul(line + 17, NULL, 10) : 0);
        if (length >= wanted) {
            return length;
        }
    }
    return 0;
}

static void serve(struct sam_loopback *server, int client, char *data) {
    size_t head = 0;
    size_t length = read_request(client, data, &head);
    if (length == 0) {
        return;
    }
    char *line_end = strstr(data, "\r\n");
    char *path = strchr(data, ' ');
    char *after = path != NULL ? strchr(path + 1, ' ') : NULL;
    if (after == NULL || after > line_end) {
        return;
    }
    data[head - 1] = '\0';
    *path = *after = '\0';
    struct sam_exchange exchange = {data, path + 1, line_end + 2, data + head, length - head};
    struct sam_reply reply = {.status = 200};
    server->answer(server->context, &exchange, &reply);
    if (reply.status != 0) {
        send_reply(client, &reply);
    }
    if (reply.owned) {
        free((void *)(uintptr_t)reply.body);
    }
}

static void *run(void *context) {
    struct sam_loopback *server = context;
    char *data = malloc(REQUEST_LIMIT);
    assert(data != NULL);
    while (!atomic_load(&server->stop)) {
        struct pollfd ready = {.fd = server->listener, .events = POLLIN};
        if (poll(&ready, 1, 20) <= 0) {
            continue;
        }
        int client = accept(server->listener, NULL, NULL);
        if (client >= 0) {
            serve(server, client, data);
            shutdown(client, SHUT_WR);
            close(client);
        }
    }
    free(data);
    return NULL;
}

struct sam_loopback *sam_loopback_start(sam_answerer *answer, void *context) {
    struct sam_loopback *server = calloc(1, sizeof *server);
    assert(server != NULL);
    server->answer = answer;
    server->context = context;
    server->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    int failed = bind(server->listener, (struct sockaddr *)&address, size);
    failed |= listen(server->listener, 64);
    failed |= getsockname(server->listener, (struct sockaddr *)&address, &size);
    assert(failed == 0);
    server->port = ntohs(address.sin_port);
    failed = pthread_create(&server->thread, NULL, run, server);
    assert(failed == 0);
    return server;
}

uint16_t sam_loopback_port(const struct sam_loopback *server) {
    return server->port;
}

void sam_loopback_stop(struct sam_loopback *server) {
    atomic_store(&server->stop, true);
    pthread_join(server->thread, NULL);
    close(server->listener);
    free(server);
}

static uint32_t crc32_of(const unsigned char *data, size_t length) {
    uint32_t crc = 0xffffffffu;
    for (size_t i = 0; i < length; i++) {
        crc ^= data[i];
        for (int bit = 0; bit < 8; bit++) {
            crc = crc >> 1 ^ (0xedb88320u & (0u - (crc & 1u)));
        }
    }
    return ~crc;
}

static size_t put_little(char *at, uint32_t value, int bytes) {
    for (int i = 0; i < bytes; i++) {
        at[i] = (char)(value >> 8 * i & 0xff);
    }
    return (size_t)bytes;
}

char *sam_gzip_stored(const char *text, size_t length, size_t *gzip_length) {
    static const char header[10] = {'\x1f', '\x8b', 8, 0, 0, 0, 0, 0, 0, 3};
    size_t blocks = length / 65535 + 1;
    char *out = malloc(sizeof header + length + 5 * blocks + 8);
    assert(out != NULL);
    memcpy(out, header, sizeof header);
    size_t at = sizeof header;
    for (size_t block = 0; block < blocks; block++) {
        size_t from = block * 65535;
        size_t size = length - from < 65535 ? length - from : 65535;
        out[at++] = block + 1 == blocks;
        at += put_little(out + at, (uint32_t)size, 2);
        at += put_little(out + at, ~(uint32_t)size, 2);
        memcpy(out + at, text + from, size);
        at += size;
    }
    at += put_little(out + at, crc32_of((const unsigned char *)text, length), 4);
    at += put_little(out + at, (uint32_t)length, 4);
    *gzip_length = at;
    return out;
}
