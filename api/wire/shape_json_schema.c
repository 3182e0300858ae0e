#include "api/wire/shape_json.h"

#include "scoring/base/text.h"

#include <inttypes.h>

#define DATE_PATTERN "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"

static void add_ref(const struct shape *shape, struct text *text)
{
    text_addf(text, "\"$ref\":\"#/components/schemas/%s\"", shape->name);
}

/* A type, or that type or null. */
static void add_type(const char *type, const struct shape_field *field, struct text *text)
{
    bool nullable = (field->flags & SHAPE_NULL_OUT) != 0;
    text_addf(text, nullable ? "\"type\":[\"%s\",\"null\"]" : "\"type\":\"%s\"", type);
}

/* Our lengths are bytes, JSON Schema's are characters: a character has 1 to 4 bytes. */
static void add_text_schema(const struct shape_field *field, struct text *text)
{
    add_type("string", field, text);
    if (field->min > 0)
        text_addf(text, ",\"minLength\":%" PRId64, (field->min + 3) / 4);
    text_addf(text, ",\"maxLength\":%" PRId64, field->max);
}

static void add_int_schema(const struct shape_field *field, struct text *text)
{
    add_type("integer", field, text);
    text_addf(text, ",\"minimum\":%" PRId64 ",\"maximum\":%" PRId64, field->min, field->max);
}

static void add_word_schema(const struct shape_field *field, struct text *text)
{
    add_type("string", field, text);
    text_add(text, ",\"enum\":");
    char separator = '[';
    for (size_t i = 0; field->words[i] != NULL; i++) {
        if (field->words[i][0] == '\0')
            continue;
        text_add_char(text, separator);
        separator = ',';
        json_add_string(text, field->words[i]);
    }
    text_add(text, (field->flags & SHAPE_NULL_OUT) != 0 ? ",null]" : "]");
}

static void add_object_schema(const struct shape_field *field, struct text *text)
{
    if ((field->flags & SHAPE_NULL_OUT) == 0) {
        add_ref(field->item, text);
        return;
    }
    text_add(text, "\"anyOf\":[{");
    add_ref(field->item, text);
    text_add(text, "},{\"type\":\"null\"}]");
}

/* An empty list is written as [], never as null. */
static void add_list_schema(const struct shape_field *field, struct text *text)
{
    text_add(text, "\"type\":\"array\",\"items\":{");
    if (field->type == SHAPE_TEXTS)
        text_add(text, "\"type\":\"string\"");
    else
        add_ref(field->item, text);
    text_addf(text, "},\"maxItems\":%" PRId64, field->max);
}

static void add_value_schema(const struct shape_field *field, struct text *text)
{
    switch (field->type) {
    case SHAPE_TEXT: add_text_schema(field, text); return;
    case SHAPE_INT: add_int_schema(field, text); return;
    case SHAPE_BOOL: add_type("boolean", field, text); return;
    case SHAPE_DATE:
        add_type("string", field, text);
        text_add(text, ",\"pattern\":\"" DATE_PATTERN "\"");
        return;
    case SHAPE_TIME:
        add_type("string", field, text);
        text_add(text, ",\"format\":\"date-time\"");
        return;
    case SHAPE_WORD: add_word_schema(field, text); return;
    case SHAPE_OBJECT: add_object_schema(field, text); return;
    case SHAPE_LIST:
    case SHAPE_TEXTS: add_list_schema(field, text); return;
    }
}

static void add_required(const struct shape *shape, struct text *text)
{
    char separator = '[';
    for (size_t i = 0; i < shape->field_count; i++) {
        unsigned flags = shape->fields[i].flags;
        if ((flags & SHAPE_REQUIRED) == 0 || (flags & SHAPE_READ_ONLY) != 0)
            continue;
        text_add(text, separator == '[' ? ",\"required\":" : "");
        text_add_char(text, separator);
        separator = ',';
        json_add_string(text, shape->fields[i].name);
    }
    if (separator == ',')
        text_add_char(text, ']');
}

void shape_to_schema(const struct shape *shape, struct text *text)
{
    text_add(text, "{\"type\":\"object\",\"additionalProperties\":false");
    add_required(shape, text);
    text_add(text, ",\"properties\":{");
    for (size_t i = 0; i < shape->field_count; i++) {
        const struct shape_field *field = &shape->fields[i];
        if (i > 0)
            text_add_char(text, ',');
        json_add_string(text, field->name);
        text_add(text, ":{");
        add_value_schema(field, text);
        if ((field->flags & SHAPE_READ_ONLY) != 0)
            text_add(text, ",\"readOnly\":true");
        if (field->summary != NULL) {
            text_add(text, ",\"description\":");
            json_add_string(text, field->summary);
        }
        text_add_char(text, '}');
    }
    text_add(text, "}}");
}
