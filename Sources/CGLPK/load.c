#include "internal.h"

#include <math.h>

// GLPK tells the kind of bounds by a type. A double-bounded variable whose ends coincide is refused (GLP_EBOUND): it
// must be called fixed.
static int bounds_type(double lower, double upper) {
  if (lower == upper) return GLP_FX;
  if (isinf(lower)) return isinf(upper) ? GLP_FR : GLP_UP;
  return isinf(upper) ? GLP_LO : GLP_DB;
}

void cglpk_set_row_bounds(glp_prob *problem, int row, double lower, double upper) {
  glp_set_row_bnds(problem, row, bounds_type(lower, upper), lower, upper);
}

/// Of the largest coefficient of its row: what an entry must be able to move the row by, else it is left out.
static const double negligible = 1e-12;

void cglpk_leave_out_negligible(glp_prob *problem, const cglpk_program *program) {
  int columns = program->column_count;
  int *positions = glp_alloc(columns + 1, sizeof(int));
  double *values = glp_alloc(columns + 1, sizeof(double));
  for (int i = 1; i <= program->row_count; i++) {
    int count = glp_get_mat_row(problem, i, positions, values);
    double largest = 0;
    for (int entry = 1; entry <= count; entry++) largest = fmax(largest, fabs(values[entry]));
    int kept = 0;
    for (int entry = 1; entry <= count; entry++) {
      int column = positions[entry] - 1;
      double reach = fmax(1, fmax(fabs(program->column_lower[column]), fabs(program->column_upper[column])));
      if (fabs(values[entry]) * reach <= negligible * largest) continue;
      kept += 1;
      positions[kept] = positions[entry];
      values[kept] = values[entry];
    }
    if (kept < count) glp_set_mat_row(problem, i, kept, positions, values);
  }
  glp_free(positions);
  glp_free(values);
}

glp_prob *cglpk_load(const cglpk_program *program) {
  glp_prob *problem = glp_create_prob();
  glp_set_obj_dir(problem, program->maximise ? GLP_MAX : GLP_MIN);
  glp_set_obj_coef(problem, 0, program->objective_constant);
  // Adding zero rows or columns is a fatal error.
  if (program->row_count > 0) glp_add_rows(problem, program->row_count);
  if (program->column_count > 0) glp_add_cols(problem, program->column_count);
  for (int i = 0; i < program->row_count; i++)
    cglpk_set_row_bounds(problem, i + 1, program->row_lower[i], program->row_upper[i]);
  for (int j = 0; j < program->column_count; j++) {
    double lower = program->column_lower[j], upper = program->column_upper[j];
    glp_set_col_bnds(problem, j + 1, bounds_type(lower, upper), lower, upper);
    glp_set_obj_coef(problem, j + 1, program->objective[j]);
  }
  glp_load_matrix(
    problem, program->entry_count, program->entry_row, program->entry_column, program->entry_value);
  return problem;
}
