#pragma once

#include <glpk.h>
#include <setjmp.h>
#include <stddef.h>

#include "cglpk.h"

/// Runs `body(job)` with GLPK's fatal errors caught, then frees the thread's GLPK environment.
void cglpk_guarded(void (*body)(void *), void *job, cglpk_result *result);

/// A new problem object with everything of `program` but its basis and its integrality.
glp_prob *cglpk_load(const cglpk_program *program);

/// The time in seconds of a clock that only moves forward.
double cglpk_now(void);

/// Seconds of monotonic time at which the limits run out.
double cglpk_deadline(const cglpk_limits *limits);

/// Runs the simplex method until it ends or a limit is reached. Returns an outcome; `*code` becomes GLPK's code.
int cglpk_run_simplex(glp_prob *problem, glp_smcp *parameters, const cglpk_limits *limits, double deadline, int *code);

/// Simplex parameters common to all uses: silent, no presolve, long steps in the dual method.
void cglpk_simplex_parameters(glp_smcp *parameters, double tolerance);

/// Loads the program, sets the basis, and solves. The problem object is returned for further questions.
glp_prob *cglpk_load_and_solve(
  const cglpk_program *program, const cglpk_strategy *strategy, const cglpk_limits *limits, cglpk_result *result);
