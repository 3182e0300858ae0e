#include "api/settings.h"

#include "api/secret.h"
#include "scoring/base/faults.h"
#include "scoring/base/text.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

enum setting_type {
    SETTING_TYPE_TEXT,
    SETTING_TYPE_SECRET,
    SETTING_TYPE_INT,
    SETTING_TYPE_MODULES
};

static const struct setting {
    enum setting_type type;
    size_t offset;
    const char *variable, *preset;
    int64_t min, max;
    const char *summary;
} rows[] = {
#define SETTING_ROW(type, member, variable, preset, min, max, summary)                             \
    {SETTING_TYPE_##type, offsetof(struct settings, member), variable, preset, min, max, summary},
    SETTINGS(SETTING_ROW)
#undef SETTING_ROW
};

#define ROW_COUNT (sizeof rows / sizeof rows[0])

static enum status setting_set(const struct setting *row, const char *value, struct faults *faults,
                               struct settings *settings)
{
    char *member = (char *)settings + row->offset;
    if (row->type == SETTING_TYPE_MODULES)
        return modules_read(value, row->variable, faults, (unsigned *)(void *)member);
    if (row->type != SETTING_TYPE_INT) {
        memcpy(member, &value, sizeof value);
        return STATUS_OK;
    }
    int64_t number = 0;
    if (text_to_int(value, strlen(value), row->min, row->max, &number) != STATUS_OK)
        return fault_add(faults, 0, row->variable, "out_of_range",
                         "%s must be a whole number from %lld to %lld.", row->variable,
                         (long long)row->min, (long long)row->max);
    memcpy(member, &number, sizeof number);
    return STATUS_OK;
}

static enum status look_up(const struct setting *row, settings_lookup *lookup,
                           struct faults *faults, const char **ret_value)
{
    const char *value = NULL;
    if (row->type == SETTING_TYPE_SECRET) {
        enum status status = secret_read(lookup, row->variable, faults, &value);
        if (status != STATUS_OK)
            return status;
    } else {
        value = lookup(row->variable);
    }
    *ret_value = value == NULL || value[0] == '\0' ? row->preset : value;
    return STATUS_OK;
}

enum status settings_read(settings_lookup *lookup, struct faults *faults,
                          struct settings *ret_settings)
{
    struct settings settings = {0};
    enum status worst = STATUS_OK;
    for (size_t i = 0; i < ROW_COUNT; i++) {
        const char *value = NULL;
        enum status status = look_up(&rows[i], lookup, faults, &value);
        if (status == STATUS_OK)
            status = setting_set(&rows[i], value, faults, &settings);
        if (status != STATUS_OK)
            worst = status;
    }
    if (worst == STATUS_OK)
        *ret_settings = settings;
    return worst;
}

static const char *nothing(const char *variable)
{
    (void)variable;
    return NULL;
}

struct settings settings_default(void)
{
    struct settings settings = {0};
    struct faults none = {0};
    enum status status = settings_read(nothing, &none, &settings);
    assert(status == STATUS_OK); /* the table's defaults lie within its ranges */
    (void)status;
    return settings;
}

void settings_markdown(struct text *text)
{
    text_add(text, "| Variable | Default | What it is |\n|---|---|---|\n");
    for (size_t i = 0; i < ROW_COUNT; i++) {
        bool is_secret = rows[i].type == SETTING_TYPE_SECRET;
        text_addf(text, "| `%s`%s%s%s | %s%s%s | %s |\n", rows[i].variable, is_secret ? ", `" : "",
                  is_secret ? rows[i].variable : "", is_secret ? "_FILE`" : "",
                  rows[i].preset[0] == '\0' ? "" : "`", rows[i].preset,
                  rows[i].preset[0] == '\0' ? "" : "`", rows[i].summary);
    }
}
