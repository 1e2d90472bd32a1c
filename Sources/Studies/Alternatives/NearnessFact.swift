import SourceText

/// What can be wrong with how near to the best plans should be.
public enum NearnessFact: InputFact, Hashable {
  /// It is no share.
  case malformed(String)
  /// It is a number of 1 or more, at most 100, that stands without the sign of a percentage: of 1 nobody can tell
  /// whether a hundredth or the whole is meant.
  case withoutPercentSign(Double)
  /// It is a share below 0 or above the whole.
  case outOfRange(Double)

  /// The share that `text` says, as in `1%` or `0.01`.
  ///
  /// - Throws: a `NearnessFact` under the option `--within`.
  public static func share(_ text: String) throws(InputProblems) -> Double {
    let isPercent = text.hasSuffix("%")
    guard let number = DecimalNumber(isPercent ? text.dropLast() : text[...]).value else {
      throw InputProblems(NearnessFact.malformed(text), at: SourceMark(file: "--within"))
    }
    guard isPercent || !(1...100).contains(number) else {
      throw InputProblems(NearnessFact.withoutPercentSign(number), at: SourceMark(file: "--within"))
    }
    let share = isPercent ? number / 100 : number
    guard share >= 0, share <= 1 else {
      throw InputProblems(NearnessFact.outOfRange(share), at: SourceMark(file: "--within"))
    }
    return share
  }
}
