/// Names of variables and rows that the CPLEX LP format and its readers accept, each of them once.
struct LPNames {
  let variables: [String]
  let rows: [String]
  /// The name of the variable that stands for the objective's constant.
  let constant: String

  private static let longest = 60

  /// Words that open a section or stand for a value, in lower case.
  private static let reserved: Set<String> = [
    "min", "max", "minimize", "maximize", "minimum", "maximum", "subject", "to", "such", "that", "st", "s.t.", "st.",
    "bounds", "bound", "free", "inf", "infinity", "infinite", "general", "generals", "gen", "integer", "integers",
    "int", "binary", "binaries", "bin", "semi", "semis", "sos", "end", "objective",
  ]

  init(for program: LinearProgram) {
    let identifiers = ExportIdentifiers(for: program)
    var taken: Set<String> = []
    variables = program.variableNames.enumerated().map {
      Self.unique($0.element, identifier: identifiers.variable($0.offset), among: &taken)
    }
    rows = program.rowNames.enumerated().map {
      Self.unique($0.element, identifier: identifiers.row($0.offset), among: &taken, suffixes: Self.endings)
    }
    constant = Self.unique("constant_one", identifier: "constant_one_", among: &taken)
  }

  /// The names of the one or two lines that a row with these bounds takes: two where it has two different ends.
  func lines(ofRow row: Int, bounds: Bounds) -> [String] {
    let hasTwoEnds = bounds.lower.isFinite && bounds.upper.isFinite && !bounds.isFixed
    return hasTwoEnds ? Self.endings.map { rows[row] + $0 } : [rows[row]]
  }

  /// What tells the two lines of a row with two ends apart: its least value, then its greatest.
  private static let endings = ["_min", "_max"]

  /// A legal form of `name` that is not taken, else with `identifier` appended. Readers differ in whether letter case
  /// matters, so it does not make a difference here.
  private static func unique(
    _ name: String, identifier: String, among taken: inout Set<String>, suffixes: [String] = []
  ) -> String {
    var candidate = legal(name) ?? identifier
    while ([""] + suffixes).contains(where: { taken.contains((candidate + $0).lowercased()) }) {
      candidate += "_\(identifier)"
    }
    for suffix in [""] + suffixes { taken.insert((candidate + suffix).lowercased()) }
    return candidate
  }

  /// `name` in legal characters, or nil where too little of it is left.
  private static func legal(_ name: String) -> String? {
    let mapped = String(name.unicodeScalars.prefix(longest).map { isPlain($0) ? Character($0) : "_" })
    let isReadable = name.unicodeScalars.allSatisfy { $0.isASCII } && mapped.contains { $0.isLetter || $0.isNumber }
    guard isReadable, let first = mapped.first, name.unicodeScalars.count <= longest else { return nil }
    // A name must not begin like a number, and `e` followed by a digit is read as an exponent.
    let begins = first.isLetter || first == "_"
    let rest = mapped.dropFirst()
    let isExponent = (first == "e" || first == "E") && (rest.first.map { $0.isNumber || $0 == "." } ?? true)
    let legal = begins && !isExponent ? mapped : "_" + mapped
    return reserved.contains(legal.lowercased()) ? nil : legal
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar) || scalar == "_"
      || scalar == "."
  }
}
