#include "scoring/base/shape.h"

#include <string.h>

const struct shape_field *shape_find(const struct shape *shape, const char *name, size_t size)
{
    for (size_t i = 0; i < shape->field_count; i++) {
        const struct shape_field *field = &shape->fields[i];
        if (strlen(field->name) == size && memcmp(field->name, name, size) == 0)
            return field;
    }
    return NULL;
}

int32_t shape_word_index(const char *const *words, const char *word, size_t size)
{
    for (int32_t i = 0; words[i] != NULL; i++)
        if (strlen(words[i]) == size && memcmp(words[i], word, size) == 0)
            return i;
    return -1;
}
