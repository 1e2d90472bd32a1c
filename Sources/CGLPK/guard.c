#include "internal.h"

#include <string.h>
#include <time.h>

struct cglpk_guard {
  jmp_buf escape;
  char *message;
  size_t used;
  const cglpk_limits *limits;
  int may_leave;
};

enum { FATAL_ERROR = 1, INTERRUPTION = 2 };

// Called by GLPK where it would otherwise abort the process. Only C frames, ours and GLPK's, lie between here and
// `cglpk_guarded`, so the jump unwinds nothing of Swift.
static void on_fatal_error(void *info) {
  cglpk_guard *self = info;
  longjmp(self->escape, FATAL_ERROR);
}

// Swallows GLPK's output and keeps the text of a fatal error. Outside an error GLPK may still print with every message
// level off (scaling, for one), which is why the error state is asked for.
//
// The text itself is the signal that GLPK reports its progress: the moment at which to look whether someone asks to
// stop. Stopping the simplex method by its limits of time or iterations and going on would be the other way, but every
// stop makes it forget its perturbations and its pricing weights: it would take another path, one that depended on
// the machine's load, and on degenerate programs it could go in circles for ever.
static int on_text(void *info, const char *text) {
  cglpk_guard *self = info;
  if (glp_at_error()) {
    size_t room = CGLPK_MESSAGE_SIZE - 1 - self->used;
    size_t length = strlen(text);
    if (length > room) length = room;
    memcpy(self->message + self->used, text, length);
    self->used += length;
    self->message[self->used] = '\0';
  } else if (self->may_leave && self->limits->is_interrupted(self->limits->context)) {
    longjmp(self->escape, INTERRUPTION);
  }
  return 1;
}

void cglpk_set_leaving(cglpk_guard *guard, int is_allowed) { guard->may_leave = is_allowed; }

void cglpk_guarded(
  void (*body)(void *, cglpk_guard *), void *job, const cglpk_limits *limits, cglpk_result *result
) {
  cglpk_guard self = {.message = result->message, .used = 0, .limits = limits, .may_leave = 0};
  result->message[0] = '\0';
  result->has_values = result->has_duals = result->has_basis = result->has_proof = 0;
  result->iterations = 0;
  result->code = 0;
  switch (setjmp(self.escape)) {
  case 0:
    // Hooks belong to the environment, which the end of every call frees: they are set anew each time.
    glp_error_hook(on_fatal_error, &self);
    glp_term_hook(on_text, &self);
    body(job, &self);
    break;
  case INTERRUPTION:
    result->outcome = CGLPK_INTERRUPTED;
    result->has_values = result->has_duals = result->has_basis = result->has_proof = 0;
    break;
  default:
    result->outcome = CGLPK_FATAL;
    result->has_values = result->has_duals = result->has_basis = result->has_proof = 0;
  }
  // After a jump every problem object of the thread is in an undefined state and the environment is good for nothing
  // but this. Without one it keeps a thread that ends from leaking the environment; making and freeing one
  // takes less than a tenth of a microsecond.
  glp_free_env();
}

double cglpk_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

double cglpk_deadline(const cglpk_limits *limits) { return cglpk_now() + limits->seconds; }

const char *cglpk_version(void) { return glp_version(); }
