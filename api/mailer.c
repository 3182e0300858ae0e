#include "api/mailer.h"

#include "api/clock.h"
#include "api/letter.h"
#include "api/log.h"
#include "api/mail.h"
#include "api/mail_message.h"
#include "api/notice_round.h"
#include "api/settings.h"
#include "api/store/store_notice.h"
#include "api/store/store_sign_in.h"
#include "scoring/base/arena.h"
#include "scoring/base/text.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LOOK_EVERY_S    1
#define STORE_MS_MAX    ((int64_t)3000)
#define FORGET_EVERY_MS ((int64_t)3600000)

struct mailer {
    struct settings settings;
    struct log *log;
    pthread_t thread;
    atomic_bool ending;

    pthread_mutex_t lock; /* guards what follows, up to the next group */
    pthread_cond_t ended;
    char (*asked)[MAIL_ADDRESS_SIZE_MAX + 1]; /* a ring of MAILER_ASKED_MAX */
    size_t asked_first, asked_count;
    struct mailer_health health;

    /* the thread's own */
    struct store *store;
    struct arena *arena; /* of one mail */
    bool failed;         /* the last look did; told once */
    bool away;           /* the server of mail is; told once */
    int64_t forgot_ms;
};

/* ---- the list of who asked */

enum status mailer_ask(struct mailer *mailer, const char *email)
{
    pthread_mutex_lock(&mailer->lock);
    bool room = mailer->asked_count < MAILER_ASKED_MAX;
    if (room) {
        size_t at = (mailer->asked_first + mailer->asked_count++) % MAILER_ASKED_MAX;
        (void)snprintf(mailer->asked[at], sizeof mailer->asked[at], "%s", email);
    }
    pthread_mutex_unlock(&mailer->lock);
    return room ? STATUS_OK : STATUS_TOO_LARGE;
}

/* The first of the list, which stays on it; false when it is empty. */
static bool first_asked(struct mailer *mailer, char ret_email[MAIL_ADDRESS_SIZE_MAX + 1])
{
    pthread_mutex_lock(&mailer->lock);
    bool any = mailer->asked_count > 0;
    if (any)
        memcpy(ret_email, mailer->asked[mailer->asked_first], MAIL_ADDRESS_SIZE_MAX + 1);
    pthread_mutex_unlock(&mailer->lock);
    return any;
}

static void drop_asked(struct mailer *mailer)
{
    pthread_mutex_lock(&mailer->lock);
    explicit_bzero(mailer->asked[mailer->asked_first], MAIL_ADDRESS_SIZE_MAX + 1);
    mailer->asked_first = (mailer->asked_first + 1) % MAILER_ASKED_MAX;
    mailer->asked_count--;
    pthread_mutex_unlock(&mailer->lock);
}

/* While the database is away the list stays as it is. */
static enum status take_asked(struct mailer *mailer)
{
    char email[MAIL_ADDRESS_SIZE_MAX + 1];
    enum status status = STATUS_OK;
    while (status == STATUS_OK && !atomic_load(&mailer->ending) && first_asked(mailer, email)) {
        store_set_deadline(mailer->store, clock_ms() + STORE_MS_MAX);
        status = store_sign_in_ask(mailer->store, email, clock_utc_ms());
        if (status != STATUS_UNAVAILABLE && status != STATUS_TIMEOUT)
            drop_asked(mailer);
    }
    return status;
}

/* ---- one mail */

static enum status send_letter(struct mailer *mailer, struct mail_link *link,
                               const struct sign_in_mail *due)
{
    struct text body = {0};
    const struct letter letter = {.invitation = due->invitation,
                                  .language = due->language,
                                  .code = due->code,
                                  .expires = due->expires,
                                  .page = mailer->settings.sign_in_url,
                                  .home = mailer->settings.public_url};
    letter_write(&letter, &body);
    enum status status = text_status(&body);
    const struct mail mail = {
        .to = due->email, .subject = letter_subject(&letter), .text = body.bytes};
    if (status == STATUS_OK)
        status = mail_send(link, &mail, clock_utc_ms());
    if (body.bytes != NULL)
        explicit_bzero(body.bytes, body.size);
    text_free(&body);
    return status;
}

static enum sign_in_failure failure_of(const struct sign_in_mail *due, enum status status)
{
    return !due->lawful               ? SIGN_IN_NO_BASIS
           : due->email == NULL       ? SIGN_IN_NO_EMAIL
           : status == STATUS_INVALID ? SIGN_IN_BAD_ADDRESS
           : status == STATUS_REFUSED ? SIGN_IN_REFUSED
                                      : SIGN_IN_UNREACHABLE;
}

