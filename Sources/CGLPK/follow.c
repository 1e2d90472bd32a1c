#include "internal.h"

#include <math.h>
#include <string.h>

// Follows prices along moving right-hand sides.
//
// The problem is loaded, scaled and factorized once. Each move then changes a few bounds, and the simplex method goes on
// from the last basis, which takes a few steps. The optimum is concave in the right-hand sides of a maximisation and
// convex in those of a minimisation, so the price is monotone: where it is the same farther on, it is the same between.
// Every move is followed from the same basis, so that no answer depends on which others are asked for.

/// The most places at which one price is asked for on one side. The search closes in on an end within a dozen or two.
static const int most_places = 100;

/// What a basic row or column must change by, in its own unit, while the figure moves by one.
static const double least_rate = 1e-9;

/// An optimal basis with all that belongs to it.
typedef struct {
  double objective;
  double *values, *activities, *row_duals;
  int *column_status, *row_status;
} optimum;

typedef struct {
  const cglpk_program *program;
  cglpk_program moved;  // the same with the right-hand sides where they are
  double *row_lower, *row_upper;
  const cglpk_strategy *strategy;
  const cglpk_limits *limits;
  double deadline;
  cglpk_guard *guard;
  glp_prob *problem;
  cglpk_result *result;
  optimum start;
  double *change;  // what GLPK solves for, counted from 1
  double *shift;   // how far the bounds of each row move with the figure, counted from 1
} follower;

/// The end of a stretch, as a distance from where the figure stands.
typedef struct {
  double distance;
  int limit;
} stretch_end;

static void copy(optimum *to, const cglpk_result *from, const cglpk_program *program) {
  memcpy(to->values, from->values, (size_t)program->column_count * sizeof(double));
  memcpy(to->activities, from->activities, (size_t)program->row_count * sizeof(double));
  memcpy(to->row_duals, from->row_duals, (size_t)program->row_count * sizeof(double));
  memcpy(to->column_status, from->column_status, (size_t)program->column_count * sizeof(int));
  memcpy(to->row_status, from->row_status, (size_t)program->row_count * sizeof(int));
}

static void move_to(follower *self, const cglpk_move *move, double place) {
  for (int entry = 0; entry < move->count; entry++) {
    int row = move->rows[entry];
    double distance = place * move->scales[entry];
    self->row_lower[row - 1] = self->program->row_lower[row - 1] + distance;
    self->row_upper[row - 1] = self->program->row_upper[row - 1] + distance;
    cglpk_set_row_bounds(self->problem, row, self->row_lower[row - 1], self->row_upper[row - 1]);
  }
}

// Back to the basis that all moves begin at.
static int return_to_start(follower *self, const cglpk_move *move) {
  move_to(self, move, 0);
  cglpk_program start = *self->program;
  start.row_status = self->start.row_status;
  start.column_status = self->start.column_status;
  cglpk_set_basis(self->problem, &start);
  cglpk_result *result = self->result;
  memcpy(result->values, self->start.values, (size_t)start.column_count * sizeof(double));
  memcpy(result->activities, self->start.activities, (size_t)start.row_count * sizeof(double));
  memcpy(result->row_duals, self->start.row_duals, (size_t)start.row_count * sizeof(double));
  memcpy(result->column_status, self->start.column_status, (size_t)start.column_count * sizeof(int));
  memcpy(result->row_status, self->start.row_status, (size_t)start.row_count * sizeof(int));
  return start.row_count == 0 || glp_factorize(self->problem) == 0;
}

static int solve_at(follower *self, const cglpk_move *move, double place) {
  move_to(self, move, place);
  cglpk_limits limits = *self->limits;
  limits.iterations += glp_get_it_cnt(self->problem);
  cglpk_stops stops = {&limits, self->deadline, self->guard};
  glp_smcp parameters;
  cglpk_simplex_parameters(&parameters, self->strategy->tolerance);
  parameters.meth = GLP_DUAL;
  parameters.r_test = GLP_RT_FLIP;
  int outcome = cglpk_run_simplex(self->problem, &parameters, &stops, &self->result->code);
  if (outcome != CGLPK_OPTIMAL) return outcome;
  self->result->outcome = CGLPK_OPTIMAL;
  cglpk_copy_out(self->problem, &self->moved, self->result);
  cglpk_refine(self->problem, &self->moved, self->result);
  int is_singular = self->program->row_count > 0 && !glp_bf_exists(self->problem) && glp_factorize(self->problem) != 0;
  return is_singular ? CGLPK_BASIS_SINGULAR : CGLPK_OPTIMAL;
}

