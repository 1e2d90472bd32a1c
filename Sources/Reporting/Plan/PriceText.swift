import Planning

/// A price and how far it holds, in words that are true for that distance.
///
/// `One more adds` is said only of prices that hold for one whole unit of the limit; others hold at the margin.
struct PriceText {
  let price: ShadowPrice
  /// Where the limit stands, in its own unit.
  let limit: Double
  /// The size of one unit, in that of the limit: 0.01 for a percentage point of a share.
  var unit = 1.0
  /// Whether less of the limit is what adds.
  var isLess: Bool { price.price < 0 }

  /// How the end of the range is written where `digits` digits are to be shown.
  typealias Form = (_ end: Double, _ digits: Int) -> String

  /// The end of the range on the side on which moving the limit adds.
  var end: Double { isLess ? price.from : price.to }

  private var room: Double { abs(end - limit) }

  /// Whether the price holds for less than one unit, or the curves behind it tell of the plan alone.
  var isMarginal: Bool { price.basis == .linearised || room < unit * (1 - 1e-9) }

  /// The gain per unit.
  var amount: String { NumberText.significant(abs(price.price)) }

  /// The end with as many digits as tell it from the limit; nil where it is without end, or where the limit stands.
  func endText(digits: Int, _ form: Form) -> String? {
    guard end.isFinite, room > 1e-12 * max(1, abs(limit)) else { return nil }
    let enough = (digits...12).first { form(end, $0) != form(limit, $0) }
    return form(end, enough ?? 12)
  }
}
