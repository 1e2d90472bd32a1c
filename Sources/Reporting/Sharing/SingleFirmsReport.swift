import Studies

/// What single firms tell of the core where larger coalitions were not looked for.
struct SingleFirmsReport {
  private let sharing: Sharing
  private let players: [String]
  private let unit: String

  /// The report on `sharing` among `players`, with `unit` behind amounts; nil where the core is known.
  init?(_ sharing: Sharing, players: [String], unit: String) {
    guard sharing.leastCore == nil, players.count > 1 else { return nil }
    (self.sharing, self.players, self.unit) = (sharing, players, unit)
  }

  /// Whether they tell that the core is empty.
  var isEmpty: Bool { sharing.isWorthMoreAlone }

  /// What they tell of the core.
  var core: String {
    let alone = amount(sharing.aloneTogether)
    return isEmpty
      ? "The core is empty: alone the firms are worth \(alone) in all, more than there is to divide."
      : "Alone the firms are worth \(alone) in all; whether any division keeps larger coalitions is not known."
  }

  /// What they tell of each division.
  var divisions: [String] { sharing.divisions.map(sentence) }

  private func sentence(on division: Sharing.Division) -> String {
    let name = division.method.title
    let leaving = sharing.worseOffThanAlone(by: division)
    guard let first = leaving.first else { return "\(name): no firm is worth more alone than it gets." }
    guard leaving.count > 1 else {
      return
        "\(name): \(quoted(players[first.player])) would leave: alone it is worth \(amount(first.excess)) more than "
        + "it gets."
    }
    let parts = leaving.map { "\(quoted(players[$0.player])) \(SharingReport.amount($0.excess))" }
    let counted = "\(counted(leaving.count, "firm")) would leave"
    return "\(name): \(counted), worth more alone than they get\(unit.isEmpty ? "" : ", in\(unit)"): "
      + "\(shortList(parts, limit: 3))."
  }

  private func amount(_ value: Double) -> String { "\(SharingReport.amount(value))\(unit)" }
}
