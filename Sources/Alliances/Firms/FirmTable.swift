/// The name by which files and results call a firm.
public struct FirmID: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  /// The text of the `id` column.
  public let description: String

  /// The firm called `text`.
  public init(_ text: String) { description = text }

  /// The firm called `value`.
  public init(stringLiteral value: String) { description = value }
}

/// A list of firms that an alliance is made of.
public enum FirmList: Sendable, Hashable {
  /// The firms that are in the alliance.
  case members
  /// The firms that may join it.
  case candidates
}

/// The firms of an alliance with all their columns: the members, then the candidates, each in the order of their file.
///
/// A firm is addressed by its position, 0 ..< `count`, everywhere in the planner; ids serve people and files.
public struct FirmTable: Sendable {
  /// One id a firm.
  public let ids: [FirmID]
  /// One display name a firm; the id where the file gives no name.
  public let names: [String]
  /// The names of the columns, in the order of the files: those of the members, then what only candidates have.
  public let columnNames: [String]
  /// How many of the firms are members; they come first.
  public let memberCount: Int
  private let columns: [String: FirmColumn]
  private let namesOfLists: [FirmList: [String]]

  /// Firms with the given ids, names (ids where nil) and columns, each as long as `ids`; the first `memberCount` of them
  /// are members, or all where it is nil.
  public init(ids: [FirmID], names: [String]? = nil, columns: [FirmColumn], memberCount: Int? = nil) {
    let own = columns.map(\.name)
    self.init(
      ids: ids, names: names, columns: columns, memberCount: memberCount ?? ids.count,
      namesOfLists: [.members: own, .candidates: own])
  }

  /// The firms of `members` followed by those of `candidates`, which are candidates all. A column that one of the two
  /// lists lacks is empty for its firms.
  public init(members: FirmTable, candidates: FirmTable) {
    let onlyCandidates = candidates.columnNames.filter { members.column($0) == nil }
    let columns = (members.columnNames + onlyCandidates).map { name in
      FirmColumn(
        name: name, (members.column(name), members.count), (candidates.column(name), candidates.count))
    }
    self.init(
      ids: members.ids + candidates.ids, names: members.names + candidates.names, columns: columns,
      memberCount: members.count,
      namesOfLists: [.members: members.columnNames, .candidates: candidates.columnNames])
  }

