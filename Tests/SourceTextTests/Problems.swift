import SourceText

/// The problems that `body` throws, as text in the order of their places: `line:column fact`.
func problems(_ body: () throws -> Void) -> [String] {
  do {
    try body()
    return []
  } catch let error as InputProblems {
    return error.problems.map { problem in
      "\(problem.mark.line ?? 0):\(problem.mark.column ?? 0) \(problem.fact)"
    }
  } catch {
    return ["\(error)"]
  }
}

extension Table {
  /// The table in `text`.
  init(text: String) throws(InputProblems) {
    try self.init(SourceFile(path: "firms.csv", text: text))
  }

  /// Every row as its cells' texts.
  var cells: [[String]] {
    (0..<rowCount).map { row in columnNames.indices.map { text(row: row, column: $0) } }
  }
}
