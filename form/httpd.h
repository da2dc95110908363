/* libmicrohttpd, which is in a module (base/module.h). Include this instead of <microhttpd.h>: the
 * functions that are listed here are those of the module, once it is loaded. */
#ifndef SAM_FORM_HTTPD_H
#define SAM_FORM_HTTPD_H

#include "base/err.h"
#include "base/module.h"

#include <microhttpd.h>

/* Loads it; before any of its functions is called. From any thread, as often as one likes. */
enum sam_status sam_httpd_load(struct sam_err *err) SAM_MUST_CHECK;

/* clang-format off */
#define SAM_HTTPD_FUNCTIONS(X) \
    X(MHD_add_connection) X(MHD_add_response_header) X(MHD_create_response_from_buffer) \
    X(MHD_destroy_response) X(MHD_get_connection_info) X(MHD_get_connection_values) \
    X(MHD_is_feature_supported) X(MHD_lookup_connection_value) X(MHD_queue_response) \
    X(MHD_resume_connection) X(MHD_start_daemon) X(MHD_stop_daemon) X(MHD_suspend_connection)
/* clang-format on */

struct sam_httpd {
    SAM_HTTPD_FUNCTIONS(SAM_MODULE_POINTER)
};
extern const struct sam_httpd *sam_httpd;

#ifndef SAM_HTTPD_ITSELF
#define MHD_add_connection (sam_httpd->MHD_add_connection)
#define MHD_add_response_header (sam_httpd->MHD_add_response_header)
#define MHD_create_response_from_buffer (sam_httpd->MHD_create_response_from_buffer)
#define MHD_destroy_response (sam_httpd->MHD_destroy_response)
#define MHD_get_connection_info (sam_httpd->MHD_get_connection_info)
#define MHD_get_connection_values (sam_httpd->MHD_get_connection_values)
#define MHD_is_feature_supported (sam_httpd->MHD_is_feature_supported)
#define MHD_lookup_connection_value (sam_httpd->MHD_lookup_connection_value)
#define MHD_queue_response (sam_httpd->MHD_queue_response)
#define MHD_resume_connection (sam_httpd->MHD_resume_connection)
#define MHD_start_daemon (sam_httpd->MHD_start_daemon)
#define MHD_stop_daemon (sam_httpd->MHD_stop_daemon)
#define MHD_suspend_connection (sam_httpd->MHD_suspend_connection)
#endif

#endif