static void count_try(struct mailer *mailer, bool sent)
{
    pthread_mutex_lock(&mailer->lock);
    mailer->health.sent += sent;
    mailer->health.failed += !sent;
    pthread_mutex_unlock(&mailer->lock);
}

/* Says what came of a mail; no word of who it is to. */
static enum status settle(struct mailer *mailer, struct mail_link *link,
                          const struct sign_in_mail *due, enum status sent)
{
    const char *kind = due->invitation ? "invitation" : "link";
    store_time now = clock_utc_ms();
    count_try(mailer, sent == STATUS_OK);
    store_set_deadline(mailer->store, clock_ms() + STORE_MS_MAX);
    if (sent == STATUS_OK) {
        log_event(mailer->log, "info", "mail_sent", "kind=%s tries=%lld", kind,
                  (long long)due->tries);
        return store_sign_in_sent(mailer->store, due, now);
    }
    log_event(mailer->log, "warn", "mail_failed", "kind=%s tries=%lld status=%s reason=%s", kind,
              (long long)due->tries, status_word(sent),
              log_value(!due->lawful         ? "they may not be written to"
                        : due->email == NULL ? "no address"
                                             : mail_error(link))
                  .text);
    return store_sign_in_failed(mailer->store, due, failure_of(due, sent), now);
}

/* *ret_away: the server of mail could not be spoken with, so the next one need not be tried now. */
static enum status send_due(struct mailer *mailer, struct mail_link *link, bool *ret_away)
{
    struct sign_in_mail due;
    arena_reset(mailer->arena);
    store_set_deadline(mailer->store, clock_ms() + STORE_MS_MAX);
    enum status status = store_sign_in_take(mailer->store, clock_utc_ms(), mailer->arena, &due);
    if (status != STATUS_OK)
        return status;
    bool may = due.lawful && due.email != NULL;
    enum status sent = may ? send_letter(mailer, link, &due) : STATUS_INVALID;
    *ret_away = sent == STATUS_UNAVAILABLE || sent == STATUS_TIMEOUT || sent == STATUS_CANCELLED;
    explicit_bzero(due.code, sizeof due.code);
    return settle(mailer, link, &due, sent);
}

/* ---- notices */

static void count_notices(struct mailer *mailer, const struct notice_outcome *outcome)
{
    pthread_mutex_lock(&mailer->lock);
    mailer->health.notices_sent += outcome->sent;
    mailer->health.notices_failed += outcome->failed;
    pthread_mutex_unlock(&mailer->lock);
}

static void tell_away(struct mailer *mailer, const struct mail_link *link,
                      const struct notice_outcome *outcome)
{
    bool away = outcome->away && !atomic_load(&mailer->ending);
    if (away && !mailer->away)
        log_event(mailer->log, "warn", "mail_server_away", "reason=%s",
                  log_value(mail_error(link)).text);
    if (outcome->sent > 0 && mailer->away && !away)
        log_event(mailer->log, "info", "mail_server_back", "status=ok");
    mailer->away = away || (mailer->away && outcome->sent == 0);
}

/* NOT_FOUND: none is due. */
static enum status send_notices(struct mailer *mailer, struct mail_link *link, bool *ret_away)
{
    const struct notice_sender sender = {.settings = &mailer->settings,
                                         .log = mailer->log,
                                         .store = mailer->store,
                                         .arena = mailer->arena,
                                         .end = &mailer->ending};
    struct notice_outcome outcome;
    enum status status = notice_round(&sender, link, &outcome);
    count_notices(mailer, &outcome);
    tell_away(mailer, link, &outcome);
    *ret_away = outcome.away;
    return status == STATUS_OK && outcome.taken == 0 ? STATUS_NOT_FOUND : status;
}

/* ---- a look */

static enum status count_waiting(struct mailer *mailer)
{
    int64_t waiting = -1;
    int64_t notices = -1;
    store_set_deadline(mailer->store, clock_ms() + STORE_MS_MAX);
    enum status status = store_sign_in_waiting(mailer->store, &waiting);
    if (status == STATUS_OK)
        status = store_notice_waiting(mailer->store, &notices);
    pthread_mutex_lock(&mailer->lock);
    if (status == STATUS_OK) {
        mailer->health.waiting = waiting;
        mailer->health.notices_waiting = notices;
    }
    pthread_mutex_unlock(&mailer->lock);
    return status;
}

static enum status forget_old(struct mailer *mailer)
{
    if (mailer->forgot_ms != 0 && clock_ms() - mailer->forgot_ms < FORGET_EVERY_MS)
        return STATUS_OK;
    enum status status = store_sign_in_forget(mailer->store, clock_utc_ms());
    if (status == STATUS_OK)
        mailer->forgot_ms = clock_ms();
    return status;
}

