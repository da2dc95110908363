/* Parts of the program that stand in a file of their own, samenscan-NAME.so, because the libraries
 * they bring along cost more time to load than most commands take. Loaded when first needed. */
#ifndef SAM_BASE_MODULE_H
#define SAM_BASE_MODULE_H

#include "base/err.h"

/* Each module defines one of these, and exports nothing else. */
struct sam_module {
    const char *version; /* SAM_VERSION when it was built */
    const void *functions;
};
extern const struct sam_module sam_module __attribute__((visibility("default")));

/* A module that is an outside library itself offers its functions under their own names, listed by
 * a macro LIST(X), in a struct of LIST(SAM_MODULE_POINTER) that is filled in by
 * LIST(SAM_MODULE_ADDRESS). */
#define SAM_MODULE_POINTER(name) __typeof__ (&(name))(name);
#define SAM_MODULE_ADDRESS(name) .name = &(name),

/* Finds samenscan-NAME.so beside the program; seen from there in the folder it is installed in; or,
 * when there is no such folder, where the program was built; and gives what it offers, which stays
 * for ever. SAM_E_NOT_FOUND when there is none, it does not load, or it is of another version. From
 * any thread, as often as one likes. */
enum sam_status sam_module_load(const char *name, const void **functions,
                                struct sam_err *err) SAM_MUST_CHECK;

/* The same from this folder. */
enum sam_status sam_module_load_from(const char *folder, const char *name, const void **functions,
                                     struct sam_err *err) SAM_MUST_CHECK;

#endif
