/* The resources: one table (resources.c) of the kinds of objects that are served alike, each with
 * its collection and its lifecycle. From it and the lifecycles come
 * their routes (routes.c); handlers_objects.c answers for all of them. How to add one: a shape, its
 * statements (store_object.h), a row here, its lines in routes.c and an example. */
#ifndef API_RESOURCES_H
#define API_RESOURCES_H

#include "api/modules.h"
#include "api/store/lifecycle.h"
#include "api/store/store_object.h"

struct request;

/* What a kind asks beyond its shape and the rules of the database. OK; INVALID or CONFLICT with
 * faults in request->faults; or another status. Within the transaction of the request. */
typedef enum status resource_check_create(struct request *request, const void *object);
typedef enum status resource_check_change(struct request *request, const void *before,
                                          const void *after);
typedef enum status resource_check_event(struct request *request, const struct lifecycle_row *row,
                                         const void *object);

/* After a new one is decoded, before anything is asked of it: what it takes from others. */
typedef enum status resource_complete(struct request *request, void *object);
/* After it was made or changed, in the same transaction. */
typedef enum status resource_after(struct request *request, const char *id);

struct resource {
    struct object_kind kind;
    const struct lifecycle *lifecycle;         /* NULL: none */
    const char *collection;                    /* "mentoring-requests" */
    enum module module;                        /* of which its routes are */
    const struct shape *list, *list_uncounted; /* of a page */
    bool made;                                 /* people make them; else they come of steps */
    void (*defaults)(void *object);            /* before a new one is decoded; NULL: none */
    /* Takes out what is not the caller's to see; NULL: nothing is. */
    void (*blank)(struct request *request, void *object);
    resource_complete *complete; /* NULL: no more, as of those below */
    resource_check_create *check_create;
    resource_check_change *check_change;
    resource_check_event *check_event;
    resource_after *after;
    /* True when the operation is for the person whom the object is about alone, whatever roles
     * others have; NULL: never. */
    bool (*self_only)(const char *operation, const void *object);
};

/* Named as the kinds are, for macros that make rows of them; and their collections. */
enum resource_index {
    RESOURCE_unit,
    RESOURCE_programme,
    RESOURCE_mentor_offer,
    RESOURCE_need,
    RESOURCE_mentoring_request,
    RESOURCE_mentorship,
    RESOURCE_appointment,
    RESOURCE_token,
    RESOURCE_consent,
    RESOURCE_round,
    RESOURCE_run,
    RESOURCE_pair,
    RESOURCE_member_group,
    RESOURCE_membership,
    RESOURCE_internship_lead,
    RESOURCE_application,
    RESOURCE_lecture_offer,
    RESOURCE_lecture_request,
    RESOURCE_lecture_booking,
    RESOURCE_COUNT
};
#define COLLECTION_unit              "units"
#define COLLECTION_programme         "programmes"
#define COLLECTION_mentor_offer      "mentor-offers"
#define COLLECTION_need              "needs"
#define COLLECTION_mentoring_request "mentoring-requests"
#define COLLECTION_mentorship        "mentorships"
#define COLLECTION_appointment       "appointments"
#define COLLECTION_token             "tokens"
#define COLLECTION_consent           "consents"
#define COLLECTION_round             "rounds"
#define COLLECTION_run               "runs"
#define COLLECTION_pair              "pairs"
#define COLLECTION_member_group      "groups"
#define COLLECTION_membership        "memberships"
#define COLLECTION_internship_lead   "internship-leads"
#define COLLECTION_application       "applications"
#define COLLECTION_lecture_offer     "lecture-offers"
#define COLLECTION_lecture_request   "lecture-requests"
#define COLLECTION_lecture_booking   "lecture-bookings"

extern const struct resource resources[RESOURCE_COUNT];

bool resource_has(const struct resource *resource, const char *member);

/* A text member of an object; NULL when it is absent, or the kind has no such member. */
const char *resource_text(const struct resource *resource, const void *object, const char *member);

int32_t resource_version(const struct resource *resource, const void *object);

#endif
