#include "api/privacy.h"

#include "api/live.h"
#include "api/request.h"
#include "api/resources.h"
#include "api/wire/internship.h"
#include "api/wire/lecture.h"
#include "scoring/base/arena.h"

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

/* The version counts changes of what is hidden too. */
void privacy_blank(const struct request *request, struct person *person)
{
    unsigned closed = visibility_closed(person, privacy_edition_of(request, person->id));
    visibility_blank(closed, person);
    if (closed != 0)
        person->version = 0;
}

/* As of the head of the request; of who is not in memory yet nothing is told. */
static void blank_contact(const struct request *request, enum edition edition,
                          const char *person_id, struct contact *contact)
{
    const struct person *person = live_person(request->view, EDITION_SELF, person_id);
    if (strcmp(request->caller.person_id, person_id) == 0)
        return;
    if (person == NULL || visibility_of(person, PERSON_FIELD_NAME) < edition)
        contact->name = NULL;
    if (person == NULL || visibility_of(person, PERSON_FIELD_EMAIL) < edition)
        contact->email = NULL;
}

void privacy_blank_mentorship(struct request *request, void *object)
{
    struct mentorship *mentorship = object;
    const char *own = request->caller.person_id;
    const struct lifecycle_state *state =
        lifecycle_state(resources[RESOURCE_mentorship].lifecycle, mentorship->state);
    bool party =
        strcmp(own, mentorship->student_id) == 0 || strcmp(own, mentorship->mentor_id) == 0;
    if (party && !state->end)
        return; /* the acceptance told each of the other */
    enum edition edition = party ? EDITION_MEMBERS : privacy_edition(request);
    blank_contact(request, edition, mentorship->student_id, &mentorship->student);
    blank_contact(request, edition, mentorship->mentor_id, &mentorship->mentor);
}

void privacy_blank_application(struct request *request, void *object)
{
    struct application *application = object;
    const char *own = request->caller.person_id;
    if (strcmp(own, application->student_id) == 0 || strcmp(own, application->host_id) == 0)
        return; /* the acceptance told each of the other */
    enum edition edition = privacy_edition(request);
    blank_contact(request, edition, application->student_id, &application->student);
    blank_contact(request, edition, application->host_id, &application->host);
}

/* Once the speaker said yes each may reach the other, until it is over. */
void privacy_blank_booking(struct request *request, void *object)
{
    struct lecture_booking *booking = object;
    const char *own = request->caller.person_id;
    const struct lifecycle *lifecycle = resources[RESOURCE_lecture_booking].lifecycle;
    const struct lifecycle_state *state = lifecycle_state(lifecycle, booking->state);
    bool party = strcmp(own, booking->speaker_id) == 0 || strcmp(own, booking->teacher_id) == 0;
    if (party && !state->end && state != lifecycle->states)
        return;
    enum edition edition = party ? EDITION_MEMBERS : privacy_edition(request);
    blank_contact(request, edition, booking->speaker_id, &booking->speaker);
    blank_contact(request, edition, booking->teacher_id, &booking->teacher);
}

/* Who made and sent it, and why: a later choice is made and sent by a step. */
static void blank_sending(struct request *request, struct mentoring_request *asked)
{
    size_t count = asked->history_count;
    struct object_event *events = arena_array(request->arena, count, sizeof *events);
    asked->history_count = events == NULL ? 0 : count; /* without memory nothing is told */
    for (size_t i = 0; i < asked->history_count; i++) {
        events[i] = asked->history[i];
        if (strcmp(events[i].event, "create") == 0 || strcmp(events[i].event, "submit") == 0)
            events[i].actor = events[i].reason_code = NULL;
    }
    asked->history = events;
    if (asked->reason_code != NULL && strcmp(asked->reason_code, "fallback") == 0)
        asked->reason_code = NULL;
}

void privacy_blank_request(struct request *request, void *object)
{
    struct mentoring_request *asked = object;
    if (strcmp(request->caller.person_id, asked->mentor_id) != 0)
        return;
    asked->choice = 0;
    blank_sending(request, asked);
}

void privacy_blank_programme(struct request *request, void *object)
{
    struct programme *programme = object;
    if (is_staff(&request->caller, false))
        return;
    programme->rules = NULL;
    programme->rules_count = 0;
}
