#include "collect/curl.h"

#include <pthread.h>

const struct sam_curl *sam_curl;

enum sam_status sam_curl_load(struct sam_err *err) {
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    enum sam_status status = SAM_OK;
    const void *functions = NULL;
    pthread_mutex_lock(&lock);
    if (sam_curl == NULL) {
        status = sam_module_load("curl", &functions, err);
        sam_curl = functions;
    }
    pthread_mutex_unlock(&lock);
    return status;
}
