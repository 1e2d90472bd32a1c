import Testing

/// Records an error that `check` throws and goes on, so that one run tells, or records, all that differs.
public func expectNoError(sourceLocation: SourceLocation = #_sourceLocation, _ check: () throws -> Void) {
  do {
    try check()
  } catch {
    Issue.record(error, sourceLocation: sourceLocation)
  }
}