static double price(const follower *self, const cglpk_move *move) {
  double sum = 0;
  for (int entry = 0; entry < move->count; entry++)
    sum += self->result->row_duals[move->rows[entry] - 1] * move->scales[entry];
  return sum;
}

static double objective(const follower *self) {
  double sum = self->program->objective_constant;
  for (int j = 0; j < self->program->column_count; j++) sum += self->program->objective[j] * self->result->values[j];
  return sum;
}

// How far the basis stays optimal when the figure moves on, in the direction `sign`.
//
// Where row i is not basic its activity moves by its scale, and the basic ones follow: the basis' columns times their
// change make up for it. A basic row whose own bounds move comes nearer to them by the difference.
static stretch_end stretch(follower *self, const cglpk_move *move, double sign) {
  const cglpk_program *program = &self->moved;
  const cglpk_result *result = self->result;
  int rows = program->row_count;
  for (int i = 1; i <= rows; i++) self->change[i] = self->shift[i] = 0;
  for (int entry = 0; entry < move->count; entry++) {
    int row = move->rows[entry];
    self->shift[row] = move->scales[entry];
    if (result->row_status[row - 1] != GLP_BS) self->change[row] = -move->scales[entry];
  }
  if (rows > 0) glp_ftran(self->problem, self->change);
  stretch_end end = {INFINITY, 0};
  double steepest = 0;
  for (int i = 1; i <= rows; i++) {
    int position = glp_get_bhead(self->problem, i), is_row = position <= rows;
    double rate = sign * (self->change[i] - (is_row ? self->shift[position] : 0));
    if (fabs(rate) < least_rate) continue;
    int index = is_row ? position - 1 : position - rows - 1;
    double value = is_row ? result->activities[index] : result->values[index];
    double lower = is_row ? program->row_lower[index] : program->column_lower[index];
    double upper = is_row ? program->row_upper[index] : program->column_upper[index];
    double room = fmax(0, rate > 0 ? upper - value : value - lower);
    double distance = room / fabs(rate);
    if (distance < end.distance || (distance == end.distance && fabs(rate) > steepest)) {
      // A row that meets its own moving bound has nothing else for its limit.
      end = (stretch_end){distance, is_row && self->shift[position] != 0 ? 0 : position};
      steepest = fabs(rate);
    }
  }
  return end;
}

static int is_stop(int outcome) { return outcome == CGLPK_TIME_LIMIT || outcome == CGLPK_INTERRUPTED; }

/// A search for the end of a price on one side: it holds up to `end` and not at `outside`.
typedef struct {
  stretch_end end;
  double outside;
  double step;
  int is_closing;  // whether the step leads to where the price may end
} side_search;

// The next step after the price was found to be another one at `there`, or no optimum was. Where the lines of both
// prices cross, nothing beyond can have the first: just before it the first ends if there is no price between, and else
// the next crossing is nearer (Newton's method on a function of straight pieces).
static void shorten(
  const follower *self, const cglpk_move *move, double sign, double own, double there, int has_price,
  side_search *search
) {
  double width = there - search->end.distance, slope = sign * own;
  double other = has_price ? sign * price(self, move) : NAN;
  double crossing = (objective(self) - other * there - self->start.objective) / (slope - other);
  double step = crossing - 0.5 * move->hair - search->end.distance;
  search->is_closing = step < width - 0.75 * move->hair;
  search->step = fmax(move->hair, search->is_closing ? step : width / 16);
}

