#define SAM_CURL_ITSELF
#include "collect/curl.h"

static const struct sam_curl functions = {SAM_CURL_FUNCTIONS(SAM_MODULE_ADDRESS)};

const struct sam_module sam_module = {.version = SAM_VERSION, .functions = &functions};
