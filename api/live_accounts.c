#include "api/live_accounts.h"

#include <stdlib.h>
#include <string.h>

static bool same_token(const struct token *a, const struct token *b)
{
    return a->revoked == b->revoked && a->expires == b->expires && a->scope == b->scope &&
           memcmp(a->hash.bytes, b->hash.bytes, DIGEST_SIZE) == 0;
}

/* Merges two lists in order of id. */
static bool merge_tokens(struct accounts *accounts, const struct feed_changes *changes,
                         bool *changed)
{
    if (changes->tokens_count == 0)
        return true;
    struct token *merged = calloc(accounts->tokens_count + changes->tokens_count, sizeof *merged);
    if (merged == NULL)
        return false;
    const struct token *held = accounts->tokens;
    size_t count = 0;
    size_t old = 0;
    for (size_t i = 0; i < changes->tokens_count; i++) {
        const struct token *token = &changes->tokens[i];
        while (old < accounts->tokens_count && strcmp(held[old].id, token->id) < 0)
            merged[count++] = held[old++];
        bool same = old < accounts->tokens_count && strcmp(held[old].id, token->id) == 0;
        *changed = *changed || !same || !same_token(&held[old], token);
        old += same;
        merged[count++] = *token;
    }
    while (old < accounts->tokens_count)
        merged[count++] = held[old++];
    free(accounts->tokens);
    accounts->tokens = merged;
    accounts->tokens_count = count;
    return true;
}

static bool same_appointments(const struct accounts *accounts, const struct feed_changes *changes)
{
    return accounts->appointments_count == changes->appointments_count &&
           (changes->appointments_count == 0 ||
            memcmp(accounts->appointments, changes->appointments,
                   changes->appointments_count * sizeof *changes->appointments) == 0);
}

/* The feed tells all of them when one changed. */
static bool replace_appointments(struct accounts *accounts, const struct feed_changes *changes,
                                 bool *changed)
{
    if (!changes->appointments_changed || same_appointments(accounts, changes))
        return true;
    size_t count = changes->appointments_count;
    struct appointed *copy = calloc(count + 1, sizeof *copy);
    if (copy == NULL)
        return false;
    if (count > 0)
        memcpy(copy, changes->appointments, count * sizeof *copy);
    free(accounts->appointments);
    accounts->appointments = copy;
    accounts->appointments_count = count;
    *changed = true;
    return true;
}

bool accounts_merge(struct accounts *accounts, const struct feed_changes *changes, bool *changed)
{
    bool fine = merge_tokens(accounts, changes, changed);
    return replace_appointments(accounts, changes, changed) && fine;
}

static int by_hash(const void *a, const void *b)
{
    const struct token *left = a;
    const struct token *right = b;
    return memcmp(left->hash.bytes, right->hash.bytes, DIGEST_SIZE);
}

enum status accounts_copy(const struct accounts *accounts, struct accounts *ret_copy)
{
    struct accounts copy = {.tokens_count = accounts->tokens_count,
                            .appointments_count = accounts->appointments_count};
    copy.tokens = calloc(copy.tokens_count + 1, sizeof *copy.tokens);
    copy.appointments = calloc(copy.appointments_count + 1, sizeof *copy.appointments);
    if (copy.tokens == NULL || copy.appointments == NULL) {
        accounts_clear(&copy);
        return STATUS_MEMORY;
    }
    if (copy.tokens_count > 0)
        memcpy(copy.tokens, accounts->tokens, copy.tokens_count * sizeof *copy.tokens);
    if (copy.appointments_count > 0)
        memcpy(copy.appointments, accounts->appointments,
               copy.appointments_count * sizeof *copy.appointments);
    qsort(copy.tokens, copy.tokens_count, sizeof *copy.tokens, by_hash);
    *ret_copy = copy;
    return STATUS_OK;
}

void accounts_clear(struct accounts *accounts)
{
    free(accounts->tokens);
    free(accounts->appointments);
    *accounts = (struct accounts){0};
}

const struct token *accounts_token(const struct accounts *accounts, const struct digest *hash)
{
    const struct token wanted = {.hash = *hash};
    return bsearch(&wanted, accounts->tokens, accounts->tokens_count, sizeof wanted, by_hash);
}

size_t accounts_grants(const struct accounts *accounts, const char *person_id, struct grant *grants,
                       size_t max)
{
    const struct appointed *all = accounts->appointments;
    size_t low = 0;
    size_t high = accounts->appointments_count;
    size_t count = 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(all[middle].person_id, person_id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < accounts->appointments_count && strcmp(all[low].person_id, person_id) == 0; low++)
        if (count < max)
            grants[count++] = all[low].grant;
    return count;
}
