/* From what PostgreSQL says to what Kring says: the one place that knows SQLSTATE. */
#ifndef API_STORE_STORE_STATUS_H
#define API_STORE_STORE_STATUS_H

#include "scoring/base/status.h"

#include <stdbool.h>
#include <stddef.h>

#define FOREIGN_KEY_VIOLATION "23503"

/* The status of a SQLSTATE of five characters; BROKEN for one that the table does not know. */
enum status MUST_CHECK store_status(const char *sqlstate);

/* True for 40001 and 40P01: nothing is wrong, the same work may well go through again. */
bool store_status_retryable(const char *sqlstate);

/* Writes the name of a constraint as the sentence it is: "seats_are_between_0_and_1000" gives
 * "seats are between 0 and 1000". At most size bytes with the NUL; size >= 1. */
void store_status_sentence(const char *constraint, size_t size, char *ret_sentence);

#endif
