import SourceText

extension FileFact: Worded {
  /// Why a file cannot be used.
  public var wording: Wording {
    switch self {
    case .missing: Wording("there is no such file")
    case .isDirectory: Wording("this is a folder", expected: "a file")
    case .unreadable(let reason): Wording("the file cannot be read: \(reason.printable.uncapitalisedFirst)")
    case .notUTF8(let offset):
      Wording(
        "the file is not text in UTF-8: the byte at offset \(offset) does not fit", step: "save it as UTF-8")
    case .empty: Wording("the file is empty")
    }
  }
}

extension WriteFact: Worded {
  /// Why a file cannot be written.
  public var wording: Wording {
    switch self {
    case .isDirectory: Wording("this is a folder", expected: "the name of a file to write")
    case .folderMissing(let folder):
      Wording(
        "the folder \(quoted(folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder)) does not exist",
        step: "create it first")
    case .notAFolder(let path):
      Wording("\(quoted(path)) is no folder", step: "choose another folder, or move it away")
    case .folderRefuses(let path, let reason):
      Wording(
        "nothing can be written into the folder \(quoted(path)): \(reason.printable.uncapitalisedFirst)",
        step: "choose another folder, or let files be written there")
    case .namedTwice: Wording("two files would be written under this name")
    case .failed(let reason): Wording("the file cannot be written: \(reason.printable.uncapitalisedFirst)")
    }
  }
}

extension TableFact: Worded {
  /// What is wrong with a table.
  public var wording: Wording {
    switch self {
    case .noHeader: Wording("the first line does not name the columns", expected: "a header line such as id,name,rd")
    case .emptyColumnName: Wording("a column has no name")
    case .duplicateColumn(let name, let first):
      Wording("column \(quoted(name)) already stands in field \(first)", step: "rename or remove one of them")
    case .wrongFieldCount(let found, let expected):
      Wording(
        "this row has \(counted(found, "field")), the header has \(expected)",
        step: found > expected ? "put text that holds a comma in quotation marks" : nil)
    case .unterminatedQuote: Wording("a quotation mark opens a field and none closes it")
    case .textAfterClosingQuote:
      Wording(
        "text follows the closing quotation mark of a field", step: "double a quotation mark that is part of the text")
    case .noRows: Wording("the table has a header and no rows")
    case .otherDelimiter(let delimiter):
      Wording(
        "the fields seem to be separated by \(delimiter == "\t" ? "tabs" : "semicolons")",
        expected: "commas between the fields and points in decimal numbers")
    case .notANumber(let text, let column):
      Wording(
        "\(quoted(text)) in column \(quoted(column)) is not a number",
        expected: "a decimal number such as 12.5, or an empty cell where it is missing")
    case .notFinite(let text, let column):
      Wording("\(quoted(text)) in column \(quoted(column)) is not a finite number", expected: "a finite decimal number")
    case .furtherProblems(let count): Wording("\(counted(count, "more problem")) in this file from here on")
    }
  }
}

extension String {
  /// The text with its first letter in lower case.
  var uncapitalisedFirst: String { prefix(1).lowercased() + dropFirst() }
}
