/* Cursors: where the next page of a list begins, as a text that only a server of this installation
 * can make. It is bound to its scope (the operation and what decides what is listed, in which
 * order), so that it never goes on in another list. What it holds is signed, not hidden. Pure. */
#ifndef API_CURSOR_H
#define API_CURSOR_H

#include "scoring/base/digest.h"
#include "scoring/base/status.h"

#include <stddef.h>

#define CURSOR_KEY_SIZE     ((size_t)32)
#define CURSOR_POSITION_MAX ((size_t)100) /* bytes of a position */
#define CURSOR_SIZE         ((size_t)157) /* of the longest text, with its NUL */

/* Writes the cursor behind position: the sort keys of the last item, 1..CURSOR_POSITION_MAX bytes
 * of text. installation_key: the secret that all servers of one database share. */
void cursor_write(const unsigned char installation_key[CURSOR_KEY_SIZE], const struct digest *scope,
                  const char *position, char ret_text[CURSOR_SIZE]);

/* The position of a cursor that was made with the same key and scope; else REFUSED. */
enum status MUST_CHECK cursor_read(const unsigned char installation_key[CURSOR_KEY_SIZE],
                                   const struct digest *scope, const char *text,
                                   char ret_position[CURSOR_POSITION_MAX + 1]);

#endif
