#include "api/wire/people_read.h"

#include "scoring/base/arena.h"
#include "scoring/base/faults.h"
#include "scoring/base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define GIVEN            "given"
#define CONFIDENCE_GIVEN 100
#define PLACE_CANDIDATES ((size_t)10)
#define WHERE_SIZE       80

/* Confidence is the share of such readings that are right. Below this one a code would be a guess
 * that the score takes for a fact: the text stays, unread. Policy. */
#define CONFIDENCE_BELIEVED 40

/* An employer's name says less about its industry than the industry does. Policy. */
#define EMPLOYER_CONFIDENCE_PERCENT 75

/* ---- every reading of a person, one after the other */

struct found {
    enum scheme scheme;
    struct reading *reading;
    const char *instead; /* read where there is no text of its own; or NULL */
    bool employer;       /* `instead` is one */
    const char *list;    /* for the JSON pointer: list, index (if there is a list), member */
    size_t index;
    const char *member;
};

typedef enum status found_function(void *context, const struct found *found);

/* The lists of a person are constant for all who read them; only here, at birth, are they not. */
static struct reading *writable(const struct reading *reading)
{
    return (struct reading *)(uintptr_t)reading;
}

static enum status visit_list(enum scheme scheme, const struct reading *readings, size_t count,
                              const char *list, found_function *function, void *context)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        struct found found = {scheme, writable(&readings[i]), NULL, false, list, i, ""};
        status = function(context, &found);
    }
    return status;
}

static enum status visit_skills(const struct language_skill *skills, size_t count, const char *list,
                                found_function *function, void *context)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        struct found found = {SCHEME_LANGUAGE, writable(&skills[i].language), NULL, false, list, i,
                              "/language"};
        status = function(context, &found);
    }
    return status;
}

static enum status visit_past(const struct person *person, found_function *function, void *context)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < person->affiliations_count && status == STATUS_OK; i++) {
        const struct affiliation *row = &person->affiliations[i];
        struct found found = {SCHEME_ISCED, writable(&row->field), row->programme,
                              false,        "/affiliations",       i,
                              "/field"};
        status = function(context, &found);
    }
    for (size_t i = 0; i < person->employments_count && status == STATUS_OK; i++) {
        const struct employment *row = &person->employments[i];
        struct found title = {
            SCHEME_ISCO, writable(&row->occupation), NULL, false, "/employments", i, "/occupation"};
        struct found industry = {SCHEME_NACE, writable(&row->industry), row->employer,
                                 true,        "/employments",           i,
                                 "/industry"};
        status = function(context, &title);
        if (status == STATUS_OK)
            status = function(context, &industry);
    }
    return status;
}

/* The country first: it tells in which country the place is. */
static enum status visit_place(const struct person *person, found_function *function, void *context)
{
    struct found country = {SCHEME_PLACE, writable(&person->country), NULL, false, NULL, 0,
                            "/country"};
    struct found place = {SCHEME_PLACE, writable(&person->place), NULL, false, NULL, 0, "/place"};
    enum status status = function(context, &country);
    return status == STATUS_OK ? function(context, &place) : status;
}

static enum status visit_wishes(const struct wishes *wishes, found_function *function,
                                void *context)
{
    enum status status = visit_list(SCHEME_ISCED, wishes->fields, wishes->fields_count,
                                    "/wishes/fields", function, context);
    if (status == STATUS_OK)
        status = visit_list(SCHEME_ISCO, wishes->occupations, wishes->occupations_count,
                            "/wishes/occupations", function, context);
    if (status == STATUS_OK)
        status = visit_list(SCHEME_NACE, wishes->industries, wishes->industries_count,
                            "/wishes/industries", function, context);
    if (status == STATUS_OK)
        status = visit_list(SCHEME_PLACE, wishes->places, wishes->places_count, "/wishes/places",
                            function, context);
    return status;
}

