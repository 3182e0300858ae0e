/* Inside api/store: tokens from rows, for the token's own door and the feed. */
#ifndef API_STORE_STORE_TOKEN_ROWS_H
#define API_STORE_STORE_TOKEN_ROWS_H

#include "api/store/store_token.h"

#include <libpq-fe.h>

/* The token of a row with the columns of token_by_hash.sql; BROKEN when a cell cannot be. */
enum status MUST_CHECK token_from_row(const PGresult *result, int row, struct token *ret_token);

/* The grant of a row with the columns role and unit_id, where role is not NULL; BROKEN. */
enum status MUST_CHECK grant_from_row(const PGresult *result, int row, struct grant *ret_grant);

/* Makes the installation's key if it has none yet. */
enum status MUST_CHECK token_key_ensure(struct store *store);

#endif
