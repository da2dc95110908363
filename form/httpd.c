#include "form/httpd.h"

#include <pthread.h>

const struct sam_httpd *sam_httpd;

enum sam_status sam_httpd_load(struct sam_err *err) {
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    enum sam_status status = SAM_OK;
    const void *functions = NULL;
    pthread_mutex_lock(&lock);
    if (sam_httpd == NULL) {
        status = sam_module_load("httpd", &functions, err);
        sam_httpd = functions;
    }
    pthread_mutex_unlock(&lock);
    return status;
}