static enum status visit_all(const struct person *person, found_function *function, void *context)
{
    const struct conditions *conditions = &person->conditions;
    enum status status = visit_past(person, function, context);
    if (status == STATUS_OK)
        status = visit_skills(person->languages, person->languages_count, "/languages", function,
                              context);
    if (status == STATUS_OK)
        status = visit_place(person, function, context);
    if (status == STATUS_OK)
        status = visit_wishes(&person->wishes, function, context);
    if (status == STATUS_OK)
        status = visit_list(SCHEME_ISCED, conditions->fields, conditions->fields_count,
                            "/conditions/fields", function, context);
    if (status == STATUS_OK)
        status = visit_skills(conditions->languages, conditions->languages_count,
                              "/conditions/languages", function, context);
    return status;
}

/* ---- codes */

static bool has_text(const char *text)
{
    return text != NULL && text[strspn(text, " \t\n")] != '\0';
}

static bool is_country(const struct found *found)
{
    return found->scheme == SCHEME_PLACE && strcmp(found->member, "/country") == 0;
}

/* The node of a text that is exactly a code. Letters must be capitals where codes are: "no" may
 * be typed for a place, and is no Norway; for a country it is. */
static node_id code_node(const struct taxonomies *taxonomies, const struct found *found,
                         const char *text)
{
    enum scheme scheme = found->scheme;
    size_t size = strlen(text);
    bool capitals = (scheme == SCHEME_NACE || scheme == SCHEME_PLACE) && !is_country(found);
    for (size_t i = 0; i < size; i++)
        if (size > CODE_SIZE_MAX || (capitals && text[i] >= 'a' && text[i] <= 'z'))
            return NODE_NONE;
    return taxonomy_find(taxonomies->of[scheme], text, size);
}

struct needs {
    const struct taxonomies *taxonomies;
    unsigned schemes;
};

static enum status add_need(void *context, const struct found *found)
{
    struct needs *needs = context;
    const char *text = has_text(found->reading->text) ? found->reading->text : found->instead;
    if (!has_text(found->reading->code) && has_text(text) &&
        code_node(needs->taxonomies, found, text) == NODE_NONE)
        needs->schemes |= 1u << found->scheme;
    return STATUS_OK;
}

unsigned people_read_schemes(const struct taxonomies *taxonomies, const struct person *person)
{
    struct needs needs = {.taxonomies = taxonomies};
    (void)visit_all(person, add_need, &needs);
    return needs.schemes;
}

/* ---- what was read already */

#define LANGUAGE_SIZE 6                 /* "nl", "nds", "nl-BE" and a NUL */
#define SLOTS_MIN     ((size_t)4096)    /* a power of two */
#define SLOTS_MAX     ((size_t)1 << 20) /* beyond half of them, all is forgotten */

struct key {
    const char *text; /* NULL: a free slot */
    enum scheme scheme;
    node_id country; /* of a place */
    bool employer;
    char language[LANGUAGE_SIZE];
};

struct slot {
    struct key key;
    uint64_t hash;
    struct reading_candidate best; /* node NODE_NONE: unread */
};

struct people_read {
    const struct taxonomies *taxonomies;
    const struct reader *reader;
    struct arena *arena; /* of the texts in slots */
    struct slot *slots;  /* open addressing, at most half full */
    size_t slot_count, count;
    /* the person being read */
    char language[LANGUAGE_SIZE];
    node_id country;
    size_t line;
    struct faults *faults;
    bool wrong;
};

enum status people_read_new(const struct taxonomies *taxonomies, const struct reader *reader,
                            struct people_read **ret_people_read)
{
    struct people_read *read = calloc(1, sizeof *read);
    if (read == NULL)
        return STATUS_MEMORY;
    *read =
        (struct people_read){.taxonomies = taxonomies, .reader = reader, .slot_count = SLOTS_MIN};
    read->slots = calloc(SLOTS_MIN, sizeof *read->slots);
    if (read->slots == NULL || arena_new(0, &read->arena) != STATUS_OK) {
        people_read_free(read);
        return STATUS_MEMORY;
    }
    *ret_people_read = read;
    return STATUS_OK;
}

void people_read_free(struct people_read *people_read)
{
    if (people_read == NULL)
        return;
    arena_free(people_read->arena);
    free(people_read->slots);
    free(people_read);
}

