#include "api/guard.h"

#include "api/request.h"
#include "api/service.h"
#include "scoring/base/arena.h"

#include <microhttpd.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#define NAME_SIZE_MAX ((size_t)64)

/* The headers that matter, how often they were there, and their last value; of conditions and
 * keys all their values as one list. */
#define HEADERS(X)                                                                                 \
    X(ACCEPT, "Accept")                                                                            \
    X(ACCEPT_LANGUAGE, "Accept-Language")                                                          \
    X(AUTHORIZATION, "Authorization")                                                              \
    X(CONTENT_ENCODING, "Content-Encoding")                                                        \
    X(CONTENT_LENGTH, "Content-Length")                                                            \
    X(CONTENT_TYPE, "Content-Type")                                                                \
    X(HOST, "Host")                                                                                \
    X(IDEMPOTENCY_KEY, "Idempotency-Key")                                                          \
    X(IF_MATCH, "If-Match")                                                                        \
    X(IF_NONE_MATCH, "If-None-Match")                                                              \
    X(REQUEST_ID, "X-Request-Id")                                                                  \
    X(TRANSFER_ENCODING, "Transfer-Encoding")

enum header {
#define HEADER_ENUM(name, word) HEADER_##name,
    HEADERS(HEADER_ENUM)
#undef HEADER_ENUM
        HEADER_COUNT
};

static const char *const header_names[HEADER_COUNT] = {
#define HEADER_NAME(name, word) word,
    HEADERS(HEADER_NAME)
#undef HEADER_NAME
};

struct head {
    struct arena *arena;
    size_t count;      /* of all header lines */
    const char *fault; /* the first, or NULL */
    size_t seen[HEADER_COUNT];
    const char *value[HEADER_COUNT]; /* copies */
    bool failed;                     /* memory ran out */
};

/* tchar of RFC 9110, 5.6.2. */
static bool is_token(const char *name, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)name[i];
        if (c <= 0x20 || c >= 0x7f || strchr("\"(),/:;<=>?@[\\]{}", c) != NULL)
            return false;
    }
    return size > 0;
}

static bool has_control_byte(const char *value, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)value[i];
        if ((c < 0x20 && c != '\t') || c == 0x7f)
            return true;
    }
    return false;
}

/* libmicrohttpd glues the second line of a folded header (RFC 9112, 5.2) to the *name*, in other
 * memory, so that "Transfer-Encoding:" on two lines would go unseen. A header on one line has
 * nothing but blanks between its name, the colon and its value. */
static bool is_folded(const char *name, size_t name_size, const char *value)
{
    const char *between = name + name_size + 1;
    if ((uintptr_t)value < (uintptr_t)between)
        return true;
    while (between != value && (*between == ' ' || *between == '\t'))
        between++;
    return between != value;
}

/* libmicrohttpd keeps the blanks behind a value. Those of a framing header are not forgiven: what
 * it made of them is not for us to guess. */
static size_t trimmed_size(size_t header, const char *value, size_t size)
{
    if (header == HEADER_TRANSFER_ENCODING || header == HEADER_CONTENT_LENGTH)
        return size;
    while (size > 0 && (value[size - 1] == ' ' || value[size - 1] == '\t'))
        size--;
    return size;
}

/* Lines of one list are one list (RFC 9110, 5.3): a condition on two lines is met by either. Two
 * keys joined so are none (write.h), as they should be. */
static const char *join_values(struct head *head, size_t header, const char *value)
{
    const char *before = head->value[header];
    bool list = header == HEADER_IF_MATCH || header == HEADER_IF_NONE_MATCH ||
                header == HEADER_IDEMPOTENCY_KEY;
    if (!list || before == NULL || value == NULL)
        return value;
    return arena_printf(head->arena, "%s, %s", before, value);
}

static void keep_header(struct head *head, const char *name, const char *value, size_t size)
{
    for (size_t i = 0; i < HEADER_COUNT; i++)
        if (strcasecmp(name, header_names[i]) == 0) {
            head->seen[i]++;
            const char *copy = arena_copy(head->arena, value, trimmed_size(i, value, size));
            head->value[i] = join_values(head, i, copy);
            head->failed = head->failed || head->value[i] == NULL;
        }
}

static enum MHD_Result read_header(void *context, enum MHD_ValueKind kind, const char *name,
                                   size_t name_size, const char *value, size_t value_size)
{
    struct head *head = context;
    (void)kind;
    head->count++;
    if (!is_token(name, name_size) || name_size > NAME_SIZE_MAX)
        head->fault = "A header has a name that is no name.";
    else if (is_folded(name, name_size, value))
        head->fault = "A header goes on over two lines.";
    else if (has_control_byte(value, value_size))
        head->fault = "A header holds a control byte.";
    else
        keep_header(head, name, value, value_size);
    return MHD_YES;
}

static bool is_number(const char *value)
{
    size_t size = strlen(value);
    return size > 0 && size <= 18 && strspn(value, "0123456789") == size;
}

