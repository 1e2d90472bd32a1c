import LinearProgramming

extension CoalitionalGame {
  /// The division that serves the worst-served coalition as well as can be, then the next, and so on: the nucleolus.
  ///
  /// A sequence of linear programs. Each makes the greatest excess as small as it can be, and settles what those coalitions
  /// get that stand there at every optimum: by complementary slackness, those whose row has a price. Others that stand there
  /// at this optimum only stay open. What follows from the settled ones by adding and subtracting is settled with them, so
  /// every program adds one dimension at least, and with as many as there are players the division is the only one left.
  ///
  /// Nobody gets less than alone; nil where that is more than all are worth together.
  ///
  /// Source: D. Schmeidler, The nucleolus of a characteristic function game, SIAM Journal on Applied Mathematics 17
  /// (1969), 1163–1170; M. Maschler, B. Peleg & L. S. Shapley (1979) for the sequence.
  ///
  /// - Throws: what the solver throws.
  public func nucleolus(solver: any Solver) throws(SolverError) -> [Double]? {
    let alone = worthsAlone
    guard alone.reduce(0, +) <= self[everyone] + rounding else { return nil }
    guard players.count > 1 else { return [self[everyone]] }
    var program = ExcessProgram(self, leastParts: alone, solver: solver)
    var settled = SettledCoalitions(players: players.count)
    var isOpen = properCoalitions
    _ = settled.add(everyone)
    var allocation = alone
    while settled.rank < players.count {
      guard let optimum = try program.optimum(over: isOpen) else { break }
      allocation = optimum.allocation
      let rank = settled.rank
      for coalition in optimum.tight where settled.add(coalition) {
        program.settle(coalition, at: self[coalition] - optimum.excess)
      }
      for player in optimum.held where settled.add(Coalition([player])) {
        program.settle(Coalition([player]), at: alone[player])
      }
      // Prices too small to be told from 0 settle nothing; the optimum found stands.
      guard settled.rank > rank else { break }
      for bits in isOpen.indices where isOpen[bits] && settled.implies(Coalition(bits: bits)) {
        isOpen[bits] = false
        program.drop(Coalition(bits: bits))
      }
    }
    return allocation
  }
}

/// The coalitions of which it is settled what they get, and those of which it follows.
struct SettledCoalitions {
  private let players: Int
  /// Rows in echelon form that span the settled coalitions' membership, each with its leading position.
  private var rows: [(lead: Int, entries: [Double])] = []

  /// Nothing settled yet among `players` players.
  init(players: Int) { self.players = players }

  /// How many dimensions of the division are settled.
  var rank: Int { rows.count }

  /// Whether what `coalition` gets follows from what is settled.
  func implies(_ coalition: Coalition) -> Bool { lead(of: reduced(coalition)) == nil }

  /// Settles `coalition`; false where it followed already.
  mutating func add(_ coalition: Coalition) -> Bool {
    var rest = reduced(coalition)
    guard let lead = lead(of: rest) else { return false }
    let scale = rest[lead]
    for position in rest.indices { rest[position] /= scale }
    rows.append((lead, rest))
    return true
  }

  private func reduced(_ coalition: Coalition) -> [Double] {
    var rest = (0..<players).map { coalition.contains($0) ? 1.0 : 0 }
    for row in rows where rest[row.lead] != 0 {
      let factor = rest[row.lead]
      for position in rest.indices { rest[position] -= factor * row.entries[position] }
    }
    return rest
  }

  /// The position with the largest entry, as long as that is not rounding: entries of such rows are fractions of small
  /// whole numbers.
  private func lead(of rest: [Double]) -> Int? {
    guard let largest = rest.indices.max(by: { abs(rest[$0]) < abs(rest[$1]) }), abs(rest[largest]) > 1e-7 else {
      return nil
    }
    return largest
  }
}
