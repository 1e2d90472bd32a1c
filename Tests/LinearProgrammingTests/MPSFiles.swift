import LinearProgramming
import TestSupport
import Testing

@Suite("MPS files")
struct MPSFiles {
  /// Everything that a program is, but names.
  private struct Content: Equatable {
    var objective: [Double]
    var constant: Double
    var variables: [Bounds]
    var integers: [Bool]
    var rows: [Bounds]
    var matrix: SparseMatrix

    init(_ program: LinearProgram) {
      let sign: Double = program.sense == .minimise ? 1 : -1
      objective = program.objectiveCoefficients.map { sign * $0 + 0 }
      constant = sign * program.objective.constant + 0
      variables = program.variables.map { program.bounds(of: $0) }
      integers = program.variables.map { program.isInteger($0) }
      rows = program.rows.map { program.bounds(of: $0) }
      matrix = program.matrix
    }
  }

  /// A program with every kind of bound, row and number.
  private func everything(seed: UInt64) -> LinearProgram {
    var generator = SeededGenerator(seed: seed)
    func number() -> Double {
      Double.random(in: -1...1, using: &generator)
        * ([1e-12, 0.1, 1, 1e5, 1e17].randomElement(using: &generator) ?? 1)
    }
    func bounds() -> Bounds {
      let (a, b) = (number(), number())
      return [
        .free, .atLeast(0), .atLeast(a), .atMost(a), .exactly(a), Bounds(min(a, b), max(a, b)), Bounds(0, 1),
        Bounds(0, abs(a)), Bounds(-2, -1),
      ].randomElement(using: &generator) ?? .free
    }
    var program = LinearProgram(Bool.random(using: &generator) ? .minimise : .maximise, name: "all \(seed)")
    for index in 0..<30 {
      program.addVariable("v\(index)", in: bounds(), integer: Bool.random(using: &generator))
    }
    for index in 0..<20 {
      let terms = sum(over: program.variables.filter { _ in Int.random(in: 0..<4, using: &generator) == 0 }) {
        number() * $0
      }
      program.require(terms.within(bounds()), named: "r\(index)")
    }
    program.objective = sum(over: program.variables.filter { _ in Bool.random(using: &generator) }) { number() * $0 }
    program.objective += number()
    return program
  }

  @Test("what is written reads back as the same program, number for number", arguments: 0..<50 as Range<UInt64>)
  func roundTrip(seed: UInt64) throws {
    let program = everything(seed: seed)
    let text = try program.mps()
    let back = try LinearProgram(mps: text)
    var (expected, actual) = (Content(program), Content(back))
    // The width of a row with two ends may not lead exactly to the other end; see `mps()`.
    for row in expected.rows.indices where expected.rows[row] != actual.rows[row] {
      let (wanted, found) = (expected.rows[row], actual.rows[row])
      let unit = max(wanted.lower.ulp, wanted.upper.ulp)
      #expect(abs(wanted.lower - found.lower) <= unit && abs(wanted.upper - found.upper) <= unit)
      actual.rows[row] = wanted
    }
    #expect(actual == expected)
    #expect(try LinearProgram(mps: back.mps()).mps() == back.mps())
    #expect(back.sense == .minimise)
    #expect(back.variables.map { back.name(of: $0) }.prefix(2) == ["C0001", "C0002"])
  }

