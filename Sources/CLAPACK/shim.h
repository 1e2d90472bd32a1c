#pragma once
// Only LAPACKE: <cblas.h> and GSL's own CBLAS header declare the same names.
#include <lapacke.h>

// lapack_int is a macro, which Swift does not see.
typedef lapack_int LapackInteger;

// From OpenBLAS's <cblas.h>.
void openblas_set_num_threads(int count);
