#include "internal.h"

#include <limits.h>
#include <math.h>

_Static_assert(
  CGLPK_BASIC == GLP_BS && CGLPK_AT_LOWER == GLP_NL && CGLPK_AT_UPPER == GLP_NU && CGLPK_FREE == GLP_NF
    && CGLPK_FIXED == GLP_NS,
  "basis statuses are GLPK's");

/// How often GLPK reports its progress, which is when interruption is looked at [ms].
static const int report_milliseconds = 100;

void cglpk_simplex_parameters(glp_smcp *parameters, double tolerance) {
  glp_init_smcp(parameters);
  parameters->msg_lev = GLP_MSG_ON;
  parameters->out_dly = 0;
  parameters->out_frq = report_milliseconds;
  parameters->tol_bnd = tolerance;
  parameters->tol_dj = tolerance;
  // The presolver stays off: with it GLPK has no basis to hand out, and calls both infeasible and unbounded programs
  // undefined.
  parameters->presolve = GLP_OFF;
}

int cglpk_outcome_of_code(int code) {
  switch (code) {
  case GLP_EBADB: return CGLPK_BASIS_INVALID;
  case GLP_ESING:
  case GLP_ECOND: return CGLPK_BASIS_SINGULAR;
  case GLP_EITLIM: return CGLPK_ITERATION_LIMIT;
  case GLP_ETMLIM: return CGLPK_TIME_LIMIT;
  default: return CGLPK_NUMERICAL_TROUBLE;
  }
}

int cglpk_outcome_of_status(glp_prob *problem) {
  switch (glp_get_status(problem)) {
  case GLP_OPT: return CGLPK_OPTIMAL;
  case GLP_NOFEAS: return CGLPK_INFEASIBLE;
  case GLP_UNBND: return CGLPK_RELAXATION_UNBOUNDED;
  default: return CGLPK_NUMERICAL_TROUBLE;
  }
}

// Unless a strategy asks for the textbook's ratio test, the test follows from the method: long steps more than halved
// the time of the dual method on large programs, while the primal one is left with Harris' test, the better tried.
static void set_method(glp_smcp *parameters, int method, int textbook) {
  parameters->meth = method;
  parameters->r_test = textbook ? GLP_RT_STD : method == GLP_PRIMAL ? GLP_RT_HAR : GLP_RT_FLIP;
}

// One uninterrupted run. Its path depends on the program alone; clock and interruption can end it but not bend it.
static int run_once(glp_prob *problem, glp_smcp *parameters, const cglpk_stops *stops, int *code) {
  const cglpk_limits *limits = stops->limits;
  if (limits->is_interrupted(limits->context)) return CGLPK_INTERRUPTED;
  double left = 1000 * (stops->deadline - cglpk_now());
  if (left <= 0) return CGLPK_TIME_LIMIT;
  int before = glp_get_it_cnt(problem);
  if (before >= limits->iterations) return CGLPK_ITERATION_LIMIT;
  parameters->tm_lim = left < INT_MAX ? (int)ceil(left) : INT_MAX;
  parameters->it_lim = limits->iterations - before;
  cglpk_set_leaving(stops->guard, 1);
  *code = glp_simplex(problem, parameters);
  cglpk_set_leaving(stops->guard, 0);
  return *code == 0 ? CGLPK_OPTIMAL : cglpk_outcome_of_code(*code);
}

int cglpk_run_simplex(glp_prob *problem, glp_smcp *parameters, const cglpk_stops *stops, int *code) {
  int outcome = run_once(problem, parameters, stops, code);
  if (outcome != CGLPK_OPTIMAL) return outcome;
  // The dual method proves that no dual feasible basis exists without saying whether a primal feasible one does: the
  // program is then infeasible or unbounded, and the primal method tells which.
  if (glp_get_prim_stat(problem) != GLP_NOFEAS && glp_get_prim_stat(problem) != GLP_FEAS) {
    set_method(parameters, GLP_PRIMAL, parameters->r_test == GLP_RT_STD);
    outcome = run_once(problem, parameters, stops, code);
    if (outcome != CGLPK_OPTIMAL) return outcome;
  }
  return cglpk_outcome_of_status(problem);
}

void cglpk_set_basis(glp_prob *problem, const cglpk_program *program) {
  for (int i = 0; i < program->row_count; i++) glp_set_row_stat(problem, i + 1, program->row_status[i]);
  for (int j = 0; j < program->column_count; j++) glp_set_col_stat(problem, j + 1, program->column_status[j]);
}

