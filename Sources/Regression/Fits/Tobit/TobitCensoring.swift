/// The limits of a tobit, and where its response stands among them.
struct TobitCensoring: Sendable {
  let lower: Double?
  let upper: Double?
  /// The response drawn in to the limits, a value for every row.
  let response: [Double]
  /// Where every row stands.
  let states: [CensoringState]
  let counts: CensoredCounts

  /// A response at a limit, or beyond it, is censored there.
  init(_ response: [Double], lower: Double?, upper: Double?) {
    var drawnIn = response
    var states = [CensoringState](repeating: .uncensored, count: response.count)
    var (left, right) = (0, 0)
    for row in response.indices {
      if let lower, response[row] <= lower {
        (drawnIn[row], states[row]) = (lower, .left)
        left += 1
      } else if let upper, response[row] >= upper {
        (drawnIn[row], states[row]) = (upper, .right)
        right += 1
      }
    }
    (self.lower, self.upper, self.response, self.states) = (lower, upper, drawnIn, states)
    counts = CensoredCounts(left: left, uncensored: response.count - left - right, right: right)
  }
}

/// Where a response stands among the limits.
enum CensoringState: Int8, Sendable {
  /// At the lower limit: the latent response may lie anywhere below.
  case left = -1
  /// Between the limits: the latent response is known.
  case uncensored = 0
  /// At the upper limit: the latent response may lie anywhere above.
  case right = 1

  /// How the index may change without the row's likelihood falling.
  var allowedChange: Separation.AllowedChange {
    switch self {
    case .left: .fall
    case .uncensored: .none
    case .right: .rise
    }
  }
}

/// How many rows stand at each limit of a tobit.
public struct CensoredCounts: Sendable, Hashable {
  /// Rows at or below the lower limit.
  public let left: Int
  /// Rows between the limits.
  public let uncensored: Int
  /// Rows at or above the upper limit.
  public let right: Int

  /// All rows.
  public var total: Int { left + uncensored + right }
}
