/// A slip of the pen or of the typesetter in one figure.
///
/// The cases stand from the slip that can come about in the fewest ways to the one that can in the most: the earlier
/// one explains a figure better where several would.
public enum Slip: String, Sendable, Hashable, CaseIterable {
  /// The minus sign is missing, or one too many.
  case sign
  /// The p value of one side only.
  case oneSided = "one_sided"
  /// The point stands one place to the right or to the left.
  case decimalPoint = "decimal_point"
  /// Two neighbouring digits are swapped.
  case transposition
  /// One digit is another.
  case digit
}

/// What a figure would be without a slip.
struct SlipCandidate {
  let slip: Slip
  /// The numbers that the figure would stand for.
  let range: FigureRange
  /// The figure; nil where its digits are not a rearrangement of the printed ones.
  let text: String?

  init(_ slip: Slip, _ range: FigureRange, text: String? = nil) {
    self.slip = slip
    self.range = range
    self.text = text
  }

  fileprivate init?(_ slip: Slip, _ layout: DecimalLayout, text: String? = nil) {
    guard !layout.hasIdleZero, let number = PrintedNumber(layout) else { return nil }
    self.init(slip, number.range, text: text ?? number.text)
  }
}

extension PrintedNumber {
  /// Figures of fewer significant digits are one digit away from almost anything.
  private static let fewestDigits = 3

  /// Every figure that a slip would have turned into this one, printed as `figure`.
  private func withoutSlip(as figure: AuditFigure) -> [SlipCandidate] {
    guard relation == .rounded else { return [] }
    return signs(figure) + sides(figure) + points + (layout.significantCount < Self.fewestDigits ? [] : digits)
  }

  /// The slip in this figure, printed as `figure`, that `explains` what is wrong: of the kind that can come about in the
  /// fewest ways, and among several of one kind the one whose figure would be nearest to `target`.
  func nearestSlip(
    as figure: AuditFigure, to target: Double, where explains: (FigureRange) -> Bool
  ) -> SlipCandidate? {
    let candidates = withoutSlip(as: figure)
    for slip in Slip.allCases {
      let fitting = candidates.filter { candidate in
        candidate.slip == slip && candidate.range.intersection(figure.domain).map(explains) == true
      }
      let nearest = fitting.min { abs($0.range.middle - target) < abs($1.range.middle - target) }
      if let nearest { return nearest }
    }
    return nil
  }

  private func signs(_ figure: AuditFigure) -> [SlipCandidate] {
    guard figure.domain.low < 0 else { return [] }
    var other = layout
    other.isNegative.toggle()
    return SlipCandidate(.sign, other).map { [$0] } ?? []
  }

  /// A p value of one side is half of that of both, or the rest of that half up to 1.
  private func sides(_ figure: AuditFigure) -> [SlipCandidate] {
    guard figure == .probability, let range = range.intersection(.probabilities) else { return [] }
    return value <= 0.5
      ? [SlipCandidate(.oneSided, FigureRange(from: 2 * range.low, through: 2 * range.high))]
      : [SlipCandidate(.oneSided, FigureRange(from: 2 * (1 - range.high), through: 2 * (1 - range.low)))]
  }

  /// With the point one place further on, and one place before.
  private var points: [SlipCandidate] {
    guard value != 0 else { return [] }
    guard let exponent = layout.exponent else { return [pointFurtherOn, pointBefore].compactMap { $0 } }
    return [1, -1].compactMap { step in
      var other = layout
      other.exponent = exponent + step
      return SlipCandidate(.decimalPoint, other)
    }
  }

  private var pointFurtherOn: SlipCandidate? {
    var other = layout
    guard other.fractionCount > 0 else {
      other.exponent = 1
      return SlipCandidate(.decimalPoint, other, text: layout.text + "0")
    }
    other.fractionCount -= 1
    while other.hasIdleZero { other.digits.removeFirst() }
    return SlipCandidate(.decimalPoint, other)
  }

  /// A zero at the end goes: it only filled up the decimals.
  private var pointBefore: SlipCandidate? {
    var other = layout
    other.fractionCount += 1
    if other.wholeCount < 1 { other.digits.insert(0, at: 0) }
    if layout.fractionCount > 0, other.digits.last == 0 {
      other.digits.removeLast()
      other.fractionCount -= 1
    }
    return SlipCandidate(.decimalPoint, other)
  }

  private var digits: [SlipCandidate] {
    let positions = layout.digits.indices
    let swapped = positions.dropLast().compactMap { position -> SlipCandidate? in
      guard layout.digits[position] != layout.digits[position + 1] else { return nil }
      var other = layout
      other.digits.swapAt(position, position + 1)
      return SlipCandidate(.transposition, other)
    }
    let changed = positions.flatMap { position in
      (0...9 as ClosedRange<UInt8>).compactMap { digit -> SlipCandidate? in
        guard layout.digits[position] != digit else { return nil }
        var other = layout
        other.digits[position] = digit
        return SlipCandidate(.digit, other)
      }
    }
    return swapped + changed
  }
}
