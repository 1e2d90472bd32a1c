#include "internal.h"

#include <float.h>
#include <math.h>

typedef struct {
  const cglpk_program *program;
  const cglpk_strategy *strategy;
  const cglpk_limits *limits;
  int count;
  const int *rows;
  cglpk_range *ranges;
  cglpk_result *result;
} job;

static void find(void *info, cglpk_guard *guard) {
  job *self = info;
  glp_prob *problem = cglpk_load_and_solve(self->program, self->strategy, self->limits, guard, self->result);
  // The analysis of anything but an optimal basis with its factorization is a fatal error.
  if (self->result->outcome == CGLPK_OPTIMAL && !glp_bf_exists(problem) && glp_factorize(problem) != 0)
    self->result->outcome = CGLPK_BASIS_SINGULAR;
  if (self->result->outcome == CGLPK_OPTIMAL) {
    for (int index = 0; index < self->count; index++) {
      int row = self->rows[index];
      // So is that of a basic row.
      if (glp_get_row_stat(problem, row) == GLP_BS) continue;
      cglpk_range *range = &self->ranges[index];
      glp_analyze_bound(
        problem, row, &range->lower, &range->lower_limit, &range->upper, &range->upper_limit);
      if (range->lower == -DBL_MAX) range->lower = -INFINITY;
      if (range->upper == DBL_MAX) range->upper = INFINITY;
    }
  }
  glp_delete_prob(problem);
}

void cglpk_find_ranges(
  const cglpk_program *program, const cglpk_strategy *strategy, const cglpk_limits *limits, int count,
  const int *rows, cglpk_range *ranges, cglpk_result *result
) {
  job self = {program, strategy, limits, count, rows, ranges, result};
  cglpk_guarded(find, &self, limits, result);
}