/* FNV-1a, its bits then mixed (the finisher of splitmix64). */
static uint64_t hash_of(const struct key *key)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (const char *at = key->text; *at != '\0'; at++)
        hash = (hash ^ (unsigned char)*at) * 0x100000001b3u;
    for (size_t i = 0; i < LANGUAGE_SIZE; i++)
        hash = (hash ^ (unsigned char)key->language[i]) * 0x100000001b3u;
    hash ^= (uint64_t)key->scheme << 32 | (uint64_t)key->country << 1 | key->employer;
    hash = (hash ^ hash >> 30) * 0xbf58476d1ce4e5b9u;
    return hash ^ hash >> 31;
}

static bool key_equal(const struct key *a, const struct key *b)
{
    return a->scheme == b->scheme && a->country == b->country && a->employer == b->employer &&
           memcmp(a->language, b->language, LANGUAGE_SIZE) == 0 && strcmp(a->text, b->text) == 0;
}

static struct slot *find_slot(struct slot *slots, size_t count, uint64_t hash,
                              const struct key *key)
{
    for (size_t at = hash & (count - 1);; at = (at + 1) & (count - 1)) {
        struct slot *slot = &slots[at];
        if (slot->key.text == NULL || (slot->hash == hash && key_equal(&slot->key, key)))
            return slot;
    }
}

static void forget_all(struct people_read *read)
{
    memset(read->slots, 0, read->slot_count * sizeof *read->slots);
    read->count = 0;
    arena_reset(read->arena);
}

static enum status make_room(struct people_read *read)
{
    if (2 * read->count < read->slot_count)
        return STATUS_OK;
    if (read->slot_count >= SLOTS_MAX) {
        forget_all(read);
        return STATUS_OK;
    }
    size_t count = read->slot_count * 2;
    struct slot *slots = calloc(count, sizeof *slots);
    if (slots == NULL)
        return STATUS_MEMORY;
    for (size_t i = 0; i < read->slot_count; i++)
        if (read->slots[i].key.text != NULL)
            *find_slot(slots, count, read->slots[i].hash, &read->slots[i].key) = read->slots[i];
    free(read->slots);
    read->slots = slots;
    read->slot_count = count;
    return STATUS_OK;
}

/* ---- reading */

/* The best candidate, if it is to be believed; of places the best one in the country, which makes
 * it sure enough, and none elsewhere. */
static struct reading_candidate best_of(const struct people_read *read, const struct key *key,
                                        const struct reading_candidate *candidates, size_t count)
{
    const struct reading_candidate none = {.node = NODE_NONE};
    const struct taxonomy *places = read->taxonomies->of[SCHEME_PLACE];
    for (size_t i = 0; i < count; i++) {
        struct reading_candidate best = candidates[i];
        if (key->country != NODE_NONE && !taxonomy_within(places, best.node, key->country))
            continue;
        if (!key->employer)
            return key->country == NODE_NONE && best.confidence < CONFIDENCE_BELIEVED ? none : best;
        best.confidence = (uint8_t)(best.confidence * EMPLOYER_CONFIDENCE_PERCENT / 100);
        return best.evidence == READING_NGRAMS ? none : best;
    }
    return none;
}

static enum status read_key(const struct people_read *read, const struct key *key,
                            struct reading_candidate *ret_best)
{
    struct reading_candidate candidates[PLACE_CANDIDATES];
    size_t count = 0;
    size_t max = key->scheme == SCHEME_PLACE ? PLACE_CANDIDATES : 1;
    const char *language = key->language[0] == '\0' ? NULL : key->language;
    enum status status =
        reader_read(read->reader, key->scheme, language, key->text, max, candidates, &count);
    if (status == STATUS_TOO_LARGE)
        count = 0; /* a text so long stays unread */
    else if (status != STATUS_OK)
        return status;
    *ret_best = best_of(read, key, candidates, count);
    return STATUS_OK;
}

static enum status recall_or_read(struct people_read *read, const struct key *key,
                                  struct reading_candidate *ret_best)
{
    enum status status = make_room(read);
    if (status != STATUS_OK)
        return status;
    uint64_t hash = hash_of(key);
    struct slot *slot = find_slot(read->slots, read->slot_count, hash, key);
    if (slot->key.text == NULL) {
        struct reading_candidate best;
        status = read_key(read, key, &best);
        const char *text = arena_strdup(read->arena, key->text);
        if (status != STATUS_OK || text == NULL)
            return status != STATUS_OK ? status : STATUS_MEMORY;
        *slot = (struct slot){.key = *key, .hash = hash, .best = best};
        slot->key.text = text;
        read->count++;
    }
    *ret_best = slot->best;
    return STATUS_OK;
}

