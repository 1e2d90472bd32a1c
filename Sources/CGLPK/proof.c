#include "internal.h"

// What shows that a program has no optimum, so that the caller can check it against the data: the simplex method's own
// word for it rests on absolute tolerances, and on badly scaled programs it has been seen to be wrong both ways.

// The combination of rows that no values can meet: of the row of the simplex table in which the dual method found no
// pivot, or, after the primal method, of all basic rows and columns outside their bounds (Farkas).
static void prove_infeasible(glp_prob *problem, const cglpk_program *program, cglpk_result *result) {
  int rows = program->row_count;
  int cause = glp_get_unbnd_ray(problem);
  double *weights = glp_alloc(rows + 1, sizeof(double));
  for (int i = 1; i <= rows; i++) {
    int position = glp_get_bhead(problem, i);
    int is_row = position <= rows;
    int index = is_row ? position : position - rows;
    double value = is_row ? glp_get_row_prim(problem, index) : glp_get_col_prim(problem, index);
    double lower = is_row ? program->row_lower[index - 1] : program->column_lower[index - 1];
    double upper = is_row ? program->row_upper[index - 1] : program->column_upper[index - 1];
    int counts = cause == 0 || cause == position;
    weights[i] = !counts ? 0 : value < lower ? 1 : value > upper ? -1 : 0;
  }
  glp_btran(problem, weights);
  for (int i = 0; i < rows; i++) result->row_proof[i] = weights[i + 1];
  result->has_proof = 1;
  glp_free(weights);
}

// The direction in which the objective improves without end: the edge along which the primal method found no bound.
static void prove_unbounded(glp_prob *problem, const cglpk_program *program, cglpk_result *result) {
  int rows = program->row_count, columns = program->column_count;
  int cause = glp_get_unbnd_ray(problem);
  if (cause == 0) return;
  int status = cause <= rows ? glp_get_row_stat(problem, cause) : glp_get_col_stat(problem, cause - rows);
  if (status == GLP_BS) return;
  double *change = glp_alloc(rows + 1, sizeof(double));
  for (int i = 1; i <= rows; i++) change[i] = 0;
  for (int j = 0; j < columns; j++) result->column_proof[j] = 0;
  if (cause <= rows) {
    change[cause] = -1;
  } else {
    result->column_proof[cause - rows - 1] = 1;
    for (int entry = 1; entry <= program->entry_count; entry++)
      if (program->entry_column[entry] == cause - rows)
        change[program->entry_row[entry]] += program->entry_value[entry];
  }
  glp_ftran(problem, change);
  double rise = 0;
  for (int i = 1; i <= rows; i++) {
    int position = glp_get_bhead(problem, i);
    if (position > rows) result->column_proof[position - rows - 1] = change[i];
  }
  for (int j = 0; j < columns; j++) rise += program->objective[j] * result->column_proof[j];
  if ((rise > 0) != (program->maximise != 0))
    for (int j = 0; j < columns; j++) result->column_proof[j] = -result->column_proof[j];
  result->has_proof = 1;
  glp_free(change);
}

void cglpk_prove(glp_prob *problem, const cglpk_program *program, cglpk_result *result) {
  if (program->row_count > 0 && !glp_bf_exists(problem) && glp_factorize(problem) != 0) return;
  if (result->outcome == CGLPK_INFEASIBLE)
    prove_infeasible(problem, program, result);
  else
    prove_unbounded(problem, program, result);
}
