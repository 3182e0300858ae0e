#define PCRE2_CODE_UNIT_WIDTH 8
#include "scoring/reading_rules.h"

#include "scoring/base/faults.h"
#include "scoring/tsv.h"

#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

#define MATCH_LIMIT       10000
#define DEPTH_LIMIT       1000
#define HEAP_LIMIT_KIB    1024
#define GROUPS_MAX        16
#define RULES_MAX         ((size_t)2000)
#define REPLACEMENT_MAX   ((size_t)200)
#define OUTPUT_SIZE       (2 * WORDS_SIZE_MAX)
#define ANY_SCHEME        SCHEME_COUNT
#define BYTES_OF_CODE_SET 32

/* Sets of bytes, a bit each: what a text has, what a match may begin with. */
struct byte_set {
    uint8_t bits[BYTES_OF_CODE_SET];
};

struct rule {
    pcre2_code *code;
    char *replacement;
    size_t replacement_size;
    int scheme; /* enum scheme or ANY_SCHEME */
    enum tongue tongue;
    struct byte_set first; /* a match begins with one of these; all when unknown */
    int needed;            /* a byte that every match has, -1 when unknown */
};

struct rules {
    struct rule *items;
    size_t count, capacity;
    pcre2_match_context *limits;
};

struct rules_scratch {
    pcre2_match_data *data;
    char output[2][OUTPUT_SIZE]; /* written in turns */
};

enum status rules_new(struct rules **ret_rules)
{
    struct rules *rules = calloc(1, sizeof *rules);
    if (rules == NULL)
        return STATUS_MEMORY;
    rules->limits = pcre2_match_context_create(NULL);
    if (rules->limits == NULL) {
        free(rules);
        return STATUS_MEMORY;
    }
    pcre2_set_match_limit(rules->limits, MATCH_LIMIT);
    pcre2_set_depth_limit(rules->limits, DEPTH_LIMIT);
    pcre2_set_heap_limit(rules->limits, HEAP_LIMIT_KIB);
    *ret_rules = rules;
    return STATUS_OK;
}

static void rule_clear(struct rule *rule)
{
    pcre2_code_free(rule->code);
    free(rule->replacement);
}

void rules_free(struct rules *rules)
{
    if (rules == NULL)
        return;
    for (size_t i = 0; i < rules->count; i++)
        rule_clear(&rules->items[i]);
    pcre2_match_context_free(rules->limits);
    free(rules->items);
    free(rules);
}

/* ---- adding */

static bool set_has(const struct byte_set *set, unsigned byte)
{
    return (set->bits[byte / 8] >> (byte % 8) & 1) != 0;
}

static void set_add(struct byte_set *set, unsigned byte)
{
    set->bits[byte / 8] |= (uint8_t)(1u << (byte % 8));
}

static unsigned other_case(unsigned byte)
{
    bool is_letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
    return is_letter ? byte ^ 0x20 : byte;
}

/* What pcre2 knows of every match, so that most texts need no matching at all. */
static void study(struct rule *rule)
{
    uint32_t type = 0, unit = 0;
    const uint8_t *bitmap = NULL;
    memset(&rule->first, 0xff, sizeof rule->first);
    rule->needed = -1;
    pcre2_pattern_info(rule->code, PCRE2_INFO_FIRSTCODETYPE, &type);
    pcre2_pattern_info(rule->code, PCRE2_INFO_FIRSTBITMAP, &bitmap);
    if (type == 1 && pcre2_pattern_info(rule->code, PCRE2_INFO_FIRSTCODEUNIT, &unit) == 0 &&
        unit < 0x80) {
        memset(&rule->first, 0, sizeof rule->first);
        set_add(&rule->first, unit);
        set_add(&rule->first, other_case(unit));
    } else if (bitmap != NULL)
        memcpy(&rule->first, bitmap, sizeof rule->first);
    pcre2_pattern_info(rule->code, PCRE2_INFO_LASTCODETYPE, &type);
    if (type == 1 && pcre2_pattern_info(rule->code, PCRE2_INFO_LASTCODEUNIT, &unit) == 0 &&
        unit < 0x80 && unit != 'k' && unit != 'K' && unit != 's' && unit != 'S')
        rule->needed = (int)unit; /* without k and s: their other cases include U+212A and U+017F */
}

