/// What can be wrong with a table in comma-separated form.
public enum TableFact: InputFact, Hashable {
  /// The first line does not name columns: it is missing, or holds numbers only where names should stand.
  case noHeader
  /// A column without a name (the first column may have none, as row names written by R and pandas do).
  case emptyColumnName
  /// `name` already names the field number `firstField`, from 1.
  case duplicateColumn(name: String, firstField: Int)
  /// A row of `found` fields where the header has `expected`.
  case wrongFieldCount(found: Int, expected: Int)
  /// A quotation mark opens a field and none closes it.
  case unterminatedQuote
  /// A quoted field goes on behind its closing quotation mark.
  case textAfterClosingQuote
  /// A header and nothing below it.
  case noRows
  /// The header is one field only and holds `delimiter`, which separates fields elsewhere.
  case otherDelimiter(Character)
  /// `text` stands in `column`, where a number is needed.
  case notANumber(text: String, column: String)
  /// `text` stands in `column`: infinite, not a number, or too large for a double.
  case notFinite(text: String, column: String)
  /// `count` more problems of the same file, the first of them here; only the first hundred are listed one by one.
  case furtherProblems(count: Int)
}

/// The problems of one table, of which only the first hundred are described.
struct TableProblems {
  private(set) var problems: [InputProblem] = []
  private var furtherCount = 0
  private var firstFurther: SourceMark?

  var isEmpty: Bool { problems.isEmpty }

  mutating func append(_ fact: @autoclosure () -> TableFact, at mark: @autoclosure () -> SourceMark) {
    if problems.count < 100 {
      problems.append(InputProblem(fact(), at: mark()))
      return
    }
    if furtherCount == 0 { firstFurther = mark() }
    furtherCount += 1
  }

  func throwIfAny() throws(InputProblems) {
    guard !isEmpty else { return }
    let further = firstFurther.map { InputProblem(TableFact.furtherProblems(count: furtherCount), at: $0) }
    throw InputProblems(problems + (further.map { [$0] } ?? []))
  }
}
