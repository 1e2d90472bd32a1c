import SourceText

/// What can be wrong with a game that is written down coalition by coalition.
public enum GameFact: InputFact, Hashable {
  /// The table lacks the column `name`.
  case columnMissing(name: String, known: [String])
  /// A cell without the names of a coalition.
  case coalitionEmpty
  /// A cell without a number.
  case worthMissing(coalition: String)
  /// A coalition in which a name is empty, such as `a++b`.
  case playerEmpty(coalition: String)
  /// A coalition that names `player` twice.
  case playerTwice(player: String, coalition: String)
  /// A coalition whose worth already stands on `firstLine`.
  case coalitionTwice(coalition: String, firstLine: Int)
  /// Coalitions without a worth: the first of them by name, and how many there are.
  case coalitionsMissing(first: [String], count: Int)
  /// More players than a game can be written down for.
  case tooManyPlayers(count: Int, limit: Int)
  /// A worth so large that sums of them lose their digits.
  case worthTooLarge(coalition: String, worth: Double, limit: Double)
}