// Follows the price `own`, which holds up to `end`, in the direction `sign`. Returns whether it was not stopped.
static int follow(follower *self, const cglpk_move *move, double sign, double own, stretch_end *end) {
  double farthest = sign > 0 ? move->highest : -move->lowest;
  side_search search = {*end, INFINITY, move->hair, 0};
  for (int place = 0; place < most_places && search.end.distance < farthest; place++) {
    double there = fmin(search.end.distance + search.step, farthest);
    if (there >= search.outside) there = 0.5 * (search.end.distance + search.outside);
    int outcome = solve_at(self, move, sign * there);
    if (is_stop(outcome)) return 0;
    int has_price = outcome == CGLPK_OPTIMAL;
    if (has_price && fabs(price(self, move) - own) <= move->price_tolerance) {
      stretch_end further = stretch(self, move, sign);
      search.end = (stretch_end){there + further.distance, further.limit};
      search.step = search.is_closing ? move->hair : 4 * search.step;
      search.is_closing = 0;
    } else {
      search.outside = there;
      if (there - search.end.distance <= 2 * move->hair) break;
      shorten(self, move, sign, own, there, has_price, &search);
    }
  }
  *end = search.end;
  return 1;
}

static int follow_move(follower *self, const cglpk_move *move, cglpk_reach *reach) {
  if (!return_to_start(self, move)) return 0;
  reach->price = price(self, move);
  stretch_end up = stretch(self, move, 1), down = stretch(self, move, -1);
  if (!follow(self, move, 1, reach->price, &up)) return 0;
  if (!return_to_start(self, move) || !follow(self, move, -1, reach->price, &down)) return 0;
  reach->up = up.distance;
  reach->up_limit = up.limit;
  reach->down = down.distance;
  reach->down_limit = down.limit;
  reach->is_found = 1;
  return return_to_start(self, move);
}

static void allocate(follower *self) {
  int rows = self->program->row_count, columns = self->program->column_count;
  // GLPK does not allocate nothing.
  self->row_lower = glp_alloc(rows + 1, sizeof(double));
  self->row_upper = glp_alloc(rows + 1, sizeof(double));
  self->change = glp_alloc(rows + 1, sizeof(double));
  self->shift = glp_alloc(rows + 1, sizeof(double));
  self->start.activities = glp_alloc(rows + 1, sizeof(double));
  self->start.row_duals = glp_alloc(rows + 1, sizeof(double));
  self->start.row_status = glp_alloc(rows + 1, sizeof(int));
  self->start.values = glp_alloc(columns + 1, sizeof(double));
  self->start.column_status = glp_alloc(columns + 1, sizeof(int));
  memcpy(self->row_lower, self->program->row_lower, (size_t)rows * sizeof(double));
  memcpy(self->row_upper, self->program->row_upper, (size_t)rows * sizeof(double));
  self->moved = *self->program;
  self->moved.row_lower = self->row_lower;
  self->moved.row_upper = self->row_upper;
}

typedef struct {
  const cglpk_program *program;
  const cglpk_strategy *strategy;
  const cglpk_limits *limits;
  int count;
  const cglpk_move *moves;
  cglpk_reach *reaches;
  cglpk_result *result;
} job;

// What is allocated is freed with GLPK's environment when the call ends, whichever way it does.
static void follow_all(void *info, cglpk_guard *guard) {
  job *job = info;
  follower self = {
    .program = job->program, .strategy = job->strategy, .limits = job->limits, .guard = guard, .result = job->result,
    .deadline = cglpk_deadline(job->limits)};
  self.problem = cglpk_load_and_solve(job->program, job->strategy, job->limits, guard, job->result);
  if (job->result->outcome != CGLPK_OPTIMAL) return;
  allocate(&self);
  copy(&self.start, job->result, job->program);
  self.start.objective = objective(&self);
  for (int index = 0; index < job->count; index++)
    if (!follow_move(&self, &job->moves[index], &job->reaches[index])) break;
}

void cglpk_follow(
  const cglpk_program *program, const cglpk_strategy *strategy, const cglpk_limits *limits, int count,
  const cglpk_move *moves, cglpk_reach *reaches, cglpk_result *result
) {
  job self = {program, strategy, limits, count, moves, reaches, result};
  cglpk_guarded(follow_all, &self, limits, result);
}
