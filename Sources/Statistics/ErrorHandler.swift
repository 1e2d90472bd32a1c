import CGSL

/// Calls `function` of the GNU Scientific Library with its error handler off.
///
/// That handler ends the process, on an underflow too; without it the functions return the limit or NaN.
@inline(__always)
func quietly<Result>(_ function: () -> Result) -> Result {
  _ = errorHandlerIsOff
  return function()
}

private let errorHandlerIsOff: Bool = {
  gsl_set_error_handler_off()
  return true
}()
