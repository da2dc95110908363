/* libcurl, which is in a module (base/module.h). Include this instead of <curl/curl.h>: the
 * functions that are listed here are those of the module, once it is loaded. */
#ifndef SAM_COLLECT_CURL_H
#define SAM_COLLECT_CURL_H

#include "base/err.h"
#include "base/module.h"

#include <curl/curl.h>

/* Loads it; before any of its functions is called. From any thread, as often as one likes. */
enum sam_status sam_curl_load(struct sam_err *err) SAM_MUST_CHECK;

/* clang-format off */
#define SAM_CURL_FUNCTIONS(X) \
    X(curl_easy_cleanup) X(curl_easy_escape) X(curl_easy_getinfo) X(curl_easy_header) \
    X(curl_easy_init) X(curl_easy_perform) X(curl_easy_reset) X(curl_easy_setopt) \
    X(curl_easy_strerror) X(curl_free) X(curl_getdate) X(curl_global_cleanup) \
    X(curl_global_init) X(curl_multi_add_handle) X(curl_multi_cleanup) X(curl_multi_info_read) \
    X(curl_multi_init) X(curl_multi_perform) X(curl_multi_poll) X(curl_multi_remove_handle) \
    X(curl_multi_setopt) X(curl_multi_wakeup) X(curl_slist_append) X(curl_slist_free_all) \
    X(curl_url) X(curl_url_cleanup) X(curl_url_get) X(curl_url_set)
/* clang-format on */

struct sam_curl {
    SAM_CURL_FUNCTIONS(SAM_MODULE_POINTER)
};
extern const struct sam_curl *sam_curl;

/* Without libcurl's macros that check types, which can't go through a pointer; tests/CMakeLists.txt
 * compiles what calls it with them too. */
#ifndef SAM_CURL_ITSELF
#undef curl_easy_setopt
#undef curl_easy_getinfo
#undef curl_multi_setopt
#define curl_easy_cleanup (sam_curl->curl_easy_cleanup)
#define curl_easy_escape (sam_curl->curl_easy_escape)
#define curl_easy_getinfo (sam_curl->curl_easy_getinfo)
#define curl_easy_header (sam_curl->curl_easy_header)
#define curl_easy_init (sam_curl->curl_easy_init)
#define curl_easy_perform (sam_curl->curl_easy_perform)
#define curl_easy_reset (sam_curl->curl_easy_reset)
#define curl_easy_setopt (sam_curl->curl_easy_setopt)
#define curl_easy_strerror (sam_curl->curl_easy_strerror)
#define curl_free (sam_curl->curl_free)
#define curl_getdate (sam_curl->curl_getdate)
#define curl_global_cleanup (sam_curl->curl_global_cleanup)
#define curl_global_init (sam_curl->curl_global_init)
#define curl_multi_add_handle (sam_curl->curl_multi_add_handle)
#define curl_multi_cleanup (sam_curl->curl_multi_cleanup)
#define curl_multi_info_read (sam_curl->curl_multi_info_read)
#define curl_multi_init (sam_curl->curl_multi_init)
#define curl_multi_perform (sam_curl->curl_multi_perform)
#define curl_multi_poll (sam_curl->curl_multi_poll)
#define curl_multi_remove_handle (sam_curl->curl_multi_remove_handle)
#define curl_multi_setopt (sam_curl->curl_multi_setopt)
#define curl_multi_wakeup (sam_curl->curl_multi_wakeup)
#define curl_slist_append (sam_curl->curl_slist_append)
#define curl_slist_free_all (sam_curl->curl_slist_free_all)
#define curl_url (sam_curl->curl_url)
#define curl_url_cleanup (sam_curl->curl_url_cleanup)
#define curl_url_get (sam_curl->curl_url_get)
#define curl_url_set (sam_curl->curl_url_set)
#endif

#endif
