/* How long libcurl takes to fetch all pages of a samenscan server and throw them away, and cJSON to
 * parse the same bytes: what `collect` is measured against.
 *   fetch_parse URL   (the reader key in SAMENSCAN_BENCH_KEY) */
#include <cjson/cJSON.h>
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct body {
    char *data;
    size_t length, room;
};

static size_t take(char *data, size_t size, size_t count, void *context) {
    struct body *body = context;
    size_t more = size * count;
    if (body->length + more + 1 > body->room) {
        body->room = 2 * (body->length + more + 1);
        body->data = realloc(body->data, body->room);
        if (body->data == NULL) {
            return 0;
        }
    }
    memcpy(body->data + body->length, data, more);
    body->length += more;
    body->data[body->length] = '\0';
    return more;
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
    const char *key = getenv("SAMENSCAN_BENCH_KEY");
    if (argc != 2 || key == NULL) {
        fputs("usage: SAMENSCAN_BENCH_KEY=KEY fetch_parse URL\n", stderr);
        return 2;
    }
    struct body body = {0};
    char header[512];
    char url[1024];
    char cursor[256] = "";
    double fetching = 0;
    double parsing = 0;
    size_t bytes = 0;
    size_t responses = 0;
    int more = 1;
    CURL *curl = curl_easy_init();
    snprintf(header, sizeof header, "Authorization: Bearer %s", key);
    struct curl_slist *headers = curl_slist_append(NULL, header);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &body);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    while (more) {
        snprintf(url, sizeof url, "%s/api/v1/responses?limit=1000%s%s", argv[1],
                 cursor[0] != '\0' ? "&since=" : "", cursor);
        curl_easy_setopt(curl, CURLOPT_URL, url);
        body.length = 0;
        double start = now();
        if (curl_easy_perform(curl) != CURLE_OK) {
            fputs("fetch_parse: the server doesn't answer\n", stderr);
            return 1;
        }
        fetching += now() - start;
        bytes += body.length;
        start = now();
        cJSON *tree = cJSON_ParseWithLength(body.data, body.length);
        parsing += now() - start;
        const cJSON *next = cJSON_GetObjectItemCaseSensitive(tree, "next");
        if (!cJSON_IsString(next)) {
            fputs("fetch_parse: that is no page of responses\n", stderr);
            return 1;
        }
        snprintf(cursor, sizeof cursor, "%s", next->valuestring);
        more = cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(tree, "more"));
        responses += (size_t)cJSON_GetArraySize(cJSON_GetObjectItemCaseSensitive(tree, "responses"));
        start = now();
        cJSON_Delete(tree);
        parsing += now() - start;
    }
    printf("%zu %zu %.3f %.3f\n", responses, bytes, fetching, parsing);
    curl_slist_free_all(headers);
    curl_easy_cleanup(curl);
    free(body.data);
    return 0;
}
