#include "internal.h"


// A basis says exactly what a solution is: the non-basic rows and columns stand at their bounds, and the others follow
// from the rows' definitions. What the simplex method leaves is that up to the errors of hundreds of updates, and GLPK
// computes it through scaled copies of the data. Where a row holds coefficients of very different size, such as a
// tangent that rises a million times as fast as others, this leaves residuals that a check does not pass.
//
// So the values and the prices of the final basis are improved: their residuals, formed in extended precision from the
// data as given, are solved for corrections with the factorization at hand (iterative refinement; N. J. Higham,
// Accuracy and Stability of Numerical Algorithms, 2nd ed., SIAM 2002, chapter 12).

/// Two corrections bring errors of 1e-8 below rounding; where the basis is worse than that, no number would.
static const int passes = 2;

typedef struct {
  glp_prob *problem;
  const cglpk_program *program;
  cglpk_result *result;
  long double *sums;  // one a row, or one a column
  double *change;     // what GLPK solves for, counted from 1
} refinement;

// The value at which a row or column stands that is not basic.
static double standing(int status, double lower, double upper) {
  switch (status) {
  case GLP_NU: return upper;
  case GLP_NF: return 0;
  default: return lower;
  }
}

static void set_standing_values(refinement *self) {
  const cglpk_program *program = self->program;
  cglpk_result *result = self->result;
  for (int i = 0; i < program->row_count; i++)
    if (result->row_status[i] != GLP_BS)
      result->activities[i] = standing(result->row_status[i], program->row_lower[i], program->row_upper[i]);
  for (int j = 0; j < program->column_count; j++)
    if (result->column_status[j] != GLP_BS)
      result->values[j] = standing(result->column_status[j], program->column_lower[j], program->column_upper[j]);
}

// The basis consists of unit columns for rows and of the columns of -A: (I, -A)(activities, values) = 0.
static void improve_values(refinement *self) {
  const cglpk_program *program = self->program;
  cglpk_result *result = self->result;
  int rows = program->row_count;
  for (int i = 0; i < rows; i++) self->sums[i] = -(long double)result->activities[i];
  for (int entry = 1; entry <= program->entry_count; entry++)
    self->sums[program->entry_row[entry] - 1] +=
      (long double)program->entry_value[entry] * result->values[program->entry_column[entry] - 1];
  for (int i = 0; i < rows; i++) self->change[i + 1] = (double)self->sums[i];
  glp_ftran(self->problem, self->change);
  for (int i = 1; i <= rows; i++) {
    int position = glp_get_bhead(self->problem, i);
    if (position <= rows)
      result->activities[position - 1] += self->change[i];
    else
      result->values[position - rows - 1] += self->change[i];
  }
}

// Reduced costs as the objective less the matrix times the prices, into `sums`.
static void sum_reduced_costs(refinement *self) {
  const cglpk_program *program = self->program;
  for (int j = 0; j < program->column_count; j++) self->sums[j] = program->objective[j];
  for (int entry = 1; entry <= program->entry_count; entry++)
    self->sums[program->entry_column[entry] - 1] -=
      (long double)program->entry_value[entry] * self->result->row_duals[program->entry_row[entry] - 1];
}

// Basic rows have no price, and basic columns no reduced cost.
static void improve_duals(refinement *self) {
  int rows = self->program->row_count;
  double *duals = self->result->row_duals;
  sum_reduced_costs(self);
  for (int i = 1; i <= rows; i++) {
    int position = glp_get_bhead(self->problem, i);
    self->change[i] = position <= rows ? duals[position - 1] : (double)self->sums[position - rows - 1];
  }
  glp_btran(self->problem, self->change);
  for (int i = 0; i < rows; i++) duals[i] -= self->change[i + 1];
}

static void finish_duals(refinement *self) {
  const cglpk_program *program = self->program;
  cglpk_result *result = self->result;
  for (int i = 0; i < program->row_count; i++)
    if (result->row_status[i] == GLP_BS) result->row_duals[i] = 0;
  sum_reduced_costs(self);
  for (int j = 0; j < program->column_count; j++)
    result->reduced_costs[j] = result->column_status[j] == GLP_BS ? 0 : (double)self->sums[j];
}

void cglpk_refine(glp_prob *problem, const cglpk_program *program, cglpk_result *result) {
  int rows = program->row_count, columns = program->column_count;
  if (rows == 0 || (!glp_bf_exists(problem) && glp_factorize(problem) != 0)) return;
  refinement self = {problem, program, result, NULL, NULL};
  self.sums = glp_alloc(rows > columns ? rows : columns, sizeof(long double));
  self.change = glp_alloc(rows + 1, sizeof(double));
  set_standing_values(&self);
  for (int pass = 0; pass < passes; pass++) {
    improve_values(&self);
    improve_duals(&self);
  }
  finish_duals(&self);
  glp_free(self.change);
  glp_free(self.sums);
}