/* A connection to the server of mail lives for one look: what waits long between two is closed by
 * many servers, and found out too late. Who waits to be let in goes before notices, of which some
 * are sent at a time. */
static enum status send_all(struct mailer *mailer)
{
    struct mail_link *link = NULL;
    bool away = false;
    enum status status = mail_open(&mailer->settings, &mailer->ending, &link);
    while (status == STATUS_OK && !away && !atomic_load(&mailer->ending)) {
        status = take_asked(mailer);
        if (status == STATUS_OK)
            status = send_due(mailer, link, &away);
        if (status == STATUS_NOT_FOUND)
            status = send_notices(mailer, link, &away);
    }
    mail_close(link);
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

static void tell_change(struct mailer *mailer, enum status status)
{
    if (status != STATUS_OK && !mailer->failed)
        log_event(mailer->log, "warn", "mailer_failed", "status=%s reason=%s", status_word(status),
                  log_value(store_error(mailer->store)).text);
    if (status == STATUS_OK && mailer->failed)
        log_event(mailer->log, "info", "mailer_resumed", "status=ok");
    mailer->failed = status != STATUS_OK;
}

static void look(struct mailer *mailer)
{
    enum status status = send_all(mailer);
    if (status == STATUS_OK)
        status = forget_old(mailer);
    if (status == STATUS_OK)
        status = count_waiting(mailer);
    if (!atomic_load(&mailer->ending))
        tell_change(mailer, status);
}

/* Waits for the next look, whoever asks meanwhile: the work that a known address makes begins when
 * its reply is long gone, and slows nothing that is measured. */
static bool wait_next(struct mailer *mailer)
{
    struct timespec until;
    int waited = 0;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += LOOK_EVERY_S;
    pthread_mutex_lock(&mailer->lock);
    while (!atomic_load(&mailer->ending) && waited == 0)
        waited = pthread_cond_timedwait(&mailer->ended, &mailer->lock, &until);
    pthread_mutex_unlock(&mailer->lock);
    return !atomic_load(&mailer->ending);
}

static void *mailer_main(void *context)
{
    do
        look(context);
    while (wait_next(context));
    return NULL;
}

/* ---- start and end */

static void mailer_free(struct mailer *mailer)
{
    store_close(mailer->store);
    arena_free(mailer->arena);
    pthread_cond_destroy(&mailer->ended);
    pthread_mutex_destroy(&mailer->lock);
    free(mailer->asked);
    free(mailer);
}

static void prepare(struct mailer *mailer)
{
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&mailer->ended, &monotonic);
    pthread_condattr_destroy(&monotonic);
    pthread_mutex_init(&mailer->lock, NULL);
}

static enum status start(struct mailer *mailer)
{
    mailer->asked = calloc(MAILER_ASKED_MAX, sizeof *mailer->asked);
    if (mailer->asked == NULL)
        return STATUS_MEMORY;
    enum status status = arena_new(0, &mailer->arena);
    if (status == STATUS_OK)
        status = store_open(mailer->settings.database_url, &mailer->store);
    if (status == STATUS_OK && pthread_create(&mailer->thread, NULL, mailer_main, mailer) != 0)
        status = STATUS_MEMORY;
    return status;
}

enum status mailer_start(const struct settings *settings, struct log *log, struct faults *faults,
                         struct mailer **ret_mailer)
{
    enum status status = mail_check(settings, faults);
    if (status != STATUS_OK || settings->smtp_url[0] == '\0')
        return status;
    struct mailer *mailer = calloc(1, sizeof *mailer);
    if (mailer == NULL)
        return STATUS_MEMORY;
    mailer->settings = *settings;
    mailer->log = log;
    mailer->health.waiting = mailer->health.notices_waiting = -1;
    prepare(mailer);
    status = start(mailer);
    if (status == STATUS_OK)
        *ret_mailer = mailer;
    else
        mailer_free(mailer);
    return status;
}

void mailer_stop(struct mailer *mailer)
{
    if (mailer == NULL)
        return;
    pthread_mutex_lock(&mailer->lock);
    atomic_store(&mailer->ending, true);
    pthread_cond_signal(&mailer->ended);
    pthread_mutex_unlock(&mailer->lock);
    pthread_join(mailer->thread, NULL);
    mailer_free(mailer);
}

struct mailer_health mailer_health(struct mailer *mailer)
{
    if (mailer == NULL)
        return (struct mailer_health){.waiting = -1, .notices_waiting = -1};
    pthread_mutex_lock(&mailer->lock);
    struct mailer_health health = mailer->health;
    pthread_mutex_unlock(&mailer->lock);
    return health;
}
