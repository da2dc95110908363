#include "form/monitor.h"

#include "base/words.h"
#include "form/httpd.h"
#include "form/login.h"

#include <stdio.h>
#include <string.h>

static enum sam_status no_room(struct sam_err *err) {
    return sam_fail(err, SAM_E_LIMIT, _("more than can be held"));
}

/* The wave that the address names, or the last; SAM_NONE when there is no such wave. */
static size_t wave_of(const struct sam_web *web) {
    const char *id = sam_request_parameter(web->request, "wave");
    return id[0] != '\0' ? sam_study_wave(web->study, id) : web->study->wave_count - 1;
}

/* Where this page is, without its language. */
static const char *base_of(const struct sam_web *web) {
    const char *id = sam_request_parameter(web->request, "wave");
    char path[96];
    snprintf(path, sizeof path, "/monitor%s%s", id[0] != '\0' ? "/wave/" : "", id);
    return sam_arena_strdup(web->arena, path);
}

static const char *page_of(const struct sam_web *web) {
    char path[128];
    const char *base = base_of(web);
    snprintf(path, sizeof path, "%s/%s", base != NULL ? base : "/monitor",
             sam_lang_code(web->request->language));
    const char *copy = sam_arena_strdup(web->arena, path);
    return copy != NULL ? copy : "/monitor";
}

static struct sam_monitor monitor_of(struct sam_web *web, const char *csrf) {
    sam_reply_clear(web->reply);
    web->reply->type = SAM_TYPE_HTML;
    return (struct sam_monitor){.screen = {.html = &web->reply->body,
                                           .lang = web->request->language,
                                           .study = web->study,
                                           .house = web->house,
                                           .base = base_of(web),
                                           .style = "monitor.css",
                                           .switchable = true},
                                .wave = wave_of(web),
                                .csrf = csrf,
                                .now = web->now};
}

static const char *cookie_of(const struct sam_web *web) {
    const char *text = sam_fields_get(&web->request->cookies, SAM_SESSION_COOKIE);
    return text != NULL && strlen(text) < SAM_SESSION_TEXT ? text : "";
}

/* --- logging in --------------------------------------------------------------------------------
 */

/* A visitor gets letters of their own, to which the form is bound: nobody can be logged in from
 * another site's page. */
static enum sam_status show_login(struct sam_web *web, enum sam_monitor_refusal why,
                                  struct sam_err *err) {
    char letters[SAM_SESSION_TEXT], csrf[SAM_CSRF_SIZE];
    struct sam_request request = *web->request;
    struct sam_web asking = *web;
    struct sam_monitor monitor = monitor_of(web, csrf);
    if (monitor.screen.base == NULL) {
        return no_room(err);
    }
    if (cookie_of(web)[0] == '\0') {
        enum sam_status status = sam_session_text(letters, err);
        if (status != SAM_OK) {
            return status;
        }
        sam_reply_cookie(web->reply, SAM_SESSION_COOKIE, letters, 0, SAM_SAME_SITE_STRICT,
                         request.secure);
        request.proof = letters;
    }
    asking.request = &request;
    sam_csrf(&asking, csrf);
    web->reply->status = why == SAM_MONITOR_WRONG ? MHD_HTTP_FORBIDDEN : MHD_HTTP_OK;
    sam_monitor_login_page(&monitor, why);
    return SAM_OK;
}

/* The password was right. The session's letters are new ones: those of before logging in may have
 * been put there by somebody else. */
static enum sam_status let_in(struct sam_web *web, struct sam_err *err) {
    char letters[SAM_SESSION_TEXT];
    enum sam_status status = sam_session_text(letters, err);
    if (status == SAM_OK) {
        status = sam_session_begin(web->store, letters, web->now, err);
    }
    if (status == SAM_OK) {
        sam_reply_cookie(web->reply, SAM_SESSION_COOKIE, letters, 0, SAM_SAME_SITE_STRICT,
                         web->request->secure);
        sam_reply_redirect(web->reply, page_of(web));
    }
    return status;
}

