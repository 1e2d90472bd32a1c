import SourceText

extension StructureFact: Worded {
  /// What is wrong with the structure of a file.
  public var wording: Wording {
    switch self {
    case .syntax(let reason, let line):
      Wording(
        "this is not valid YAML: \(reason.printable)", step: line.map { "what was being read began on line \($0)" })
    case .tabIndentation: Wording("a tab stands where YAML wants blanks", step: "indent with blanks")
    case .severalDocuments: Wording("a second document begins here", expected: "one document in the file")
    case .noContent: Wording("the file holds nothing but comments and blanks")
    case .unknownKey(let key, let path, let known):
      Wording("unknown key \(quoted(key))\(within(path))", unknown: key, known: known, noun: "keys")
    case .missingKey(let key, let path): Wording("the key \(quoted(key)) is missing\(within(path))")
    case .missingOneOf(let keys, let path):
      Wording("a key is missing\(within(path))", expected: "one of \(keys.joined(separator: ", "))")
    case .keysExclude(let key, let other):
      Wording("\(quoted(key)) and \(quoted(other)) exclude each other", step: "keep one of them")
    case .duplicateKey(let key, let line): Wording("the key \(quoted(key)) was already given on line \(line)")
    case .keyNotText: Wording("a list or a table stands where a key should", expected: "a name followed by a colon")
    case .nothingListed(let key): Wording("nothing is listed under \(quoted(key))")

    // Values
    case .wrongType(let key, let expected, let found):
      Wording(
        "\(key.isEmpty ? "the file" : quoted(key)) is \(found.phrase)", expected: expected.phrase, step: found.step)
    case .notFinite(let key, let text):
      Wording("\(quoted(key)) is \(quoted(text)), which is not a finite number", expected: "a finite number")
    case .unknownChoice(let key, let text, let known):
      Wording("\(quoted(text)) is not a value of \(quoted(key))", unknown: text, known: known, noun: "values")
    case .contradicts(let key, let text, let expected):
      Wording("\(quoted(key)) is \(quoted(text)), the rest of the file says otherwise", expected: quoted(expected))
    case .wrongCount(let key, let found, let expected):
      Wording("\(quoted(key)) lists \(counted(found, "value"))", expected: "\(expected)")
    case .referredFile(let path, .missing, let files):
      Wording(
        "there is no file \(quoted(path))", known: files, nearest: nearestFile(to: path, among: files), noun: "files")
    case .referredFile(let path, let fact, _):
      Wording(
        "\(quoted(path)) cannot be used: \(fact.wording.message)", expected: fact.wording.expected,
        step: fact.wording.step)
    }
  }

  /// Where a key stands, for keys that do not stand at the top.
  private func within(_ path: [String]) -> String {
    guard let last = path.last else { return "" }
    if let position = Int(last), path.count > 1 {
      return " in item \(position + 1) of \(quoted(path.dropLast().joined(separator: ".")))"
    }
    return " in \(quoted(path.joined(separator: ".")))"
  }
}

extension ExpectedValue {
  /// What is expected, as a noun.
  var phrase: String {
    switch self {
    case .text: "a text"
    case .number: "a number"
    case .numberOrPercentage: "a number or a percentage such as 15%"
    case .count: "a whole number, 0 or more"
    case .trueOrFalse: "true or false"
    case .list: "a list"
    case .listOfTexts: "a list of texts"
    case .listOfNumbers: "a list of numbers"
    case .table: "keys with values"
    case .numberOrTable: "a number, or a number for each period"
    case .textOrList: "a text or a list of texts"
    }
  }
}

extension FoundValue {
  /// What was found, as a noun.
  var phrase: String {
    switch self {
    case .nothing: "empty"
    case .text(let text): "the text \(quoted(text))"
    case .number(let text): "the number \(text.printable)"
    case .quotedNumber(let text): "the text \(quoted(text)), since it stands in quotation marks"
    case .percentage(let text): "the percentage \(text.printable)"
    case .trueOrFalse(let text): "the truth value \(text.printable)"
    case .list: "a list"
    case .table: "a table of keys"
    }
  }

  /// What often helps.
  var step: String? {
    switch self {
    case .quotedNumber: "remove the quotation marks"
    case .number, .trueOrFalse, .percentage, .nothing, .text, .list, .table: nil
    }
  }
}
