#include "api/store/store_status.h"

#include <string.h>

/* A SQLSTATE or its class (the first two characters); the first row that is its beginning counts,
 * so states stand before their class. See "PostgreSQL Error Codes" in PostgreSQL's manual. */
static const struct sqlstate_row {
    const char *start;
    enum status status;
} sqlstate_rows[] = {
    {"08", STATUS_UNAVAILABLE},    /* connection exception */
    {"21", STATUS_BROKEN},         /* cardinality violation */
    {"22", STATUS_INVALID},        /* data exception: a value that is none of its type */
    {"23502", STATUS_INVALID},     /* not null violation */
    {"23514", STATUS_INVALID},     /* check violation */
    {"23", STATUS_CONFLICT},       /* unique, foreign key and exclusion violation */
    {"25006", STATUS_UNAVAILABLE}, /* read only: a standby that is not promoted yet */
    {"25P03", STATUS_UNAVAILABLE}, /* idle in transaction for too long */
    {"28", STATUS_UNAVAILABLE},    /* not let in: for the log and the operator, not for users */
    {"3D000", STATUS_UNAVAILABLE}, /* the database does not exist (yet) */
    {"40001", STATUS_UNAVAILABLE}, /* serialization failure */
    {"40P01", STATUS_UNAVAILABLE}, /* deadlock */
    {"53", STATUS_UNAVAILABLE},    /* disk full, out of memory, too many connections */
    {"54", STATUS_TOO_LARGE},      /* program limit exceeded */
    {"55P03", STATUS_TIMEOUT},     /* lock not available */
    {"57014", STATUS_TIMEOUT},     /* query cancelled */
    {"57", STATUS_UNAVAILABLE},    /* the server shuts down, has crashed or starts */
    {"58", STATUS_UNAVAILABLE},    /* the machine under PostgreSQL failed */
};

enum status store_status(const char *sqlstate)
{
    for (size_t i = 0; i < sizeof sqlstate_rows / sizeof sqlstate_rows[0]; i++)
        if (strncmp(sqlstate, sqlstate_rows[i].start, strlen(sqlstate_rows[i].start)) == 0)
            return sqlstate_rows[i].status;
    return STATUS_BROKEN;
}

bool store_status_retryable(const char *sqlstate)
{
    return strcmp(sqlstate, "40001") == 0 || strcmp(sqlstate, "40P01") == 0;
}

void store_status_sentence(const char *constraint, size_t size, char *ret_sentence)
{
    size_t length = 0;
    for (; constraint[length] != '\0' && length + 1 < size; length++)
        ret_sentence[length] = constraint[length] == '_' ? ' ' : constraint[length];
    ret_sentence[length] = '\0';
}
