/* ESCO's own CSV download turned into labels Kring reads with: occupations and ISCO groups into
 * DATA/labels/isco.tsv, fields of education into DATA/labels/isced.tsv. */
#ifndef API_FILES_FILES_ESCO_H
#define API_FILES_FILES_ESCO_H

#include "scoring/base/status.h"
#include "scoring/taxonomy.h"

struct arena;
struct faults;

#define ESCO_PASSED_OVER_MAX ((size_t)64)

struct esco_report {
    size_t files;                                  /* read */
    size_t labels[SCHEME_COUNT];                   /* written, by scheme */
    const char *passed_over[ESCO_PASSED_OVER_MAX]; /* files of languages Kring does not read */
    size_t passed_over_count;
};

/* Reads every occupations_xx.csv, ISCOGroups_xx.csv and skillGroups_xx.csv of folder whose xx is
 * nl sv nb nn no da de fr or en, columns by name, and writes the labels (each once, sorted) beside
 * what is there, then in its place. A scheme without labels keeps the file it has. NOT_FOUND when
 * folder has no such file, INVALID when one lacks a column (nothing is written) or rows have an
 * unknown code or no UTF-8 (they are reported by line, the others written), IO; with faults.
 * The texts of the report live in arena. */
enum status MUST_CHECK files_esco_import(const char *folder, const char *data_folder,
                                         const struct taxonomies *taxonomies, struct arena *arena,
                                         struct faults *faults, struct esco_report *ret_report);

#endif
