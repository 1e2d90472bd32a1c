import Regression

/// Models side by side as a table for a terminal, then what the likelihood-ratio tests say.
public struct ComparisonReport: Sendable {
  private let comparison: ModelComparison

  /// The report of `comparison`.
  public init(_ comparison: ModelComparison) { self.comparison = comparison }

  /// The tables, of as many models as fit into `width` cells each, then a sentence for every pair of models.
  public func text(_ palette: Palette = .plain, width: Int = 80) -> String {
    let grid = ModelGrid(comparison)
    var lines: [String] = []
    for part in parts(grid, width: width) {
      let table = table(grid, part).lines(width: width, narrowestFirst: 16)
      lines += table.heading.map(palette.quiet) + table.rows + [""]
    }
    lines.append(palette.quiet("standard errors in parentheses"))
    lines += comparison.pairs.flatMap { sentence($0).wrapped(to: width, indent: 2) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The models, in groups that fit side by side; at least one a group.
  private func parts(_ grid: ModelGrid, width: Int) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = 0
    while start < grid.names.count {
      var end = start + 1
      while end < grid.names.count, table(grid, start..<(end + 1)).naturalWidth <= width { end += 1 }
      parts.append(start..<end)
      start = end
    }
    return parts
  }

  private func table(_ grid: ModelGrid, _ models: Range<Int>) -> TextTable {
    let columns =
      [TextTable.Column("term", .left, keepsEnds: true)]
      + grid.names[models].map { TextTable.Column($0, isBreakable: false) }
    let parameters = grid.parameters.filter { $0.estimates[models].contains { !$0.isEmpty } }
    let measures = grid.measures.filter { $0.values[models].contains { !$0.isEmpty } }
    let rows = parameters.flatMap { parameter in
      [[parameter.label] + parameter.estimates[models], [""] + parameter.standardErrors[models]]
    }
    let gap = [[String](repeating: "", count: columns.count)]
    return TextTable(columns, rows: rows + gap + measures.map { [$0.label] + $0.values[models] })
  }

  private func sentence(_ pair: ModelComparison.Pair) -> String {
    let names = comparison.entries.map(\.name.printable)
    switch pair.outcome {
    case .test(let ratio):
      return "\(names[ratio.full]) against \(names[ratio.restricted]): likelihood ratio \(words(ratio.test))"
    case .notComparable(let reason):
      return "\(names[pair.first]) and \(names[pair.second]): no test, because \(reason.wording.message)"
    }
  }
}
