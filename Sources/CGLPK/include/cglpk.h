#pragma once

// Guarded calls into GLPK. GLPK ends the process on a fatal error, keeps its state per thread and must not be unwound
// through Swift frames; so each function here makes the whole way (hooks, load, solve, copy out, delete) within one
// call, catches fatal errors, and leaves nothing of GLPK behind on the thread. All arrays belong to the caller.
//
// A thread that calls these functions must not use GLPK in other ways at the same time: they end by freeing the
// thread's GLPK environment.

/// The part of a row or column in a basis.
enum {
  CGLPK_BASIC = 1,
  CGLPK_AT_LOWER = 2,
  CGLPK_AT_UPPER = 3,
  CGLPK_FREE = 4,
  CGLPK_FIXED = 5
};

/// How a call ended.
enum {
  CGLPK_OPTIMAL,
  CGLPK_GAP_LIMIT,
  CGLPK_TIME_LIMIT,
  CGLPK_ITERATION_LIMIT,
  CGLPK_INTERRUPTED,
  CGLPK_INFEASIBLE,
  /// The objective of the continuous relaxation has no limit; without integers the program is unbounded.
  CGLPK_RELAXATION_UNBOUNDED,
  /// The number of basic rows and columns is not the number of rows.
  CGLPK_BASIS_INVALID,
  /// The basis matrix is singular or nearly so.
  CGLPK_BASIS_SINGULAR,
  /// The simplex method or the branch and bound gave up for numerical reasons.
  CGLPK_NUMERICAL_TROUBLE,
  /// GLPK stopped with a fatal error, whose text is the message.
  CGLPK_FATAL
};

/// The program to solve. Infinite bounds are IEEE infinities.
typedef struct {
  int row_count;
  int column_count;
  int entry_count;
  int maximise;
  double objective_constant;
  const double *objective;     // [column_count]
  const double *column_lower;  // [column_count]
  const double *column_upper;  // [column_count]
  const double *row_lower;     // [row_count]
  const double *row_upper;     // [row_count]
  // The matrix as triplets whose indices count from 1; element 0 of each array is not used, as GLPK wants it.
  const int *entry_row;        // [1 + entry_count]
  const int *entry_column;     // [1 + entry_count]
  const double *entry_value;   // [1 + entry_count]
  const unsigned char *integer;  // [column_count], non-zero for an integer column
  // The basis to start from, or null for both.
  const int *column_status;    // [column_count]
  const int *row_status;       // [row_count]
} cglpk_program;

/// How to go about a continuous program.
typedef struct {
  int primal;          // the primal simplex method, else the dual one; from a starting basis, whichever suits it
  int scaled;          // scale rows and columns first
  int advanced_basis;  // without a starting basis, begin with a triangular one instead of the one of all rows
  int textbook_ratio_test;  // instead of long steps in the dual method and Harris' test in the primal one
  double tolerance;    // of bounds and reduced costs, between 0 and 1
} cglpk_strategy;

/// When to stop early.
typedef struct {
  double seconds;      // infinite for no limit
  int iterations;      // simplex iterations of a continuous program, or of the first relaxation of one with integers
  double gap;          // relative gap of branch and bound; 0 for none
  int (*is_interrupted)(void *context);  // asked from time to time; non-zero stops
  void *context;
} cglpk_limits;

enum { CGLPK_MESSAGE_SIZE = 512 };

/// What was found. The caller sets the pointers; arrays are written only where the comment says so.
typedef struct {
  int outcome;
  int code;            // GLPK's own return code, for reports of trouble
  int has_values;      // `values` and `activities` were written
  int has_duals;       // `reduced_costs` and `row_duals` were written
  int has_basis;       // `column_status` and `row_status` were written
  int has_proof;       // `row_proof` (infeasible) or `column_proof` (unbounded) was written
  int iterations;
  double bound;        // valid bound on the objective, infinite where none is known
  double *values;         // [column_count]
  double *activities;     // [row_count]
  double *reduced_costs;  // [column_count]
  double *row_duals;      // [row_count]
  int *column_status;     // [column_count]
  int *row_status;        // [row_count]
  double *row_proof;      // [row_count] multipliers whose combination of the rows no values meet
  double *column_proof;   // [column_count] a direction without end in which the objective improves
  char message[CGLPK_MESSAGE_SIZE];
} cglpk_result;

/// Over which values of its active bound a non-basic row leaves the basis optimal.
typedef struct {
  double lower;      // -infinity for no limit
  double upper;      // +infinity for no limit
  int lower_limit;   // what reaches a bound there: 0 nothing, 1... a row, row_count + 1... a column
  int upper_limit;
} cglpk_range;

/// A figure that moves the right-hand sides of rows, 0 being where they stand.
typedef struct {
  int count;
  const int *rows;        // [count] counted from 1
  const double *scales;   // [count] how far the bounds of the row move while the figure moves by 1
  double lowest;          // what the figure can be, at most 0
  double highest;         // at least 0
  double hair;            // a small distance; ends are found to it
  double price_tolerance; // prices that differ by no more are the same
} cglpk_move;

/// How far a figure can move while its price, the change of the objective per unit, stays the same.
typedef struct {
  int is_found;     // the rest was written
  double price;
  double up, down;  // distances, infinite for no end
  int up_limit;     // what reaches a bound there: 0 nothing, 1... a row, row_count + 1... a column
  int down_limit;
} cglpk_reach;

/// GLPK's version, such as "5.0".
const char *cglpk_version(void);

/// Solves the program without its integrality by the simplex method.
void cglpk_solve_continuous(
  const cglpk_program *program, const cglpk_strategy *strategy, const cglpk_limits *limits, cglpk_result *result);

/// Solves the program without its integrality in rational arithmetic, its rows' bounds moved outward by `slack` times
/// their size (at least 1). What it says holds for the data as given, to the last digit; it is for small programs only.
void cglpk_solve_exact(
  const cglpk_program *program, double slack, const cglpk_limits *limits, cglpk_result *result);

/// Solves the program by branch and bound, after a presolve where that is asked for. Bounds of integer columns must be
/// whole numbers.
/// A `start` [column_count], whole in integer columns, is the first incumbent where it is feasible, and else has no
/// effect; it may be null. Only values, bound and iterations are found, no duals and no basis.
void cglpk_solve_integer(
  const cglpk_program *program, int presolve, double integer_tolerance, const cglpk_limits *limits,
  const double *start, cglpk_result *result);

/// Solves the program as `cglpk_solve_continuous` does and, at the optimum, finds `ranges[i]` for row `rows[i]`
/// (counted from 1) where that row is non-basic; the range of a basic row is left as it was.
void cglpk_find_ranges(
  const cglpk_program *program, const cglpk_strategy *strategy, const cglpk_limits *limits, int count,
  const int *rows, cglpk_range *ranges, cglpk_result *result);

/// Solves the program as `cglpk_solve_continuous` does and, at the optimum, finds `reaches[i]` for `moves[i]`, in order,
/// as long as time lasts.
void cglpk_follow(
  const cglpk_program *program, const cglpk_strategy *strategy, const cglpk_limits *limits, int count,
  const cglpk_move *moves, cglpk_reach *reaches, cglpk_result *result);
