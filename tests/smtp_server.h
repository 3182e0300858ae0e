/* A real mail server for a test: aiosmtpd (Debian's python3-aiosmtpd, of the system's own Python)
 * as a child process on a free port of the loopback; see smtp_server.py for which addresses it
 * refuses. Run from the top of the checkout. */
#ifndef TESTS_SMTP_SERVER_H
#define TESTS_SMTP_SERVER_H

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <dirent.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

struct smtp_server {
    pid_t pid;
    unsigned port;
    char folder[64];
    char url[64]; /* smtp://127.0.0.1:PORT */
};

/* options: up to three, as smtp_server.py takes them after the folder, the rest NULL. */
static inline struct smtp_server smtp_server_start_with(const char *const options[3])
{
    struct smtp_server server = {.folder = "/tmp/kring-mail-XXXXXX"};
    int out[2];
    cr_assert(ne(ptr, mkdtemp(server.folder), NULL));
    cr_assert(eq(int, pipe(out), 0));
    server.pid = fork();
    if (server.pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        dup2(out[1], STDOUT_FILENO);
        close(out[0]);
        execl("/usr/bin/python3", "python3", "tests/smtp_server.py", server.folder, options[0],
              options[1], options[2], (char *)NULL);
        _exit(127);
    }
    close(out[1]);
    FILE *lines = fdopen(out[0], "r");
    int found = fscanf(lines, "%u", &server.port);
    fclose(lines);
    cr_assert(eq(int, found, 1), "the mail server did not start: is python3-aiosmtpd there?");
    snprintf(server.url, sizeof server.url, "smtp://127.0.0.1:%u", server.port);
    return server;
}

static inline struct smtp_server smtp_server_start(void)
{
    return smtp_server_start_with((const char *const[3]){NULL, NULL, NULL});
}

/* Ends the process; what it took stays. */
static inline void smtp_server_end(struct smtp_server *server)
{
    kill(server->pid, SIGKILL);
    waitpid(server->pid, NULL, 0);
}

/* One that listens where another did, and begins with nothing. */
static inline struct smtp_server smtp_server_again(const struct smtp_server *before)
{
    char port[32];
    snprintf(port, sizeof port, "port=%u", before->port);
    return smtp_server_start_with((const char *const[3]){port, NULL, NULL});
}

/* How many messages it has taken. */
static inline int smtp_server_count(const struct smtp_server *server)
{
    char path[96];
    int count = 0;
    do
        snprintf(path, sizeof path, "%s/%d", server->folder, ++count);
    while (access(path, R_OK) == 0);
    return count - 1;
}

/* Waits until it has taken so many; false after ten seconds. */
static inline bool smtp_server_wait(const struct smtp_server *server, int count)
{
    for (int i = 0; i < 500 && smtp_server_count(server) < count; i++)
        usleep(20000);
    return smtp_server_count(server) >= count;
}

/* Message number 1, 2, …: sender, address and bytes on lines of their own. The caller frees it. */
static inline char *smtp_server_message(const struct smtp_server *server, int number)
{
    char path[96];
    snprintf(path, sizeof path, "%s/%d", server->folder, number);
    FILE *file = fopen(path, "r");
    cr_assert(ne(ptr, file, NULL), "there is no message %d", number);
    char *bytes = calloc(1, 200000);
    cr_assert(gt(sz, fread(bytes, 1, 199999, file), 0));
    fclose(file);
    return bytes;
}

/* The text of a message as its reader sees it: what is quoted-printable undone, and line ends of
 * one byte. The caller frees it. */
static inline char *smtp_server_text(const struct smtp_server *server, int number)
{
    char *bytes = smtp_server_message(server, number);
    char *body = strstr(bytes, "\r\n\r\n");
    cr_assert(ne(ptr, body, NULL));
    bool quoted = strstr(bytes, "quoted-printable\r\n") != NULL;
    char *to = bytes;
    for (const char *at = body + 4; *at != '\0'; at++) {
        char hex[3] = {at[0] == '=' ? at[1] : '\0', at[0] == '=' ? at[2] : '\0', '\0'};
        if (quoted && at[0] == '=') {
            at += 2;
            if (hex[0] != '\r')
                *to++ = (char)strtol(hex, NULL, 16);
        } else if (*at != '\r') {
            *to++ = *at;
        }
    }
    *to = '\0';
    return bytes;
}

/* Ends it and removes what it took. */
static inline void smtp_server_stop(struct smtp_server *server)
{
    char path[400];
    smtp_server_end(server);
    DIR *folder = opendir(server->folder);
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        snprintf(path, sizeof path, "%s/%s", server->folder, entry->d_name);
        (void)unlink(path);
    }
    closedir(folder);
    (void)rmdir(server->folder);
}

#endif
