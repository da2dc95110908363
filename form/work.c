#include "form/form_private.h"

static enum sam_status write_it(struct sam_web *web, struct sam_err *err) {
    enum sam_status status = sam_store_begin(web->store, err);
    if (status != SAM_OK) {
        return status;
    }
    status = web->route->handle(web, err);
    if (status == SAM_OK) {
        return sam_store_commit(web->store, err);
    }
    sam_store_rollback(web->store);
    return status;
}

void sam_work_run(struct sam_web *web) {
    struct sam_err err = {0};
    bool writes = (web->route->flags & SAM_ROUTE_WRITES) != 0;
    enum sam_status status = writes ? write_it(web, &err) : web->route->handle(web, &err);
    if (status != SAM_OK) {
        sam_web_unsaved(web, &err);
    }
}
