import ArgumentParser
import Regression

/// What belongs to one family of models only.
struct FamilyOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Tobit: the limit that censors from below (0 when neither limit is given).", valueName: "limit"))
  var lower: Double?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Tobit: the limit that censors from above.", valueName: "limit"))
  var upper: Double?

  @Option(help: ArgumentHelp("Least squares: the column of weights, above 0.", valueName: "column"))
  var weights: String?

  @Option(help: "Log response: what leads from e^index to the expected output: duan, normal or none.")
  var smearing: SmearingName?

  /// The smearing factors, as the command line names them.
  enum SmearingName: String, ExpressibleByArgument, CaseIterable {
    case duan
    case normal
    case none
  }

  /// What does not belong to `family`.
  func validate(for family: FitCommand.FamilyName) throws {
    if family != .tobit, lower != nil || upper != nil {
      throw ValidationError("--lower and --upper are limits of the family tobit; the family is \(family.rawValue).")
    }
    if family != .gaussian, weights != nil {
      throw ValidationError("--weights are for least squares (--family gaussian); the family is \(family.rawValue).")
    }
    if family != .gaussian, smearing != nil {
      throw ValidationError("--smearing is for least squares of log(y); the family is \(family.rawValue).")
    }
    if let lower, let upper, lower >= upper { throw ValidationError("--lower must be below --upper.") }
    if [lower, upper].contains(where: { $0.map { !$0.isFinite } ?? false }) {
      throw ValidationError("Limits must be finite numbers; leave a limit out where there is none.")
    }
  }

  /// The limits of a tobit: 0 from below when none is given.
  var tobitLimits: (lower: Double?, upper: Double?) { lower == nil && upper == nil ? (0, nil) : (lower, upper) }

  /// The factor of a log response.
  var smearingFactor: Smearing { smearing.flatMap { Smearing(rawValue: $0.rawValue) } ?? .duan }
}

/// Where standard errors come from, and intervals.
struct PrecisionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Where standard errors come from; HC2 and HC3 for least squares only. Without it HC1 for poisson, classical for \
      the others.
      """, valueName: "kind"))
  var vcov: CovarianceOption?

  @Option(help: ArgumentHelp("Bootstrap: how many samples are drawn (999).", valueName: "count"))
  var replications: Int?

  @Option(help: ArgumentHelp("Bootstrap: the seed of the draws (1).", valueName: "number"))
  var seed: UInt64?

  @Option(help: "Add confidence intervals at this level, between 0 and 1.")
  var level: Double?

  /// What does not suit `family` or each other.
  func validate(for family: FitCommand.FamilyName) throws {
    if let level, !(level > 0 && level < 1) {
      throw ValidationError("The level of confidence must lie between 0 and 1; 0.95 is usual.")
    }
    if let replications, replications < 2 { throw ValidationError("A bootstrap needs at least 2 replications.") }
    if replications != nil || seed != nil, !(vcov?.isBootstrap ?? false) {
      throw ValidationError("--replications and --seed belong to --vcov bootstrap.")
    }
    if family != .gaussian, vcov == .robust(.hc2) || vcov == .robust(.hc3) {
      throw ValidationError(
        "HC2 and HC3 correct by leverages, which least squares alone has; HC0 and HC1 serve all families.")
    }
  }

  /// The covariance that is asked for, or the usual one of `family`.
  func request(for family: FitCommand.FamilyName) -> CovarianceRequest {
    let kind = vcov ?? (family == .poisson ? .robust(.hc1) : .classical)
    return kind.request(replications: replications ?? 999, seed: seed ?? 1)
  }
}