  @Test("a small program in full, with the names apart")
  func snapshot() throws {
    var program = LinearProgram(.maximise, name: "north alliance")
    let rd = program.addVariable("R&D, \"Acme\"", in: 0...40)
    let join = program.addVariable("join Bolt", in: 0...1, integer: true)
    program.require((rd + 2.5 * join).within(1...8), named: "spending\nper year")
    program.objective = 0.1 * rd - join + 3
    #expect(
      try program.mps() == """
        * Objective negated: the program maximises.
        NAME north_alliance
        ROWS
         N OBJ
         G R0001
        COLUMNS
         C0001 OBJ -0.1
         C0001 R0001 1.0
         M1 'MARKER' 'INTORG'
         C0002 OBJ 1.0
         C0002 R0001 2.5
         M2 'MARKER' 'INTEND'
        RHS
         RHS OBJ 3.0
         RHS R0001 1.0
        RANGES
         RANGE R0001 7.0
        BOUNDS
         LO BOUND C0001 0.0
         UP BOUND C0001 40.0
         BV BOUND C0002
        ENDATA

        """)
    #expect(
      program.namesTable() == """
        id,kind,name,lp_name
        C0001,variable,"R&D, ""Acme""\",R_D___Acme_
        C0002,variable,join Bolt,join_Bolt
        R0001,row,"spending
        per year",spending_per_year_min
        R0001,row,"spending
        per year",spending_per_year_max
        OBJ,constant,constant of the objective,constant_one

        """)
  }

  @Test(
    "files in the fixed layout of other programs are read: two entries a line, ranges on equalities, objective sense")
  func foreignFile() throws {
    let program = try LinearProgram(
      mps: """
        * a comment
        NAME          TESTPROB
        OBJSENSE
            MAX
        ROWS
         N  COST
         L  LIM1
         G  LIM2
         E  MYEQN
         E  BACK
         N  FREE
        COLUMNS
            XONE      COST                 1   LIM1                 1
            XONE      LIM2                 1
            YTWO      COST                 2   LIM1                 1
            YTWO      MYEQN               -1   BACK                 1
            MARKER                 'MARKER'                 'INTORG'
            ZTHREE    COST                -1   MYEQN                1
            MARKER                 'MARKER'                 'INTEND'
        RHS
            RHS       COST               -10   LIM1                 4
            RHS       LIM2                 1   MYEQN                7
        RANGES
            RNG       LIM1               2.5   MYEQN                3
            RNG       BACK                -2
        BOUNDS
         UP BND       XONE                 4
         LO BND       YTWO                -1
         UP BND       YTWO              1e30
        ENDATA
        """)
    let (variables, rows) = (program.variables, program.rows)
    #expect(program.name == "TESTPROB" && program.sense == .maximise)
    #expect(program.objectiveCoefficients == [1, 2, -1] && program.objective.constant == 10)
    #expect(variables.map { program.bounds(of: $0) } == [Bounds(0, 4), .atLeast(-1), Bounds(0, 1)])
    #expect(variables.map { program.isInteger($0) } == [false, false, true])
    #expect(
      rows.map { program.bounds(of: $0) } == [Bounds(1.5, 4), .atLeast(1), Bounds(7, 10), Bounds(-2, 0), .free])
    #expect(rows.map { program.name(of: $0) } == ["LIM1", "LIM2", "MYEQN", "BACK", "FREE"])
  }

  @Test(
    "mistakes are named with their line",
    arguments: [
      ("ROWS\n N C\nCOLUMNS\n X C one\nENDATA", MPSError.notANumber("one", line: 4)),
      ("ROWS\n N C\nCOLUMNS\n X C nan\nENDATA", .notANumber("nan", line: 4)),
      ("ROWS\n N C\nCOLUMNS\n X D 1\nENDATA", .unknownRow("D", line: 4)),
      ("ROWS\n N C\n L A\n L A\nENDATA", .duplicateRow("A", line: 4)),
      ("ROWS\n N C\n Q A\nENDATA", .unknownRowType("Q", line: 3)),
      ("ROWS\n N C\n L\nENDATA", .wrongFieldCount(1, line: 3)),
      ("ROWS\n N C\nCOLUMNS\n X C 1\n Y C 1\n X C 2\nENDATA", .duplicateColumn("X", line: 6)),
      ("ROWS\n N C\nCOLUMNS\n X C 1 C\nENDATA", .wrongFieldCount(3, line: 4)),
      ("ROWS\n N C\nCOLUMNS\n X C 1\nBOUNDS\n UP B Y 1\nENDATA", .unknownColumn("Y", line: 6)),
      ("ROWS\n N C\nCOLUMNS\n X C 1\nBOUNDS\n SC B X 1\nENDATA", .unknownBoundType("SC", line: 6)),
      ("ROWS\n N C\nCOLUMNS\n X C 1\nBOUNDS\n UP\nENDATA", .wrongFieldCount(1, line: 6)),
      ("COLUMNS\n X C 1\nENDATA", .unexpectedSection("COLUMNS", line: 1)),
      ("QUADOBJ\nENDATA", .unexpectedSection("QUADOBJ", line: 1)),
      ("OBJSENSE\n BEST\nENDATA", .unknownSense("BEST", line: 2)),
      ("ROWS\n N C\n", .endMissing),
      ("ROWS\n L A\nENDATA", .objectiveMissing),
    ])
  func mistakes(text: String, error: MPSError) {
    #expect(throws: error) { try LinearProgram(mps: text) }
  }

  @Test("a program with defects is not written in any format")
  func defects() {
    var program = LinearProgram(.minimise)
    program.addVariable("x", in: Bounds(2, 1))
    let defects: [ProgramDefect] = [.boundsInvalid(Bounds(2, 1), place: .variable("x"))]
    #expect(throws: ProgramDefects.self) { try program.mps() }
    #expect(throws: ProgramDefects.self) { try program.lp() }
    #expect(program.defects() == defects)
  }
}

