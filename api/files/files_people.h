/* Loads a people file: parsed, its texts read into codes, ready to be searched. */
#ifndef API_FILES_FILES_PEOPLE_H
#define API_FILES_FILES_PEOPLE_H

#include "api/files/files_seeds.h"
#include "scoring/person.h"

struct arena;
struct faults;

#define PEOPLE_FILE_SIZE_MAX ((size_t)1 << 30)

/* The good rows in the order of the file; all belongs to arena (and codes to the seeds). */
struct people {
    struct arena *arena;
    struct person *items;
    size_t count;
    size_t rows;    /* in the file … */
    size_t refused; /* … of which so many were bad */
};

/* Loads the file at path ("-": standard input). Bad rows are faults and passed over (OK). A reader
 * is built in seeds, from folder and data_folder (NULL: none), only for the schemes in which
 * someone wrote a text that is no code. INVALID or TOO_LARGE when the whole file is spoilt;
 * NOT_FOUND or IO when it, or a file of the seeds, cannot be read; MEMORY. Free with
 * files_people_free. Cost: about 5 s a million people of codes. */
enum status MUST_CHECK files_people_load(const char *path, struct seeds *seeds, const char *folder,
                                         const char *data_folder, struct faults *faults,
                                         struct people **ret_people);
void files_people_free(struct people *people);

/* The person of that external id; NULL when there is none. O(n). */
const struct person *files_people_find(const struct people *people, const char *external_id);

#endif
