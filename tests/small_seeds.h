/* A small world for unit tests: a few codes of each scheme and the whole policy, in memory. The
 * distance table is coarser than the real one. */
#ifndef TESTS_SMALL_SEEDS_H
#define TESTS_SMALL_SEEDS_H

#include "scoring/base/arena.h"
#include "scoring/base/faults.h"
#include "scoring/score.h"

#include <assert.h>
#include <string.h>

#define SMALL_TREE "code\tparent\tnl\tsv\tnb\tde\tfr\ten\n"

static const char small_isced[] =
    SMALL_TREE "07\t\tTechniek\tTeknik\tTeknikk\tTechnik\tIngénierie\tEngineering\n"
               "071\t07\t\t\t\t\t\tEngineering trades\n"
               "0711\t071\t\t\t\t\t\tChemical engineering\n"
               "073\t07\tArchitectuur en bouw\t\t\t\t\tArchitecture and construction\n"
               "0731\t073\t\t\t\t\t\tArchitecture and town planning\n"
               "0732\t073\tWeg- en waterbouw\t\tBygg og anlegg\tBauingenieurwesen\t\t"
               "Building and civil engineering\n"
               "05\t\t\t\t\t\t\tNatural sciences\n"
               "054\t05\t\t\t\t\t\tMathematics and statistics\n"
               "0541\t054\t\t\t\t\t\tMathematics\n"
               "06\t\t\t\t\t\t\tICT\n"
               "061\t06\t\t\t\t\t\tICT\n"
               "0613\t061\t\t\t\t\t\tSoftware development\n";

static const char small_isco[] =
    SMALL_TREE "1\t\t\t\t\t\t\tManagers\n"
               "13\t1\t\t\t\t\t\tProduction managers\n"
               "132\t13\t\t\tProduksjonsledere\t\t\tManufacturing and construction managers\n"
               "1323\t132\t\t\t\t\t\tConstruction managers\n"
               "2\t\t\t\t\t\t\tProfessionals\n"
               "21\t2\t\t\t\t\t\tScience and engineering professionals\n"
               "214\t21\tIngenieurs\t\tSivilingeniører\t\t\tEngineering professionals\n"
               "2142\t214\t\t\t\t\t\tCivil engineers\n"
               "2144\t214\t\t\t\t\t\tMechanical engineers\n"
               "216\t21\t\t\t\t\t\tArchitects, planners\n"
               "2161\t216\t\t\t\t\t\tBuilding architects\n"
               "24\t2\t\t\t\t\t\tBusiness professionals\n"
               "241\t24\t\t\t\t\t\tFinance professionals\n"
               "2411\t241\t\t\t\t\t\tAccountants\n";

static const char small_nace[] = SMALL_TREE "F\t\tBouwnijverheid\t\t\t\t\tConstruction\n"
                                            "41\tF\t\t\t\t\t\tConstruction of buildings\n"
                                            "42\tF\t\t\t\t\t\tCivil engineering\n"
                                            "K\t\t\t\t\t\t\tFinance\n"
                                            "64\tK\t\t\t\t\t\tFinancial service activities\n";

static const char small_languages[] =
    SMALL_TREE "nl\t\tNederlands\tnederländska\tnederlandsk\tNiederländisch\tnéerlandais\tDutch\n"
               "sv\t\tZweeds\tsvenska\tsvensk\tSchwedisch\tsuédois\tSwedish\n"
               "nb\t\tNoors\tnorska\tnorsk\tNorwegisch\tnorvégien\tNorwegian\n"
               "no\t\tNoors\tnorska\tnorsk\tNorwegisch\tnorvégien\tNorwegian\n"
               "fi\t\tFins\tfinska\tfinsk\tFinnisch\tfinnois\tFinnish\n";

static const char small_countries[] =
    SMALL_TREE "BE\t\tBelgië\tBelgien\tBelgia\tBelgien\tBelgique\tBelgium\n"
               "NO\t\tNoorwegen\tNorge\tNorge\tNorwegen\tNorvège\tNorway\n"
               "BE-VLG\tBE\tVlaanderen\tFlandern\tFlandern\tFlandern\tFlandre\tFlanders\n";

static const char small_cities[] = "code\tname\tcountry\tregion\tlat\tlon\tpopulation\n"
                                   "LEU\tLeuven\tBE\tBE-VLG\t5087959\t470093\t92892\n"
                                   "ANT\tAntwerpen\tBE\tBE-VLG\t5122047\t440026\t529247\n"
                                   "ARL\tArlon\tBE\t\t4968333\t581667\t26179\n"
                                   "OSL\tOslo\tNO\t\t5991273\t1074609\t580000\n"
                                   "DRA\tDrammen\tNO\t\t5974389\t1020449\t90722\n"
                                   "TOS\tTromsø\tNO\t\t6964890\t1895508\t52436\n";

