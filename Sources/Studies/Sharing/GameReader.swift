import SourceText

extension CoalitionalGame {
  /// Reads a game from a table with the columns `coalition` and `value`: a coalition is its players' names joined by
  /// `+`; a name that holds a `+` itself stands in double quotes.
  ///
  /// The players are those that are named, in the order in which they first appear. Every coalition needs its worth once,
  /// in any order of names; nobody's may not be given.
  /// - Throws: every `GameFact` and `TableFact` at its cell.
  public init(_ table: Table) throws(InputProblems) {
    var reader = try GameReader(table)
    self = try reader.game()
  }
}

/// Reads the rows of a game, collecting everything that is wrong with them.
private struct GameReader {
  private let table: Table
  private let coalitionColumn: Int
  private let worths: [Double]
  private var problems: [InputProblem] = []

  /// Amounts beyond this carry no digit behind the point that counts.
  private static let largestWorth = 1e15
  /// So many missing coalitions are named.
  private static let mostNamed = 3

  init(_ table: Table) throws(InputProblems) {
    self.table = table
    var missing: [InputProblem] = []
    for name in ["coalition", "value"] where table.column(name) == nil {
      missing.append(
        InputProblem(GameFact.columnMissing(name: name, known: table.columnNames), at: table.mark(header: 0)))
    }
    guard missing.isEmpty, let coalition = table.column("coalition"), let value = table.column("value") else {
      throw InputProblems(missing)
    }
    coalitionColumn = coalition
    worths = try table.numbers(value)
    for row in 0..<table.rowCount {
      let (text, worth) = (table.text(row: row, column: coalition), worths[row])
      if worth.isNaN {
        problems.append(
          InputProblem(GameFact.worthMissing(coalition: text), at: table.mark(row: row, column: value)))
      } else if abs(worth) > Self.largestWorth {
        let fact = GameFact.worthTooLarge(coalition: text, worth: worth, limit: Self.largestWorth)
        problems.append(InputProblem(fact, at: table.mark(row: row, column: value)))
      }
    }
  }

  mutating func game() throws(InputProblems) -> CoalitionalGame {
    let names = (0..<table.rowCount).map { self.names(inRow: $0) }
    var positions: [String: Int] = [:]
    var players: [String] = []
    for name in names.joined() where positions[name] == nil {
      positions[name] = players.count
      players.append(name)
    }
    guard problems.isEmpty else { throw InputProblems(problems) }
    guard players.count <= CoalitionalGame.playerLimit else {
      let fact = GameFact.tooManyPlayers(count: players.count, limit: CoalitionalGame.playerLimit)
      throw InputProblems(fact, at: SourceMark(file: table.file.path))
    }
    let coalitions = names.map { Coalition($0.compactMap { positions[$0] }) }
    return CoalitionalGame(players: players, worths: try worths(of: coalitions, players))
  }

  /// The names in a row of the table; empty where something is wrong with them.
  private mutating func names(inRow row: Int) -> [String] {
    let text = table.text(row: row, column: coalitionColumn)
    guard !table.isMissing(row: row, column: coalitionColumn) else {
      report(.coalitionEmpty, row)
      return []
    }
    let names = Self.joinedNames(in: text)
    var known: Set<String> = []
    for name in names {
      if name.isEmpty { report(.playerEmpty(coalition: text), row) }
      if !name.isEmpty, !known.insert(name).inserted { report(.playerTwice(player: name, coalition: text), row) }
    }
    return names.filter { !$0.isEmpty }
  }

  /// The names that `+` joins in `text`; what double quotes around a name hold is one name.
  private static func joinedNames(in text: String) -> [String] {
    var parts = text.split(separator: "+", omittingEmptySubsequences: false)[...]
    var names: [String] = []
    while let part = parts.popFirst() {
      let first = part.trimmingBlanks
      let isOpen = first.hasPrefix("\"") && (first.count == 1 || !first.hasSuffix("\""))
      if isOpen, let end = parts.firstIndex(where: { $0.trimmingBlanks.hasSuffix("\"") }) {
        let name = ([part] + parts[...end]).joined(separator: "+")[...].trimmingBlanks
        names.append(String(name.dropFirst().dropLast()))
        parts = parts[(end + 1)...]
      } else {
        names.append(first)
      }
    }
    return names
  }

  /// The worth of every coalition by its bits.
  private mutating func worths(of coalitions: [Coalition], _ players: [String]) throws(InputProblems) -> [Double] {
    var rows = [Int?](repeating: nil, count: 1 << players.count)
    for (row, coalition) in coalitions.enumerated() {
      if let first = rows[coalition.bits] {
        let fact = GameFact.coalitionTwice(
          coalition: table.text(row: row, column: coalitionColumn), firstLine: table.line(ofRow: first))
        report(fact, row)
      } else {
        rows[coalition.bits] = row
      }
    }
    let missing = rows.indices.dropFirst().filter { rows[$0] == nil }
      .sorted { ($0.nonzeroBitCount, $0) < ($1.nonzeroBitCount, $1) }
    if !missing.isEmpty {
      let first = missing.prefix(Self.mostNamed).map { Coalition(bits: $0).name(among: players) }
      let fact = GameFact.coalitionsMissing(first: first, count: missing.count)
      problems.append(InputProblem(fact, at: SourceMark(file: table.file.path)))
    }
    guard problems.isEmpty else { throw InputProblems(problems) }
    return rows.map { $0.map { worths[$0] } ?? 0 }
  }

  private mutating func report(_ fact: GameFact, _ row: Int) {
    problems.append(InputProblem(fact, at: table.mark(row: row, column: coalitionColumn)))
  }
}

extension Substring {
  fileprivate var trimmingBlanks: String {
    let front = drop { $0 == " " || $0 == "\t" }
    return String(front.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }
}
