#include "api/modules.h"

#include "scoring/base/faults.h"
#include "scoring/base/text.h"

#include <string.h>

static const char *const words[MODULE_COUNT] = {[MODULE_ALWAYS] = "",
#define MODULE_WORD(name, word) [MODULE_##name] = (word),
                                                MODULES(MODULE_WORD)
#undef MODULE_WORD
};

const char *module_word(enum module module)
{
    return words[module];
}

bool module_is_on(unsigned modules, enum module module)
{
    return module == MODULE_ALWAYS || (modules >> module & 1U) != 0;
}

static bool is_word(const char *bytes, size_t size, const char *word)
{
    return strlen(word) == size && memcmp(bytes, word, size) == 0;
}

static enum module find(const char *bytes, size_t size)
{
    enum module module = MODULE_COUNT;
    while (--module > MODULE_ALWAYS && !is_word(bytes, size, words[module])) {
    }
    return module;
}

/* "all, none, mentoring" */
static void add_words(struct text *text)
{
    text_add(text, MODULES_WORD_ALL ", " MODULES_WORD_NONE);
    for (size_t i = MODULE_ALWAYS + 1; i < MODULE_COUNT; i++)
        text_addf(text, ", %s", words[i]);
}

static enum status refuse(const char *bytes, size_t size, const char *where, struct faults *faults)
{
    struct text known = {0};
    add_words(&known);
    bool alone = is_word(bytes, size, MODULES_WORD_ALL) || is_word(bytes, size, MODULES_WORD_NONE);
    enum status status =
        fault_add(faults, 0, where, "unknown_module", "%s: \"%.*s\" %s (known: %s).", where,
                  (int)size, bytes, alone ? "stands alone" : "is no module",
                  text_status(&known) == STATUS_OK ? known.bytes : "");
    text_free(&known);
    return status;
}

static enum status read_list(const char *value, const char *where, struct faults *faults,
                             unsigned *ret_modules)
{
    enum status status = STATUS_OK;
    unsigned modules = 0;
    for (bool more = true; more;) {
        const char *word = value;
        size_t size = strcspn(value, ",");
        more = value[size] == ',';
        value += size + 1;
        text_trim(&word, &size);
        enum module module = find(word, size);
        if (module == MODULE_ALWAYS)
            status = refuse(word, size, where, faults);
        modules |= 1U << module;
    }
    if (status == STATUS_OK)
        *ret_modules = modules & MODULES_ALL;
    return status;
}

enum status modules_read(const char *value, const char *where, struct faults *faults,
                         unsigned *ret_modules)
{
    const char *word = value;
    size_t size = strlen(value);
    text_trim(&word, &size);
    if (is_word(word, size, MODULES_WORD_ALL))
        *ret_modules = MODULES_ALL;
    else if (is_word(word, size, MODULES_WORD_NONE))
        *ret_modules = 0;
    else
        return read_list(value, where, faults, ret_modules);
    return STATUS_OK;
}
