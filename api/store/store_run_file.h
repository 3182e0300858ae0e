/* What a run that has ended left: its files, and who the aliases in them are. */
#ifndef API_STORE_STORE_RUN_FILE_H
#define API_STORE_STORE_RUN_FILE_H

#include "api/store/store.h"
#include "api/wire/run_reply.h"

struct arena;
struct text;

/* Appends a file of a run (run_file_name) to text, byte for byte. NOT_FOUND: none was kept. */
enum status MUST_CHECK store_run_file(struct store *store, const char *run_id, const char *name,
                                      struct text *text);

/* Who the aliases of a run's round are, into arena. */
enum status MUST_CHECK store_run_people(struct store *store, const char *run_id,
                                        struct arena *arena, struct alias_list *ret_list);

#endif
