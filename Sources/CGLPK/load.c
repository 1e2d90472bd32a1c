#include "internal.h"

#include <math.h>

// GLPK tells the kind of bounds by a type. A double-bounded variable whose ends coincide is refused (GLP_EBOUND): it
// must be called fixed.
static int bounds_type(double lower, double upper) {
  if (lower == upper) return GLP_FX;
  if (isinf(lower)) return isinf(upper) ? GLP_FR : GLP_UP;
  return isinf(upper) ? GLP_LO : GLP_DB;
}

glp_prob *cglpk_load(const cglpk_program *program) {
  glp_prob *problem = glp_create_prob();
  glp_set_obj_dir(problem, program->maximise ? GLP_MAX : GLP_MIN);
  glp_set_obj_coef(problem, 0, program->objective_constant);
  // Adding zero rows or columns is a fatal error.
  if (program->row_count > 0) glp_add_rows(problem, program->row_count);
  if (program->column_count > 0) glp_add_cols(problem, program->column_count);
  for (int i = 0; i < program->row_count; i++) {
    double lower = program->row_lower[i], upper = program->row_upper[i];
    glp_set_row_bnds(problem, i + 1, bounds_type(lower, upper), lower, upper);
  }
  for (int j = 0; j < program->column_count; j++) {
    double lower = program->column_lower[j], upper = program->column_upper[j];
    glp_set_col_bnds(problem, j + 1, bounds_type(lower, upper), lower, upper);
    glp_set_obj_coef(problem, j + 1, program->objective[j]);
  }
  glp_load_matrix(
    problem, program->entry_count, program->entry_row, program->entry_column, program->entry_value);
  return problem;
}
