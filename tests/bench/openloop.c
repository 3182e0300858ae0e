/* An open-loop HTTP client: requests leave at fixed times, whether or not earlier ones have been
 * answered, and latency counts from the *scheduled* time. So a server that stalls is charged for
 * every request that would have come meanwhile ("coordinated omission" is what closed loops do).
 *
 *   openloop --url http://127.0.0.1:8080 --token T --targets FILE --rate 1000 --seconds 30
 *            [--connections 64] [--warmup 2]
 *
 * FILE has a target a line; they are asked in turn. Loopback only, and bounded in rate and time.
 * Prints what was measured; exit 1 when any request was not answered 200. */
#include "api/clock.h"
#include "api/options.h"
#include "scoring/base/text.h"

#include <arpa/inet.h>
#include <assert.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define RATE_MAX        50000
#define SECONDS_MAX     600
#define CONNECTIONS_MAX 1024
#define REQUESTS_MAX    ((size_t)5000000)
#define GRACE_US        ((int64_t)20000000) /* for the last replies */
#define READ_SIZE       ((size_t)65536)

struct client {
    int fd;
    bool busy;
    int64_t due_us; /* of the request under way, as scheduled */
    bool counted;   /* after the warm-up */
    struct text out;
    size_t sent;
    struct text in;
};

struct load {
    const char *url, *token, *targets_file;
    int64_t rate, seconds, connections, warmup;
    uint16_t port;
    char **targets;
    size_t targets_count;
    int epoll;
    struct client clients[CONNECTIONS_MAX];
    struct client *idle[CONNECTIONS_MAX]; /* a ring, so that all connections take turns */
    size_t idle_first, idle_count;
    size_t scheduled, done, total;
    uint32_t *latencies_us;
    size_t latencies_count;
    size_t failed, lost;
    int first_failure; /* its status */
};

static void die(const char *why)
{
    fprintf(stderr, "openloop: %s\n", why);
    exit(2);
}

static void read_targets(struct load *load)
{
    FILE *file = fopen(load->targets_file, "r");
    char *line = NULL;
    size_t room = 0;
    ssize_t size = 0;
    if (file == NULL)
        die("cannot open the file of targets");
    while ((size = getline(&line, &room, file)) > 0) {
        line[strcspn(line, "\r\n")] = '\0';
        if (line[0] != '/')
            continue;
        load->targets = realloc(load->targets, (load->targets_count + 1) * sizeof(char *));
        load->targets[load->targets_count++] = strdup(line);
    }
    free(line);
    (void)fclose(file);
    if (load->targets_count == 0)
        die("the file has no targets");
}

/* ---- connections */

static void watch(struct load *load, struct client *client, uint32_t events, int how)
{
    struct epoll_event event = {.events = events, .data.ptr = client};
    if (epoll_ctl(load->epoll, how, client->fd, &event) != 0)
        die("epoll_ctl failed");
}

