/* People files: CSV (a row a person) and JSON Lines (an object a person, by person_shape), fed in
 * pieces of any size, so that a file of any length needs little memory. Documented for users in
 * seeds/demo/README.md. Every bad row is reported with line, column and reason and passed over;
 * the good rows are kept. */
#ifndef API_WIRE_PEOPLE_H
#define API_WIRE_PEOPLE_H

#include "scoring/person.h"

struct arena;
struct faults;
struct people_parser;

#define PEOPLE_CELL_SIZE_MAX    ((size_t)16384)
#define PEOPLE_ROW_SIZE_MAX     ((size_t)65536)
#define PEOPLE_COLUMN_COUNT_MAX ((size_t)100)

/* Called for each good row; person and its texts live only during the call. line is the row's
 * first line. Anything but OK stops the parse with that status. */
typedef enum status people_row(void *context, size_t line, struct person *person);

/* A parser that finds out by itself whether it is fed CSV (`,` `;` or tab) or JSON Lines. Faults of
 * rows go to faults. */
enum status MUST_CHECK people_parser_new(people_row *row, void *context, struct faults *faults,
                                         struct people_parser **ret_parser);
void people_parser_free(struct people_parser *parser);

/* Feeds size bytes. INVALID or TOO_LARGE only for what spoils the whole file (no header, unknown
 * or double columns, more than PEOPLE_COLUMN_COUNT_MAX, an unterminated quote); row faults are
 * OK. After another status than OK the parser must not be fed again. */
enum status MUST_CHECK people_parser_feed(struct people_parser *parser, const char *bytes,
                                          size_t size);

/* The end of the file: the last row, even without a line break. */
enum status MUST_CHECK people_parser_finish(struct people_parser *parser);

/* Rows seen so far, and those refused. */
size_t people_parser_rows(const struct people_parser *parser);
size_t people_parser_refused(const struct people_parser *parser);

#endif
