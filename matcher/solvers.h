/* The entries of the table in solvers.c, one a file. */
#ifndef MATCHER_SOLVERS_H
#define MATCHER_SOLVERS_H

#include "matcher/solver.h"

extern const struct solver total_solver, most_solver, fair_solver, stable_solver, repair_solver;

#endif
