#pragma once

#include <glpk.h>
#include <setjmp.h>
#include <stddef.h>

#include "cglpk.h"

/// What catches fatal errors and requests to stop, for the time of one call.
typedef struct cglpk_guard cglpk_guard;

/// Runs `body(job, guard)` with GLPK's fatal errors caught, then frees the thread's GLPK environment.
void cglpk_guarded(
  void (*body)(void *, cglpk_guard *), void *job, const cglpk_limits *limits, cglpk_result *result);

/// Whether a request to stop, seen while GLPK reports its progress, ends the call at once, with nothing found.
void cglpk_set_leaving(cglpk_guard *guard, int is_allowed);

/// A new problem object with everything of `program` but its basis and its integrality.
glp_prob *cglpk_load(const cglpk_program *program);

/// Gives a row, counted from 1, other bounds; its part in the basis stays.
void cglpk_set_row_bounds(glp_prob *problem, int row, double lower, double upper);

/// Leaves out entries that cannot matter, such as a slope of 1e-18 that is zero but for rounding: they would lead the
/// scaling astray, which weighs small coefficients like large ones.
void cglpk_leave_out_negligible(glp_prob *problem, const cglpk_program *program);

/// The time in seconds of a clock that only moves forward.
double cglpk_now(void);

/// Seconds of monotonic time at which the limits run out.
double cglpk_deadline(const cglpk_limits *limits);

/// What ends a run of the simplex method early.
typedef struct {
  const cglpk_limits *limits;
  double deadline;  // seconds of monotonic time
  cglpk_guard *guard;
} cglpk_stops;

/// Runs the simplex method until it ends or a limit is reached. Returns an outcome; `*code` becomes GLPK's code.
int cglpk_run_simplex(glp_prob *problem, glp_smcp *parameters, const cglpk_stops *stops, int *code);

/// Simplex parameters common to all uses: no presolve, and a report of progress some times a second.
void cglpk_simplex_parameters(glp_smcp *parameters, double tolerance);

/// The outcome that a return code other than 0 means.
int cglpk_outcome_of_code(int code);

/// The outcome of a run that ended by itself.
int cglpk_outcome_of_status(glp_prob *problem);

/// Sets the basis to start from; GLPK corrects bounds that a row or column does not have.
void cglpk_set_basis(glp_prob *problem, const cglpk_program *program);

/// Copies the basis into the result.
void cglpk_copy_basis(glp_prob *problem, const cglpk_program *program, cglpk_result *result);

/// Copies the basis into the result, and values, prices and bound as far as they are known.
void cglpk_copy_out(glp_prob *problem, const cglpk_program *program, cglpk_result *result);

/// Finds what shows that the program is infeasible or unbounded, as the result's outcome says it is.
void cglpk_prove(glp_prob *problem, const cglpk_program *program, cglpk_result *result);

/// Brings the values and prices of an optimal basis, already copied out, to the precision of the data.
void cglpk_refine(glp_prob *problem, const cglpk_program *program, cglpk_result *result);

/// Loads the program, sets the basis, and solves. The problem object is returned for further questions.
glp_prob *cglpk_load_and_solve(
  const cglpk_program *program, const cglpk_strategy *strategy, const cglpk_limits *limits, cglpk_guard *guard,
  cglpk_result *result);
