/* The handlers, one a route; what each needs is checked before it runs (routes.h). */
#ifndef API_HANDLERS_H
#define API_HANDLERS_H

#include "api/routes.h"

/* handlers_search.c */
route_handler handle_mentors, handle_mentor, handle_students, handle_leads;

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
route_handler handle_object_create, handle_object_patch, handle_appointment_end, handle_peers,
    handle_report_supply, handle_report_answers, handle_report_outcomes, handle_group_recompute,
    handle_group_members, handle_fellow_members, handle_token_create, handle_token_revoke,
    handle_object_event;

/* handlers_runs.c */
route_handler handle_run_certificate, handle_run_shortages, handle_run_why, handle_run_diff,
    handle_run_file, handle_lecture_offers, handle_lecture_requests, handle_lecture_calendar;

/* handlers_sign_in.c */
route_handler handle_invitations, handle_sign_in_link, handle_sign_in;

/* handlers_docs.c */
route_handler handle_openapi, handle_docs, handle_problem_page;

#endif
