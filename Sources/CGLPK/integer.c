#include "internal.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct {
  const cglpk_program *program;
  int presolve;
  double integer_tolerance;
  const cglpk_limits *limits;
  const double *start;  // [column_count] a point to begin with, or null
  double *offer;        // the same as the tree knows it, counted from 1, or null
  cglpk_result *result;
} job;

/// Of the largest number of a row or bound: how far a start may miss it, which rounding alone explains.
static const double start_tolerance = 1e-9;

static int lies_within(double value, double size, int type, double lower, double upper) {
  int has_lower = type == GLP_LO || type == GLP_DB || type == GLP_FX;
  int has_upper = type == GLP_UP || type == GLP_DB || type == GLP_FX;
  return (!has_lower || value >= lower - start_tolerance * fmax(size, fabs(lower)))
    && (!has_upper || value <= upper + start_tolerance * fmax(size, fabs(upper)));
}

// GLPK takes a start on trust: one that is not feasible would cut off the optimum.
static int is_feasible(glp_prob *problem, const double *values) {
  int columns = glp_get_num_cols(problem), is_inside = 1;
  for (int j = 1; j <= columns && is_inside; j++)
    is_inside = lies_within(
                  values[j], 1, glp_get_col_type(problem, j), glp_get_col_lb(problem, j), glp_get_col_ub(problem, j))
      && (glp_get_col_kind(problem, j) == GLP_CV || values[j] == floor(values[j]));
  int *positions = glp_alloc(columns + 1, sizeof(int));
  double *coefficients = glp_alloc(columns + 1, sizeof(double));
  for (int i = 1; i <= glp_get_num_rows(problem) && is_inside; i++) {
    double sum = 0, size = 1;
    int count = glp_get_mat_row(problem, i, positions, coefficients);
    for (int entry = 1; entry <= count; entry++) {
      double part = coefficients[entry] * values[positions[entry]];
      sum += part;
      size = fmax(size, fabs(part));
    }
    is_inside = lies_within(
      sum, size, glp_get_row_type(problem, i), glp_get_row_lb(problem, i), glp_get_row_ub(problem, i));
  }
  glp_free(positions);
  glp_free(coefficients);
  return is_inside;
}

// The presolver says nothing of how it counts columns, but it keeps their names: so these tell the numbers.
static void name_columns(glp_prob *problem) {
  char name[16];
  for (int j = 1; j <= glp_get_num_cols(problem); j++) {
    snprintf(name, sizeof name, "%d", j);
    glp_set_col_name(problem, j, name);
  }
}

// Makes the start an offer to the search in `problem`, where every column has its name and the start is feasible; a
// column that the presolver counts in another way makes it infeasible, or another feasible point, which does no harm.
static void prepare_offer(glp_prob *problem, job *self) {
  if (self->start == NULL) return;
  int columns = glp_get_num_cols(problem);
  double *values = glp_alloc(columns + 1, sizeof(double));
  for (int k = 1; k <= columns; k++) {
    const char *name = glp_get_col_name(problem, k);
    if (name == NULL) return;
    values[k] = self->start[atoi(name) - 1];
  }
  if (is_feasible(problem, values)) self->offer = values;
}

// Called by branch and bound before each node and after each relaxation. The best bound can only be read here: once the
// search is over the tree is gone.
static void on_node(glp_tree *tree, void *info) {
  job *self = info;
  int best = glp_ios_best_node(tree);
  if (best != 0) self->result->bound = glp_ios_node_bound(tree, best);
  if (self->limits->is_interrupted(self->limits->context)) glp_ios_terminate(tree);
  if (self->offer != NULL && glp_ios_reason(tree) == GLP_IHEUR) {
    glp_ios_heur_sol(tree, self->offer);
    self->offer = NULL;
  }
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
    prepare_offer(problem, self);
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
  glp_npp_load_prob(presolve, problem, GLP_MIP, self->start == NULL ? GLP_OFF : GLP_ON);
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

// What the objective cannot exceed with every column at its better bound: all that is known before the first relaxation.
static double bound_of_columns(const cglpk_program *program) {
  double sum = program->objective_constant;
  for (int j = 0; j < program->column_count; j++) {
    double cost = program->objective[j];
    if (cost == 0) continue;
    sum += cost * ((cost > 0) == (program->maximise != 0) ? program->column_upper[j] : program->column_lower[j]);
  }
  return sum;
}

static void solve(void *info, cglpk_guard *guard) {
  job *self = info;
  const cglpk_program *program = self->program;
  cglpk_stops stops = {self->limits, cglpk_deadline(self->limits), guard};
  self->result->bound = bound_of_columns(program);
  glp_prob *problem = cglpk_load(program);
  cglpk_leave_out_negligible(problem, program);
  for (int j = 0; j < program->column_count; j++)
    if (program->integer[j]) glp_set_col_kind(problem, j + 1, GLP_IV);
  if (self->start != NULL) name_columns(problem);
  self->result->outcome =
    self->presolve ? solve_presolved(problem, self, &stops) : solve_search(problem, self, &stops);
  if (has_incumbent(problem)) copy_out(problem, self);
  glp_delete_prob(problem);
}

void cglpk_solve_integer(
  const cglpk_program *program, int presolve, double integer_tolerance, const cglpk_limits *limits,
  const double *start, cglpk_result *result
) {
  job self = {program, presolve, integer_tolerance, limits, start, NULL, result};
  cglpk_guarded(solve, &self, limits, result);
}
