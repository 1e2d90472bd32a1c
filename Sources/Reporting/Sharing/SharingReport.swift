import Studies

/// The divisions of a game for a terminal: a table of what each player gets, then which coalitions would leave.
public struct SharingReport: Sendable {
  private let sharing: Sharing
  private let title: String
  private let players: [String]
  private let unit: String
  /// What each player has before anybody pays; nil for a game that is written down.
  private let held: [Double]?

  /// The report of `sharing` on the game in `file`.
  public init(_ sharing: Sharing, of file: String) {
    self.init(sharing, title: file.printable, players: sharing.players, noun: "player", unit: "", held: nil)
  }

  init(_ sharing: Sharing, title: String, players: [String], noun: String, unit: String, held: [Double]?) {
    self.sharing = sharing
    self.players = players
    self.unit = unit
    self.held = held
    self.title =
      "\(title) · \(counted(players.count, noun)) · \(Self.amount(sharing.total))\(unit) to divide"
  }

  /// The report in lines of `width` cells; a table that is wider is printed in parts.
  public func text(_ palette: Palette = .plain, width: Int = 80) -> String {
    lines(palette, width: width).joined(separator: "\n") + "\n"
  }

  func lines(_ palette: Palette, width: Int) -> [String] {
    var text = title.wrapped(to: width, indent: 2).map(palette.strong) + [""]
    for part in table.parts(width: width) {
      let lines = part.lines(width: width, breakingHeadingsFirst: true)
      text += lines.heading.map(palette.quiet) + lines.rows + [""]
    }
    if let leastCore = sharing.leastCore {
      text += core(leastCore).wrapped(to: width, indent: 2).map(leastCore.coreIsEmpty ? palette.bad : palette.good)
    }
    if let singles = SingleFirmsReport(sharing, players: players, unit: unit) {
      text += singles.core.wrapped(to: width, indent: 2).map(singles.isEmpty ? palette.bad : { $0 })
      text += singles.divisions.flatMap { $0.wrapped(to: width, indent: 2) }
    }
    for division in sharing.divisions {
      for sentence in sentences(on: division) { text += sentence.wrapped(to: width, indent: 2) }
    }
    if sharing.isWorthMoreAlone, sharing.leastCore != nil, sharing.division(by: .nucleolus) == nil {
      text += Self.withoutNucleolus.wrapped(to: width, indent: 2)
    }
    return text
  }

  private var table: TextTable {
    let figures = [sharing.alone] + [held].compactMap(\.self) + sharing.divisions.map(\.allocation)
    let columns =
      [TextTable.Column(held == nil ? "player" : "firm", .left, keepsEnds: true), TextTable.Column("alone")]
      + (held == nil ? [] : [TextTable.Column("by the plan")])
      + sharing.divisions.map { TextTable.Column($0.method.title) }
    let decimals = NumberText.decimals(for: figures.joined())
    let cells = figures.map { NumberText.amounts($0, decimals: decimals) }
    return TextTable(columns, rows: players.indices.map { player in [players[player]] + cells.map { $0[player] } })
  }

  private func core(_ leastCore: LeastCore) -> String {
    if leastCore.coreIsEmpty {
      return
        "The core is empty: whatever the division, some coalition is worth at least "
        + "\(Self.amount(leastCore.epsilon))\(unit) more than it gets."
    }
    return "The core is not empty: there are divisions that no coalition gains by leaving."
  }

  private func sentences(on division: Sharing.Division) -> [String] {
    let name = division.method.title
    var sentences: [String] = []
    if let test = division.test {
      if let blocking = test.blocking {
        sentences.append("\(name): not in the core. \(leaving(blocking, test.excess))")
      } else {
        sentences.append("\(name): in the core, nobody gains by leaving.")
      }
    }
    if let ranges = division.ranges {
      let parts = zip(players, ranges).map { player, range in
        "\(quoted(player)) \(Self.amount(range.lowerBound)) to \(Self.amount(range.upperBound))"
      }
      sentences.append(
        "\(name): several prices prove the plan; by one or another of them firms get \(shortList(parts, limit: 8)).")
    }
    if let errors = division.standardErrors, let largest = errors.max() {
      sentences.append("\(name): estimated, with standard errors up to \(Self.amount(largest))\(unit).")
    }
    return sentences
  }

  private func leaving(_ coalition: Coalition, _ excess: Double) -> String {
    let members = listed(coalition.members.map { quoted(players[$0]) })
    let amount = "\(Self.amount(excess))\(unit)"
    return coalition.count == 1
      ? "\(members) would leave: alone it is worth \(amount) more than it gets."
      : "\(members) would leave: together they are worth \(amount) more than they get."
  }

  private static let withoutNucleolus =
    "Nucleolus: there is none, since the players are worth more alone than all together."

  /// An amount in a sentence: four digits, and whole units in full.
  static func amount(_ value: Double) -> String {
    NumberText.significant(value, digits: max(4, NumberText.exponent(of: value) + 1))
  }
}

extension Sharing.Method {
  /// The name of the method at the top of a column.
  var title: String {
    switch self {
    case .owen: "Owen"
    case .shapley: "Shapley"
    case .nucleolus: "Nucleolus"
    case .proportional: "Proportional"
    case .equal: "Equal"
    }
  }
}
