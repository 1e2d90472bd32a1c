import SourceText

/// Which columns of a table are audited, and as what.
struct AuditedColumns {
  let kind: AuditedTableKind
  /// Where the known columns stand, from 0, by their names.
  let positions: [String: Int]
  /// The columns that are not read, in their order.
  let ignored: [String]

  /// - Throws: an `AuditFact` for every column that is misspelt, missing or there twice.
  init(_ table: Table) throws(InputProblems) {
    let names = table.columnNames.map { $0.replacing(".", with: "_") }
    let wholeHeader = SourceMark(file: table.file.path, line: table.mark(header: 0).line)
    guard let kind = Self.kind(of: names) else {
      throw InputProblems(AuditFact.unknownKind(columns: table.columnNames), at: wholeHeader)
    }
    self.kind = kind
    var problems: [InputProblem] = []
    var positions: [String: Int] = [:]
    for (column, name) in names.enumerated() where kind.columns.contains(name) {
      if let first = positions[name] {
        let fact = AuditFact.columnTwice(name: name, firstField: first + 1)
        problems.append(InputProblem(fact, at: table.mark(header: column)))
      } else {
        positions[name] = column
      }
    }
    let absent = kind.columns.filter { positions[$0] == nil }
    for (column, name) in names.enumerated() where !kind.columns.contains(name) {
      guard nearestName(to: name, among: absent) != nil else { continue }
      let fact = AuditFact.misspeltColumn(name: table.columnNames[column], known: absent)
      problems.append(InputProblem(fact, at: table.mark(header: column)))
    }
    if problems.isEmpty {
      problems = Self.missing(in: positions, kind).map { InputProblem($0, at: wholeHeader) }
    }
    if !problems.isEmpty { throw InputProblems(problems) }
    self.positions = positions
    ignored = table.columnNames.filter { !kind.columns.contains($0.replacing(".", with: "_")) && !$0.isEmpty }
  }

  /// The kind with more columns of its own in the table, slips counted where nothing else decides.
  private static func kind(of names: [String]) -> AuditedTableKind? {
    let kinds: [AuditedTableKind] = [.coefficients, .series]
    let exact = kinds.map { kind in names.count { kind.columns.contains($0) } }
    if exact[0] != exact[1] { return exact[0] > exact[1] ? kinds[0] : kinds[1] }
    let near = kinds.map { kind in names.count { nearestName(to: $0, among: kind.columns) != nil } }
    return near[0] == near[1] ? nil : near[0] > near[1] ? kinds[0] : kinds[1]
  }

  private static func missing(in positions: [String: Int], _ kind: AuditedTableKind) -> [AuditFact] {
    func has(_ figures: AuditFigure...) -> Bool { figures.allSatisfy { positions[$0.rawValue] != nil } }
    let names: [String]
    switch kind {
    case .coefficients:
      let hasRatio = has(.estimate, .standardError) && (has(.statistic) || has(.probability))
      if positions["term"] != nil, !hasRatio, !has(.statistic, .probability) { return [.nothingToRecompute] }
      names = ["term"]
    case .series: names = kind.columns
    }
    return names.filter { positions[$0] == nil }.map { .columnMissing(name: $0, of: kind) }
  }
}
