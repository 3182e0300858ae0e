#include "api/files/files_read.h"

#include "scoring/base/faults.h"
#include "scoring/base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PIECE_SIZE ((size_t)65536)

static enum status io_fault(struct faults *faults, const char *path, const char *what, int error)
{
    bool missing = error == ENOENT || error == ENOTDIR;
    (void)fault_add(faults, 0, path, missing ? "not_found" : "io", "cannot %s it: %s", what,
                    strerror(error));
    return missing ? STATUS_NOT_FOUND : STATUS_IO;
}

static bool is_standard(const char *path)
{
    return strcmp(path, "-") == 0;
}

static enum status open_input(const char *path, struct faults *faults, int *ret_fd)
{
    if (is_standard(path)) {
        *ret_fd = STDIN_FILENO;
        return STATUS_OK;
    }
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return io_fault(faults, path, "open", errno);
    struct stat facts;
    bool folder = fstat(fd, &facts) == 0 && S_ISDIR(facts.st_mode);
    if (folder) {
        close(fd);
        return io_fault(faults, path, "read", EISDIR);
    }
    *ret_fd = fd;
    return STATUS_OK;
}

static enum status too_large(struct faults *faults, const char *path, size_t size_max)
{
    (void)fault_add(faults, 0, path, "too_large", "it has more than %zu bytes", size_max);
    return STATUS_TOO_LARGE;
}

static enum status stream_fd(int fd, const char *path, size_t size_max, files_piece *piece,
                             void *context, struct faults *faults)
{
    char *bytes = malloc(PIECE_SIZE);
    if (bytes == NULL)
        return STATUS_MEMORY;
    enum status status = STATUS_OK;
    size_t total = 0;
    while (status == STATUS_OK) {
        ssize_t got = read(fd, bytes, PIECE_SIZE);
        if (got == 0)
            break;
        if (got < 0) {
            if (errno != EINTR)
                status = io_fault(faults, path, "read", errno);
            continue;
        }
        total += (size_t)got;
        status = total > size_max ? too_large(faults, path, size_max)
                                  : piece(context, bytes, (size_t)got);
    }
    free(bytes);
    return status;
}

enum status files_stream(const char *path, size_t size_max, files_piece *piece, void *context,
                         struct faults *faults)
{
    int fd = -1;
    enum status status = open_input(path, faults, &fd);
    if (status != STATUS_OK)
        return status;
    status = stream_fd(fd, path, size_max, piece, context, faults);
    if (fd != STDIN_FILENO)
        close(fd);
    return status;
}

static enum status piece_into_text(void *context, const char *bytes, size_t size)
{
    struct text *text = context;
    text_add_bytes(text, bytes, size);
    return text_status(text);
}

enum status files_read(const char *path, size_t size_max, struct faults *faults, char **ret_bytes,
                       size_t *ret_size)
{
    struct text text = {0};
    text_add_bytes(&text, "", 0);
    enum status status = files_stream(path, size_max, piece_into_text, &text, faults);
    if (status == STATUS_OK)
        status = text_status(&text);
    if (status != STATUS_OK) {
        text_free(&text);
        return status;
    }
    *ret_bytes = text.bytes;
    *ret_size = text.size;
    return STATUS_OK;
}

bool files_is_folder(const char *path)
{
    struct stat facts;
    return stat(path, &facts) == 0 && S_ISDIR(facts.st_mode);
}

bool files_is_regular(const char *path)
{
    struct stat facts;
    return stat(path, &facts) == 0 && S_ISREG(facts.st_mode);
}

bool files_are_same(const char *a, const char *b)
{
    struct stat first, second;
    if (is_standard(a) || is_standard(b))
        return false;
    return stat(a, &first) == 0 && stat(b, &second) == 0 && first.st_dev == second.st_dev &&
           first.st_ino == second.st_ino;
}

static int write_all(int fd, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t done = write(fd, bytes, size);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return errno;
        bytes += done;
        size -= (size_t)done;
    }
    return 0;
}

/* A file being written: what a path named stays until all is there, and then is replaced at once.
 * What is no regular file (a pipe, a terminal, /dev/null) is written as it is. */
struct output {
    const char *path; /* as it was given, for messages */
    char *target;     /* what the path names, links followed; NULL: written as it is */
    char *part;       /* beside it */
    int fd;
};

static void forget_output(struct output *output)
{
    free(output->target);
    free(output->part);
}

/* The process's number keeps two of them apart, and whoever left one behind. */
static enum status name_part(struct output *output)
{
    char *part = NULL;
    output->target = realpath(output->path, NULL);
    if (output->target == NULL)
        output->target = strdup(output->path);
    if (output->target == NULL ||
        asprintf(&part, "%s.%ld.part", output->target, (long)getpid()) < 0)
        return STATUS_MEMORY;
    output->part = part;
    return STATUS_OK;
}

static enum status open_output(const char *path, struct faults *faults, struct output *ret_output)
{
    struct output output = {.path = path, .fd = STDOUT_FILENO};
    struct stat facts;
    bool there = !is_standard(path) && stat(path, &facts) == 0;
    enum status status = STATUS_OK;
    if (!is_standard(path) && (!there || S_ISREG(facts.st_mode))) {
        status = name_part(&output);
        if (status == STATUS_OK)
            output.fd = open(output.part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW,
                             there ? facts.st_mode & 0777 : 0666);
    } else if (there) {
        output.fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    }
    if (status == STATUS_OK && output.fd < 0)
        status = io_fault(faults, path, "open", errno);
    if (status == STATUS_OK)
        *ret_output = output;
    else
        forget_output(&output);
    return status;
}

/* Closing tells errors of earlier writes on some file systems; what was written is on the disk
 * before it takes the place of what was there. */
static int settle_output(const struct output *output, int error)
{
    if (error == 0 && output->part != NULL && fsync(output->fd) != 0)
        error = errno;
    if (output->fd != STDOUT_FILENO && close(output->fd) != 0 && error == 0)
        error = errno;
    if (error == 0 && output->part != NULL && rename(output->part, output->target) != 0)
        error = errno;
    return error;
}

/* failed: what was to be written did not come about; then nothing takes the file's place. */
static enum status close_output(struct output *output, bool failed, int error,
                                struct faults *faults)
{
    error = settle_output(output, failed && error == 0 ? ECANCELED : error);
    if ((failed || error != 0) && output->part != NULL)
        (void)unlink(output->part);
    forget_output(output);
    return failed || error == 0 ? STATUS_OK : io_fault(faults, output->path, "write", error);
}

enum status files_write(const char *path, const char *bytes, size_t size, struct faults *faults)
{
    struct output output;
    enum status status = open_output(path, faults, &output);
    if (status != STATUS_OK)
        return status;
    return close_output(&output, false, write_all(output.fd, bytes, size), faults);
}

enum status files_produce(const char *path, files_producer *produce, void *context,
                          struct faults *faults)
{
    struct output output;
    enum status status = open_output(path, faults, &output);
    if (status != STATUS_OK)
        return status;
    struct text text = {0};
    int error = 0;
    do {
        text_clear(&text);
        status = produce(context, &text);
        if (status == STATUS_OK)
            error = write_all(output.fd, text.bytes, text.size);
    } while (status == STATUS_OK && error == 0 && text.size > 0);
    text_free(&text);
    enum status closed = close_output(&output, status != STATUS_OK, error, faults);
    return status == STATUS_OK ? closed : status;
}
