/// Payments between the players of a game after which each has what a division gives it.
public struct Compensation: Sendable, Hashable {
  /// Who pays, by position.
  public let payer: Int
  /// Who receives, by position.
  public let receiver: Int
  /// How much, above 0.
  public let amount: Double
}

extension Compensation {
  /// Few payments that lead from `held`, what each player has, to `allocation`, which adds up to the same: whoever has most
  /// too much pays whoever lacks most, until nobody does; one payment fewer than players at most. Amounts next to nothing
  /// compared with what is divided are not paid.
  public static func payments(from held: [Double], to allocation: [Double]) -> [Compensation] {
    precondition(held.count == allocation.count, "a part for every player")
    let size = allocation.reduce(0) { $0 + abs($1) } + held.reduce(0) { $0 + abs($1) }
    var open = zip(held, allocation).map(-)
    var payments: [Compensation] = []
    while let payer = open.indices.max(by: { (open[$0], $1) < (open[$1], $0) }),
      let receiver = open.indices.min(by: { (open[$0], $0) < (open[$1], $1) })
    {
      let amount = min(open[payer], -open[receiver])
      guard amount > 1e-9 * size else { break }
      payments.append(Compensation(payer: payer, receiver: receiver, amount: amount))
      let settlesPayer = open[payer] <= -open[receiver]
      open[payer] = settlesPayer ? 0 : open[payer] - amount
      open[receiver] = settlesPayer ? open[receiver] + amount : 0
    }
    return payments
  }
}