static const char *find_fault(const struct head *head, const char *version)
{
    const char *length = head->value[HEADER_CONTENT_LENGTH];
    const char *encoding = head->value[HEADER_TRANSFER_ENCODING];
    if (head->fault != NULL)
        return head->fault;
    if (strcmp(version, "HTTP/1.1") != 0 && strcmp(version, "HTTP/1.0") != 0)
        return "The version of HTTP is neither 1.1 nor 1.0.";
    if (head->seen[HEADER_HOST] != 1)
        return "There must be exactly one Host.";
    if (head->value[HEADER_HOST][strcspn(head->value[HEADER_HOST], " \t,/?#@\\\"<>")] != '\0')
        return "The Host is no name and port.";
    if (head->seen[HEADER_CONTENT_LENGTH] > 1)
        return "There is more than one Content-Length.";
    if (length != NULL && !is_number(length))
        return "The Content-Length is no number.";
    if (length != NULL && encoding != NULL)
        return "There is a Content-Length and a Transfer-Encoding.";
    if (head->seen[HEADER_TRANSFER_ENCODING] > 1 ||
        (encoding != NULL && strcasecmp(encoding, "chunked") != 0))
        return "The Transfer-Encoding is not exactly chunked.";
    if (encoding != NULL && strcmp(version, "HTTP/1.0") == 0)
        return "HTTP/1.0 knows no Transfer-Encoding.";
    if (head->seen[HEADER_AUTHORIZATION] > 1)
        return "There is more than one Authorization.";
    return NULL;
}

static bool is_among(const char *method, const char *const *methods)
{
    while (*methods != NULL && strcmp(*methods, method) != 0)
        methods++;
    return *methods != NULL;
}

static void take_head(struct request *request, const struct head *head)
{
    const char *length = head->value[HEADER_CONTENT_LENGTH];
    int64_t size = -1;
    if (length != NULL && text_to_int(length, strlen(length), 0, INT64_MAX, &size) != STATUS_OK)
        size = -1; /* cannot be: it was looked at */
    request->content_length = size;
    request->chunked = head->value[HEADER_TRANSFER_ENCODING] != NULL;
    request->accept = head->value[HEADER_ACCEPT];
    request->accept_language = head->value[HEADER_ACCEPT_LANGUAGE];
    request->authorization = head->value[HEADER_AUTHORIZATION];
    request->content_type = head->value[HEADER_CONTENT_TYPE];
    request->content_encoding = head->value[HEADER_CONTENT_ENCODING];
    request->if_match = head->value[HEADER_IF_MATCH];
    request->if_none_match = head->value[HEADER_IF_NONE_MATCH];
    request->idempotency_key = head->value[HEADER_IDEMPOTENCY_KEY];
}

static bool refuse(struct request *request, enum problem problem, const char *detail)
{
    reply_problem(request, problem, detail);
    request->reply.close = true;
    return false;
}

bool guard_head(struct request *request, struct MHD_Connection *connection, const char *method,
                const char *version)
{
    static const char *const known[] = {"GET", "HEAD",   "POST",    "PATCH",
                                        "PUT", "DELETE", "OPTIONS", NULL};
    static const char *const bodiless[] = {"GET", "HEAD", "OPTIONS", NULL};
    struct head head = {.arena = request->arena};
    (void)MHD_get_connection_values_n(connection, MHD_HEADER_KIND, read_header, &head);
    request->method = is_among(method, known) ? arena_strdup(request->arena, method) : "-";
    request_take_id(request, head.value[HEADER_REQUEST_ID]);
    if (head.failed || request->method == NULL)
        return refuse(request, PROBLEM_OVERLOADED, NULL);
    if (!is_among(method, known))
        return refuse(request, PROBLEM_NOT_IMPLEMENTED, NULL);
    if (head.count > (size_t)request->service->settings.headers_max)
        return refuse(request, PROBLEM_HEADERS_TOO_LARGE, NULL);
    const char *fault = find_fault(&head, version);
    if (fault != NULL)
        return refuse(request, PROBLEM_BAD_REQUEST, fault);
    take_head(request, &head);
    if (is_among(method, bodiless) && (request->chunked || request->content_length > 0))
        return refuse(request, PROBLEM_BAD_REQUEST, "A request of this method has no body.");
    return true;
}

/* What libmicrohttpd keeps of a header line beside its bytes, at most, and what a reply's head
 * needs, at most; a Link in it is as long as the target. */
#define HEADER_COST 80
#define REPLY_ROOM  2048

static enum MHD_Result add_cost(void *context, enum MHD_ValueKind kind, const char *name,
                                size_t name_size, const char *value, size_t value_size)
{
    size_t *cost = context;
    (void)kind;
    (void)name;
    (void)value;
    *cost += name_size + value_size + HEADER_COST;
    return MHD_YES;
}

bool guard_leaves_room(const struct request *request, struct MHD_Connection *connection)
{
    size_t cost = 2 * strlen(request->target) + REPLY_ROOM;
    (void)MHD_get_connection_values_n(connection, MHD_HEADER_KIND, add_cost, &cost);
    return cost <= (size_t)request->service->settings.connection_bytes_max;
}

bool guard_expects_continue(struct MHD_Connection *connection)
{
    return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_EXPECT) != NULL;
}