  private init(
    ids: [FirmID], names: [String]?, columns: [FirmColumn], memberCount: Int, namesOfLists: [FirmList: [String]]
  ) {
    precondition(columns.allSatisfy { $0.texts.count == ids.count }, "a column has another number of firms")
    precondition((0...ids.count).contains(memberCount), "more members than firms")
    self.ids = ids
    self.names = names ?? ids.map(\.description)
    columnNames = columns.map(\.name)
    self.memberCount = memberCount
    self.columns = Dictionary(columns.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    self.namesOfLists = namesOfLists
  }

  /// How many firms there are, members and candidates.
  public var count: Int { ids.count }

  /// The positions of the firms in a list.
  public func positions(in list: FirmList) -> Range<Int> {
    switch list {
    case .members: 0..<memberCount
    case .candidates: memberCount..<count
    }
  }

  /// The list that a firm is in.
  public func list(of firm: Int) -> FirmList { firm < memberCount ? .members : .candidates }

  /// The lists that have firms.
  public var lists: [FirmList] { memberCount < count ? [.members, .candidates] : [.members] }

  /// The names of the columns that the file of a list has.
  public func columnNames(of list: FirmList) -> [String] { namesOfLists[list] ?? [] }

  /// Whether the file that a firm stands in has the column called `name`.
  public func hasColumn(_ name: String, for firm: Int) -> Bool { columnNames(of: list(of: firm)).contains(name) }

  /// The lists that have firms and whose file lacks the column called `name`.
  func listsLacking(_ name: String) -> [FirmList] { lists.filter { !columnNames(of: $0).contains(name) } }

  /// The firms at `positions`, in that order and all of them members, with all their columns.
  public func keeping(_ positions: [Int]) -> FirmTable {
    FirmTable(
      ids: positions.map { ids[$0] }, names: positions.map { names[$0] },
      columns: columnNames.compactMap(column).map { column in
        FirmColumn(
          name: column.name, texts: positions.map { column.texts[$0] }, numbers: positions.map { column.numbers[$0] })
      })
  }

  /// The firms at `positions`, ascending, each in the list in which it is; where no member is among them they are members all.
  public func selecting(_ positions: [Int]) -> FirmTable {
    let kept = keeping(positions)
    let members = positions.filter { $0 < memberCount }.count
    guard members > 0 else { return kept }
    return FirmTable(
      ids: kept.ids, names: kept.names, columns: kept.columnNames.compactMap(kept.column), memberCount: members)
  }

  /// The same firms, all of them candidates, with what it costs that each joins.
  public func asCandidates(joiningCosts: [Double]) -> FirmTable {
    let others = columnNames.compactMap(column).filter { $0.name != Self.joiningCostColumn }
    return FirmTable(
      ids: ids, names: names, columns: others + [FirmColumn(name: Self.joiningCostColumn, joiningCosts)],
      memberCount: 0)
  }

  /// The same firms with `value` in the column `name` of the firm at a position; unchanged without such a column.
  public func setting(_ name: String, of firm: Int, to value: Double) -> FirmTable {
    FirmTable(
      ids: ids, names: names,
      columns: columnNames.compactMap(column).map { column in
        guard column.name == name else { return column }
        var (texts, numbers) = (column.texts, column.numbers)
        (texts[firm], numbers[firm]) = ("\(value)", value)
        return FirmColumn(name: name, texts: texts, numbers: numbers)
      }, memberCount: memberCount, namesOfLists: namesOfLists)
  }

  /// The same firms with `column`, one cell a firm, as a column of both lists; unchanged where there is such a column.
  public func adding(_ column: FirmColumn) -> FirmTable {
    guard self.column(column.name) == nil else { return self }
    return FirmTable(
      ids: ids, names: names, columns: columnNames.compactMap(self.column) + [column], memberCount: memberCount,
      namesOfLists: namesOfLists.mapValues { $0 + [column.name] })
  }

  /// The same firms, in the same lists, without the one at a position.
  public func removing(_ firm: Int) -> FirmTable {
    let rest = ids.indices.filter { $0 != firm }
    return FirmTable(
      ids: rest.map { ids[$0] }, names: rest.map { names[$0] },
      columns: columnNames.compactMap(column).map { column in
        FirmColumn(name: column.name, texts: rest.map { column.texts[$0] }, numbers: rest.map { column.numbers[$0] })
      }, memberCount: memberCount - (firm < memberCount ? 1 : 0), namesOfLists: namesOfLists)
  }

  /// The same firms with a column of zeros for each of `names` that they have no column for.
  public func withColumns(_ names: [String]) -> FirmTable {
    let missing = names.filter { column($0) == nil }
    return FirmTable(
      ids: ids, names: self.names,
      columns: columnNames.compactMap(column) + missing.map { FirmColumn(name: $0, ids.map { _ in 0.0 }) },
      memberCount: memberCount)
  }

  /// The column called `name`, if there is one.
  public func column(_ name: String) -> FirmColumn? { columns[name] }
}

/// One column of the firm file, as text and as numbers.
public struct FirmColumn: Sendable {
  /// The name in the header.
  public let name: String
  /// The cells as written; nil where a cell is empty.
  public let texts: [String?]
  /// The cells as numbers; NaN where a cell is empty or not a finite number.
  public let numbers: [Double]

  /// The column `name`; `texts` and `numbers` have one entry a firm.
  public init(name: String, texts: [String?], numbers: [Double]) {
    precondition(texts.count == numbers.count, "a column has as many texts as numbers")
    self.name = name
    self.texts = texts
    self.numbers = numbers.map { $0.isFinite ? $0 : .nan }
  }

  /// The cells of a column of two lists, one list after the other; empty for a list that lacks the column.
  fileprivate init(name: String, _ lists: (column: FirmColumn?, count: Int)...) {
    self.init(
      name: name, texts: lists.flatMap { $0.column?.texts ?? [String?](repeating: nil, count: $0.count) },
      numbers: lists.flatMap { $0.column?.numbers ?? [Double](repeating: .nan, count: $0.count) })
  }

  /// A column of numbers, for alliances made in code.
  public init(name: String, _ numbers: [Double]) {
    self.init(name: name, texts: numbers.map { $0.isNaN ? nil : "\($0)" }, numbers: numbers)
  }

  /// A column of texts, for alliances made in code.
  public init(name: String, _ texts: [String]) {
    self.init(name: name, texts: texts, numbers: texts.map { Double($0) ?? .nan })
  }
}