static void open_connection(struct load *load, struct client *client)
{
    const int on = 1;
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons(load->port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    client->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (client->fd < 0 ||
        connect(client->fd, (struct sockaddr *)(void *)&address, sizeof address) != 0)
        die("cannot connect");
    (void)setsockopt(client->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    watch(load, client, EPOLLIN, EPOLL_CTL_ADD);
}

static void put_idle(struct load *load, struct client *client)
{
    client->busy = false;
    load->idle[(load->idle_first + load->idle_count++) % CONNECTIONS_MAX] = client;
}

static struct client *take_idle(struct load *load)
{
    struct client *client = load->idle[load->idle_first];
    load->idle_first = (load->idle_first + 1) % CONNECTIONS_MAX;
    load->idle_count--;
    return client;
}

/* ---- requests */

static void send_more(struct load *load, struct client *client)
{
    while (client->sent < client->out.size) {
        ssize_t sent = send(client->fd, client->out.bytes + client->sent,
                            client->out.size - client->sent, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0 && errno == EAGAIN) {
            watch(load, client, EPOLLIN | EPOLLOUT, EPOLL_CTL_MOD);
            return;
        }
        if (sent < 0)
            return; /* the end is read as such */
        client->sent += (size_t)sent;
    }
}

static void send_request(struct load *load, struct client *client, size_t index, int64_t due_us)
{
    client->busy = true;
    client->due_us = due_us;
    client->counted = (int64_t)index >= load->warmup * load->rate;
    client->sent = 0;
    text_clear(&client->out);
    text_clear(&client->in);
    text_addf(&client->out,
              "GET %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n",
              load->targets[index % load->targets_count], load->token);
    send_more(load, client);
}

static void finish(struct load *load, struct client *client, int status)
{
    load->done++;
    if (status != 200) {
        load->first_failure = load->failed++ == 0 ? status : load->first_failure;
        load->lost += status == 0;
    }
    if (client->counted)
        load->latencies_us[load->latencies_count++] = (uint32_t)(clock_us() - client->due_us);
    put_idle(load, client);
}

/* The size of the whole reply, 0 while its head is not there. */
static size_t reply_size(const struct text *in)
{
    const char *end = in->size == 0 ? NULL : strstr(in->bytes, "\r\n\r\n");
    const char *length = end == NULL ? NULL : strcasestr(in->bytes, "\r\nContent-Length:");
    if (end == NULL || length == NULL || length > end)
        return 0;
    return (size_t)(end - in->bytes) + 4 +
           strtoul(length + strlen("\r\nContent-Length:"), NULL, 10);
}

static void read_reply(struct load *load, struct client *client)
{
    static char bytes[READ_SIZE];
    ssize_t size = recv(client->fd, bytes, sizeof bytes, MSG_DONTWAIT);
    if (size < 0 && errno == EAGAIN)
        return;
    if (size <= 0) {
        (void)close(client->fd);
        open_connection(load, client);
        if (client->busy)
            finish(load, client, 0);
        return;
    }
    text_add_bytes(&client->in, bytes, (size_t)size);
    size_t whole = reply_size(&client->in);
    if (whole > 0 && client->in.size >= whole)
        finish(load, client, (int)strtol(client->in.bytes + 9, NULL, 10));
}

/* ---- the load */

static int64_t due_us(const struct load *load, int64_t start_us, size_t index)
{
    return start_us + (int64_t)index * 1000000 / load->rate;
}

static void send_due(struct load *load, int64_t start_us)
{
    while (load->scheduled < load->total && load->idle_count > 0) {
        int64_t due = due_us(load, start_us, load->scheduled);
        if (due > clock_us())
            return;
        send_request(load, take_idle(load), load->scheduled++, due);
    }
}

static void wait_events(struct load *load, int64_t until_us)
{
    struct epoll_event events[64];
    int64_t wait_us = until_us - clock_us();
    wait_us = wait_us < 0 ? 0 : wait_us;
    struct timespec wait = {wait_us / 1000000, wait_us % 1000000 * 1000};
    int count = epoll_pwait2(load->epoll, events, 64, &wait, NULL);
    for (int i = 0; i < count; i++) {
        struct client *client = events[i].data.ptr;
        if ((events[i].events & EPOLLOUT) != 0) {
            watch(load, client, EPOLLIN, EPOLL_CTL_MOD);
            send_more(load, client);
        }
        if ((events[i].events & ~(uint32_t)EPOLLOUT) != 0)
            read_reply(load, client);
    }
}

static void run(struct load *load)
{
    int64_t start_us = clock_us() + 100000;
    int64_t end_us = due_us(load, start_us, load->total) + GRACE_US;
    while (load->done < load->total && clock_us() < end_us) {
        send_due(load, start_us);
        bool waits = load->scheduled < load->total && load->idle_count > 0;
        wait_events(load, waits ? due_us(load, start_us, load->scheduled) : clock_us() + 100000);
    }
    load->failed += load->total - load->done;
    load->lost += load->total - load->done;
}

static int by_value(const void *a, const void *b)
{
    uint32_t left = *(const uint32_t *)a;
    uint32_t right = *(const uint32_t *)b;
    return (left > right) - (left < right);
}

static double at_ms(const struct load *load, double share)
{
    size_t last = load->latencies_count - 1;
    size_t index = (size_t)(share * (double)load->latencies_count);
    return (double)load->latencies_us[index > last ? last : index] / 1000;
}

static void tell(struct load *load)
{
    printf("%zu requests at %lld a second over %lld connections, %zu not answered 200", load->total,
           (long long)load->rate, (long long)load->connections, load->failed);
    if (load->failed > 0)
        printf(" (the first: %d; %zu lost)", load->first_failure, load->lost);
    if (load->latencies_count == 0) {
        printf("\n");
        return;
    }
    qsort(load->latencies_us, load->latencies_count, sizeof(uint32_t), by_value);
    printf("\nms from the scheduled time: p50 %.2f  p90 %.2f  p99 %.2f  p99.9 %.2f  max %.2f\n",
           at_ms(load, 0.5), at_ms(load, 0.9), at_ms(load, 0.99), at_ms(load, 0.999),
           at_ms(load, 1));
}

static void take_url(struct load *load)
{
    static const char prefix[] = "http://127.0.0.1:";
    int64_t port = 0;
    if (load->url == NULL || strncmp(load->url, prefix, strlen(prefix)) != 0 ||
        text_to_int(load->url + strlen(prefix), strcspn(load->url + strlen(prefix), "/"), 1, 65535,
                    &port) != STATUS_OK)
        die("--url must be http://127.0.0.1:PORT: loopback only");
    load->port = (uint16_t)port;
}

static void open_all(struct load *load)
{
    load->epoll = epoll_create1(EPOLL_CLOEXEC);
    if (load->epoll < 0)
        die("epoll_create1 failed");
    for (int64_t i = 0; i < load->connections; i++) {
        open_connection(load, &load->clients[i]);
        put_idle(load, &load->clients[i]);
    }
}

static void close_all(struct load *load)
{
    for (int64_t i = 0; i < load->connections; i++) {
        (void)close(load->clients[i].fd);
        text_free(&load->clients[i].out);
        text_free(&load->clients[i].in);
    }
    for (size_t i = 0; i < load->targets_count; i++)
        free(load->targets[i]);
    (void)close(load->epoll);
    free(load->targets);
    free(load->latencies_us);
}

int main(int argc, char **argv)
{
    static struct load load = {.rate = 1000, .seconds = 10, .connections = 64, .warmup = 1};
    const struct option_row rows[] = {
        {.name = "url", .type = OPTION_TEXT, .target = &load.url},
        {.name = "token", .type = OPTION_TEXT, .target = &load.token},
        {.name = "targets", .type = OPTION_TEXT, .target = &load.targets_file},
        {.name = "rate", .type = OPTION_INT, .target = &load.rate, .min = 1, .max = RATE_MAX},
        {"seconds", OPTION_INT, &load.seconds, 1, SECONDS_MAX},
        {"connections", OPTION_INT, &load.connections, 1, CONNECTIONS_MAX},
        {"warmup", OPTION_INT, &load.warmup, 0, SECONDS_MAX},
        {.name = NULL},
    };
    int count = 0;
    if (!options_parse("openloop", rows, argc, argv, &count) || load.token == NULL ||
        load.targets_file == NULL)
        die("wants --url, --token and --targets");
    take_url(&load);
    load.total = (size_t)(load.rate * (load.seconds + load.warmup));
    if (load.total > REQUESTS_MAX)
        die("too many requests: less --rate or --seconds");
    load.latencies_us = calloc(load.total, sizeof(uint32_t));
    assert(load.latencies_us != NULL);
    read_targets(&load);
    open_all(&load);
    run(&load);
    tell(&load);
    close_all(&load);
    return load.failed == 0 ? 0 : 1;
}
