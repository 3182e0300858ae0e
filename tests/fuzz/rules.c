/* Any bytes as a rules file: no crash; rules that are whole, or faults and no rules. */
#include "api/wire/rules.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_rule(const struct round_rule *rule)
{
    assert(rule->student != NULL && rule->student[0] != '\0');
    assert(strlen(rule->student) <= RULES_ID_SIZE_MAX);
    assert((rule->kind == RULE_FIRST) == (rule->mentor == NULL));
    assert(rule->mentor == NULL || rule->mentor[0] != '\0');
    assert(rule->kind == RULE_WISH ? rule->rank >= 1 && rule->rank <= RULES_RANK_MAX
                                   : rule->rank == 0);
    assert(rule->kind != RULE_PRIORITY && (unsigned)rule->kind < RULE_COUNT);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = NULL;
    const struct round_rule *rules = NULL;
    size_t count = 0;
    if (arena_new(0, &arena) != STATUS_OK)
        return 0;
    struct faults faults = faults_in(arena);
    enum status status = rules_read((const char *)data, size, arena, &faults, &rules, &count);
    assert((status == STATUS_OK) == (faults.total == 0));
    assert((status == STATUS_OK) == (rules != NULL));
    for (size_t i = 0; i < count; i++)
        check_rule(&rules[i]);
    arena_free(arena);
    return 0;
}
