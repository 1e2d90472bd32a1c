#pragma once
// Only LAPACKE: <cblas.h> and GSL's own CBLAS header declare the same names.
#include <lapacke.h>
