#include "report/painter.h"

#include "base/module.h"

enum sam_status sam_painter_load(const struct sam_painter **painter, struct sam_err *err) {
    const void *functions = NULL;
    enum sam_status status = sam_module_load("figures", &functions, err);
    if (status == SAM_OK) {
        *painter = functions;
    }
    return status;
}
