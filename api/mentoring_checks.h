/* What programmes, offers, needs and requests must be beyond their shapes and the database's own
 * rules: rows of the table of resources (resources.h) name these functions. They ask what SQL does
 * not know, codes and scores. Whatever an object names that does not exist is passed over here: the
 * statement that writes it says so.
 *
 * Each is OK; INVALID with all faults by JSON pointer; CONFLICT with one fault whose code is a
 * refusal's word (lifecycle_refusal); or a status of the store. What was typed in lists of readings
 * is read, and written into the lists of the object. Within the request's transaction. */
#ifndef API_MENTORING_CHECKS_H
#define API_MENTORING_CHECKS_H

#include "scoring/base/status.h"

struct lifecycle_row;
struct request;

/* Whole days in order; weights of 100; rules that name two different people by their ids. */
enum status MUST_CHECK mentoring_check_programme(struct request *request, const void *object);
enum status MUST_CHECK mentoring_check_programme_change(struct request *request, const void *before,
                                                        const void *after);

/* Conditions that are named, read into codes. */
enum status MUST_CHECK mentoring_check_offer(struct request *request, const void *object);
enum status MUST_CHECK mentoring_check_offer_change(struct request *request, const void *before,
                                                    const void *after);

/* Wishes that are named, read into codes; weights of 100; ranked and avoided: alumni, each once,
 * in one of the two, and not the student. */
enum status MUST_CHECK mentoring_check_need(struct request *request, const void *object);
enum status MUST_CHECK mentoring_check_need_change(struct request *request, const void *before,
                                                   const void *after);

/* The pair may meet: no rule of the programme and no wish of the student keeps them apart (never,
 * avoided), the student meets the conditions of mentor and offer (not_eligible; the fault tells
 * which in the reader's language), and the score reaches the programme's least (below_minimum): by
 * the need's wishes, else the student's, and by the need's weights, else the programme's, else the
 * policy's. */
enum status MUST_CHECK mentoring_check_request(struct request *request, const void *object);

/* The same before a draft is submitted; other events are OK. */
enum status MUST_CHECK mentoring_check_request_event(struct request *request,
                                                     const struct lifecycle_row *row,
                                                     const void *object);

#endif
