/// What can be wrong with the structure of a YAML or JSON file: its syntax, its keys and the types of its values.
public enum StructureFact: InputFact, Hashable {
  // Text
  /// The text is not YAML: `reason` in the parser's words, and where what it was reading began if that is another line.
  case syntax(reason: String, startedOnLine: Int?)
  /// A tab stands where YAML wants blanks.
  case tabIndentation
  /// A second document begins in a file that is to hold one.
  case severalDocuments
  /// Nothing but comments and blanks.
  case noContent

  // Keys
  /// `key` is no key of what stands under `path`; `known` are.
  case unknownKey(String, under: [String], known: [String])
  /// What stands under `path` lacks `key`.
  case missingKey(String, under: [String])
  /// What stands under `path` needs one of these keys.
  case missingOneOf([String], under: [String])
  /// Keys that exclude each other stand side by side.
  case keysExclude(String, other: String)
  /// `key` has been given already.
  case duplicateKey(String, firstLine: Int)
  /// A list or a table stands where the name of a key should.
  case keyNotText
  /// What stands under `key` is empty and must not be.
  case nothingListed(key: String)

  // Values
  /// The value of `key` is of the wrong type.
  case wrongType(key: String, expected: ExpectedValue, found: FoundValue)
  /// The value of `key` is infinite, not a number, or too large for a double.
  case notFinite(key: String, text: String)
  /// The value of `key` is none of those it can have.
  case unknownChoice(key: String, text: String, known: [String])
  /// The value of `key` says something else than the rest of the file.
  case contradicts(key: String, text: String, expected: String)
  /// A list under `key` has another number of items than it must.
  case wrongCount(key: String, found: Int, expected: Int)
  /// A file that is named here cannot be used; `path` is where it was looked for, `beside` lists files in that folder.
  case referredFile(path: String, FileFact, beside: [String])
}

/// What a key is followed by.
public enum ExpectedValue: Sendable, Hashable {
  /// A word or a sentence.
  case text
  /// A decimal number.
  case number
  /// A whole number of at least 0.
  case count
  /// A decimal number, or a percentage such as `15%`.
  case numberOrPercentage
  /// `true` or `false`.
  case trueOrFalse
  /// A list of values.
  case list
  /// A list of texts.
  case listOfTexts
  /// A list of numbers.
  case listOfNumbers
  /// Keys with values.
  case table
  /// A number, or a number for each period.
  case numberOrTable
  /// A text, or a list of texts.
  case textOrList
}

/// What was found instead.
public enum FoundValue: Sendable, Hashable {
  /// Nothing, or `null`.
  case nothing
  /// A text.
  case text(String)
  /// A number as written.
  case number(String)
  /// A number in quotation marks, which YAML takes for a text.
  case quotedNumber(String)
  /// A percentage as written.
  case percentage(String)
  /// `true`, `false`, `yes`, `no`, `on` or `off`.
  case trueOrFalse(String)
  /// A list.
  case list
  /// Keys with values.
  case table
}
