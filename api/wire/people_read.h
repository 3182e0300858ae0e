/* From what a person typed to codes: every text of a person is read with the reader, each distinct
 * text once. Does no I/O. */
#ifndef API_WIRE_PEOPLE_READ_H
#define API_WIRE_PEOPLE_READ_H

#include "scoring/person.h"
#include "scoring/reading.h"

struct faults;
struct people_read;

/* Reads over taxonomies and reader, which must outlive it; reader may be NULL: then only codes are
 * understood. Remembers what it read: for one thread at a time. */
enum status MUST_CHECK people_read_new(const struct taxonomies *taxonomies,
                                       const struct reader *reader,
                                       struct people_read **ret_people_read);
void people_read_free(struct people_read *people_read);

/* Fills code, confidence and evidence of every reading of person that has a text and no code, and
 * resolves all nodes (person_resolve). A text that is a code is given, confidence 100; so is a code
 * without evidence. Else: fields from the field or, without one, the programme; occupations from
 * the title; industries from the industry or, without one and less sure, the employer; places
 * within the country when that is known. What is much more often wrong than right (confidence under
 * 40) stays unread. person->language is the hint. Codes and evidence belong
 * to taxonomies and to the program; the person's lists must be writable memory of the caller's.
 *
 * INVALID with faults by JSON pointer, at line, for a given code that is none of its scheme;
 * MEMORY. */
enum status MUST_CHECK people_read_person(struct people_read *people_read, size_t line,
                                          struct faults *faults, struct person *person);

/* The schemes (1u << scheme) in which the person has a text that is no code: what a reader is
 * needed for. */
unsigned people_read_schemes(const struct taxonomies *taxonomies, const struct person *person);

#endif
