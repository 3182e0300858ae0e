#include "api/mail.h"

#include "api/mail_message.h"
#include "api/settings.h"
#include "api/store/store.h"
#include "scoring/base/faults.h"
#include "scoring/base/text.h"

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define PATH_SIZE (MAIL_ADDRESS_SIZE_MAX + 3) /* "<", the address, ">" and the NUL */

struct mail_link {
    const struct settings *settings;
    const atomic_bool *stop;
    CURL *curl;
    char error[200];
    bool away;
};

/* ---- settings */

/* What curl makes of the address of the server; NULL where it has no such part. The caller frees it
 * with curl_free. */
static char *url_part(const char *url, CURLUPart part)
{
    CURLU *parsed = curl_url();
    char *text = NULL;
    if (parsed != NULL && curl_url_set(parsed, CURLUPART_URL, url, 0) == CURLUE_OK)
        (void)curl_url_get(parsed, part, &text, 0);
    curl_url_cleanup(parsed);
    return text;
}

static bool url_has(const char *url, CURLUPart part)
{
    char *text = url_part(url, part);
    bool has = text != NULL;
    curl_free(text);
    return has;
}

static bool url_fits(const char *url)
{
    char *scheme = url_part(url, CURLUPART_SCHEME);
    bool fits = scheme != NULL && (strcmp(scheme, "smtp") == 0 || strcmp(scheme, "smtps") == 0);
    curl_free(scheme);
    return fits && !url_has(url, CURLUPART_USER) && !url_has(url, CURLUPART_PASSWORD);
}

static bool url_is_loopback(const char *url)
{
    char *host = url_part(url, CURLUPART_HOST);
    bool loopback = host != NULL && (strcasecmp(host, "localhost") == 0 ||
                                     strcmp(host, "[::1]") == 0 || strncmp(host, "127.", 4) == 0);
    /* 127.example.org is a name, and may be anybody's. */
    if (loopback && host[0] == '1')
        loopback = host[strspn(host, "0123456789.")] == '\0';
    curl_free(host);
    return loopback;
}

/* A page of the web, to which a fragment can be added. */
static bool page_fits(const char *url)
{
    char *scheme = url_part(url, CURLUPART_SCHEME);
    bool fits = scheme != NULL && (strcmp(scheme, "https") == 0 || strcmp(scheme, "http") == 0);
    curl_free(scheme);
    for (const char *at = url; *at != '\0'; at++)
        fits = fits && *at > ' ' && *at < 0x7f && strchr("#<>\"", *at) == NULL;
    return fits;
}

static enum status check_page(const char *variable, const char *url, struct faults *faults)
{
    if (url[0] == '\0' || page_fits(url))
        return STATUS_OK;
    return fault_add(faults, 0, variable, "bad_address",
                     "%s must be https://… or http://… without blanks and without #.", variable);
}

enum status mail_check(const struct settings *settings, struct faults *faults)
{
    enum status status = STATUS_OK;
    if (settings->smtp_url[0] == '\0')
        return STATUS_OK;
    if (!url_fits(settings->smtp_url))
        status = fault_add(faults, 0, "KRING_SMTP_URL", "bad_address",
                           "KRING_SMTP_URL must be smtp://host:port or smtps://host:port; user and "
                           "password have settings of their own.");
    if (!mail_address_valid(settings->mail_from))
        status = fault_add(faults, 0, "KRING_MAIL_FROM", "bad_address",
                           "KRING_MAIL_FROM must be the address that mail comes from.");
    if (settings->smtp_password[0] != '\0' && settings->smtp_user[0] == '\0')
        status = fault_add(faults, 0, "KRING_SMTP_USER", "missing",
                           "KRING_SMTP_USER must say whose KRING_SMTP_PASSWORD is.");
    if (check_page("KRING_SIGN_IN_URL", settings->sign_in_url, faults) != STATUS_OK)
        status = STATUS_INVALID;
    if (check_page("KRING_PUBLIC_URL", settings->public_url, faults) != STATUS_OK)
        status = STATUS_INVALID;
    return status;
}

/* ---- the link */

static int on_progress(void *context, curl_off_t down_total, curl_off_t down, curl_off_t up_total,
                       curl_off_t up)
{
    const struct mail_link *link = context;
    (void)down_total, (void)down, (void)up_total, (void)up;
    return link->stop != NULL && atomic_load(link->stop); /* not 0: give up */
}

static bool set_texts(CURL *curl, const struct settings *settings)
{
    bool good = curl_easy_setopt(curl, CURLOPT_URL, settings->smtp_url) == CURLE_OK &&
                curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps") == CURLE_OK &&
                curl_easy_setopt(curl, CURLOPT_PROXY, "") == CURLE_OK;
    if (settings->smtp_user[0] != '\0')
        good = good && curl_easy_setopt(curl, CURLOPT_USERNAME, settings->smtp_user) == CURLE_OK &&
               curl_easy_setopt(curl, CURLOPT_PASSWORD, settings->smtp_password) == CURLE_OK;
    if (settings->smtp_ca[0] != '\0')
        good = good && curl_easy_setopt(curl, CURLOPT_CAINFO, settings->smtp_ca) == CURLE_OK;
    return good;
}

static bool set_numbers(struct mail_link *link)
{
    const struct settings *settings = link->settings;
    long tls = url_is_loopback(settings->smtp_url) ? CURLUSESSL_NONE : CURLUSESSL_ALL;
    CURL *curl = link->curl;
    return curl_easy_setopt(curl, CURLOPT_USE_SSL, tls) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, on_progress) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_XFERINFODATA, link) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, (long)settings->smtp_connect_ms_max) ==
               CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, (long)settings->smtp_ms_max) == CURLE_OK;
}

