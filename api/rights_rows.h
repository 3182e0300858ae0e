/* Who may do what: the matrix role × operation × relation, a row an operation. From it come the
 * check of each request (rights.h), the table in RIGHTS.md, what /openapi.json and /docs say, and
 * the test that asks every cell over HTTP. What is not here is nobody's.
 *
 * A cell says to what a caller may do it:
 *   S  self: what is about the caller's own person
 *   P  party: what the caller is a party of; for the student's side the column student, for the
 *      mentor's the column alumnus, whatever the person has become since
 *   U  same unit: what lies in the unit that the role is held for, or below it; a role for the
 * whole installation has everything in its unit O  other unit: everything, also what is of another
 * unit or of none Operations about nothing in particular (a list of codes) stand under O. Of a list
 * a cell says what it lists; of what makes an object, what may be made.
 *
 * RIGHT(operation, anyone, student, alumnus, teacher, coordinator, career_centre, admin) */
#ifndef API_RIGHTS_ROWS_H
#define API_RIGHTS_ROWS_H

#define NO 0U

/* Words for rows that are alike. */
#define RIGHT_PUBLIC(operation)     RIGHT(operation, O, O, O, O, O, O, O)
#define RIGHT_MEMBERS(operation)    RIGHT(operation, NO, O, O, O, O, O, O)
#define RIGHT_SELF(operation)       RIGHT(operation, NO, S, S, S, S | U, S | U, S | U)
#define RIGHT_SELF_ADMIN(operation) RIGHT(operation, NO, S, S, S, S, S, S | U)
#define RIGHT_SELF_ONLY(operation)  RIGHT(operation, NO, S, S, S, S, S, S)
#define RIGHT_STAFF(operation)      RIGHT(operation, NO, NO, NO, NO, U, U, U)
#define RIGHT_CENTRE(operation)     RIGHT(operation, NO, NO, NO, NO, NO, U, U)
#define RIGHT_ADMIN(operation)      RIGHT(operation, NO, NO, NO, NO, NO, NO, U)
#define RIGHT_STUDENT(operation)    RIGHT(operation, NO, P, NO, NO, U, U, U)
#define RIGHT_MENTOR(operation)     RIGHT(operation, NO, NO, P, NO, U, U, U)
#define RIGHT_HOST(operation)       RIGHT(operation, NO, NO, P, NO, U, U, U)
#define RIGHT_TEACHER(operation)    RIGHT(operation, NO, NO, NO, P, U, U, U)
#define RIGHT_LECTURERS(operation)  RIGHT(operation, NO, NO, P, P, U, U, U)
#define RIGHT_PARTIES(operation)    RIGHT(operation, NO, P, P, NO, U, U, U)
/* Of the parties alone, whoever else sees it. */
#define RIGHT_BETWEEN(operation) RIGHT(operation, NO, P, P, NO, NO, NO, NO)

