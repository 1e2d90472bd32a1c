extension Planner {
  /// Lets a study of many plans end between two of them once somebody asked it to.
  ///
  /// - Throws: `PlanningError.stopped` after such a request.
  public func checkForInterruption() throws(PlanningError) {
    if limits.interruption?.isRequested ?? false { throw .stopped(.interrupted) }
  }
}
