#include "internal.h"

#include <string.h>
#include <time.h>

typedef struct {
  jmp_buf escape;
  char *message;
  size_t used;
} guard;

// Called by GLPK where it would otherwise abort the process. Only C frames, ours and GLPK's, lie between here and
// `cglpk_guarded`, so the jump unwinds nothing of Swift.
static void on_fatal_error(void *info) {
  guard *self = info;
  longjmp(self->escape, 1);
}

// Swallows GLPK's output and keeps the text of a fatal error. Outside an error GLPK may still print with every message
// level off (scaling, for one), which is why the error state is asked for.
static int on_text(void *info, const char *text) {
  guard *self = info;
  if (glp_at_error()) {
    size_t room = CGLPK_MESSAGE_SIZE - 1 - self->used;
    size_t length = strlen(text);
    if (length > room) length = room;
    memcpy(self->message + self->used, text, length);
    self->used += length;
    self->message[self->used] = '\0';
  }
  return 1;
}

void cglpk_guarded(void (*body)(void *), void *job, cglpk_result *result) {
  guard self = {.message = result->message, .used = 0};
  result->message[0] = '\0';
  result->has_values = result->has_duals = result->has_basis = 0;
  result->iterations = 0;
  result->code = 0;
  if (setjmp(self.escape) == 0) {
    // Hooks belong to the environment, which the end of every call frees: they are set anew each time.
    glp_error_hook(on_fatal_error, &self);
    glp_term_hook(on_text, &self);
    body(job);
  } else {
    result->outcome = CGLPK_FATAL;
    result->has_values = result->has_duals = result->has_basis = 0;
  }
  // After a fatal error every problem object of the thread is in an undefined state and the environment is good for
  // nothing but this. Without an error it keeps a thread that ends from leaking the environment; making and freeing one
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
