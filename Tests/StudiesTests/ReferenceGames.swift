import Studies

/// Games with answers that are known from the literature or by hand.
enum ReferenceGames {
  /// The game of `players` whose coalitions are worth what `worth` says of their members' positions.
  static func game(_ players: Int, _ worth: (Set<Int>) -> Double) -> CoalitionalGame {
    CoalitionalGame(
      players: (0..<players).map { String(UnicodeScalar(UInt8(97 + $0))) },
      worths: (0..<(1 << players)).map { $0 == 0 ? 0 : worth(Set(Coalition(bits: $0).members)) })
  }

  /// Linear production: max 68x + 52y with 4x + 5y and 6x + 2y within what the members own, (4, 33), (6, 39), (60, 0).
  static let production = game(3) { members in
    let worths: [Set<Int>: Double] = [
      [0]: 68, [1]: 102, [2]: 0, [0, 1]: 170, [0, 2]: 710, [1, 2]: 762, [0, 1, 2]: 992,
    ]
    return worths[members] ?? 0
  }

  /// One left glove and two right ones; a pair is worth 1.
  static let gloves = game(3) { $0.contains(0) && $0.count > 1 ? 1 : 0 }

  /// Three planes share a runway whose length the largest one needs: costs 1, 2, 4.
  static let airport = game(3) { members in -[1.0, 2, 4][members.max() ?? 0] }

  /// Creditors claim 100, 200 and 300 of `estate`: a coalition is worth what the others leave.
  static func estate(of estate: Double) -> CoalitionalGame {
    game(3) { members in
      max(0, estate - (0..<3).filter { !members.contains($0) }.reduce(0) { $0 + Double(100 * ($1 + 1)) })
    }
  }

  /// Any two of three can have 1: nobody can be kept from leaving.
  static let majority = game(3) { $0.count >= 2 ? 1 : 0 }
}
