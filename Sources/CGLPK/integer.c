#include "internal.h"

#include <limits.h>
#include <math.h>

typedef struct {
  const cglpk_program *program;
  int presolve;
  double integer_tolerance;
  const cglpk_limits *limits;
  cglpk_result *result;
} job;

// Called by branch and bound before each node and after each relaxation. The best bound can only be read here: once the
// search is over the tree is gone.
static void on_node(glp_tree *tree, void *info) {
  job *self = info;
  int best = glp_ios_best_node(tree);
  if (best != 0) self->result->bound = glp_ios_node_bound(tree, best);
  if (self->limits->is_interrupted(self->limits->context)) glp_ios_terminate(tree);
}

static int outcome_of_search(int code, int status) {
  switch (code) {
  case 0: return status == GLP_OPT ? CGLPK_OPTIMAL : CGLPK_INFEASIBLE;
  // With a gap allowed, success is this code and the status "feasible", not "optimal".
  case GLP_EMIPGAP: return CGLPK_GAP_LIMIT;
  case GLP_ETMLIM: return CGLPK_TIME_LIMIT;
  case GLP_ESTOP: return CGLPK_INTERRUPTED;
  default: return CGLPK_NUMERICAL_TROUBLE;
  }
}

// Branch and bound on a problem whose relaxation was just solved to optimality.
static int search(glp_prob *problem, job *self, const cglpk_stops *stops) {
  glp_iocp parameters;
  glp_init_iocp(&parameters);
  parameters.msg_lev = GLP_MSG_OFF;
  // No cuts: cover cuts would call code with static variables shared by all threads, and the others cost more than
  // they gained on programs with a few dozen binaries.
  parameters.br_tech = GLP_BR_PCH;
  parameters.tol_int = self->integer_tolerance;
  parameters.tol_obj = 1e-9;
  parameters.mip_gap = self->limits->gap;
  parameters.cb_func = on_node;
  parameters.cb_info = self;
  double left = 1000 * (stops->deadline - cglpk_now());
  // No limit is INT_MAX; zero would mean stop at once and a negative number is a fatal error.
  if (left < INT_MAX) parameters.tm_lim = left < 1 ? 1 : (int)left;
  self->result->code = glp_intopt(problem, &parameters);
  return outcome_of_search(self->result->code, glp_mip_status(problem));
}

static void copy_out(glp_prob *problem, job *self) {
  const cglpk_program *program = self->program;
  self->result->has_values = 1;
  for (int j = 0; j < program->column_count; j++) self->result->values[j] = glp_mip_col_val(problem, j + 1);
  for (int i = 0; i < program->row_count; i++) self->result->activities[i] = glp_mip_row_val(problem, i + 1);
}

// Solves the root relaxation and then searches; returns an outcome.
static int solve_search(glp_prob *problem, job *self, const cglpk_stops *stops) {
  glp_smcp parameters;
  cglpk_simplex_parameters(&parameters, 1e-9);
  parameters.meth = GLP_DUAL;
  parameters.r_test = GLP_RT_FLIP;
  glp_scale_prob(problem, GLP_SF_AUTO);
  glp_adv_basis(problem, 0);
  int outcome = cglpk_run_simplex(problem, &parameters, stops, &self->result->code);
  if (outcome == CGLPK_ITERATION_LIMIT) outcome = CGLPK_NUMERICAL_TROUBLE;
  if (outcome == CGLPK_OPTIMAL) {
    self->result->bound = glp_get_obj_val(problem);
    outcome = search(problem, self, stops);
  }
  self->result->iterations = glp_get_it_cnt(problem);
  return outcome;
}

static int has_incumbent(glp_prob *problem) {
  int status = glp_mip_status(problem);
  return status == GLP_OPT || status == GLP_FEAS;
}

// Presolve, search and postsolve as separate steps instead of `glp_intopt` with its presolver on, which solves the root
// relaxation in one go, where neither a limit nor an interruption reaches it.
static int solve_presolved(glp_prob *problem, job *self, const cglpk_stops *stops) {
  int outcome;
  glp_prep *presolve = glp_npp_alloc_wksp();
  glp_npp_load_prob(presolve, problem, GLP_MIP, GLP_OFF);
  self->result->code = glp_npp_preprocess1(presolve, GLP_ON);
  if (self->result->code == GLP_ENOPFS) {
    outcome = CGLPK_INFEASIBLE;
  } else if (self->result->code == GLP_ENODFS) {
    outcome = CGLPK_RELAXATION_UNBOUNDED;
  } else {
    glp_prob *reduced = glp_create_prob();
    glp_npp_build_prob(presolve, reduced);
    outcome = solve_search(reduced, self, stops);
    if (has_incumbent(reduced)) {
      glp_npp_postprocess(presolve, reduced);
      glp_npp_obtain_sol(presolve, problem);
    }
    glp_delete_prob(reduced);
  }
  glp_npp_free_wksp(presolve);
  return outcome;
}

static void solve(void *info, cglpk_guard *guard) {
  job *self = info;
  const cglpk_program *program = self->program;
  cglpk_stops stops = {self->limits, cglpk_deadline(self->limits), guard};
  self->result->bound = program->maximise ? INFINITY : -INFINITY;
  glp_prob *problem = cglpk_load(program);
  cglpk_leave_out_negligible(problem, program);
  for (int j = 0; j < program->column_count; j++)
    if (program->integer[j]) glp_set_col_kind(problem, j + 1, GLP_IV);
  self->result->outcome =
    self->presolve ? solve_presolved(problem, self, &stops) : solve_search(problem, self, &stops);
  if (has_incumbent(problem)) copy_out(problem, self);
  glp_delete_prob(problem);
}

void cglpk_solve_integer(
  const cglpk_program *program, int presolve, double integer_tolerance, const cglpk_limits *limits,
  cglpk_result *result
) {
  job self = {program, presolve, integer_tolerance, limits, result};
  cglpk_guarded(solve, &self, limits, result);
}
