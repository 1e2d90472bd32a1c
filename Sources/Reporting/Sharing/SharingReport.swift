import Studies

/// The divisions of a game for a terminal: a table of what each player gets, then which coalitions would leave.
public struct SharingReport: Sendable {
  private let sharing: Sharing
  private let file: String

  /// The report of `sharing` on the game in `file`.
  public init(_ sharing: Sharing, of file: String) {
    self.sharing = sharing
    self.file = file
  }

  /// The report in lines of `width` cells; the table is wider only where its figures need it.
  public func text(_ palette: Palette = .plain, width: Int = 80) -> String {
    let lines = table.lines(width: width)
    var text = title.wrapped(to: width, indent: 2).map(palette.strong) + [""]
    text += lines.heading.map(palette.quiet) + lines.rows + [""]
    text += core.wrapped(to: width, indent: 2).map(sharing.leastCore.coreIsEmpty ? palette.bad : palette.good)
    for division in sharing.divisions { text += sentence(on: division).wrapped(to: width, indent: 2) }
    if !hasNucleolus { text += Self.withoutNucleolus.wrapped(to: width, indent: 2) }
    return text.joined(separator: "\n") + "\n"
  }

  private var game: CoalitionalGame { sharing.game }

  private var title: String {
    "\(file.printable) · \(counted(game.players.count, "player")) · \(amount(game[game.everyone])) to divide"
  }

  private var table: TextTable {
    let figures = [game.worthsAlone] + sharing.divisions.map(\.allocation)
    let columns =
      [TextTable.Column("player", .left, keepsEnds: true), TextTable.Column("alone")]
      + sharing.divisions.map { TextTable.Column($0.method.title) }
    let decimals = NumberText.decimals(for: figures.joined())
    let cells = figures.map { NumberText.amounts($0, decimals: decimals) }
    return TextTable(
      columns, rows: game.players.indices.map { player in [game.players[player]] + cells.map { $0[player] } })
  }

  private var core: String {
    let epsilon = sharing.leastCore.epsilon
    if sharing.leastCore.coreIsEmpty {
      return
        "The core is empty: whatever the division, some coalition is worth at least \(amount(epsilon)) more than it gets."
    }
    return "The core is not empty: there are divisions that no coalition gains by leaving."
  }

  private func sentence(on division: Sharing.Division) -> String {
    let name = division.method.title
    guard let blocking = division.test.blocking else { return "\(name): in the core, nobody gains by leaving." }
    let members = listed(blocking.members.map { quoted(game.players[$0]) })
    let excess = amount(division.test.excess)
    return "\(name): not in the core. \(members) would leave: "
      + (blocking.count == 1
        ? "alone it is worth \(excess) more than it gets." : "together they are worth \(excess) more than they get.")
  }

  private var hasNucleolus: Bool { sharing.divisions.contains { $0.method == .nucleolus } }

  private static let withoutNucleolus =
    "Nucleolus: there is none, since the players are worth more alone than all together."

  private func amount(_ value: Double) -> String { NumberText.significant(value, digits: 6) }
}

extension Sharing.Method {
  /// The name of the method at the top of a column.
  fileprivate var title: String {
    switch self {
    case .shapley: "Shapley"
    case .nucleolus: "Nucleolus"
    case .equal: "Equal"
    }
  }
}
