/* A server that has nothing to do but send: fetches all pages of a samenscan server once, keeps
 * them in a file, and serves the same bytes again, so that what is measured is who reads them.
 *   replay URL FILE   (the reader key in SAMENSCAN_BENCH_KEY); prints its own address when ready */
#include <cjson/cJSON.h>
#include <curl/curl.h>
#include <microhttpd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct kept {
    char since[256]; /* the cursor it is asked with; "" the first */
    long start, length;
};

struct recording {
    FILE *file;
    struct kept *pages;
    size_t count, room;
    struct {
        char *data;
        size_t length, room;
    } body;
};

static size_t take(char *data, size_t size, size_t count, void *context) {
    struct recording *r = context;
    size_t more = size * count;
    if (r->body.length + more + 1 > r->body.room) {
        r->body.room = 2 * (r->body.length + more + 1);
        r->body.data = realloc(r->body.data, r->body.room);
        if (r->body.data == NULL) {
            return 0;
        }
    }
    memcpy(r->body.data + r->body.length, data, more);
    r->body.length += more;
    r->body.data[r->body.length] = '\0';
    return more;
}

/* Keeps the page in hand; false when it is no page. cursor: how it was asked for, then the next. */
static int keep(struct recording *r, char cursor[256], int *more) {
    cJSON *tree = cJSON_ParseWithLength(r->body.data, r->body.length);
    const cJSON *next = cJSON_GetObjectItemCaseSensitive(tree, "next");
    if (r->count == r->room) {
        r->room = 2 * r->room + 64;
        r->pages = realloc(r->pages, r->room * sizeof *r->pages);
    }
    if (r->pages == NULL || !cJSON_IsString(next)) {
        return 0;
    }
    struct kept *page = &r->pages[r->count++];
    snprintf(page->since, sizeof page->since, "%s", cursor);
    page->start = ftell(r->file);
    page->length = (long)fwrite(r->body.data, 1, r->body.length, r->file);
    snprintf(cursor, 256, "%s", next->valuestring);
    *more = cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(tree, "more"));
    cJSON_Delete(tree);
    return page->length == (long)r->body.length;
}

static int record(struct recording *r, const char *address, const char *key) {
    char header[512];
    char url[1024];
    char cursor[256] = "";
    int more = 1;
    CURL *curl = curl_easy_init();
    snprintf(header, sizeof header, "Authorization: Bearer %s", key);
    struct curl_slist *headers = curl_slist_append(NULL, header);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, r);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    int good = 1;
    /* One more than the server says there is: the page on which nothing new stands. */
    for (int last = 0; good && !last; last = !more && r->pages[r->count - 1].length < 500) {
        snprintf(url, sizeof url, "%s/api/v1/responses?limit=1000%s%s", address,
                 cursor[0] != '\0' ? "&since=" : "", cursor);
        curl_easy_setopt(curl, CURLOPT_URL, url);
        r->body.length = 0;
        good = curl_easy_perform(curl) == CURLE_OK && keep(r, cursor, &more);
    }
    curl_slist_free_all(headers);
    curl_easy_cleanup(curl);
    return good && fflush(r->file) == 0;
}

static enum MHD_Result answer(void *context, struct MHD_Connection *connection, const char *url,
                              const char *method, const char *version, const char *upload,
                              size_t *upload_length, void **request) {
    (void)url, (void)method, (void)version, (void)upload, (void)upload_length, (void)request;
    const struct recording *r = context;
    const char *since = MHD_lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, "since");
    size_t at = 0;
    while (at < r->count && strcmp(r->pages[at].since, since != NULL ? since : "") != 0) {
        at++;
    }
    if (at == r->count) {
        return MHD_NO;
    }
    struct MHD_Response *response = MHD_create_response_from_fd_at_offset64(
        (size_t)r->pages[at].length, dup(fileno(r->file)), (uint64_t)r->pages[at].start);
    enum MHD_Result result = MHD_queue_response(connection, 200, response);
    MHD_destroy_response(response);
    return result;
}

int main(int argc, char **argv) {
    const char *key = getenv("SAMENSCAN_BENCH_KEY");
    struct recording r = {0};
    if (argc != 3 || key == NULL) {
        fputs("usage: SAMENSCAN_BENCH_KEY=KEY replay URL FILE\n", stderr);
        return 2;
    }
    r.file = fopen(argv[2], "w+b");
    if (r.file == NULL || !record(&r, argv[1], key)) {
        fputs("replay: the pages can't be fetched\n", stderr);
        return 1;
    }
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    sigprocmask(SIG_BLOCK, &ends, NULL);
    struct MHD_Daemon *daemon = MHD_start_daemon(MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_EPOLL, 0,
                                                 NULL, NULL, answer, &r, MHD_OPTION_END);
    const union MHD_DaemonInfo *port =
        daemon != NULL ? MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT) : NULL;
    if (port == NULL) {
        fputs("replay: no server can be started\n", stderr);
        return 1;
    }
    printf("http://127.0.0.1:%u/\n", port->port);
    fflush(stdout);
    int which = 0;
    sigwait(&ends, &which);
    MHD_stop_daemon(daemon);
    free(r.pages);
    free(r.body.data);
    fclose(r.file);
    return 0;
}
