/* Bearer tokens: "kring_" + 32 random bytes in base62 (43 characters) + a checksum (6 characters).
 * The database holds only BLAKE2b of the 32 bytes, keyed by the installation's key.
 *
 * Looking a hash up needs no comparison in constant time: whoever times a look-up learns about the
 * hash of what they sent, and without the key and the inverse of BLAKE2b that says nothing
 * about the bytes of any other token. */
#ifndef API_STORE_STORE_TOKEN_H
#define API_STORE_STORE_TOKEN_H

#include "api/store/store_account.h"
#include "scoring/base/digest.h"

#include <stddef.h>

struct arena;
struct deed;

#define TOKEN_PREFIX      "kring_"
#define TOKEN_SECRET_SIZE ((size_t)32)
#define TOKEN_TEXT_SIZE   ((size_t)56) /* 6 + 43 + 6, and the NUL */
#define TOKEN_KEY_SIZE    ((size_t)32)

/* What a token opens of what its holder may do. */
#define TOKEN_SCOPES(X)                                                                            \
    X(ALL, "all")                                                                                  \
    X(READ, "read") /* looking, and changing nothing */

enum token_scope {
#define TOKEN_SCOPE_ENUM(name, word) TOKEN_##name,
    TOKEN_SCOPES(TOKEN_SCOPE_ENUM)
#undef TOKEN_SCOPE_ENUM
};

extern const char *const token_scope_words[]; /* ended by NULL */

struct token {
    char id[STORE_ID_SIZE];
    char person_id[STORE_ID_SIZE]; /* "": a program's, which may what grant says */
    struct grant grant;            /* of a program's token */
    enum token_scope scope;
    struct digest hash;
    store_time expires;
    bool revoked;
};

/* The 32 bytes of a token's text. INVALID when it has not the form or the checksum is wrong, which
 * spares the look-up. */
enum status MUST_CHECK token_parse(const char *text, size_t size,
                                   unsigned char ret_secret[TOKEN_SECRET_SIZE]);

/* The text of a token from its 32 bytes. */
void token_format(const unsigned char secret[TOKEN_SECRET_SIZE], char ret_text[TOKEN_TEXT_SIZE]);

/* What the database and the server know a token by. */
struct digest token_hash(const unsigned char key[TOKEN_KEY_SIZE],
                         const unsigned char secret[TOKEN_SECRET_SIZE]);

/* The installation's key: 32 random bytes made at the first migration, kept in the database. So any
 * number of servers share it without being told, and a backup restores tokens and key together.
 * It is no second secret against who reads the whole database (the 256 random bits of each
 * token are the guard there); it keeps the hashes of two installations apart. */
enum status MUST_CHECK store_token_key(struct store *store, unsigned char ret_key[TOKEN_KEY_SIZE]);

/* What to make a token of. */
struct token_order {
    const char *person_id; /* whose; NULL: a program's, by grant */
    struct grant grant;
    enum token_scope scope;
    const char *label; /* what it is for, in the words of who makes it; NULL: nothing */
    store_time now, expires;
};

/* Makes a token. The text is returned once and is nowhere stored. NOT_FOUND when there is no such
 * person or unit. */
enum status MUST_CHECK store_token_create(struct store *store, const struct token_order *order,
                                          char ret_text[TOKEN_TEXT_SIZE], struct token *ret_token);

/* The token with that text, revoked or expired ones too. INVALID (token_parse), NOT_FOUND. The
 * server needs it only for tokens that its feed has not shown yet. */
enum status MUST_CHECK store_token_find(struct store *store, const char *text, size_t size,
                                        struct token *ret_token);

/* Revokes within a transaction of the caller's, with its audit row; again is fine. */
enum status MUST_CHECK store_token_end(struct store *store, const struct deed *deed,
                                       const char *id);

/* Revokes; again is fine. NOT_FOUND. */
enum status MUST_CHECK store_token_revoke(struct store *store, const char *id, store_time now);

#endif
