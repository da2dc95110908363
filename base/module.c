#include "base/module.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/words.h"

#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char *path_of(const char *folder, const char *name) {
    struct sam_buf path;
    sam_buf_init(&path, SAM_BUF_UNLIMITED);
    sam_buf_printf(&path, "%s/samenscan-%s.so", folder, name);
    char *text = sam_buf_take(&path);
    sam_buf_fini(&path);
    return text;
}

static enum sam_status load(const char *path, const void **functions, struct sam_err *err) {
    enum sam_status status = SAM_OK;
    /* Never closed again: what libraries leave behind in a process outlives their own code. */
    void *handle = dlopen(path, RTLD_LAZY | RTLD_LOCAL);
    const struct sam_module *module = handle != NULL ? dlsym(handle, "sam_module") : NULL;
    if (module == NULL) {
        const char *why = dlerror();
        status =
            sam_fail(err, SAM_E_NOT_FOUND,
                     _("A part of samenscan cannot be loaded: %s. Install samenscan again, and "
                       "the libraries it needs"),
                     why != NULL ? why : path);
    } else if (strcmp(module->version, SAM_VERSION) != 0) {
        status = sam_fail(err, SAM_E_NOT_FOUND,
                          _("%s belongs to samenscan %s, and this is samenscan %s. Install "
                            "samenscan again"),
                          path, module->version, SAM_VERSION);
    } else {
        *functions = module->functions;
    }
    return status;
}

enum sam_status sam_module_load_from(const char *folder, const char *name, const void **functions,
                                     struct sam_err *err) {
    char *path = path_of(folder, name);
    enum sam_status status = load(path, functions, err);
    free(path);
    return status;
}

enum sam_status sam_module_load(const char *name, const void **functions, struct sam_err *err) {
    char program[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    if (length < 0) {
        return sam_fail_cause(err, SAM_E_IO, errno,
                              _("/proc/self/exe cannot be read (%s), so samenscan cannot find its "
                                "own files. Mount /proc"),
                              strerror(errno));
    }
    program[length] = '\0';
    char *beside = sam_path_folder(program);
    char *installed = sam_path_join(beside, SAM_MODULE_FOLDER);
    char *path = path_of(beside, name);
    if (access(path, F_OK) != 0) {
        /* A program copied away from where it was built, and not installed, finds it there. */
        free(path);
        path = path_of(access(installed, F_OK) == 0 ? installed : SAM_MODULE_BUILT, name);
    }
    enum sam_status status =
        access(path, F_OK) == 0
            ? load(path, functions, err)
            : sam_fail(
                  err, SAM_E_NOT_FOUND,
                  _("This needs samenscan-%s.so, a part of samenscan that is neither in %s nor "
                    "in %s. Install samenscan again"),
                  name, beside, installed);
    free(path);
    free(installed);
    free(beside);
    return status;
}
