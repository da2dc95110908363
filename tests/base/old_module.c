/* A module of a version that was never published. */
#include "base/module.h"

const struct sam_module sam_module = {.version = "0.0.1"};
