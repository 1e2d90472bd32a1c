import LinearProgramming
import Planning
import SourceText
import Studies
import TestSupport
import Testing

@testable import Reporting

@Suite("Facts in words")
struct WordingTests {
  @Test("every fact has words of its own, which are those that were looked at")
  func everyFact() throws {
    var lines: [String] = []
    for fact in SampleFacts.all {
      #expect(fact is any Worded, "\(fact)")
      let wording = InputProblem(fact, at: SourceMark(file: "file")).wording
      lines.append(([wording.message] + wording.advice.map { "    \($0)" }).joined(separator: "\n"))
    }
    expectNoError {
      try Snapshot("Tests/ReportingTests/Golden/facts.txt").compare(lines.joined(separator: "\n") + "\n")
    }
  }

  @Test("messages are sentences without a full stop, and say what they were given, not how it is stored")
  func manner() {
    for fact in SampleFacts.all {
      let wording = InputProblem(fact, at: SourceMark(file: "file")).wording
      #expect(!wording.message.isEmpty && !wording.message.hasSuffix("."), "\(wording.message)")
      for stored in ["Optional(", "nil", "AllianceFact", "StructureFact"] {
        #expect(!wording.message.contains(stored), "\(wording.message)")
      }
    }
  }

  @Test("the nearest name is offered alone; without one the valid names are, while they are few")
  func names() {
    let near = Wording("unknown", unknown: "bugdet", known: ["budget", "model"], noun: "keys")
    #expect(near.advice == ["did you mean 'budget'?"])
    #expect(near.suggestion == "budget")
    #expect(near.expectation == "one of budget, model")
    let far = Wording("unknown", unknown: "x", known: ["budget", "model"], noun: "keys")
    #expect(far.advice == ["known keys: budget, model"])
    #expect(far.suggestion == nil)
    let many = Wording("unknown", unknown: "x", known: (0..<100).map { "column\($0)" }, noun: "columns")
    #expect(many.advice.isEmpty)
    let none = Wording("unknown", unknown: "x", known: [], noun: "columns")
    #expect(none.advice == ["there are no columns to choose from"])
  }

  @Test("where ids and names tell firms, the nearest of both is offered")
  func namesOfFirms() {
    let fact = ScenarioFact.unknownFirm("Fjordtk", known: ["m1", "m6"], names: ["Fjordtek"])
    #expect(fact.wording.advice == ["did you mean 'Fjordtek'?"])
    let far = ScenarioFact.unknownCandidate("x", known: ["c1", "c2"], names: ["Delta"])
    #expect(far.wording.advice == ["known candidates: c1, c2"])
  }

  @Test("failures of planning and of the solver have words")
  func planningErrors() throws {
    let errors: [PlanningError] = [
      .solver(.defects([.coefficientNotFinite(.nan, variable: "x", place: .objective), .foreignRow(index: 3)])),
      .solver(
        .defects([.constantNotFinite(.infinity, place: .row("r")), .boundsInvalid(Bounds(2, 1), place: .variable("x"))])
      ),
      .solver(.defects([.foreignVariable(index: 1, place: .bounds)])),
      .solver(.basisDoesNotFit(basicEntries: 2, rows: 3)), .solver(.startDoesNotFit(values: 2, variables: 3)),
      .solver(.rangesNeedContinuousProgram(integers: 4)),
      .solver(.rangesNeedOptimalBasis), .solver(.foreignRow(index: 2)), .solver(.limitInvalid(.time, value: -1)),
      .solver(.limitInvalid(.iterations, value: -1)), .solver(.limitInvalid(.relativeGap, value: -1)),
      .solver(.numericalTrouble(attempts: [.singularBasis, .gaveUp(code: 5), .failed(message: "no memory")])),
      .solver(.solverFailed(message: "out of memory")),
      .stopped(.unbounded), .stopped(.timeLimit), .stopped(.iterationLimit), .stopped(.interrupted),
    ]
    let text = errors.map { ([$0.wording.message] + $0.wording.advice.map { "    \($0)" }).joined(separator: "\n") }
    expectNoError {
      try Snapshot("Tests/ReportingTests/Golden/failures.txt").compare(text.joined(separator: "\n") + "\n")
    }
  }
}

@Suite("Problems of inputs as text")
struct ProblemReportTests {
  @Test("place, cause, the line with a mark below it, advice, and how many there are")
  func report() {
    let file = SourceFile(path: "alliance.yaml", text: "model: m.json\nbugdet: 120\n")
    let problems = InputProblems([
      InputProblem(FileFact.missing, at: SourceMark(file: "members.csv")),
      InputProblem(
        StructureFact.unknownKey("bugdet", under: [], known: ["budget"]), at: file.mark(line: 2, column: 1, length: 6)),
    ])
    #expect(
      ProblemReport(problems, consequence: "nothing was planned").text() == """
        alliance.yaml:2:1: unknown key 'bugdet'
            2 | bugdet: 120
              | ^^^^^^
            did you mean 'budget'?

        members.csv: there is no such file
        2 problems in 2 files; nothing was planned.

        """)
  }

  @Test("the mark stands below wide characters, and tabs count as one blank")
  func wideCharacters() {
    let mark = SourceMark(
      file: "a.csv", line: 1, column: 2, quote: SourceMark.Quote(line: "机械\t工业,x9", start: 7, length: 2))
    let text = ProblemReport(
      InputProblems(TableFact.notANumber(text: "x9", column: "rd"), at: mark), consequence: "nothing was fitted"
    ).text()
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines[1] == "    1 | 机械 工业,x9")
    #expect(lines[2] == "      |           ^^")
  }

  @Test("of a long line the part around the mark is shown")
  func longLine() {
    let line = String(repeating: "a", count: 300) + "BAD" + String(repeating: "b", count: 300)
    let mark = SourceMark(
      file: "a.csv", line: 1, column: 1, quote: SourceMark.Quote(line: line, start: 301, length: 3))
    let text = ProblemReport(InputProblems(TableFact.noHeader, at: mark), consequence: "nothing was fitted").text()
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines[1].contains("aBADb"))
    #expect(lines.dropLast().allSatisfy { $0.displayWidth <= 80 })
    let marked = lines[1].distance(from: lines[1].startIndex, to: lines[1].firstIndex(of: "B") ?? lines[1].endIndex)
    #expect(lines[2] == blanks(6) + "|" + blanks(marked - 7) + "^^^")
  }

  @Test("an excerpt with wide characters is as narrow", arguments: [1, 30, 60, 118])
  func longWideLine(start: Int) {
    let line = String(repeating: "机械", count: 60)
    let mark = SourceMark(
      file: "a.csv", line: 12, column: 1, quote: SourceMark.Quote(line: line, start: start, length: 2))
    let text = ProblemReport(InputProblems(TableFact.noHeader, at: mark), consequence: "nothing was fitted").text()
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines.dropLast().allSatisfy { $0.displayWidth <= 80 })
    #expect(lines[2].hasSuffix("^^^^"))
  }

  @Test("a mark at the end of the text, as for a formula that ends too early, has a caret of its own")
  func endOfText() {
    let mark = SourceMark(
      file: "--formula", line: nil, column: 4, quote: SourceMark.Quote(line: "y ~", start: 4, length: 1))
    let text = ProblemReport(InputProblems(TableFact.noHeader, at: mark), consequence: "nothing was fitted").text()
    #expect(text.contains("     |    ^\n"))
    #expect(text.hasSuffix("1 problem; nothing was fitted.\n"))
  }
}
