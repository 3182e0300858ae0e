/* Bearer tokens: "kring_" + 32 random bytes in base62 (43 characters) + a checksum (6 characters).
 * The database holds only BLAKE2b of the 32 bytes, keyed by the installation's key.
 *
 * Looking a hash up needs no comparison in constant time: whoever times a look-up learns about the
 * hash of what they sent, and without the key and the inverse of BLAKE2b that says nothing
 * about the bytes of any other token. */
#ifndef API_STORE_STORE_TOKEN_H
#define API_STORE_STORE_TOKEN_H

#include "api/store/store.h"
#include "scoring/base/digest.h"

#include <stddef.h>

struct arena;

#define TOKEN_PREFIX      "kring_"
#define TOKEN_SECRET_SIZE ((size_t)32)
#define TOKEN_TEXT_SIZE   ((size_t)56) /* 6 + 43 + 6, and the NUL */
#define TOKEN_KEY_SIZE    ((size_t)32)

/* What a token opens: staff see and import everything, a person sees themself and their
 * own search. */
#define TOKEN_ROLES(X)                                                                             \
    X(STAFF, "staff")                                                                              \
    X(PERSON, "person")

enum token_role {
#define TOKEN_ROLE_ENUM(name, word) TOKEN_##name,
    TOKEN_ROLES(TOKEN_ROLE_ENUM)
#undef TOKEN_ROLE_ENUM
        TOKEN_ROLE_COUNT
};

const char *token_role_word(enum token_role role);

struct token {
    char id[STORE_ID_SIZE];
    char person_id[STORE_ID_SIZE]; /* "" for staff */
    struct digest hash;
    enum token_role role;
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

/* Makes a token. person_id: whose, or NULL for staff. The text is returned once and is nowhere
 * stored. NOT_FOUND when there is no such person. */
enum status MUST_CHECK store_token_create(struct store *store, const char *person_id,
                                          store_time now, store_time expires,
                                          char ret_text[TOKEN_TEXT_SIZE], struct token *ret_token);

/* The token with that text, revoked or expired ones too. INVALID (token_parse), NOT_FOUND. The
 * server needs it only for tokens that its feed has not shown yet. */
enum status MUST_CHECK store_token_find(struct store *store, const char *text, size_t size,
                                        struct token *ret_token);

/* Revokes; again is fine. NOT_FOUND. */
enum status MUST_CHECK store_token_revoke(struct store *store, const char *id, store_time now);

#endif
