#include "api/privacy.h"

#include "api/live.h"
#include "api/request.h"
#include "api/wire/mentoring.h"

#include <string.h>

/* A teacher has no business with people beyond what any member has. everywhere: by a role for the
 * whole installation. */
static bool is_staff(const struct caller *caller, bool everywhere)
{
    bool staff = false;
    for (size_t i = 0; i < caller->grants_count && !staff; i++)
        staff = caller->grants[i].role >= ACCOUNT_COORDINATOR &&
                (!everywhere || caller->grants[i].unit_id[0] == '\0');
    return staff;
}

/* Who is found may be of any unit. */
enum edition privacy_edition(const struct request *request)
{
    return is_staff(&request->caller, true) && !request->by_self ? EDITION_STAFF : EDITION_MEMBERS;
}

enum edition privacy_edition_of(const struct request *request, const char *person_id)
{
    const char *own = request->caller.person_id;
    bool self = own != NULL && own[0] != '\0' && strcmp(own, person_id) == 0;
    if (self)
        return EDITION_SELF;
    return is_staff(&request->caller, false) && !request->by_self ? EDITION_STAFF : EDITION_MEMBERS;
}

void privacy_blank(const struct request *request, struct person *person)
{
    visibility_blank(visibility_hidden(person, privacy_edition_of(request, person->id)), person);
}

/* As of the head of the request; of who is not in memory yet nothing is told. */
static void blank_contact(const struct request *request, const char *person_id,
                          struct contact *contact)
{
    const struct person *person = live_person(request->view, EDITION_SELF, person_id);
    enum edition edition = privacy_edition(request);
    if (person == NULL || visibility_of(person, PERSON_FIELD_NAME) < edition)
        contact->name = NULL;
    if (person == NULL || visibility_of(person, PERSON_FIELD_EMAIL) < edition)
        contact->email = NULL;
}

void privacy_blank_mentorship(const struct request *request, void *object)
{
    struct mentorship *mentorship = object;
    const char *own = request->caller.person_id;
    bool party =
        strcmp(own, mentorship->student_id) == 0 || strcmp(own, mentorship->mentor_id) == 0;
    if (party)
        return; /* the acceptance told each of the other */
    blank_contact(request, mentorship->student_id, &mentorship->student);
    blank_contact(request, mentorship->mentor_id, &mentorship->mentor);
}

void privacy_blank_programme(const struct request *request, void *object)
{
    struct programme *programme = object;
    if (is_staff(&request->caller, false))
        return;
    programme->rules = NULL;
    programme->rules_count = 0;
}
