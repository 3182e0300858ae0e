#include "api/request.h"
#include "scoring/base/arena.h"

#include <string.h>

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static enum status refuse(struct request *request, const char *code, const char *detail)
{
    return fault_add(&request->faults, 0, "", code, "%s", detail);
}

/* The byte at bytes[*at], unescaped; -1 for a bad escape, or a byte that is never sent plain. */
static int next_byte(const char *bytes, size_t size, size_t *at)
{
    unsigned char c = (unsigned char)bytes[(*at)++];
    if (c != '%')
        return c <= 0x20 || c >= 0x7f || strchr("\"#<>\\^`{|}", c) != NULL ? -1 : c;
    if (size - *at < 2)
        return -1;
    int high = hex_digit(bytes[*at]);
    int low = hex_digit(bytes[*at + 1]);
    *at += 2;
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/* Decodes size bytes of a segment, a name or a value. */
static enum status decode(struct request *request, const char *bytes, size_t size, bool in_query,
                          const char **ret_text)
{
    char *text = arena_alloc(request->arena, size + 1);
    if (text == NULL)
        return STATUS_MEMORY;
    size_t length = 0;
    for (size_t at = 0; at < size;) {
        bool plus = in_query && bytes[at] == '+';
        int byte = next_byte(bytes, size, &at);
        if (byte < 0)
            return refuse(request, "bad_escape",
                          "The target has a bad percent escape, or a byte that must be escaped.");
        if (byte < 0x20 || byte == 0x7f)
            return refuse(request, "control_byte", "The target holds a control byte.");
        text[length++] = plus ? ' ' : (char)byte;
    }
    if (text_utf8_fault(text, length) != length)
        return refuse(request, "bad_utf8", "The target is not well-formed UTF-8.");
    *ret_text = text;
    return STATUS_OK;
}

static enum status decode_path(struct request *request, const char *path, size_t size)
{
    size_t at = 1; /* after the first slash */
    while (at <= size && size > 1) {
        const char *slash = memchr(path + at, '/', size - at);
        size_t end = slash == NULL ? size : (size_t)(slash - path);
        if (request->segments_count == REQUEST_SEGMENTS_MAX)
            return STATUS_NOT_FOUND; /* no route is as deep */
        enum status status = decode(request, path + at, end - at, false,
                                    &request->segments[request->segments_count]);
        if (status != STATUS_OK)
            return status;
        request->segments_count++;
        at = end + 1;
    }
    return STATUS_OK;
}

static size_t count_arguments(const char *query)
{
    size_t count = 1;
    for (; *query != '\0'; query++)
        count += *query == '&';
    return count;
}

static enum status decode_argument(struct request *request, const char *bytes, size_t size)
{
    struct query_argument *argument = &request->query[request->query_count];
    const char *equals = memchr(bytes, '=', size);
    size_t name_size = equals == NULL ? size : (size_t)(equals - bytes);
    size_t value_at = equals == NULL ? size : name_size + 1;
    enum status status = decode(request, bytes, name_size, true, &argument->name);
    if (status == STATUS_OK)
        status = decode(request, bytes + value_at, size - value_at, true, &argument->value);
    if (status == STATUS_OK)
        request->query_count++;
    return status;
}

static enum status decode_query(struct request *request, const char *query, size_t arguments_max)
{
    size_t count = count_arguments(query);
    if (count > arguments_max)
        return fault_add(&request->faults, 0, "", "too_many_arguments",
                         "The query has %zu arguments; at most %zu are read.", count,
                         arguments_max);
    request->query = arena_array(request->arena, count, sizeof *request->query);
    if (request->query == NULL)
        return STATUS_MEMORY;
    while (true) {
        size_t size = strcspn(query, "&");
        enum status status = size == 0 ? STATUS_OK : decode_argument(request, query, size);
        if (status != STATUS_OK || query[size] == '\0')
            return status;
        query += size + 1;
    }
}

enum status request_decode(struct request *request, size_t arguments_max)
{
    const char *target = request->target;
    if (target[0] != '/')
        return refuse(request, "bad_target", "The target must start with a slash.");
    size_t path_size = strcspn(target, "?");
    request->path = arena_copy(request->arena, target, path_size);
    if (request->path == NULL)
        return STATUS_MEMORY;
    enum status status = decode_path(request, target, path_size);
    if (status == STATUS_OK && target[path_size] == '?')
        status = decode_query(request, target + path_size + 1, arguments_max);
    return status;
}
