#include "internal.h"

#include <float.h>
#include <limits.h>
#include <math.h>

typedef struct {
  const cglpk_program *program;
  double slack;
  const cglpk_limits *limits;
  cglpk_result *result;
  // The powers of two by which coefficients, values and the objective are multiplied.
  int coefficient_shift, value_shift, cost_shift;
} job;

/// How many iterations pass before interruption is looked at. Exact arithmetic forgets nothing between two calls, so
/// the path does not depend on it.
static const int slice = 10;

// At least `shift`, so that `number` times that power of two is whole.
static int needed_shift(int shift, double number) {
  if (number == 0 || isinf(number)) return shift;
  int exponent;
  frexp(number, &exponent);
  return DBL_MANT_DIG - exponent > shift ? DBL_MANT_DIG - exponent : shift;
}

static double slackened(double bound, double slack) {
  return isinf(bound) ? bound : bound + slack * fmax(1, fabs(bound));
}

// GLPK turns every number into a simple fraction near it, 1e-10 beside it perhaps, but keeps whole numbers as they are.
// So all are made whole by powers of two, which change nothing else. Returns whether they stay in range.
static int find_shifts(job *self) {
  const cglpk_program *program = self->program;
  for (int entry = 1; entry <= program->entry_count; entry++)
    self->coefficient_shift = needed_shift(self->coefficient_shift, program->entry_value[entry]);
  for (int j = 0; j < program->column_count; j++) {
    self->value_shift = needed_shift(self->value_shift, program->column_lower[j]);
    self->value_shift = needed_shift(self->value_shift, program->column_upper[j]);
    self->cost_shift = needed_shift(self->cost_shift, program->objective[j]);
  }
  int row_shift = self->coefficient_shift + self->value_shift;
  for (int i = 0; i < program->row_count; i++) {
    row_shift = needed_shift(row_shift, slackened(program->row_lower[i], -self->slack));
    row_shift = needed_shift(row_shift, slackened(program->row_upper[i], self->slack));
  }
  self->value_shift = row_shift - self->coefficient_shift;
  return row_shift < 700 && self->cost_shift + self->value_shift < 700;
}

static double *shifted(int count, const double *numbers, int shift) {
  double *copy = glp_alloc(count + 1, sizeof(double));
  for (int index = 0; index < count; index++) copy[index] = ldexp(numbers[index], shift);
  return copy;
}

// The program in whole numbers. What is allocated here goes with the environment at the end of the call.
static glp_prob *load_whole(const job *self) {
  const cglpk_program *program = self->program;
  int row_shift = self->coefficient_shift + self->value_shift;
  double *row_lower = shifted(program->row_count, program->row_lower, row_shift);
  double *row_upper = shifted(program->row_count, program->row_upper, row_shift);
  for (int i = 0; i < program->row_count; i++) {
    row_lower[i] = ldexp(slackened(program->row_lower[i], -self->slack), row_shift);
    row_upper[i] = ldexp(slackened(program->row_upper[i], self->slack), row_shift);
  }
  cglpk_program whole = *program;
  whole.objective_constant = 0;
  whole.objective = shifted(program->column_count, program->objective, self->cost_shift);
  whole.column_lower = shifted(program->column_count, program->column_lower, self->value_shift);
  whole.column_upper = shifted(program->column_count, program->column_upper, self->value_shift);
  whole.row_lower = row_lower;
  whole.row_upper = row_upper;
  whole.entry_value = shifted(program->entry_count + 1, program->entry_value, self->coefficient_shift);
  return cglpk_load(&whole);
}

static int run(const job *self, glp_prob *problem, double deadline) {
  glp_smcp parameters;
  glp_init_smcp(&parameters);
  parameters.msg_lev = GLP_MSG_OFF;
  for (;;) {
    if (self->limits->is_interrupted(self->limits->context)) return CGLPK_INTERRUPTED;
    double left = 1000 * (deadline - cglpk_now());
    if (left <= 0) return CGLPK_TIME_LIMIT;
    int iterations_left = self->limits->iterations - glp_get_it_cnt(problem);
    if (iterations_left <= 0) return CGLPK_ITERATION_LIMIT;
    parameters.tm_lim = left < INT_MAX ? (int)ceil(left) : INT_MAX;
    parameters.it_lim = iterations_left < slice ? iterations_left : slice;
    self->result->code = glp_exact(problem, &parameters);
    if (self->result->code == GLP_EITLIM) continue;
    if (self->result->code != 0) return cglpk_outcome_of_code(self->result->code);
    return cglpk_outcome_of_status(problem);
  }
}

static void shift_back(const job *self) {
  const cglpk_program *program = self->program;
  cglpk_result *result = self->result;
  for (int i = 0; i < program->row_count; i++) {
    result->activities[i] = ldexp(result->activities[i], -self->coefficient_shift - self->value_shift);
    result->row_duals[i] = ldexp(result->row_duals[i], self->coefficient_shift - self->cost_shift);
  }
  for (int j = 0; j < program->column_count; j++) {
    result->values[j] = ldexp(result->values[j], -self->value_shift);
    result->reduced_costs[j] = ldexp(result->reduced_costs[j], -self->cost_shift);
  }
}

static void solve(void *info, cglpk_guard *guard) {
  (void)guard;
  job *self = info;
  cglpk_result *result = self->result;
  double deadline = cglpk_deadline(self->limits);
  result->bound = self->program->maximise ? INFINITY : -INFINITY;
  if (!find_shifts(self)) {
    result->outcome = CGLPK_NUMERICAL_TROUBLE;
    return;
  }
  glp_prob *problem = load_whole(self);
  if (self->program->row_status != NULL && self->program->column_status != NULL)
    cglpk_set_basis(problem, self->program);
  else
    glp_adv_basis(problem, 0);
  result->outcome = run(self, problem, deadline);
  result->iterations = glp_get_it_cnt(problem);
  if (result->outcome == CGLPK_OPTIMAL) {
    cglpk_copy_out(problem, self->program, result);
    result->bound = self->program->maximise ? INFINITY : -INFINITY;
    shift_back(self);
  } else if (result->outcome == CGLPK_INFEASIBLE) {
    cglpk_copy_basis(problem, self->program, result);
  }
  glp_delete_prob(problem);
}

void cglpk_solve_exact(
  const cglpk_program *program, double slack, const cglpk_limits *limits, cglpk_result *result
) {
  job self = {.program = program, .slack = slack, .limits = limits, .result = result};
  cglpk_guarded(solve, &self, limits, result);
}
