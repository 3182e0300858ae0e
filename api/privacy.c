#include "api/privacy.h"

#include "api/request.h"

#include <string.h>

/* A teacher has no business with people beyond what any member has. */
static bool is_staff(const struct caller *caller)
{
    for (size_t i = 0; i < caller->grants_count; i++)
        if (caller->grants[i].role >= ACCOUNT_COORDINATOR)
            return true;
    return false;
}

enum edition privacy_edition(const struct request *request)
{
    return is_staff(&request->caller) && !request->by_self ? EDITION_STAFF : EDITION_MEMBERS;
}

enum edition privacy_edition_of(const struct request *request, const char *person_id)
{
    const char *own = request->caller.person_id;
    bool self = own != NULL && own[0] != '\0' && strcmp(own, person_id) == 0;
    return self ? EDITION_SELF : privacy_edition(request);
}

void privacy_blank(const struct request *request, struct person *person)
{
    visibility_blank(visibility_hidden(person, privacy_edition_of(request, person->id)), person);
}
