/// The name by which files and results call a firm.
public struct FirmID: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  /// The text of the `id` column.
  public let description: String

  /// The firm called `text`.
  public init(_ text: String) { description = text }

  /// The firm called `value`.
  public init(stringLiteral value: String) { description = value }
}

/// The firms of an alliance with all their columns, in the order of the file.
///
/// A firm is addressed by its position, 0 ..< `count`, everywhere in the planner; ids serve people and files.
public struct FirmTable: Sendable {
  /// One id a firm.
  public let ids: [FirmID]
  /// One display name a firm; the id where the file gives no name.
  public let names: [String]
  /// The names of the columns, in the order of the file.
  public let columnNames: [String]
  private let columns: [String: FirmColumn]

  /// Firms with the given ids, names (ids where nil) and columns, each as long as `ids`.
  public init(ids: [FirmID], names: [String]? = nil, columns: [FirmColumn]) {
    precondition(columns.allSatisfy { $0.texts.count == ids.count }, "a column has another number of firms")
    self.ids = ids
    self.names = names ?? ids.map(\.description)
    columnNames = columns.map(\.name)
    self.columns = Dictionary(columns.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// How many firms there are.
  public var count: Int { ids.count }

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

  /// A column of numbers, for alliances made in code.
  public init(name: String, _ numbers: [Double]) {
    self.init(name: name, texts: numbers.map { $0.isNaN ? nil : "\($0)" }, numbers: numbers)
  }

  /// A column of texts, for alliances made in code.
  public init(name: String, _ texts: [String]) {
    self.init(name: name, texts: texts, numbers: texts.map { Double($0) ?? .nan })
  }
}
