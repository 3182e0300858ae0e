/* Writes down what a test sends and gets, for tests/check_exchanges.js: with KRING_EXCHANGES=FILE
 * in the environment, each reply appends one line to FILE, a JSON object
 *   {"test", "connection", "sent", "sent_size", "received"}
 * where a byte is a character of Latin 1; sent is what went out on the connection since its last
 * line, at most HTTP_RECORD_MAX bytes of it. Without the variable nothing is kept. */
#ifndef TESTS_HTTP_HTTP_RECORD_H
#define TESTS_HTTP_HTTP_RECORD_H

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define HTTP_RECORD_MAX ((size_t)128 << 10)
#define HTTP_RECORD_FDS 1024

/* What was sent on a socket and not yet written down. */
struct http_sent {
    char *bytes;
    size_t size; /* in all, of which at most HTTP_RECORD_MAX are kept */
    unsigned connection;
    bool foreign;
};

static struct http_sent http_sent_by_fd[HTTP_RECORD_FDS];

/* Ports whose exchanges are no part of the API, a bit each. */
static unsigned char http_record_foreign[65536 / 8];

static inline void http_record_leave_out(unsigned port)
{
    http_record_foreign[port / 8] |= (unsigned char)(1U << port % 8);
}

static inline const char *http_record_path(void)
{
    const char *path = getenv("KRING_EXCHANGES");
    return path == NULL || path[0] == '\0' ? NULL : path;
}

static inline struct http_sent *http_record_of(int fd)
{
    return http_record_path() == NULL || fd < 0 || fd >= HTTP_RECORD_FDS ? NULL
                                                                         : &http_sent_by_fd[fd];
}

/* The socket fd is a new connection to port. */
static inline void http_record_connected(int fd, unsigned port)
{
    static unsigned connections;
    struct http_sent *sent = http_record_of(fd);
    if (sent == NULL)
        return;
    sent->size = 0;
    sent->connection = ++connections;
    sent->foreign = (http_record_foreign[port / 8] >> port % 8 & 1) != 0;
}

static inline void http_record_sent(int fd, const char *bytes, size_t size)
{
    struct http_sent *sent = http_record_of(fd);
    if (sent == NULL)
        return;
    if (sent->bytes == NULL)
        sent->bytes = malloc(HTTP_RECORD_MAX);
    size_t room = sent->size < HTTP_RECORD_MAX ? HTTP_RECORD_MAX - sent->size : 0;
    if (sent->bytes != NULL)
        memcpy(sent->bytes + (HTTP_RECORD_MAX - room), bytes, size < room ? size : room);
    sent->size += size;
}

/* A JSON string in which every byte is the character of its number. */
static inline void http_record_string(FILE *line, const char *bytes, size_t size)
{
    fputc('"', line);
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)bytes[i];
        if (c < 0x20 || c > 0x7e || c == '"' || c == '\\')
            fprintf(line, "\\u%04x", c);
        else
            fputc(c, line);
    }
    fputc('"', line);
}

/* Tests run as processes beside each other: one write a line keeps the lines whole. */
static inline void http_record_write(const char *bytes, size_t size)
{
    int file = open(http_record_path(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0 || write(file, bytes, size) != (ssize_t)size)
        fprintf(stderr, "KRING_EXCHANGES: cannot write\n");
    if (file >= 0)
        close(file);
}

/* A whole reply came on the socket fd. */
static inline void http_record_received(int fd, const char *bytes, size_t size)
{
    struct http_sent *sent = http_record_of(fd);
    char *text = NULL;
    size_t text_size = 0;
    FILE *line = sent == NULL || sent->foreign ? NULL : open_memstream(&text, &text_size);
    if (line == NULL)
        return;
    fprintf(line,
            "{\"test\":\"%s\",\"connection\":\"%ld.%u\",\"sent_size\":%zu,\"sent\":", __BASE_FILE__,
            (long)getpid(), sent->connection, sent->size);
    http_record_string(line, sent->bytes,
                       sent->size < HTTP_RECORD_MAX ? sent->size : HTTP_RECORD_MAX);
    fputs(",\"received\":", line);
    http_record_string(line, bytes, size);
    fputs("}\n", line);
    fclose(line);
    http_record_write(text, text_size);
    free(text);
    sent->size = 0;
}

#endif
