/* Reads and writes files safely: only regular files, pipes and terminals, with a limit, closed on
 * exec. The one place that opens what a path names. */
#ifndef API_FILES_FILES_READ_H
#define API_FILES_FILES_READ_H

#include "scoring/base/status.h"

#include <stdbool.h>
#include <stddef.h>

struct faults;
struct text;

#define FILES_SEED_SIZE_MAX ((size_t)64 << 20) /* of one table under seeds/ or of labels */

/* Reads the whole file at path ("-": standard input) into memory the caller frees with free();
 * a NUL follows the last byte. NOT_FOUND, IO or TOO_LARGE (beyond size_max) with a fault whose
 * where is path; MEMORY. */
enum status MUST_CHECK files_read(const char *path, size_t size_max, struct faults *faults,
                                  char **ret_bytes, size_t *ret_size);

/* Called with each piece of a file; anything but OK ends the reading with that status. */
typedef enum status files_piece(void *context, const char *bytes, size_t size);

/* Gives the file at path ("-": standard input) in pieces of at most 64 KiB. Statuses as
 * files_read, and those of piece. */
enum status MUST_CHECK files_stream(const char *path, size_t size_max, files_piece *piece,
                                    void *context, struct faults *faults);

/* True when path names a folder; a regular file. */
bool files_is_folder(const char *path);
bool files_is_regular(const char *path);

/* True when both paths name one file that is there; "-" names none. */
bool files_are_same(const char *a, const char *b);

/* Writes size bytes to the file at path, replacing what is there ("-": standard output). A regular
 * file is replaced at once, when all is on the disk: nobody ever finds half of it. IO with a fault
 * whose where is path; then what was there stays; MEMORY. */
enum status MUST_CHECK files_write(const char *path, const char *bytes, size_t size,
                                   struct faults *faults);

/* Adds the next bytes to text, which starts empty; nothing more when it stays so. */
typedef enum status files_producer(void *context, struct text *text);

/* Writes what produce gives, piece after piece, as files_write; statuses of both. */
enum status MUST_CHECK files_produce(const char *path, files_producer *produce, void *context,
                                     struct faults *faults);

#endif
