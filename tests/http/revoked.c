/* Tokens that open nothing any more, on every route; and a flood of wrong ones, which others do not
 * notice. */
#include "api/rights.h"
#include "api/routes.h"
#include "tests/http/http_server.h"

#include <sys/mman.h>

#define PROMISE_MS 1000 /* within which a revoked token is refused */
#define KNOWN      "/v1/concepts/isced"

static int status_of(const struct http_server *server, const char *token, const char *method,
                     const char *target)
{
    struct http_reply reply = http_ask(
        server->port, (struct http_ask){.method = method, .target = target, .token = token});
    int status = reply.status;
    http_reply_free(&reply);
    return status;
}

static void make_token(struct http_server *server, int64_t lives_ms, char ret_text[TOKEN_TEXT_SIZE],
                       struct token *ret_token)
{
    int64_t now = clock_utc_ms();
    cr_assert(eq(int,
                 database_token(&server->database, NULL, now, now + lives_ms, ret_text, ret_token),
                 STATUS_OK));
}

/* The path with an id that nothing has at each {…}. */
static void write_target(const struct route *route, char target[300])
{
    size_t at = 0;
    for (const char *c = route->path; *c != '\0'; c++) {
        if (*c != '{') {
            target[at++] = *c;
            continue;
        }
        at += (size_t)snprintf(target + at, 300 - at, "01990000-0000-7000-8000-00000000dead");
        c = strchr(c, '}');
    }
    target[at] = '\0';
}

/* ---- revoked, expired */

/* Where a look-up is to be had only now and then, three answers in a row are the token's own, out
 * of memory: all that were made before it are there too. */
static void wait_in_memory(const struct http_server *server, const char *token)
{
    int in_a_row = 0;
    for (int i = 0; i < 500 && in_a_row < 3; i++) {
        in_a_row = status_of(server, token, "GET", KNOWN) == 200 ? in_a_row + 1 : 0;
        usleep(in_a_row == 0 ? 10000 : 0);
    }
    cr_assert(eq(int, in_a_row, 3), "the token is not in memory");
}

Test(revoked, a_revoked_token_is_refused_within_a_second_on_every_route, .timeout = 60)
{
    static char texts[ROUTES_MAX][TOKEN_TEXT_SIZE];
    static struct token tokens[ROUTES_MAX];
    static const char *const settings[] = {"KRING_LOOKUP_RATE", "1", NULL};
    struct http_server server = http_server_start(settings);
    size_t count = 0;
    for (size_t i = 0; i < route_count; i++)
        make_token(&server, 3600000, texts[i], &tokens[i]);
    wait_in_memory(&server, texts[route_count - 1]);
    for (size_t i = 0; i < route_count; i++)
        cr_assert(eq(int, status_of(&server, texts[i], "GET", KNOWN), 200));
    for (size_t i = 0; i < route_count; i++)
        cr_assert(eq(int, store_token_revoke(server.database.store, tokens[i].id, clock_utc_ms()),
                     STATUS_OK));
    int64_t revoked_ms = clock_ms();
    while (status_of(&server, texts[route_count - 1], "GET", KNOWN) != 401 &&
           clock_ms() - revoked_ms <= PROMISE_MS)
        usleep(2000);
    int64_t took_ms = clock_ms() - revoked_ms;
    while (clock_ms() - revoked_ms <= PROMISE_MS)
        usleep(2000);
    for (size_t i = 0; i < route_count; i++) {
        char target[300];
        if (right_is_public(rights_of(routes[i].name)))
            continue;
        write_target(&routes[i], target);
        cr_expect(eq(int, status_of(&server, texts[i], routes[i].method, target), 401), "%s",
                  routes[i].name);
        count++;
    }
    printf("note: %zu routes refuse a revoked token; the first did after %lld ms\n", count,
           (long long)took_ms);
    cr_expect(eq(int, status_of(&server, server.staff, "GET", KNOWN), 200), "another's");
    http_server_stop(&server);
}

/* A reply that came before the end is the token's; what was asked after it is refused. */
Test(revoked, a_token_is_refused_from_the_millisecond_at_which_it_expires, .timeout = 60)
{
    char text[TOKEN_TEXT_SIZE];
    struct token token;
    struct http_server server = http_server_start(NULL);
    size_t opened = 0;
    size_t refused = 0;
    make_token(&server, 1500, text, &token);
    while (refused < 20) {
        int64_t sent = clock_utc_ms();
        int status = status_of(&server, text, "GET", KNOWN);
        int64_t answered = clock_utc_ms();
        cr_assert(status == 200 || status == 401, "%d", status);
        opened += status == 200;
        refused += status == 401;
        cr_expect(status == 401 || sent < token.expires, "opened %lld ms after its end",
                  (long long)(sent - token.expires));
        cr_expect(status == 200 || answered >= token.expires, "refused before its end");
    }
    cr_expect(gt(sz, opened, 0));
    http_server_stop(&server);
}

/* ---- a thousand wrong ones a second */

enum wrong { WRONG_UNKNOWN, WRONG_UNKNOWN_KEPT, WRONG_CHECKSUM, WRONG_NONE, WRONGS };

#define FLOOD_MS   3000
#define EACH_MS    4 /* each of four: a thousand a second together */
#define LOOKUPS    50
#define SAMPLES    4096
#define SAMPLE_GAP 5000 /* us between the requests of the good token */