enum status mail_open(const struct settings *settings, const atomic_bool *stop,
                      struct mail_link **ret_link)
{
    struct mail_link *link = calloc(1, sizeof *link);
    if (link == NULL)
        return STATUS_MEMORY;
    link->settings = settings;
    link->stop = stop;
    link->curl = curl_easy_init();
    if (link->curl == NULL || !set_texts(link->curl, settings) || !set_numbers(link)) {
        mail_close(link);
        return STATUS_MEMORY;
    }
    *ret_link = link;
    return STATUS_OK;
}

void mail_close(struct mail_link *link)
{
    if (link == NULL)
        return;
    curl_easy_cleanup(link->curl);
    free(link);
}

const char *mail_error(const struct mail_link *link)
{
    return link->error;
}

bool mail_away(const struct mail_link *link)
{
    return link->away;
}

/* ---- sending */

struct mail_bytes {
    const char *bytes;
    size_t left;
};

static size_t on_read(char *room, size_t size, size_t count, void *context)
{
    struct mail_bytes *message = context;
    size_t taken = size * count < message->left ? size * count : message->left;
    memcpy(room, message->bytes, taken);
    message->bytes += taken;
    message->left -= taken;
    return taken;
}

/* What the server says to MAIL, RCPT or DATA (CURLE_SEND_ERROR), or to the message itself, once it
 * was uploaded. */
static bool is_answer(CURL *curl, CURLcode code)
{
    curl_off_t uploaded = 0;
    (void)curl_easy_getinfo(curl, CURLINFO_SIZE_UPLOAD_T, &uploaded);
    return code == CURLE_SEND_ERROR || (code == CURLE_WEIRD_SERVER_REPLY && uploaded > 0);
}

/* A 5xx that answers is about this message. The same number at the greeting, at STARTTLS or at the
 * login, and 53x (RFC 4954: log in first) wherever it comes, is about us, and may be mended. */
static bool is_final(CURL *curl, CURLcode code, long reply)
{
    return reply >= 500 && reply < 600 && reply / 10 != 53 && is_answer(curl, code);
}

/* True when what failed has nothing to do with this message: there was no reply at all, or none
 * after the greeting, STARTTLS or the login; or it goes away (421, RFC 5321, 3.8). */
static bool is_away(CURL *curl, CURLcode code, long reply)
{
    bool spoken =
        code == CURLE_RECV_ERROR || code == CURLE_OPERATION_TIMEDOUT || is_answer(curl, code);
    return code == CURLE_ABORTED_BY_CALLBACK ||
           (code != CURLE_OK && (!spoken || reply == 0 || reply == 421 || reply / 10 == 53));
}

static enum status status_of(CURL *curl, CURLcode code, long reply)
{
    if (code == CURLE_OK)
        return STATUS_OK;
    if (code == CURLE_ABORTED_BY_CALLBACK)
        return STATUS_CANCELLED;
    if (code == CURLE_OPERATION_TIMEDOUT)
        return STATUS_TIMEOUT;
    if (code == CURLE_OUT_OF_MEMORY)
        return STATUS_MEMORY;
    return is_final(curl, code, reply) ? STATUS_REFUSED : STATUS_UNAVAILABLE;
}

static enum status perform(struct mail_link *link, struct mail_bytes *message)
{
    long reply = 0;
    bool set = curl_easy_setopt(link->curl, CURLOPT_READFUNCTION, on_read) == CURLE_OK &&
               curl_easy_setopt(link->curl, CURLOPT_READDATA, message) == CURLE_OK;
    if (!set)
        return STATUS_MEMORY;
    CURLcode code = curl_easy_perform(link->curl);
    (void)curl_easy_getinfo(link->curl, CURLINFO_RESPONSE_CODE, &reply);
    enum status status = status_of(link->curl, code, reply);
    link->away = is_away(link->curl, code, reply);
    if (status != STATUS_OK)
        snprintf(link->error, sizeof link->error, "%s (last reply of the server: %ld)",
                 curl_easy_strerror(code), reply);
    return status;
}

/* From and to, in the brackets of RFC 5321, which curl would else read further for. */
static enum status send_to(struct mail_link *link, const char *to, struct mail_bytes *message)
{
    char from_path[PATH_SIZE];
    char to_path[PATH_SIZE];
    snprintf(from_path, sizeof from_path, "<%s>", link->settings->mail_from);
    snprintf(to_path, sizeof to_path, "<%s>", to);
    struct curl_slist *paths = curl_slist_append(NULL, to_path);
    enum status status = STATUS_MEMORY;
    if (paths != NULL && curl_easy_setopt(link->curl, CURLOPT_MAIL_FROM, from_path) == CURLE_OK &&
        curl_easy_setopt(link->curl, CURLOPT_MAIL_RCPT, paths) == CURLE_OK)
        status = perform(link, message);
    (void)curl_easy_setopt(link->curl, CURLOPT_MAIL_RCPT, NULL);
    curl_slist_free_all(paths);
    return status;
}

enum status mail_send(struct mail_link *link, const struct mail *mail, int64_t now_ms)
{
    struct text text = {0};
    char id[STORE_ID_SIZE];
    store_id_new(now_ms, id);
    link->error[0] = '\0';
    link->away = false;
    enum status status = mail_message_write(mail, link->settings->mail_from,
                                            mail->id == NULL ? id : mail->id, now_ms, &text);
    if (status == STATUS_OK)
        status = text_status(&text);
    else
        snprintf(link->error, sizeof link->error, "the address or the text cannot be sent");
    struct mail_bytes message = {text.bytes, text.size};
    if (status == STATUS_OK)
        status = send_to(link, mail->to, &message);
    if (text.bytes != NULL)
        explicit_bzero(text.bytes, text.size); /* it may hold what opens a door */
    text_free(&text);
    return status;
}
