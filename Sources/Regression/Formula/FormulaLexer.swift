import SourceText

/// A word or sign of a formula, and which characters of it.
struct FormulaToken {
  enum Kind: Equatable {
    case name(String)
    case number(Double)
    case quotedText(String)
    case sign(Character)
    case end
  }

  let kind: Kind
  /// As written.
  let text: String
  /// The first character, from 0.
  let start: Int

  func isSign(_ sign: Character) -> Bool { kind == .sign(sign) }

  /// The token with blanks around signs that join terms.
  var printed: String {
    switch kind {
    // A name before a parenthesis is a function unless backquotes say otherwise, so those are kept.
    case .name(let name): text.first == "`" ? text : formulaName(name)
    case .number, .quotedText: text
    case .sign(","): ", "
    case .sign(let sign): "~+-*=".contains(sign) ? " \(sign) " : String(sign)
    case .end: ""
    }
  }
}

/// The places in a formula, seen from the place where the formula itself stands.
struct FormulaPlace {
  let base: SourceMark
  let text: String

  /// The place of `length` characters from character `start` on, from 0.
  func mark(start: Int, length: Int) -> SourceMark {
    let quote =
      if let quote = base.quote {
        SourceMark.Quote(line: quote.line, start: quote.start + start, length: length)
      } else {
        SourceMark.Quote(line: text, start: start + 1, length: length)
      }
    return SourceMark(file: base.file, line: base.line, column: (base.column ?? 1) + start, quote: quote)
  }

  func mark(_ token: FormulaToken) -> SourceMark { mark(start: token.start, length: token.text.count) }

  /// The whole formula.
  var mark: SourceMark { mark(start: 0, length: text.count) }
}

/// Cuts a formula into words and signs.
struct FormulaLexer {
  private let characters: [Character]
  private let place: FormulaPlace
  private var position = 0

  init(_ place: FormulaPlace) {
    self.place = place
    characters = Array(place.text)
  }

  /// The tokens of the formula, the last of them `end`.
  static func tokens(_ place: FormulaPlace) throws(InputProblems) -> [FormulaToken] {
    var lexer = FormulaLexer(place)
    var tokens: [FormulaToken] = []
    while true {
      let token = try lexer.next()
      tokens.append(token)
      if token.kind == .end { return tokens }
    }
  }

  private mutating func next() throws(InputProblems) -> FormulaToken {
    while position < characters.count, characters[position].isWhitespace { position += 1 }
    guard position < characters.count else { return FormulaToken(kind: .end, text: "", start: position) }
    let start = position
    let first = characters[position]
    if "~+-*:()^,=".contains(first) {
      position += 1
      return token(.sign(first), from: start)
    }
    if first == "`" {
      let name = try quoted(.unterminatedBackquote)
      return token(.name(name), from: start)
    }
    if first == "\"" || first == "'" {
      let text = try quoted(.unterminatedQuote)
      return token(.quotedText(text), from: start)
    }
    if beginsNumber { return try number(from: start) }
    guard first.isLetter || first == "." || first == "_" else {
      throw InputProblems(FormulaFact.unknownCharacter(first), at: place.mark(start: start, length: 1))
    }
    skip { $0.isLetter || $0.isNumber || $0 == "." || $0 == "_" }
    return token(.name(String(characters[start..<position])), from: start)
  }

  private var beginsNumber: Bool {
    if characters[position].isASCIIDigit { return true }
    return characters[position] == "." && position + 1 < characters.count && characters[position + 1].isASCIIDigit
  }

  private mutating func number(from start: Int) throws(InputProblems) -> FormulaToken {
    skip { $0.isASCIIDigit || $0 == "." }
    if position < characters.count, characters[position] == "e" || characters[position] == "E" {
      position += 1
      if position < characters.count, characters[position] == "-" || characters[position] == "+" { position += 1 }
      skip { $0.isASCIIDigit }
    }
    let text = String(characters[start..<position])
    guard let value = DecimalNumber(text).value else {
      throw InputProblems(
        FormulaFact.unexpected(found: text, expected: .term), at: place.mark(start: start, length: text.count))
    }
    return FormulaToken(kind: .number(value), text: text, start: start)
  }

  /// What stands between a quotation mark of any kind and the next one like it; `flaw` when there is none.
  private mutating func quoted(_ flaw: FormulaFact) throws(InputProblems) -> String {
    let start = position
    let mark = characters[position]
    position += 1
    skip { $0 != mark }
    guard position < characters.count else {
      throw InputProblems(flaw, at: place.mark(start: start, length: position - start))
    }
    position += 1
    guard position - start > 2 else {
      throw InputProblems(FormulaFact.emptyName, at: place.mark(start: start, length: 2))
    }
    return String(characters[(start + 1)..<(position - 1)])
  }

  private mutating func skip(while belongs: (Character) -> Bool) {
    while position < characters.count, belongs(characters[position]) { position += 1 }
  }

  private func token(_ kind: FormulaToken.Kind, from start: Int) -> FormulaToken {
    FormulaToken(kind: kind, text: String(characters[start..<position]), start: start)
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
