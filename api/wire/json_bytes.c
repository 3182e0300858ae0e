#include "api/wire/json_bytes.h"

#include "scoring/base/faults.h"
#include "scoring/base/text.h"

#include <stdbool.h>
#include <string.h>

/* Columns count bytes, from 1. */
static enum status refuse(const char *bytes, size_t at, const char *code, const char *what,
                          struct faults *faults)
{
    size_t line = 1;
    size_t start = 0;
    for (size_t i = 0; i < at; i++) {
        if (bytes[i] == '\n') {
            line++;
            start = i + 1;
        }
    }
    (void)fault_add(faults, 0, "", code, "%s, at line %zu, column %zu", what, line, at - start + 1);
    return STATUS_SYNTAX;
}

/* The offset of the bracket that opens one level too many; size if none. Wrong JSON is left for
 * the parser to find. */
static size_t depth_fault(const char *bytes, size_t size, size_t depth_max)
{
    size_t depth = 0;
    bool in_string = false;
    for (size_t i = 0; i < size; i++) {
        char c = bytes[i];
        if (in_string && c == '\\')
            i++;
        else if (c == '"')
            in_string = !in_string;
        else if (!in_string && (c == '{' || c == '[') && ++depth > depth_max)
            return i;
        else if (!in_string && (c == '}' || c == ']') && depth > 0)
            depth--;
    }
    return size;
}

enum status json_check_bytes(const char *bytes, size_t size, size_t depth_max,
                             struct faults *faults)
{
    const char *nul = size == 0 ? NULL : memchr(bytes, '\0', size);
    if (nul != NULL)
        return refuse(bytes, (size_t)(nul - bytes), "nul", "holds a NUL byte", faults);
    size_t at = text_utf8_fault(bytes, size);
    if (at < size)
        return refuse(bytes, at, "bad_utf8", "is no UTF-8", faults);
    at = depth_fault(bytes, size, depth_max);
    if (at < size)
        return refuse(bytes, at, "too_deep", "nests too deep", faults);
    return STATUS_OK;
}

size_t json_control_fault(const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)bytes[i];
        if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7f)
            return i;
    }
    return size;
}
