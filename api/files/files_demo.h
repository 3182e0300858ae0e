/* Makes people up, as real ones are: countries and cities by population, languages by country,
 * fields by weight, careers that follow from fields and drift, texts in the person's language with
 * the noise of real forms. Every id starts with demo-, every address ends in example.org. */
#ifndef API_FILES_FILES_DEMO_H
#define API_FILES_FILES_DEMO_H

#include "scoring/base/status.h"
#include "scoring/taxonomy.h"

struct demo;
struct faults;

#define DEMO_PEOPLE_MAX 1000000
#define DEMO_YEAR       2026 /* the present of the people made up: no clock is read */

struct demo_request {
    uint64_t alumni, students; /* at most DEMO_PEOPLE_MAX each */
    uint64_t seed;
    bool codes; /* codes instead of words */
};

/* Loads the tables in folder (the seeds) over taxonomies, which must outlive them. INVALID or IO
 * with faults that name the file. Free with files_demo_free. */
enum status MUST_CHECK files_demo_load(const char *folder, const struct taxonomies *taxonomies,
                                       struct faults *faults, struct demo **ret_demo);
void files_demo_free(struct demo *demo);

/* Writes a people file (CSV) to path ("-": standard output): the alumni, then the students. The
 * same tables and request give the same bytes, and person i of a seed is the same however many
 * are asked for. IO with faults, MEMORY. About 5 µs a person. */
enum status MUST_CHECK files_demo_write(const struct demo *demo, const struct demo_request *request,
                                        const char *path, struct faults *faults);

#endif
