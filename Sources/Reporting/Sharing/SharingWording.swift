import SourceText
import Studies

extension GameFact: Worded {
  /// What is wrong with a game that is to be divided.
  public var wording: Wording {
    switch self {
    case .columnMissing(let name, let known):
      Wording(
        "the column \(quoted(name)) is missing", expected: "the columns 'coalition' and 'value'",
        step: nearestName(to: name, among: known).map { "if \(quoted($0)) is meant, call it \(quoted(name))" })
    case .coalitionEmpty:
      Wording("this row names no coalition", expected: "the names of players, joined by + where there are several")
    case .worthMissing(let coalition):
      Wording("the coalition \(quoted(coalition)) has no value", expected: "a number")
    case .playerEmpty(let coalition):
      Wording("a name is empty in the coalition \(quoted(coalition))", step: "remove the + that has no name beside it")
    case .playerTwice(let player, let coalition):
      Wording("the coalition \(quoted(coalition)) names \(quoted(player)) twice")
    case .coalitionTwice(let coalition, let line):
      Wording("the coalition \(quoted(coalition)) already stands on line \(line)", step: "remove one of them")
    case .coalitionsMissing(let first, let count):
      Wording(
        count == 1
          ? "the value of the coalition \(quoted(first.first ?? "")) is missing"
          : "the values of \(count) coalitions are missing: "
            + (count > first.count
              ? first.map { quoted($0) }.joined(separator: ", ") + " and others" : listed(first.map { quoted($0) })),
        expected: "one row for every coalition of the players that are named",
        step: "add \(count == 1 ? "it" : "them"), with 0 where a coalition is worth nothing")
    case .tooManyPlayers(let count, let limit):
      Wording(
        "the game has \(count) players", expected: "at most \(limit), since every coalition needs a row")
    case .worthTooLarge(let coalition, let worth, let limit):
      Wording(
        "the value of \(quoted(coalition)) is \(NumberText.asWritten(worth))",
        expected: "at most \(NumberText.asWritten(limit)) in size",
        step: "write amounts in a larger unit, such as millions")
    }
  }
}
