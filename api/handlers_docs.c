#include "api/docs_page.h"
#include "api/handlers.h"
#include "api/request.h"
#include "api/service.h"

enum status handle_openapi(struct request *request)
{
    const struct text *openapi = &request->service->openapi;
    text_add_bytes(&request->reply.body, openapi->bytes, openapi->size);
    return STATUS_OK;
}

enum status handle_docs(struct request *request)
{
    const struct text *docs = &request->service->docs;
    text_add_bytes(&request->reply.body, docs->bytes, docs->size);
    request->reply.policy = DOCS_PAGE_POLICY;
    return STATUS_OK;
}

enum status handle_problem_page(struct request *request)
{
    enum problem problem = PROBLEM_NOT_FOUND;
    if (!problem_find(request->params[0], &problem))
        return STATUS_NOT_FOUND;
    problem_to_html(problem, &request->reply.body);
    request->reply.policy = DOCS_PAGE_POLICY;
    return STATUS_OK;
}
