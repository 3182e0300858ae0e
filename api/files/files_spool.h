/* Bytes of any number on their way to be parsed: kept in a file without a name, which is gone with
 * the process, and hashed as they come. Written by one thread, then read by one. */
#ifndef API_FILES_FILES_SPOOL_H
#define API_FILES_FILES_SPOOL_H

#include "scoring/base/digest.h"
#include "scoring/base/status.h"

#include <stddef.h>

struct spool;

/* An empty spool in TMPDIR, else /tmp. IO, MEMORY. */
enum status MUST_CHECK spool_new(struct spool **ret_spool);

/* NULL is fine. */
void spool_free(struct spool *spool);

/* Appends size bytes. IO (a full disk among others). */
enum status MUST_CHECK spool_add(struct spool *spool, const char *bytes, size_t size);

/* The digest of all bytes; nothing may be added after it. */
struct digest spool_digest(struct spool *spool);

/* Takes a piece; anything but OK stops the reading with that status. */
typedef enum status spool_piece(void *context, const char *bytes, size_t size);

/* Gives all bytes in order, in pieces of at most 64 KiB. */
enum status MUST_CHECK spool_read(struct spool *spool, spool_piece *piece, void *context);

#endif