// Sets the starting basis and picks the method for it: dual, unless the basis is primal but not dual feasible, as after
// a change of the objective or a new column.
static int start_from_basis(
  glp_prob *problem, const cglpk_program *program, const cglpk_strategy *strategy, glp_smcp *parameters, int *code
) {
  cglpk_set_basis(problem, program);
  *code = glp_warm_up(problem);
  if (*code != 0) return cglpk_outcome_of_code(*code);
  int primal = glp_get_prim_stat(problem) == GLP_FEAS && glp_get_dual_stat(problem) != GLP_FEAS;
  set_method(parameters, primal ? GLP_PRIMAL : GLP_DUAL, strategy->textbook_ratio_test);
  return CGLPK_OPTIMAL;
}

static void start_afresh(glp_prob *problem, const cglpk_strategy *strategy, glp_smcp *parameters) {
  if (strategy->advanced_basis)
    glp_adv_basis(problem, 0);
  else
    glp_std_basis(problem);
  set_method(parameters, strategy->primal ? GLP_PRIMAL : GLP_DUAL, strategy->textbook_ratio_test);
}

void cglpk_copy_basis(glp_prob *problem, const cglpk_program *program, cglpk_result *result) {
  for (int i = 0; i < program->row_count; i++) result->row_status[i] = glp_get_row_stat(problem, i + 1);
  for (int j = 0; j < program->column_count; j++) result->column_status[j] = glp_get_col_stat(problem, j + 1);
  result->has_basis = 1;
}

void cglpk_copy_out(glp_prob *problem, const cglpk_program *program, cglpk_result *result) {
  int is_feasible = glp_get_prim_stat(problem) == GLP_FEAS;
  int is_optimal = result->outcome == CGLPK_OPTIMAL;
  result->has_values = is_feasible && result->outcome != CGLPK_RELAXATION_UNBOUNDED;
  result->has_duals = is_optimal;
  cglpk_copy_basis(problem, program, result);
  // The objective at a dual feasible basis is a bound even while the basis is not primal feasible.
  if (glp_get_dual_stat(problem) == GLP_FEAS) result->bound = glp_get_obj_val(problem);
  for (int i = 0; i < program->row_count; i++) {
    if (is_feasible) result->activities[i] = glp_get_row_prim(problem, i + 1);
    if (is_optimal) result->row_duals[i] = glp_get_row_dual(problem, i + 1);
  }
  for (int j = 0; j < program->column_count; j++) {
    if (is_feasible) result->values[j] = glp_get_col_prim(problem, j + 1);
    if (is_optimal) result->reduced_costs[j] = glp_get_col_dual(problem, j + 1);
  }
}

glp_prob *cglpk_load_and_solve(
  const cglpk_program *program, const cglpk_strategy *strategy, const cglpk_limits *limits, cglpk_guard *guard,
  cglpk_result *result
) {
  cglpk_stops stops = {limits, cglpk_deadline(limits), guard};
  glp_smcp parameters;
  cglpk_simplex_parameters(&parameters, strategy->tolerance);
  glp_prob *problem = cglpk_load(program);
  cglpk_leave_out_negligible(problem, program);
  result->bound = program->maximise ? INFINITY : -INFINITY;
  result->outcome = CGLPK_OPTIMAL;
  if (strategy->scaled) glp_scale_prob(problem, GLP_SF_AUTO);
  if (program->row_status != NULL && program->column_status != NULL)
    result->outcome = start_from_basis(problem, program, strategy, &parameters, &result->code);
  else
    start_afresh(problem, strategy, &parameters);
  if (result->outcome != CGLPK_OPTIMAL) return problem;
  result->outcome = cglpk_run_simplex(problem, &parameters, &stops, &result->code);
  result->iterations = glp_get_it_cnt(problem);
  if (result->outcome <= CGLPK_RELAXATION_UNBOUNDED) cglpk_copy_out(problem, program, result);
  if (result->outcome == CGLPK_OPTIMAL) cglpk_refine(problem, program, result);
  if (result->outcome == CGLPK_INFEASIBLE || result->outcome == CGLPK_RELAXATION_UNBOUNDED)
    cglpk_prove(problem, program, result);
  return problem;
}

typedef struct {
  const cglpk_program *program;
  const cglpk_strategy *strategy;
  const cglpk_limits *limits;
  cglpk_result *result;
} job;

static void solve(void *info, cglpk_guard *guard) {
  job *self = info;
  glp_delete_prob(cglpk_load_and_solve(self->program, self->strategy, self->limits, guard, self->result));
}

void cglpk_solve_continuous(
  const cglpk_program *program, const cglpk_strategy *strategy, const cglpk_limits *limits, cglpk_result *result
) {
  job self = {program, strategy, limits, result};
  cglpk_guarded(solve, &self, limits, result);
}