static enum status compile(const struct tsv *tsv, struct faults *faults, struct rule *ret_rule)
{
    int error = 0;
    PCRE2_SIZE offset = 0;
    struct tsv_cell pattern = tsv->cells[2];
    ret_rule->code = pcre2_compile((PCRE2_SPTR)pattern.bytes, pattern.size,
                                   PCRE2_UTF | PCRE2_CASELESS | PCRE2_UCP, &error, &offset, NULL);
    if (ret_rule->code == NULL) {
        char message[128] = "";
        pcre2_get_error_message(error, (PCRE2_UCHAR *)message, sizeof message);
        return fault_add(faults, tsv->line, "pattern", "bad_pattern", "at byte %zu: %s",
                         (size_t)offset, message);
    }
    (void)pcre2_jit_compile(ret_rule->code, PCRE2_JIT_COMPLETE); /* else it is interpreted */
    study(ret_rule);
    ret_rule->replacement_size = tsv->cells[3].size;
    ret_rule->replacement = malloc(tsv->cells[3].size + 1);
    if (ret_rule->replacement == NULL) {
        pcre2_code_free(ret_rule->code);
        return STATUS_MEMORY;
    }
    memcpy(ret_rule->replacement, tsv->cells[3].bytes, tsv->cells[3].size);
    return STATUS_OK;
}

static enum status read_scope(const struct tsv *tsv, struct faults *faults, struct rule *ret_rule)
{
    char word[16] = "";
    struct tsv_cell scheme = tsv->cells[0], language = tsv->cells[1];
    enum scheme found = SCHEME_ISCED;
    if (scheme.size < sizeof word)
        memcpy(word, scheme.bytes, scheme.size);
    ret_rule->scheme = ANY_SCHEME;
    if (!tsv_cell_is(scheme, "*")) {
        if (!scheme_find(word, &found))
            return fault_add(faults, tsv->line, "scheme", "unknown_scheme",
                             "\"%.*s\" is no scheme and not *", (int)scheme.size, scheme.bytes);
        ret_rule->scheme = (int)found;
    }
    ret_rule->tongue = tongue_of(language.bytes, language.size);
    if (ret_rule->tongue == TONGUE_OTHER && !tsv_cell_is(language, "*"))
        return fault_add(faults, tsv->line, "language", "unknown_language",
                         "\"%.*s\" is no language of Kring and not *", (int)language.size,
                         language.bytes);
    return STATUS_OK;
}

static enum status read_rule(const struct tsv *tsv, struct faults *faults, struct rule *ret_rule)
{
    if (tsv->count != 5)
        return fault_add(faults, tsv->line, "", "cell_count",
                         "%zu cells where `scheme language pattern replacement why` are 5",
                         tsv->count);
    if (tsv->cells[3].size > REPLACEMENT_MAX)
        return fault_add(faults, tsv->line, "replacement", "too_long", "at most %zu bytes",
                         REPLACEMENT_MAX);
    enum status status = read_scope(tsv, faults, ret_rule);
    return status == STATUS_OK ? compile(tsv, faults, ret_rule) : status;
}

static enum status append(struct rules *rules, const struct rule *rule)
{
    if (rules->count == rules->capacity) {
        size_t capacity = rules->capacity == 0 ? 64 : rules->capacity * 2;
        struct rule *items = realloc(rules->items, capacity * sizeof *items);
        if (items == NULL)
            return STATUS_MEMORY;
        rules->items = items;
        rules->capacity = capacity;
    }
    rules->items[rules->count++] = *rule;
    return STATUS_OK;
}

