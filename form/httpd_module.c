#define SAM_HTTPD_ITSELF
#include "form/httpd.h"

static const struct sam_httpd functions = {SAM_HTTPD_FUNCTIONS(SAM_MODULE_ADDRESS)};

const struct sam_module sam_module = {.version = SAM_VERSION, .functions = &functions};
