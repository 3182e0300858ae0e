#include "api/files/files_spool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

#define PIECE_SIZE ((size_t)65536)

struct spool {
    int fd;
    bool ended;
    struct digest digest;
    struct digest_state state;
};

static int open_nameless(void)
{
    const char *folder = getenv("TMPDIR");
    if (folder == NULL || folder[0] == '\0')
        folder = "/tmp";
    int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (fd >= 0)
        return fd;
    char path[] = "/tmp/kring-spool-XXXXXX"; /* a file system without O_TMPFILE */
    fd = mkostemp(path, O_CLOEXEC);
    if (fd >= 0)
        (void)unlink(path);
    return fd;
}

enum status spool_new(struct spool **ret_spool)
{
    struct spool *spool = aligned_alloc(_Alignof(struct spool), sizeof *spool);
    if (spool == NULL)
        return STATUS_MEMORY;
    spool->ended = false;
    spool->fd = open_nameless();
    if (spool->fd < 0) {
        free(spool);
        return STATUS_IO;
    }
    digest_start(&spool->state, NULL, 0);
    *ret_spool = spool;
    return STATUS_OK;
}

void spool_free(struct spool *spool)
{
    if (spool == NULL)
        return;
    (void)close(spool->fd);
    free(spool);
}

enum status spool_add(struct spool *spool, const char *bytes, size_t size)
{
    digest_add(&spool->state, bytes, size);
    while (size > 0) {
        ssize_t written = write(spool->fd, bytes, size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return STATUS_IO;
        bytes += written;
        size -= (size_t)written;
    }
    return STATUS_OK;
}

struct digest spool_digest(struct spool *spool)
{
    if (!spool->ended)
        spool->digest = digest_end(&spool->state);
    spool->ended = true;
    return spool->digest;
}

enum status spool_read(struct spool *spool, spool_piece *piece, void *context)
{
    char *buffer = malloc(PIECE_SIZE);
    if (buffer == NULL)
        return STATUS_MEMORY;
    enum status status = STATUS_OK;
    off_t at = 0;
    while (status == STATUS_OK) {
        ssize_t size = pread(spool->fd, buffer, PIECE_SIZE, at);
        if (size < 0 && errno == EINTR)
            continue;
        if (size <= 0) {
            status = size < 0 ? STATUS_IO : STATUS_OK;
            break;
        }
        at += size;
        status = piece(context, buffer, (size_t)size);
    }
    free(buffer);
    return status;
}
