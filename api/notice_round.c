#include "api/notice_round.h"

#include "api/clock.h"
#include "api/log.h"
#include "api/mail.h"
#include "api/mail_message.h"
#include "api/notice_letter.h"
#include "api/settings.h"
#include "api/store/store_notice.h"
#include "scoring/base/arena.h"
#include "scoring/base/text.h"

#define STORE_MS_MAX ((int64_t)3000)

static enum status send_one(const struct notice_sender *sender, struct mail_link *link,
                            const struct notice *notice)
{
    const struct settings *settings = sender->settings;
    struct text body = {0};
    const struct notice_letter letter = {
        .notice = notice->word,
        .party = notice->party,
        .language = notice->language,
        .deadline = notice->deadline,
        .page = settings->sign_in_url[0] != '\0' ? settings->sign_in_url : settings->public_url};
    notice_letter_write(&letter, &body);
    enum status status = text_status(&body);
    const struct mail mail = {.to = notice->email,
                              .subject = notice_letter_subject(&letter),
                              .text = body.bytes,
                              .id = notice->message_id};
    if (status == STATUS_OK)
        status = mail_send(link, &mail, clock_utc_ms());
    text_free(&body);
    return status;
}

/* No word of who it is to. */
static void tell(const struct notice_sender *sender, const struct notice *notice,
                 enum notice_failure why, const char *error)
{
    if (why == NOTICE_NONE)
        log_event(sender->log, "info", "notice_sent", "notice=%s tries=%lld", notice->word,
                  (long long)notice->tries);
    else
        log_event(sender->log, "warn", "notice_failed", "notice=%s tries=%lld why=%s reason=%s",
                  notice->word, (long long)notice->tries, notice_failure_word(why),
                  log_value(error).text);
}

static enum notice_failure failure_of(enum status sent)
{
    return sent == STATUS_OK        ? NOTICE_NONE
           : sent == STATUS_INVALID ? NOTICE_BAD_ADDRESS
           : sent == STATUS_REFUSED ? NOTICE_REFUSED
                                    : NOTICE_UNREACHABLE;
}

static enum status settle(const struct notice_sender *sender, const struct notice *notice,
                          enum notice_failure why)
{
    store_set_deadline(sender->store, clock_ms() + STORE_MS_MAX);
    if (why == NOTICE_NONE)
        return store_notice_sent(sender->store, notice, clock_utc_ms());
    return store_notice_failed(sender->store, notice, why, clock_utc_ms());
}

/* Where the server of mail is away nothing is settled: the try does not count. */
static enum status try_one(const struct notice_sender *sender, struct mail_link *link,
                           const struct notice *notice, struct notice_outcome *outcome)
{
    if (notice->failed != NOTICE_NONE) {
        outcome->failed++;
        tell(sender, notice, notice->failed, "it is not sent");
        return STATUS_OK;
    }
    enum status sent = send_one(sender, link, notice);
    outcome->sent += sent == STATUS_OK;
    outcome->failed += sent != STATUS_OK;
    outcome->away = mail_away(link);
    if (outcome->away)
        return STATUS_OK;
    enum notice_failure why = failure_of(sent);
    tell(sender, notice, why, mail_error(link));
    return settle(sender, notice, why);
}

/* What was given up as it was taken is no more to be given back. */
static enum status give_back(const struct notice_sender *sender, struct notice *notices,
                             size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (notices[i].failed == NOTICE_NONE)
            notices[kept++] = notices[i];
    if (kept == 0)
        return STATUS_OK;
    store_set_deadline(sender->store, clock_ms() + STORE_MS_MAX);
    return store_notice_give_back(sender->store, notices, kept, clock_utc_ms());
}

enum status notice_round(const struct notice_sender *sender, struct mail_link *link,
                         struct notice_outcome *ret_outcome)
{
    struct notice *notices = NULL;
    size_t count = 0;
    size_t done = 0;
    int64_t start_ms = clock_ms();
    *ret_outcome = (struct notice_outcome){0};
    arena_reset(sender->arena);
    store_set_deadline(sender->store, start_ms + STORE_MS_MAX);
    enum status status =
        store_notice_take(sender->store, clock_utc_ms(), sender->settings->notice_days,
                          sender->arena, &notices, &count);
    if (status != STATUS_OK)
        return status;
    ret_outcome->taken = count;
    while (done < count && status == STATUS_OK && !ret_outcome->away && !atomic_load(sender->end) &&
           clock_ms() - start_ms < NOTICE_FRESH_MS) {
        status = try_one(sender, link, &notices[done], ret_outcome);
        done += !ret_outcome->away;
    }
    if (status != STATUS_OK)
        return status;
    return give_back(sender, notices + done, count - done);
}
