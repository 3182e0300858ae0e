#include "api/person_show.h"

#include "api/privacy.h"
#include "api/request.h"
#include "api/wire/shape_json.h"
#include "scoring/base/arena.h"
#include "scoring/base/text.h"

/* With the end of line that reply_ok would add. */
static enum status write_seen(const struct request *request, struct person *person,
                              struct text *text, char ret_etag[ETAG_SIZE])
{
    privacy_blank(request, person);
    shape_to_json(&person_shape, person, 0, text);
    text_add_char(text, '\n');
    if (text_status(text) != STATUS_OK)
        return STATUS_MEMORY;
    etag_of_body(text->bytes, text->size, ret_etag);
    return STATUS_OK;
}

enum status person_tag(const struct request *request, const struct person *person,
                       char ret_etag[ETAG_SIZE])
{
    struct text text = {0};
    struct person seen = *person;
    enum status status = write_seen(request, &seen, &text, ret_etag);
    text_free(&text);
    return status;
}

enum status person_show(struct request *request, struct person *person)
{
    char etag[ETAG_SIZE];
    text_clear(&request->reply.body);
    enum status status = write_seen(request, person, &request->reply.body, etag);
    if (status != STATUS_OK)
        return status;
    request->reply.etag = arena_strdup(request->arena, etag);
    return request->reply.etag == NULL ? STATUS_MEMORY : STATUS_OK;
}
