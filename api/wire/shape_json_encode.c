#include "api/wire/shape_json.h"

#include "scoring/base/date.h"
#include "scoring/base/moment.h"
#include "scoring/base/text.h"

#include <assert.h>
#include <string.h>

static void add_escape(struct text *text, unsigned char c)
{
    static const char named[] = {['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f',
                                 ['\r'] = 'r', ['"'] = '"',  ['\\'] = '\\'};
    char escape = c < sizeof named ? named[c] : '\0';
    if (escape != '\0')
        text_addf(text, "\\%c", escape);
    else
        text_addf(text, "\\u%04x", c);
}

void json_add_string(struct text *text, const char *string)
{
    text_add_char(text, '"');
    const char *run = string;
    for (; *string != '\0'; string++) {
        unsigned char c = (unsigned char)*string;
        if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7f)
            continue;
        text_add_bytes(text, run, (size_t)(string - run));
        add_escape(text, c);
        run = string + 1;
    }
    text_add_bytes(text, run, (size_t)(string - run));
    text_add_char(text, '"');
}

static const char *text_member(const void *member)
{
    return *(const char *const *)member;
}

static int32_t int_member(const void *member)
{
    return *(const int32_t *)member;
}

static const char *word_member(const struct shape_field *field, const void *member)
{
    int32_t word = int_member(member);
    assert(word >= 0);
    for (int32_t i = 0; i <= word; i++)
        assert(field->words[i] != NULL);
    return field->words[word];
}

static bool object_is_blank(const struct shape *shape, const void *base);

/* Absent: nothing is there to tell. Numbers and booleans are always there. */
static bool member_is_absent(const struct shape_field *field, const void *base)
{
    const void *member = shape_at(base, field);
    switch (field->type) {
    case SHAPE_TEXT: return text_member(member) == NULL;
    case SHAPE_DATE: return *(const date *)member == 0;
    case SHAPE_TIME: return *(const moment *)member == 0;
    case SHAPE_WORD: return word_member(field, member)[0] == '\0';
    case SHAPE_OBJECT: return object_is_blank(field->item, member);
    case SHAPE_LIST:
    case SHAPE_TEXTS: return shape_list_count(base, field) == 0;
    case SHAPE_INT:
        return (field->min > 0 && int_member(member) == 0) ||
               ((field->flags & SHAPE_NULL_OUT) != 0 && int_member(member) < field->min);
    case SHAPE_BOOL: return false;
    }
    return false;
}

/* Blank: an object that decodes from {} as well, all absent, zero or false. */
static bool object_is_blank(const struct shape *shape, const void *base)
{
    for (size_t i = 0; i < shape->field_count; i++) {
        const struct shape_field *field = &shape->fields[i];
        const void *member = shape_at(base, field);
        bool zero = (field->type == SHAPE_INT && int_member(member) == 0) ||
                    (field->type == SHAPE_WORD && int_member(member) == 0) ||
                    (field->type == SHAPE_BOOL && !*(const bool *)member);
        if (!zero && !member_is_absent(field, base))
            return false;
    }
    return true;
}

static void add_list(const struct shape_field *field, const void *base, unsigned hide,
                     struct text *text)
{
    const char *items = *(const char *const *)shape_at(base, field);
    size_t count = shape_list_count(base, field);
    text_add_char(text, '[');
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            text_add_char(text, ',');
        shape_to_json(field->item, items + i * field->item->size, hide, text);
    }
    text_add_char(text, ']');
}

static void add_texts(const struct shape_field *field, const void *base, struct text *text)
{
    const char *const *items = *(const char *const *const *)shape_at(base, field);
    size_t count = shape_list_count(base, field);
    text_add_char(text, '[');
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            text_add_char(text, ',');
        json_add_string(text, items[i]);
    }
    text_add_char(text, ']');
}

static void add_date(date value, struct text *text)
{
    char formatted[DATE_TEXT_SIZE];
    date_format(value, formatted);
    json_add_string(text, formatted);
}

static void add_time(moment value, struct text *text)
{
    char formatted[MOMENT_TEXT_SIZE];
    moment_format(value, formatted);
    json_add_string(text, formatted);
}

static void add_value(const struct shape_field *field, const void *base, unsigned hide,
                      struct text *text)
{
    const void *member = shape_at(base, field);
    switch (field->type) {
    case SHAPE_TEXT: json_add_string(text, text_member(member)); return;
    case SHAPE_INT: text_add_int(text, int_member(member)); return;
    case SHAPE_BOOL: text_add(text, *(const bool *)member ? "true" : "false"); return;
    case SHAPE_DATE: add_date(*(const date *)member, text); return;
    case SHAPE_TIME: add_time(*(const moment *)member, text); return;
    case SHAPE_WORD: json_add_string(text, word_member(field, member)); return;
    case SHAPE_OBJECT: shape_to_json(field->item, member, hide, text); return;
    case SHAPE_LIST: add_list(field, base, hide, text); return;
    case SHAPE_TEXTS: add_texts(field, base, text); return;
    }
}

static void add_null(const struct shape_field *field, struct text *text)
{
    text_add(text, field->type == SHAPE_LIST || field->type == SHAPE_TEXTS ? "[]" : "null");
}

void shape_to_json(const struct shape *shape, const void *base, unsigned hide, struct text *text)
{
    char separator = '{';
    for (size_t i = 0; i < shape->field_count; i++) {
        const struct shape_field *field = &shape->fields[i];
        bool absent = member_is_absent(field, base);
        if ((field->flags & hide) != 0 || (absent && (field->flags & SHAPE_NULL_OUT) == 0))
            continue;
        text_add_char(text, separator);
        separator = ',';
        json_add_string(text, field->name);
        text_add_char(text, ':');
        if (absent)
            add_null(field, text);
        else
            add_value(field, base, hide, text);
    }
    text_add(text, separator == '{' ? "{}" : "}");
}
