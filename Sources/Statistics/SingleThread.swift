import CLAPACK

/// Calls `routine` of LAPACK with OpenBLAS on one thread.
///
/// OpenBLAS otherwise shares matrices of a few dozen columns among the processor's cores and adds in an order that depends
/// on their number, which changes the last digits. Work that is worth sharing is shared by `concurrentMap`.
@inline(__always)
func onOneThread<Result>(_ routine: () -> Result) -> Result {
  _ = usesOneThread
  return routine()
}

private let usesOneThread: Bool = {
  openblas_set_num_threads(1)
  return true
}()
