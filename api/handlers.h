/* The handlers, one a route; what each needs is checked before it runs (routes.h). */
#ifndef API_HANDLERS_H
#define API_HANDLERS_H

#include "api/routes.h"

/* handlers_search.c */
route_handler handle_mentors, handle_mentor, handle_students;

/* handlers_people.c */
route_handler handle_people, handle_person, handle_person_patch, handle_hours;

/* handlers_erasure.c */
route_handler handle_person_erase, handle_person_keep, handle_readmission;

/* handlers_me.c */
route_handler handle_me, handle_me_export;

/* handlers_imports.c */
route_handler handle_import;

/* handlers_concepts.c */
route_handler handle_concepts, handle_readings;

/* handlers_objects.c: of any resource */
route_handler handle_object, handle_objects;

/* handlers_changes.c */
route_handler handle_object_create, handle_object_patch, handle_appointment_end,
    handle_token_create, handle_token_revoke, handle_object_event;

/* handlers_sign_in.c */
route_handler handle_invitations, handle_sign_in_link, handle_sign_in;

/* handlers_docs.c */
route_handler handle_openapi, handle_docs, handle_problem_page;

#endif