/* What the flooding processes count, in memory that all share. */
struct flood {
    _Atomic long sent[WRONGS], told_401[WRONGS], told_429[WRONGS], other[WRONGS];
};

static void wrong_token(enum wrong wrong, unsigned number, char ret_text[TOKEN_TEXT_SIZE])
{
    unsigned char secret[TOKEN_SECRET_SIZE] = "wrong";
    memcpy(secret + 8, &number, sizeof number);
    secret[16] = (unsigned char)wrong;
    token_format(secret, ret_text);
    if (wrong == WRONG_CHECKSUM)
        ret_text[TOKEN_TEXT_SIZE - 2] = ret_text[TOKEN_TEXT_SIZE - 2] == 'a' ? 'b' : 'a';
}

/* On a connection that is kept, as long as the server keeps it. */
static int ask_kept(const struct http_server *server, int *fd, const char *token)
{
    char bytes[400];
    int size = snprintf(bytes, sizeof bytes,
                        "GET " KNOWN " HTTP/1.1\r\nHost: localhost\r\n"
                        "Authorization: Bearer %s\r\n\r\n",
                        token);
    if (*fd < 0)
        *fd = http_connect(server->port);
    http_send(*fd, bytes, (size_t)size);
    struct http_reply reply = http_receive(*fd, true);
    int status = reply.status;
    if (reply.closed) {
        close(*fd);
        *fd = -1;
    }
    http_reply_free(&reply);
    return status;
}

static void flood_by(const struct http_server *server, enum wrong wrong, struct flood *flood)
{
    char text[TOKEN_TEXT_SIZE];
    int fd = -1;
    int64_t began_ms = clock_ms();
    for (unsigned i = 0; clock_ms() - began_ms < FLOOD_MS; i++) {
        wrong_token(wrong, i, text);
        int status = wrong == WRONG_UNKNOWN_KEPT
                         ? ask_kept(server, &fd, text)
                         : status_of(server, wrong == WRONG_NONE ? NULL : text, "GET", KNOWN);
        flood->sent[wrong]++;
        flood->told_401[wrong] += status == 401;
        flood->told_429[wrong] += status == 429;
        flood->other[wrong] += status != 401 && status != 429;
        int64_t early_ms = began_ms + (int64_t)(i + 1) * EACH_MS - clock_ms();
        if (early_ms > 0)
            usleep((useconds_t)(early_ms * 1000));
    }
    _exit(0);
}

static int by_size(const void *a, const void *b)
{
    const int64_t *left = a;
    const int64_t *right = b;
    return (*left > *right) - (*left < *right);
}

/* Asks by a good token for a while; every one must be answered. */
static void sample(const struct http_server *server, const char *when)
{
    static int64_t took_us[SAMPLES];
    size_t count = 0;
    int fd = -1;
    int64_t began_ms = clock_ms();
    while (clock_ms() - began_ms < FLOOD_MS && count < SAMPLES) {
        int64_t sent_us = clock_us();
        cr_expect(eq(int, ask_kept(server, &fd, server->staff), 200), "%s", when);
        took_us[count++] = clock_us() - sent_us;
        usleep(SAMPLE_GAP);
    }
    close(fd);
    qsort(took_us, count, sizeof took_us[0], by_size);
    printf("note: %s: %zu requests of a good token, median %lld us, p99 %lld us\n", when, count,
           (long long)took_us[count / 2], (long long)took_us[count * 99 / 100]);
}

static void expect_counts(const struct flood *flood, int64_t ms)
{
    long sent = 0;
    long looked_up = 0;
    for (size_t i = 0; i < WRONGS; i++) {
        sent += flood->sent[i];
        looked_up += i <= WRONG_UNKNOWN_KEPT ? flood->told_401[i] : 0;
        cr_expect(eq(long, (long)flood->other[i], 0), "wrong ones of sort %zu", i);
        cr_expect(gt(long, (long)flood->sent[i], 0));
    }
    cr_expect(eq(long, (long)(flood->told_429[WRONG_CHECKSUM] + flood->told_429[WRONG_NONE]), 0),
              "what needs no look-up is refused without");
    cr_expect(le(long, looked_up, (long)(LOOKUPS + LOOKUPS * (ms / 1000 + 1))));
    printf("note: %ld wrong tokens in %lld ms, %ld looked up\n", sent, (long long)ms, looked_up);
}

Test(revoked, a_thousand_wrong_tokens_a_second_change_nothing_for_others, .timeout = 60)
{
    static const char *const settings[] = {"KRING_LOOKUP_RATE", "50", NULL};
    struct http_server server = http_server_start(settings);
    struct flood *flood =
        mmap(NULL, sizeof *flood, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    pid_t children[WRONGS];
    cr_assert(ne(ptr, (void *)flood, MAP_FAILED));
    for (int i = 0; i < 500 && status_of(&server, server.staff, "GET", KNOWN) != 200; i++)
        usleep(10000);
    sample(&server, "before the flood");
    int64_t began_ms = clock_ms();
    for (size_t i = 0; i < WRONGS; i++) {
        children[i] = fork();
        if (children[i] == 0)
            flood_by(&server, (enum wrong)i, flood);
    }
    sample(&server, "in the flood");
    for (size_t i = 0; i < WRONGS; i++)
        waitpid(children[i], NULL, 0);
    expect_counts(flood, clock_ms() - began_ms);
    munmap(flood, sizeof *flood);
    http_server_stop(&server);
}
