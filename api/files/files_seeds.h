/* Loads what scoring stands on from the folder of seeds: taxonomies, policy, and a reader of only
 * the schemes a command needs (a file of codes needs none, and starts at once). */
#ifndef API_FILES_FILES_SEEDS_H
#define API_FILES_FILES_SEEDS_H

#include "scoring/reading.h"
#include "scoring/score.h"

struct faults;

struct seeds {
    struct taxonomies taxonomies;
    struct policy *policy;
    struct reader *reader; /* NULL until seeds_load_reader */
    struct scorer scorer;  /* over the two above */
};

/* The folder of seeds: the setting KRING_SEEDS, else ../seeds beside the binary's folder, else
 * ../share/kring/seeds. The folder of data that Kring writes (imported labels): KRING_DATA, else
 * ../var beside the binary's folder. Both end without a slash. NOT_FOUND with a fault. */
enum status MUST_CHECK seeds_folder(struct arena *arena, struct faults *faults,
                                    const char **ret_folder);
enum status MUST_CHECK seeds_data_folder(struct arena *arena, struct faults *faults,
                                         const char **ret_folder);

/* Loads taxonomies and policy from folder; INVALID or IO with faults that name file and line.
 * About 50 ms. Free with seeds_free. */
enum status MUST_CHECK seeds_load(const char *folder, struct faults *faults,
                                  struct seeds **ret_seeds);

/* Adds a reader for the schemes whose bit (1u << scheme) is set, with Kring's aliases and rules,
 * the labels imported into data_folder (NULL: none; DATA/labels/SCHEME.tsv), and label_files (extra
 * files for the one scheme labels_scheme, count may be 0). */
enum status MUST_CHECK seeds_load_reader(struct seeds *seeds, const char *folder,
                                         const char *data_folder, unsigned schemes,
                                         enum scheme labels_scheme, const char *const *label_files,
                                         size_t label_file_count, struct faults *faults);

void seeds_free(struct seeds *seeds);

#endif
