#include "api/wire/json_tree.h"

#include "api/wire/json_bytes.h"
#include "scoring/base/faults.h"
#include "scoring/base/text.h"

#include <pthread.h>
#include <stdbool.h>
#include <sys/random.h>

#define SHOWN_NAME_SIZE_MAX 64 /* of an unknown member's name in a fault */

/* jansson hashes member names with one seed for the process; ours is not to be guessed. */
static void seed_hashes(void)
{
    size_t seed = 0;
    if (getrandom(&seed, sizeof seed, 0) != (ssize_t)sizeof seed)
        seed = 0; /* jansson then seeds itself */
    json_object_seed(seed);
}

enum status json_tree_parse(const char *bytes, size_t size, struct faults *faults,
                            json_t **ret_json)
{
    static pthread_once_t seeded = PTHREAD_ONCE_INIT;
    (void)pthread_once(&seeded, seed_hashes);
    enum status status = json_check_bytes(bytes, size, JSON_DEPTH_MAX, faults);
    if (status != STATUS_OK)
        return status;
    json_error_t error;
    json_t *json = json_loadb(bytes, size, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
    if (json != NULL) {
        *ret_json = json;
        return STATUS_OK;
    }
    if (json_error_code(&error) == json_error_out_of_memory)
        return STATUS_MEMORY;
    if (json_error_code(&error) == json_error_null_character) {
        (void)fault_add(faults, 0, "", "nul", "holds a NUL (\\u0000), at line %d, column %d",
                        error.line, error.column);
        return STATUS_SYNTAX;
    }
    bool duplicate = json_error_code(&error) == json_error_duplicate_key;
    (void)fault_add(faults, 0, "", duplicate ? "duplicate_member" : "syntax",
                    "is no JSON: %s, at line %d, column %d", error.text, error.line, error.column);
    return STATUS_SYNTAX;
}

static void add_token(struct text *pointer, const char *name)
{
    for (size_t i = 0; name[i] != '\0' && i < SHOWN_NAME_SIZE_MAX; i++) {
        if (name[i] == '~' || name[i] == '/')
            text_add(pointer, name[i] == '~' ? "~0" : "~1");
        else
            text_add_char(pointer, name[i]);
    }
}

static void add_pointer(struct text *pointer, const struct json_place *place)
{
    if (place == NULL)
        return;
    add_pointer(pointer, place->parent);
    text_add_char(pointer, '/');
    if (place->name == NULL)
        text_addf(pointer, "%zu", place->index);
    else
        add_token(pointer, place->name);
}

enum status json_place_fault(const struct json_place *place, struct faults *faults,
                             const char *code, const char *detail)
{
    struct text pointer = {0};
    text_add(&pointer, "");
    add_pointer(&pointer, place);
    enum status status = text_status(&pointer);
    if (status == STATUS_OK)
        (void)fault_add(faults, 0, pointer.bytes, code, "%s", detail);
    text_free(&pointer);
    return status;
}
