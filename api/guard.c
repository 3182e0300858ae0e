#include "api/guard.h"

#include "api/request.h"
#include "api/service.h"
#include "scoring/base/arena.h"

#include <microhttpd.h>
#include <string.h>
#include <strings.h>

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
    size_t count; /* of all header lines */
    size_t seen[HEADER_COUNT];
    const char *value[HEADER_COUNT]; /* copies */
    bool failed;                     /* memory ran out */
    const char *identity_name;       /* of the header in which a proxy names callers; "": none */
    size_t identities;
    const char *identity;
};

static void keep_identity(struct head *head, const char *name, const char *value, size_t size)
{
    if (head->identity_name[0] == '\0' || strcasecmp(name, head->identity_name) != 0)
        return;
    head->identities++;
    head->identity = arena_copy(head->arena, value, size);
    head->failed = head->failed || head->identity == NULL;
}

/* libmicrohttpd keeps the blanks behind a value. */
static size_t trimmed_size(const char *value, size_t size)
{
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
            const char *copy = arena_copy(head->arena, value, trimmed_size(value, size));
            head->value[i] = join_values(head, i, copy);
            head->failed = head->failed || head->value[i] == NULL;
        }
}

static enum MHD_Result read_header(void *context, enum MHD_ValueKind kind, const char *name,
                                   size_t name_size, const char *value, size_t value_size)
{
    struct head *head = context;
    (void)kind;
    (void)name_size;
    head->count++;
    keep_header(head, name, value, value_size);
    keep_identity(head, name, value, value_size);
    return MHD_YES;
}

static const char *find_fault(const struct head *head)
{
    const char *host = head->value[HEADER_HOST];
    if (head->seen[HEADER_HOST] != 1)
        return "There must be exactly one Host.";
    if (host[0] == '\0' || host[strcspn(host, " \t,/?#@\\\"<>")] != '\0')
        return "The Host is no name and port.";
    if (head->seen[HEADER_AUTHORIZATION] > 1)
        return "There is more than one Authorization.";
    return NULL;
}

/* Whoever is not the proxy does not say who they are. */
static const char *find_identity_fault(const struct request *request, const struct head *head)
{
    if (head->identities == 0)
        return NULL;
    if (!request->from_proxy)
        return "Only the proxy may name the caller.";
    if (head->identities > 1 || head->identity[0] == '\0')
        return "The proxy must name one caller.";
    if (head->seen[HEADER_AUTHORIZATION] > 0)
        return "There is an Authorization and a caller that the proxy names.";
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
    request->identity = head->identity;
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

bool guard_head(struct request *request, struct MHD_Connection *connection, const char *method)
{
    static const char *const known[] = {"GET", "HEAD",   "POST",    "PATCH",
                                        "PUT", "DELETE", "OPTIONS", NULL};
    static const char *const bodiless[] = {"GET", "HEAD", "OPTIONS", NULL};
    struct head head = {.arena = request->arena,
                        .identity_name = request->service->settings.identity_header};
    (void)MHD_get_connection_values_n(connection, MHD_HEADER_KIND, read_header, &head);
    request->method = is_among(method, known) ? arena_strdup(request->arena, method) : "-";
    request_take_id(request, head.value[HEADER_REQUEST_ID]);
    if (head.failed || request->method == NULL)
        return refuse(request, PROBLEM_OVERLOADED, NULL);
    if (!is_among(method, known))
        return refuse(request, PROBLEM_NOT_IMPLEMENTED, NULL);
    if (head.count > (size_t)request->service->settings.headers_max)
        return refuse(request, PROBLEM_HEADERS_TOO_LARGE, NULL);
    const char *fault = find_fault(&head);
    if (fault == NULL)
        fault = find_identity_fault(request, &head);
    if (fault != NULL)
        return refuse(request, PROBLEM_BAD_REQUEST, fault);
    take_head(request, &head);
    if (is_among(method, bodiless) && (request->chunked || request->content_length > 0))
        return refuse(request, PROBLEM_BAD_REQUEST, "A request of this method has no body.");
    return true;
}

bool guard_expects_continue(struct MHD_Connection *connection)
{
    return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_EXPECT) != NULL;
}
