/* shortages.csv read back, and told in a reader's language. */
#ifndef API_WIRE_RUN_SHORTAGES_H
#define API_WIRE_RUN_SHORTAGES_H

#include "api/wire/run_reply.h"
#include "scoring/taxonomy.h"

struct arena;

/* The level of a run with that minimum (0: none), in basis points. */
int32_t run_shortages_level(int32_t minimum_bp);

/* Reads the bytes of shortages.csv into arena; names and sentences are made anew in language from
 * the codes. Of a code that these taxonomies do not have, the name is the file's, in English.
 * level_bp is that of the rows, and stays as it is where there are none. SYNTAX or INVALID: the
 * file is not what run_make writes; MEMORY. */
enum status MUST_CHECK run_shortages_read(const struct taxonomies *taxonomies, const char *bytes,
                                          size_t size, enum label_language language,
                                          struct arena *arena, struct shortages_reply *reply);

#endif