#define RIGHTS                                                                                     \
    RIGHT_SELF(search_mentors)                                                                     \
    RIGHT_SELF(explain_mentor)                                                                     \
    RIGHT_SELF(search_students)                                                                    \
    RIGHT_SELF(search_peers)                                                                       \
    RIGHT_STAFF(list_people)                                                                       \
    RIGHT_SELF(get_person)                                                                         \
    RIGHT_SELF(patch_person)                                                                       \
    RIGHT_SELF_ADMIN(erase_person)                                                                 \
    RIGHT_SELF_ONLY(keep_person)                                                                   \
    RIGHT_CENTRE(readmit_person)                                                                   \
    RIGHT_SELF_ONLY(export_me)                                                                     \
    RIGHT_SELF_ONLY(get_me)                                                                        \
    RIGHT_SELF(list_hours)                                                                         \
    RIGHT_STAFF(report_supply)                                                                     \
    RIGHT_STAFF(report_supply_csv)                                                                 \
    RIGHT_STAFF(report_answers)                                                                    \
    RIGHT_STAFF(report_answers_csv)                                                                \
    RIGHT_STAFF(report_outcomes)                                                                   \
    RIGHT_STAFF(report_outcomes_csv)                                                               \
    RIGHT_CENTRE(import_people)                                                                    \
    RIGHT_MEMBERS(list_units)                                                                      \
    RIGHT_MEMBERS(get_unit)                                                                        \
    RIGHT_ADMIN(create_unit)                                                                       \
    RIGHT_ADMIN(patch_unit)                                                                        \
    RIGHT_MEMBERS(list_programmes)                                                                 \
    RIGHT_MEMBERS(get_programme)                                                                   \
    RIGHT_STAFF(create_programme)                                                                  \
    RIGHT_STAFF(patch_programme)                                                                   \
    RIGHT_MENTOR(list_mentor_offers)                                                               \
    RIGHT_MENTOR(get_mentor_offer)                                                                 \
    RIGHT_MENTOR(create_mentor_offer)                                                              \
    RIGHT_MENTOR(patch_mentor_offer)                                                               \
    RIGHT_MENTOR(publish_mentor_offer)                                                             \
    RIGHT_MENTOR(pause_mentor_offer)                                                               \
    RIGHT_MENTOR(resume_mentor_offer)                                                              \
    RIGHT_MENTOR(withdraw_mentor_offer)                                                            \
    RIGHT_STUDENT(list_needs)                                                                      \
    RIGHT_STUDENT(get_need)                                                                        \
    RIGHT_STUDENT(create_need)                                                                     \
    RIGHT_STUDENT(patch_need)                                                                      \
    RIGHT_PARTIES(list_mentoring_requests)                                                         \
    RIGHT_PARTIES(get_mentoring_request)                                                           \
    RIGHT_STUDENT(create_mentoring_request)                                                        \
    RIGHT_STUDENT(patch_mentoring_request)                                                         \
    RIGHT_STUDENT(submit_mentoring_request)                                                        \
    RIGHT_MENTOR(ask_info_mentoring_request)                                                       \
    RIGHT_STUDENT(answer_mentoring_request)                                                        \
    RIGHT_MENTOR(wait_mentoring_request)                                                           \
    RIGHT_MENTOR(accept_mentoring_request)                                                         \
    RIGHT_MENTOR(decline_mentoring_request)                                                        \
    RIGHT_STUDENT(withdraw_mentoring_request)                                                      \
    RIGHT_PARTIES(list_mentorships)                                                                \
    RIGHT_PARTIES(get_mentorship)                                                                  \
    RIGHT_PARTIES(start_mentorship)                                                                \
    RIGHT_PARTIES(pause_mentorship)                                                                \
    RIGHT_PARTIES(resume_mentorship)                                                               \
    RIGHT_PARTIES(complete_mentorship)                                                             \
    RIGHT_PARTIES(end_early_mentorship)                                                            \
    RIGHT_PARTIES(void_mentorship)                                                                 \
    RIGHT_BETWEEN(fits_mentorship)                                                                 \
    RIGHT_BETWEEN(undecided_mentorship)                                                            \
    RIGHT_BETWEEN(does_not_fit_mentorship)                                                         \
    RIGHT_STUDENT(rematch_mentorship)                                                              \
    RIGHT_STAFF(list_rounds)                                                                       \
    RIGHT_STAFF(get_round)                                                                         \
    RIGHT_CENTRE(create_round)                                                                     \
    RIGHT_CENTRE(patch_round)                                                                      \
    RIGHT_CENTRE(open_round)                                                                       \
    RIGHT_CENTRE(enrol_round)                                                                      \
    RIGHT_CENTRE(freeze_round)                                                                     \
    RIGHT_CENTRE(reopen_round)                                                                     \
    RIGHT_CENTRE(review_round)                                                                     \
    RIGHT_CENTRE(adopt_round)                                                                      \
    RIGHT_CENTRE(approve_round)                                                                    \
    RIGHT_CENTRE(publish_round)                                                                    \
    RIGHT_CENTRE(amend_round)                                                                      \
    RIGHT_CENTRE(close_round)                                                                      \
    RIGHT_CENTRE(cancel_round)                                                                     \
    RIGHT_STAFF(list_runs)                                                                         \
    RIGHT_STAFF(get_run)                                                                           \
    RIGHT_STAFF(get_run_certificate)                                                               \
    RIGHT_STAFF(get_run_shortages)                                                                 \
    RIGHT_STAFF(explain_run_pair)                                                                  \
    RIGHT_STAFF(diff_runs)                                                                         \
    RIGHT_STAFF(get_run_file)                                                                      \
    RIGHT_CENTRE(create_run)                                                                       \
    RIGHT_CENTRE(cancel_run)                                                                       \
    RIGHT_PARTIES(list_pairs)                                                                      \
    RIGHT_PARTIES(get_pair)                                                                        \
    RIGHT_CENTRE(create_pair)                                                                      \
    RIGHT_CENTRE(approve_pair)                                                                     \
    RIGHT_CENTRE(veto_pair)                                                                        \
    RIGHT_CENTRE(swap_pair)                                                                        \
    RIGHT_STUDENT(confirm_student_pair)                                                            \
    RIGHT_MENTOR(confirm_mentor_pair)                                                              \
    RIGHT_STUDENT(decline_student_pair)                                                            \
    RIGHT_MENTOR(decline_mentor_pair)                                                              \
    RIGHT_SELF(search_leads)                                                                       \
    RIGHT_HOST(list_internship_leads)                                                              \
    RIGHT_HOST(get_internship_lead)                                                                \
    RIGHT_HOST(create_internship_lead)                                                             \
    RIGHT_HOST(patch_internship_lead)                                                              \
    RIGHT_HOST(submit_internship_lead)                                                             \
    RIGHT_STAFF(request_changes_internship_lead)                                                   \
    RIGHT_HOST(resubmit_internship_lead)                                                           \
    RIGHT_STAFF(publish_internship_lead)                                                           \
    RIGHT_STAFF(reject_internship_lead)                                                            \
    RIGHT_HOST(fill_internship_lead)                                                               \
    RIGHT_HOST(close_internship_lead)                                                              \
    RIGHT_HOST(withdraw_internship_lead)                                                           \
    RIGHT_PARTIES(list_applications)                                                               \
    RIGHT_PARTIES(get_application)                                                                 \
    RIGHT_STUDENT(create_application)                                                              \
    RIGHT_STUDENT(patch_application)                                                               \
    RIGHT_STUDENT(submit_application)                                                              \
    RIGHT_HOST(shortlist_application)                                                              \
    RIGHT_HOST(offer_application)                                                                  \
    RIGHT_STUDENT(accept_application)                                                              \
    RIGHT(sign_student_application, NO, P, NO, NO, NO, NO, NO)                                     \
    RIGHT_STAFF(sign_school_application)                                                           \
    RIGHT(sign_host_application, NO, NO, P, NO, NO, NO, NO)                                        \
    RIGHT_HOST(start_application)                                                                  \
    RIGHT_HOST(complete_application)                                                               \
    RIGHT_PARTIES(break_off_application)                                                           \
    RIGHT_HOST(reject_application)                                                                 \
    RIGHT_STUDENT(withdraw_application)                                                            \
    RIGHT_ADMIN(list_appointments)                                                                 \
    RIGHT_ADMIN(get_appointment)                                                                   \
    RIGHT_ADMIN(create_appointment)                                                                \
    RIGHT_ADMIN(end_appointment)                                                                   \
    RIGHT_SELF_ADMIN(list_tokens)                                                                  \
    RIGHT_SELF_ADMIN(get_token)                                                                    \
    RIGHT_SELF_ADMIN(create_token)                                                                 \
    RIGHT_SELF_ADMIN(revoke_token)                                                                 \
    RIGHT_MENTOR(list_lecture_offers)                                                              \
    RIGHT_MENTOR(get_lecture_offer)                                                                \
    RIGHT_MENTOR(create_lecture_offer)                                                             \
    RIGHT_MENTOR(patch_lecture_offer)                                                              \
    RIGHT_MENTOR(publish_lecture_offer)                                                            \
    RIGHT_MENTOR(pause_lecture_offer)                                                              \
    RIGHT_MENTOR(resume_lecture_offer)                                                             \
    RIGHT_MENTOR(withdraw_lecture_offer)                                                           \
    RIGHT_MENTOR(suggest_lecture_requests)                                                         \
    RIGHT_TEACHER(list_lecture_requests)                                                           \
    RIGHT_TEACHER(get_lecture_request)                                                             \
    RIGHT_TEACHER(create_lecture_request)                                                          \
    RIGHT_TEACHER(patch_lecture_request)                                                           \
    RIGHT_TEACHER(open_lecture_request)                                                            \
    RIGHT_TEACHER(cancel_lecture_request)                                                          \
    RIGHT_TEACHER(suggest_lecture_offers)                                                          \
    RIGHT_LECTURERS(list_lecture_bookings)                                                         \
    RIGHT_LECTURERS(get_lecture_booking)                                                           \
    RIGHT_TEACHER(create_lecture_booking)                                                          \
    RIGHT_LECTURERS(get_lecture_calendar)                                                          \
    RIGHT_MENTOR(accept_lecture_booking)                                                           \
    RIGHT_MENTOR(decline_lecture_booking)                                                          \
    RIGHT_TEACHER(withdraw_lecture_booking)                                                        \
    RIGHT_TEACHER(confirm_lecture_booking)                                                         \
    RIGHT_TEACHER(deliver_lecture_booking)                                                         \
    RIGHT_MENTOR(cancel_speaker_lecture_booking)                                                   \
    RIGHT_TEACHER(cancel_host_lecture_booking)                                                     \
    RIGHT_TEACHER(no_show_lecture_booking)                                                         \
    RIGHT(recommend_lecture_booking, NO, NO, P, P, NO, NO, NO)                                     \
    RIGHT(mixed_lecture_booking, NO, NO, P, P, NO, NO, NO)                                         \
    RIGHT(do_not_recommend_lecture_booking, NO, NO, P, P, NO, NO, NO)                              \
    RIGHT_SELF(list_consents)                                                                      \
    RIGHT_SELF(get_consent)                                                                        \
    RIGHT_SELF(create_consent)                                                                     \
    RIGHT_SELF(withdraw_consent)                                                                   \
    RIGHT_MEMBERS(list_groups)                                                                     \
    RIGHT_MEMBERS(get_member_group)                                                                \
    RIGHT_STAFF(create_member_group)                                                               \
    RIGHT_STAFF(patch_member_group)                                                                \
    RIGHT_STAFF(recompute_member_group)                                                            \
    RIGHT_STAFF(list_group_members)                                                                \
    RIGHT_SELF_ONLY(list_fellow_members)                                                           \
    RIGHT_SELF(list_memberships)                                                                   \
    RIGHT_SELF(get_membership)                                                                     \
    RIGHT_SELF(create_membership)                                                                  \
    RIGHT_SELF_ONLY(join_membership)                                                               \
    RIGHT_STAFF(admit_membership)                                                                  \
    RIGHT_SELF_ONLY(mute_membership)                                                               \
    RIGHT_SELF_ONLY(unmute_membership)                                                             \
    RIGHT_SELF(leave_membership)                                                                   \
    RIGHT_STAFF(remove_membership)                                                                 \
    RIGHT_MEMBERS(list_concepts)                                                                   \
    RIGHT_MEMBERS(read_text)                                                                       \
    RIGHT_STAFF(create_invitations)                                                                \
    RIGHT_PUBLIC(ask_sign_in_link)                                                                 \
    RIGHT_PUBLIC(sign_in)                                                                          \
    RIGHT_PUBLIC(describe_api)                                                                     \
    RIGHT_PUBLIC(show_docs)                                                                        \
    RIGHT_PUBLIC(explain_problem)

#endif
