/* A small HTTP client on a plain socket: it sends exactly the bytes it is given, so that what no
 * well-behaved client sends can be sent too. */
#ifndef TESTS_HTTP_HTTP_CLIENT_H
#define TESTS_HTTP_HTTP_CLIENT_H

#include "tests/http/http_record.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#define HTTP_WAIT_MS 20000

/* Criterion's str takes char *, and only compares. */
#define TEXT(string) ((char *)(uintptr_t)(string))

struct http_reply {
    int status;  /* 0: no reply, the connection was closed or nothing came in time */
    bool closed; /* the server closed after it, as it said or as it did */
    char *bytes; /* head and body; free with http_reply_free */
    size_t size;
    const char *body; /* NUL-terminated, within bytes; "" when there is none */
};

static inline void http_reply_free(struct http_reply *reply)
{
    free(reply->bytes);
    *reply = (struct http_reply){0};
}

/* A connected socket, or -1. */
static inline int http_connect(uint16_t port)
{
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof address) == 0) {
        http_record_connected(fd, port);
        return fd;
    }
    if (fd >= 0)
        close(fd);
    return -1;
}

/* Sends all it can; false when the server stopped listening, whose reply may be there already. */
static inline bool http_send(int fd, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t sent = send(fd, bytes, size, MSG_NOSIGNAL);
        if (sent <= 0 && errno != EINTR)
            return false;
        http_record_sent(fd, bytes, sent > 0 ? (size_t)sent : 0);
        bytes += sent > 0 ? sent : 0;
        size -= sent > 0 ? (size_t)sent : 0;
    }
    return true;
}

/* The value of a header of the reply, up to its line's end, in value; "" when it is absent. */
static inline const char *http_header(const struct http_reply *reply, const char *name,
                                      char value[512])
{
    value[0] = '\0';
    const char *end = reply->bytes == NULL ? NULL : strstr(reply->bytes, "\r\n\r\n");
    for (const char *line = reply->bytes; line != NULL && line < end;) {
        line = strstr(line, "\r\n");
        line = line == NULL ? NULL : line + 2;
        if (line == NULL || line >= end || strncasecmp(line, name, strlen(name)) != 0 ||
            line[strlen(name)] != ':')
            continue;
        line += strlen(name) + 1;
        line += strspn(line, " ");
        snprintf(value, 512, "%.*s", (int)strcspn(line, "\r"), line);
        return value;
    }
    return value;
}

/* Reads more bytes; false at the end, or when nothing comes in time. */
static inline bool http_read_more(int fd, struct http_reply *reply)
{
    struct pollfd waiting = {.fd = fd, .events = POLLIN};
    reply->bytes = realloc(reply->bytes, reply->size + 65537);
    if (poll(&waiting, 1, HTTP_WAIT_MS) != 1)
        return false;
    ssize_t size = recv(fd, reply->bytes + reply->size, 65536, 0);
    if (size <= 0)
        return false;
    reply->size += (size_t)size;
    reply->bytes[reply->size] = '\0';
    return true;
}

/* Reads one reply. with_body: false for a reply to HEAD. */
static inline struct http_reply http_receive(int fd, bool with_body)
{
    struct http_reply reply = {.body = ""};
    char value[512];
    const char *end = NULL;
    while (end == NULL && http_read_more(fd, &reply))
        end = strstr(reply.bytes, "\r\n\r\n");
    if (end == NULL) {
        reply.closed = true;
        return reply;
    }
    size_t head = (size_t)(end - reply.bytes) + 4;
    with_body = with_body && strncmp(reply.bytes + 9, "304", 3) != 0;
    size_t body = with_body ? strtoul(http_header(&reply, "Content-Length", value), NULL, 10) : 0;
    while (reply.size < head + body && http_read_more(fd, &reply))
        continue;
    reply.status = (int)strtol(reply.bytes + 9, NULL, 10);
    reply.body = reply.bytes + head;
    reply.closed = strcasecmp(http_header(&reply, "Connection", value), "close") == 0;
    http_record_received(fd, reply.bytes, reply.size);
    return reply;
}

/* Sends bytes on a connection of its own and reads one reply. */
static inline struct http_reply http_raw(uint16_t port, const char *bytes, size_t size)
{
    int fd = http_connect(port);
    if (fd < 0)
        return (struct http_reply){.body = ""};
    http_send(fd, bytes, size);
    struct http_reply reply = http_receive(fd, strncmp(bytes, "HEAD ", 5) != 0);
    close(fd);
    return reply;
}

struct http_ask {
    const char *method; /* NULL: GET */
    const char *target;
    const char *token;   /* NULL: none */
    const char *headers; /* more lines, each ended by \r\n; NULL: none */
    const char *body;    /* NULL: none */
    size_t body_size;    /* 0: strlen of body */
};

/* A well-formed request and its reply. */
static inline struct http_reply http_ask(uint16_t port, struct http_ask ask)
{
    size_t body = ask.body == NULL ? 0 : ask.body_size != 0 ? ask.body_size : strlen(ask.body);
    size_t headers = ask.headers == NULL ? 0 : strlen(ask.headers);
    size_t room = strlen(ask.target) + headers + body + 4096;
    char *bytes = malloc(room);
    int head = snprintf(bytes, room, "%s %s HTTP/1.1\r\nHost: localhost\r\n%s%s%s%s",
                        ask.method == NULL ? "GET" : ask.method, ask.target,
                        ask.token == NULL ? "" : "Authorization: Bearer ",
                        ask.token == NULL ? "" : ask.token, ask.token == NULL ? "" : "\r\n",
                        ask.headers == NULL ? "" : ask.headers);
    size_t size = (size_t)head;
    if (ask.body != NULL)
        size += (size_t)snprintf(bytes + size, room - size, "Content-Length: %zu\r\n", body);
    size += (size_t)snprintf(bytes + size, room - size, "\r\n");
    if (body > 0)
        memcpy(bytes + size, ask.body, body);
    struct http_reply reply = http_raw(port, bytes, size + body);
    free(bytes);
    return reply;
}

/* The text of a JSON member "name":"…" found first, in value; "" when it is absent. */
static inline const char *http_member(const struct http_reply *reply, const char *name,
                                      char value[512])
{
    char key[100];
    value[0] = '\0';
    snprintf(key, sizeof key, "\"%s\":\"", name);
    const char *at = strstr(reply->body, key);
    if (at != NULL)
        snprintf(value, 512, "%.*s", (int)strcspn(at + strlen(key), "\""), at + strlen(key));
    return value;
}

#endif