enum status rules_add(struct rules *rules, const char *bytes, size_t size, struct faults *faults)
{
    enum status result = STATUS_OK;
    struct tsv tsv = tsv_start(bytes, size);
    while (tsv_next(&tsv)) {
        if (tsv_cell_is(tsv.cells[0], "scheme"))
            continue;
        if (rules->count == RULES_MAX) {
            (void)fault_add(faults, tsv.line, "", "too_many", "at most %zu rules", RULES_MAX);
            return STATUS_TOO_LARGE;
        }
        struct rule rule = {0};
        enum status status = read_rule(&tsv, faults, &rule);
        if (status == STATUS_OK) {
            status = append(rules, &rule);
            if (status != STATUS_OK)
                rule_clear(&rule);
        } else if (status == STATUS_INVALID)
            result = status;
        if (status == STATUS_MEMORY)
            return status;
    }
    return result;
}

/* ---- applying */

enum status rules_scratch_new(struct rules_scratch **ret_scratch)
{
    struct rules_scratch *scratch = calloc(1, sizeof *scratch);
    if (scratch == NULL)
        return STATUS_MEMORY;
    scratch->data = pcre2_match_data_create(GROUPS_MAX, NULL);
    if (scratch->data == NULL) {
        free(scratch);
        return STATUS_MEMORY;
    }
    *ret_scratch = scratch;
    return STATUS_OK;
}

void rules_scratch_free(struct rules_scratch *scratch)
{
    if (scratch == NULL)
        return;
    pcre2_match_data_free(scratch->data);
    free(scratch);
}

static struct byte_set bytes_of(const char *text, size_t size)
{
    struct byte_set set = {0};
    for (size_t i = 0; i < size; i++)
        set_add(&set, (unsigned char)text[i]);
    return set;
}

static bool may_match(const struct rule *rule, const struct byte_set *set)
{
    if (rule->needed >= 0 && !set_has(set, (unsigned)rule->needed) &&
        !set_has(set, other_case((unsigned)rule->needed)))
        return false;
    uint8_t both = 0;
    for (size_t i = 0; i < BYTES_OF_CODE_SET; i++)
        both |= rule->first.bits[i] & set->bits[i];
    return both != 0;
}

static bool says_something(const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c >= 0x80 || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'))
            return true;
    }
    return false;
}

/* The size of the changed text in output, 0 when the rule does not apply. */
static size_t substitute(const struct rules *rules, const struct rule *rule,
                         struct rules_scratch *scratch, const char *text, size_t size, char *output)
{
    if (pcre2_match(rule->code, (PCRE2_SPTR)text, size, 0, PCRE2_NO_UTF_CHECK, scratch->data,
                    rules->limits) < 0)
        return 0;
    PCRE2_SIZE written = OUTPUT_SIZE;
    int count = pcre2_substitute(rule->code, (PCRE2_SPTR)text, size, 0,
                                 PCRE2_NO_UTF_CHECK | PCRE2_SUBSTITUTE_GLOBAL |
                                     PCRE2_SUBSTITUTE_UNSET_EMPTY,
                                 scratch->data, rules->limits, (PCRE2_SPTR)rule->replacement,
                                 rule->replacement_size, (PCRE2_UCHAR *)output, &written);
    if (count <= 0 || written > WORDS_SIZE_MAX || !says_something(output, written))
        return 0;
    return written;
}

bool rules_apply(const struct rules *rules, struct rules_scratch *scratch, enum scheme scheme,
                 enum tongue tongue, const char *text, size_t size, const char **ret_text,
                 size_t *ret_size)
{
    bool changed = false;
    struct byte_set set = bytes_of(text, size);
    for (size_t i = 0; i < rules->count; i++) {
        const struct rule *rule = &rules->items[i];
        if ((rule->scheme != ANY_SCHEME && rule->scheme != (int)scheme) ||
            (rule->tongue != TONGUE_OTHER && tongue != TONGUE_OTHER && rule->tongue != tongue) ||
            !may_match(rule, &set))
            continue;
        char *output = scratch->output[text == scratch->output[0]];
        size_t written = substitute(rules, rule, scratch, text, size, output);
        if (written == 0)
            continue;
        text = output;
        size = written;
        set = bytes_of(text, size);
        changed = true;
    }
    if (changed) {
        *ret_text = text;
        *ret_size = size;
    }
    return changed;
}