@Suite("LP files")
struct LPFiles {
  @Test("the table of names has every name that the file uses, and no other")
  func table() throws {
    var program = LinearProgram(.maximise)
    let variables = ["R&D of Acme", "R-D of Acme", "e10", "人才"].map { program.addVariable($0, in: 0...3) }
    program.require(sum(variables).within(1...5), named: "spending")
    program.require(sum(variables) >= 0.5, named: "spending_min")
    program.require(sum(variables).within(.free), named: "open")
    program.objective = sum(variables) + 2
    let listed = program.namesTable().split(separator: "\n").dropFirst()
      .compactMap { $0.split(separator: ",").last.map(String.init) }
    #expect(Set(listed).count == listed.count)
    let words = Set(try program.lp().split { " \n:".contains($0) }.map(String.init))
    #expect(listed.allSatisfy(words.contains))
    let names = words.filter { $0.contains { $0.isLetter } }
    let own: Set = ["Maximize", "objective", "Subject", "To", "has", "no", "bound", "Bounds", "End", "program"]
    #expect(names.subtracting(own).isSubset(of: listed))
  }

  @Test("names stay readable where the format allows it and are unique")
  func names() throws {
    var program = LinearProgram(.maximise, name: "names – all kinds")
    let names = ["R&D of Acme", "R-D of Acme", "2026", "e10", "free", "人才", "a.b", "", "A.B"]
    let variables = names.map { program.addVariable($0, in: 0...) }
    let integer = program.addVariable("count", in: 0...7, integer: true)
    program.require(sum(variables).within(1...5), named: "share of east")
    program.require(variables[0] - 2 * integer == 0, named: "End")
    program.require(LinearExpression() <= 3, named: "nothing")
    program.require(variables[1].within(.free), named: "open")
    program.setBounds(of: variables[1], to: .free)
    program.setBounds(of: variables[2], to: .atMost(-3))
    program.setBounds(of: variables[3], to: .exactly(2))
    program.setBounds(of: variables[4], to: .atLeast(1))
    program.objective = variables[0] + 0.25 * variables[5] + 7
    #expect(
      try program.lp() == """
        \\ names _ all kinds
        Maximize
         objective: + 1.0 R_D_of_Acme + 0.25 C0006 + 7.0 constant_one
        Subject To
         share_of_east_min: + 1.0 R_D_of_Acme + 1.0 R_D_of_Acme_C0002 + 1.0 _2026 + 1.0 _e10 + 1.0 C0005
           + 1.0 C0006 + 1.0 a.b + 1.0 C0008 + 1.0 A.B_C0009 >= 1.0
         share_of_east_max: + 1.0 R_D_of_Acme + 1.0 R_D_of_Acme_C0002 + 1.0 _2026 + 1.0 _e10 + 1.0 C0005
           + 1.0 C0006 + 1.0 a.b + 1.0 C0008 + 1.0 A.B_C0009 <= 5.0
         R0002: + 1.0 R_D_of_Acme - 2.0 count = 0.0
         nothing: + 0.0 R_D_of_Acme <= 3.0
        \\ open has no bound
        Bounds
         R_D_of_Acme_C0002 free
         -inf <= _2026 <= -3.0
         _e10 = 2.0
         C0005 >= 1.0
         0.0 <= count <= 7.0
         constant_one = 1
        General
         count
        End

        """)
  }
}