static enum sam_status log_in(struct sam_web *web, struct sam_err *err) {
    const char *password = sam_fields_get(&web->request->form, "password");
    enum sam_password what = SAM_PASSWORD_WRONG;
    enum sam_status status =
        sam_password_check(web->store, password != NULL ? password : "", &what, err);
    if (status != SAM_OK) {
        return status;
    }
    if (what != SAM_PASSWORD_RIGHT) {
        return show_login(web, what == SAM_PASSWORD_NONE ? SAM_MONITOR_UNSET : SAM_MONITOR_WRONG,
                          err);
    }
    sam_web_forgive(web);
    web->then = let_in;
    return SAM_OK;
}

static enum sam_status log_out(struct sam_web *web, struct sam_err *err) {
    enum sam_status status = sam_session_end(web->store, cookie_of(web), err);
    if (status == SAM_OK) {
        sam_reply_cookie(web->reply, SAM_SESSION_COOKIE, "", -1, SAM_SAME_SITE_STRICT,
                         web->request->secure);
        sam_reply_redirect(web->reply, page_of(web));
    }
    return status;
}

/* --- the page ----------------------------------------------------------------------------------
 */

static enum sam_status show(struct sam_web *web, struct sam_err *err) {
    char csrf[SAM_CSRF_SIZE];
    struct sam_fieldwork work;
    sam_csrf(web, csrf);
    struct sam_monitor monitor = monitor_of(web, csrf);
    if (monitor.screen.base == NULL) {
        return no_room(err);
    }
    enum sam_status status =
        sam_fieldwork_read(web->store, web->study, monitor.wave,
                           web->instruments->of_wave[monitor.wave], web->now, &work, err);
    if (status == SAM_OK) {
        monitor.work = &work;
        web->reply->status = MHD_HTTP_OK;
        sam_monitor_page(&monitor);
        sam_fieldwork_fini(&work);
    }
    return status;
}

static enum sam_status show_and_touch(struct sam_web *web, struct sam_err *err) {
    enum sam_status status = sam_session_touch(web->store, cookie_of(web), web->now, err);
    return status == SAM_OK ? show(web, err) : status;
}

static enum sam_status ask(struct sam_web *web, struct sam_err *err) {
    bool open = false, touch = false;
    if (wave_of(web) == SAM_NONE) {
        sam_web_refuse(web, MHD_HTTP_NOT_FOUND, "not_found",
                       sam_tr_in(web->request->language, "there is nothing at this address"));
        return SAM_OK;
    }
    enum sam_status status =
        sam_session_look(web->store, cookie_of(web), web->now, &open, &touch, err);
    if (status != SAM_OK) {
        return status;
    }
    if (!open) {
        return show_login(web, SAM_MONITOR_ASKED, err);
    }
    if (touch) {
        web->then = show_and_touch;
        return SAM_OK;
    }
    return show(web, err);
}

static enum sam_status send_on(struct sam_web *web, struct sam_err *err) {
    (void)err;
    sam_reply_redirect(web->reply, page_of(web));
    return SAM_OK;
}

#define LOGIN (SAM_ROUTE_CSRF | SAM_ROUTE_LOGIN | SAM_ROUTE_ASIDE)
#define LOGOUT (SAM_ROUTE_CSRF | SAM_ROUTE_WRITES)
const struct sam_route sam_monitor_routes[SAM_MONITOR_ROUTES] = {
    {SAM_GET, "/monitor", SAM_BODY_NONE, 0, send_on, NULL},
    {SAM_GET, "/monitor/:lang", SAM_BODY_NONE, SAM_ROUTE_ASIDE, ask, NULL},
    {SAM_GET, "/monitor/wave/:wave/:lang", SAM_BODY_NONE, SAM_ROUTE_ASIDE, ask, NULL},
    {SAM_POST, "/monitor/:lang", SAM_BODY_FORM, LOGIN, log_in, NULL},
    {SAM_POST, "/monitor/wave/:wave/:lang", SAM_BODY_FORM, LOGIN, log_in, NULL},
    {SAM_POST, "/monitor/:lang/out", SAM_BODY_FORM, LOGOUT, log_out, NULL},
    {SAM_POST, "/monitor/wave/:wave/:lang/out", SAM_BODY_FORM, LOGOUT, log_out, NULL},
};
