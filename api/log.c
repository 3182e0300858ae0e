#include "api/log.h"

#include <errno.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define RING_LINES 4096

struct log {
    int fd;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t filled;
    bool ending;
    size_t first, count; /* of the lines waiting in the ring */
    size_t dropped;
    char (*lines)[LOG_LINE_SIZE_MAX];
};

static void write_all(int fd, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t written = write(fd, bytes, size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return; /* nobody to tell */
        bytes += written;
        size -= (size_t)written;
    }
}

/* Takes one line out of the ring, waiting for it; false at the end. */
static bool take_line(struct log *log, char line[LOG_LINE_SIZE_MAX], size_t *ret_dropped)
{
    pthread_mutex_lock(&log->lock);
    while (log->count == 0 && !log->ending)
        pthread_cond_wait(&log->filled, &log->lock);
    bool found = log->count > 0;
    if (found) {
        memcpy(line, log->lines[log->first], LOG_LINE_SIZE_MAX);
        log->first = (log->first + 1) % RING_LINES;
        log->count--;
    }
    *ret_dropped = log->dropped;
    log->dropped = 0;
    pthread_mutex_unlock(&log->lock);
    return found;
}

static void *log_main(void *context)
{
    struct log *log = context;
    char line[LOG_LINE_SIZE_MAX];
    size_t dropped = 0;
    while (take_line(log, line, &dropped)) {
        write_all(log->fd, line, strlen(line));
        if (dropped > 0) {
            snprintf(line, sizeof line, "level=warn event=log_lines_dropped count=%zu\n", dropped);
            write_all(log->fd, line, strlen(line));
        }
    }
    return NULL;
}

enum status log_new(int fd, struct log **ret_log)
{
    struct log *log = calloc(1, sizeof *log);
    if (log == NULL)
        return STATUS_MEMORY;
    log->fd = fd;
    log->lines = calloc(RING_LINES, sizeof *log->lines);
    pthread_mutex_init(&log->lock, NULL);
    pthread_cond_init(&log->filled, NULL);
    if (log->lines == NULL || pthread_create(&log->thread, NULL, log_main, log) != 0) {
        free(log->lines);
        free(log);
        return STATUS_MEMORY;
    }
    *ret_log = log;
    return STATUS_OK;
}

void log_free(struct log *log)
{
    if (log == NULL)
        return;
    pthread_mutex_lock(&log->lock);
    log->ending = true;
    pthread_cond_signal(&log->filled);
    pthread_mutex_unlock(&log->lock);
    pthread_join(log->thread, NULL);
    pthread_cond_destroy(&log->filled);
    pthread_mutex_destroy(&log->lock);
    free(log->lines);
    free(log);
}

/* The escaped form of a byte; its length. */
static size_t escape(char byte, char ret_escaped[5])
{
    static const char named[] = "\"\"\\\\\nn\rr\tt";
    for (size_t i = 0; named[i] != '\0'; i += 2)
        if (byte == named[i])
            return (size_t)snprintf(ret_escaped, 5, "\\%c", named[i + 1]);
    bool control = (unsigned char)byte < 0x20 || byte == 0x7f;
    if (control)
        return (size_t)snprintf(ret_escaped, 5, "\\x%02x", (unsigned char)byte & 0xffu);
    ret_escaped[0] = byte;
    return 1;
}

static bool is_plain_word(const char *text)
{
    for (const char *at = text; *at != '\0'; at++)
        if ((unsigned char)*at <= 0x20 || *at == 0x7f || strchr("\"\\=", *at) != NULL)
            return false;
    return text[0] != '\0' && strlen(text) <= LOG_VALUE_SIZE_MAX;
}

struct log_value log_value(const char *text)
{
    struct log_value value;
    static const char cut[] = "...\"";
    size_t used = 0;
    if (is_plain_word(text)) {
        memcpy(value.text, text, strlen(text) + 1);
        return value;
    }
    value.text[used++] = '"';
    for (; *text != '\0'; text++) {
        char escaped[5];
        size_t size = escape(*text, escaped);
        if (used + size + sizeof cut > sizeof value.text)
            break;
        memcpy(value.text + used, escaped, size);
        used += size;
    }
    (void)snprintf(value.text + used, sizeof value.text - used, "%s", *text == '\0' ? "\"" : cut);
    return value;
}

static size_t add_prefix(char *line, const char *level, const char *event)
{
    struct timespec now;
    struct tm utc;
    clock_gettime(CLOCK_REALTIME, &now);
    gmtime_r(&now.tv_sec, &utc);
    size_t used = strftime(line, LOG_LINE_SIZE_MAX, "time=%Y-%m-%dT%H:%M:%S", &utc);
    int more = snprintf(line + used, LOG_LINE_SIZE_MAX - used, ".%03ldZ level=%s event=%s ",
                        now.tv_nsec / 1000000, level, event);
    return used + (more > 0 ? (size_t)more : 0);
}

static void put_line(struct log *log, const char *line, size_t size)
{
    pthread_mutex_lock(&log->lock);
    if (log->count == RING_LINES) {
        log->dropped++;
    } else {
        memcpy(log->lines[(log->first + log->count) % RING_LINES], line, size + 1);
        log->count++;
        pthread_cond_signal(&log->filled);
    }
    pthread_mutex_unlock(&log->lock);
}

void log_event(struct log *log, const char *level, const char *event, const char *format, ...)
{
    if (log == NULL)
        return;
    char line[LOG_LINE_SIZE_MAX];
    size_t used = add_prefix(line, level, event);
    size_t room = sizeof line - used - 1; /* keeps a byte for the line feed */
    va_list arguments;
    va_start(arguments, format);
    int more = vsnprintf(line + used, room, format, arguments);
    va_end(arguments);
    used += more < 0 ? 0 : (size_t)more < room ? (size_t)more : room - 1;
    for (size_t i = 0; i < used; i++)
        if ((unsigned char)line[i] < 0x20)
            line[i] = ' '; /* one event, one line */
    line[used] = '\n';
    line[used + 1] = '\0';
    put_line(log, line, used + 1);
}