static void set_code(const struct people_read *read, enum scheme scheme, node_id node,
                     int32_t confidence, const char *evidence, struct reading *reading)
{
    reading->code = taxonomy_code(read->taxonomies->of[scheme], node);
    reading->confidence = confidence;
    reading->evidence = evidence;
}

static enum status read_text(struct people_read *read, const struct found *found, const char *text)
{
    node_id node = code_node(read->taxonomies, found, text);
    if (node != NODE_NONE) {
        set_code(read, found->scheme, node, CONFIDENCE_GIVEN, GIVEN, found->reading);
        return STATUS_OK;
    }
    if (read->reader == NULL)
        return STATUS_OK;
    struct key key = {.text = text, .scheme = found->scheme};
    memcpy(key.language, read->language, LANGUAGE_SIZE);
    bool own_place = found->scheme == SCHEME_PLACE && strcmp(found->member, "/place") == 0;
    key.country = own_place ? read->country : NODE_NONE;
    key.employer = found->employer && !has_text(found->reading->text);
    struct reading_candidate best;
    enum status status = recall_or_read(read, &key, &best);
    if (status == STATUS_OK && best.node != NODE_NONE)
        set_code(read, found->scheme, best.node, best.confidence,
                 reading_evidence_word(best.evidence), found->reading);
    return status;
}

/* ---- codes that were given as such */

static void tell_unknown(struct people_read *read, const struct found *found)
{
    char where[WHERE_SIZE];
    if (found->list == NULL)
        (void)snprintf(where, sizeof where, "%s/code", found->member);
    else
        (void)snprintf(where, sizeof where, "%s/%zu%s/code", found->list, found->index,
                       found->member);
    (void)fault_add(read->faults, read->line, where, "unknown_code",
                    "\"%s\" is no code of the scheme %s", found->reading->code,
                    scheme_word(found->scheme));
    read->wrong = true;
}

static void check_code(struct people_read *read, const struct found *found)
{
    struct reading *reading = found->reading;
    node_id node =
        taxonomy_find(read->taxonomies->of[found->scheme], reading->code, strlen(reading->code));
    if (node == NODE_NONE)
        tell_unknown(read, found);
    else if (!has_text(reading->evidence))
        set_code(read, found->scheme, node, CONFIDENCE_GIVEN, GIVEN, reading);
}

static enum status read_found(void *context, const struct found *found)
{
    struct people_read *read = context;
    struct reading *reading = found->reading;
    enum status status = STATUS_OK;
    if (found->instead != NULL && !found->employer && !has_text(reading->text))
        reading->text = found->instead;
    const char *text = has_text(reading->text) ? reading->text : found->instead;
    if (has_text(reading->code))
        check_code(read, found);
    else if (has_text(text))
        status = read_text(read, found, text);
    if (is_country(found) && has_text(reading->code))
        read->country =
            taxonomy_find(read->taxonomies->of[SCHEME_PLACE], reading->code, strlen(reading->code));
    return status;
}

/* "nl-BE" tells which places are near, "nl-Latn-BE" reads as "nl"; what is no tag is no hint. */
static void set_language(struct people_read *read, const char *tag)
{
    memset(read->language, 0, sizeof read->language);
    size_t size = tag == NULL ? 0 : strcspn(tag, "-_");
    if (size == 2 && strlen(tag) == LANGUAGE_SIZE - 1)
        size = LANGUAGE_SIZE - 1;
    if (size < LANGUAGE_SIZE)
        memcpy(read->language, tag == NULL ? "" : tag, size);
}

enum status people_read_person(struct people_read *people_read, size_t line, struct faults *faults,
                               struct person *person)
{
    set_language(people_read, person->language);
    people_read->country = NODE_NONE;
    people_read->line = line;
    people_read->faults = faults;
    people_read->wrong = false;
    enum status status = visit_all(person, read_found, people_read);
    if (status != STATUS_OK)
        return status;
    if (people_read->wrong)
        return STATUS_INVALID;
    person_resolve(people_read->taxonomies, person);
    return STATUS_OK;
}