static const char small_values[] =
    "name\tvalue\tsource\n"
    "field.weight\t35\tpolicy\nfield.neutral\t20\tpolicy\nfield.same_broad\t40\tpolicy\n"
    "field.same_narrow\t70\tpolicy\nfield.same_detailed\t100\tpolicy\n"
    "career.weight\t35\tpolicy\ncareer.neutral\t20\tpolicy\ncareer.same_major\t20\tpolicy\n"
    "career.same_submajor\t50\tpolicy\ncareer.same_minor\t75\tpolicy\n"
    "career.same_unit\t100\tpolicy\ncareer.occupation_share\t70\tpolicy\n"
    "career.industry_share\t30\tpolicy\nindustry.same_section\t60\tpolicy\n"
    "industry.same_division\t100\tpolicy\nlanguage.weight\t15\tpolicy\n"
    "language.neutral\t10\tpolicy\nplace.weight\t15\tpolicy\nplace.neutral\t20\tpolicy\n"
    "place.same_country\t25\tpolicy\nplace.both_remote\t40\tpolicy\n";

/* 054 ~ 061 names inner codes: it holds for all below them. */
static const char small_neighbours[] = "a\tb\tpart\tsource\n0541\t0613\t55\tpolicy\n"
                                       "054\t061\t30\tpolicy\n";
static const char small_related[] = "a\tb\tpart\tsource\n1323\t2142\t65\tpolicy\n"
                                    "2142\t2161\t60\tpolicy\n";
static const char small_close[] = "a\tb\tpart\tsource\nnb\tno\t100\tpolicy\nnb\tsv\t80\tpolicy\n"
                                  "no\tsv\t80\tpolicy\n";
static const char small_levels[] =
    "code\tpart\tnl\tsv\tnb\tde\tfr\ten\n"
    "A1\t10\tA1\tA1\tA1\tA1\tA1\tA1\nA2\t25\tA2\tA2\tA2\tA2\tA2\tA2\n"
    "B1\t50\tB1\tB1\tB1\tB1\tB1\tB1\nB2\t75\tB2\tB2\tB2\tB2\tB2\tB2\n"
    "C1\t90\tC1\tC1\tC1\tC1\tC1\tC1\nC2\t100\tC2\tC2\tC2\tC2\tC2\tC2\n"
    "native\t100\tmoedertaal\tmodersmål\tmorsmål\tMuttersprache\tlangue maternelle\tnative\n";
static const char small_recency[] = "years\tpermille\tsource\n0\t1000\tpolicy\n1\t900\tpolicy\n"
                                    "2\t810\tpolicy\n3\t729\tpolicy\n9\t400\tpolicy\n";
static const char small_distance[] = "km\tpart\tsource\n0\t100\tpolicy\n10\t87\tpolicy\n"
                                     "36\t61\tpolicy\n43\t55\tpolicy\n44\t54\tpolicy\n"
                                     "45\t10\tpolicy\n300\t1\tpolicy\n";

struct small_seeds {
    struct arena *arena;
    struct faults faults;
    struct taxonomies taxonomies;
    struct policy *policy;
    struct scorer scorer;
};

static inline void small_tree(struct small_seeds *seeds, enum scheme scheme, const char *tsv)
{
    struct taxonomy **taxonomy = &seeds->taxonomies.of[scheme];
    enum status status = *taxonomy == NULL ? taxonomy_new(scheme, taxonomy) : STATUS_OK;
    if (status == STATUS_OK)
        status = taxonomy_add(*taxonomy, tsv, strlen(tsv), &seeds->faults);
    assert(status == STATUS_OK);
}

static inline void small_table(struct small_seeds *seeds, enum policy_table table, const char *tsv)
{
    enum status status = policy_add(seeds->policy, table, tsv, strlen(tsv), &seeds->faults);
    assert(status == STATUS_OK);
}

static inline void small_trees(struct small_seeds *seeds)
{
    small_tree(seeds, SCHEME_ISCED, small_isced);
    small_tree(seeds, SCHEME_ISCO, small_isco);
    small_tree(seeds, SCHEME_NACE, small_nace);
    small_tree(seeds, SCHEME_LANGUAGE, small_languages);
    small_tree(seeds, SCHEME_PLACE, small_countries);
    small_tree(seeds, SCHEME_PLACE, small_cities);
}

static inline void small_policy(struct small_seeds *seeds)
{
    small_table(seeds, POLICY_VALUES, small_values);
    small_table(seeds, POLICY_FIELD_NEIGHBOURS, small_neighbours);
    small_table(seeds, POLICY_OCCUPATION_RELATED, small_related);
    small_table(seeds, POLICY_LANGUAGE_CLOSENESS, small_close);
    small_table(seeds, POLICY_LEVELS, small_levels);
    small_table(seeds, POLICY_RECENCY, small_recency);
    small_table(seeds, POLICY_DISTANCE, small_distance);
}

static inline void small_seeds_open(struct small_seeds *seeds)
{
    *seeds = (struct small_seeds){0};
    enum status status = arena_new(0, &seeds->arena);
    assert(status == STATUS_OK);
    seeds->faults = faults_in(seeds->arena);
    small_trees(seeds);
    status = policy_new(&seeds->taxonomies, &seeds->policy);
    assert(status == STATUS_OK);
    small_policy(seeds);
    status = policy_finish(seeds->policy, &seeds->faults);
    assert(status == STATUS_OK);
    seeds->scorer = (struct scorer){&seeds->taxonomies, seeds->policy};
}

static inline void small_seeds_close(struct small_seeds *seeds)
{
    policy_free(seeds->policy);
    for (size_t i = 0; i < SCHEME_COUNT; i++)
        taxonomy_free(seeds->taxonomies.of[i]);
    arena_free(seeds->arena);
}

#endif
