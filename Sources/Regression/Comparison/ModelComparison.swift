/// Models side by side, with the likelihood-ratio tests between those that are nested.
public struct ModelComparison: Sendable, Hashable {
  /// A model under the name by which the reader knows it.
  public struct Entry: Sendable, Hashable {
    /// The name.
    public let name: String
    /// The model.
    public let model: InnovationModel

    /// `model`, called `name`.
    public init(name: String, model: InnovationModel) {
      self.name = name
      self.model = model
    }
  }

  /// Two of the models, and what a test between them says or why there is none.
  public struct Pair: Sendable, Hashable {
    /// The position of one model among the entries.
    public let first: Int
    /// The position of the other, which is larger.
    public let second: Int
    /// The outcome.
    public let outcome: Outcome
  }

  /// A test, or what stands in its way.
  public enum Outcome: Sendable, Hashable {
    /// One is nested in the other.
    case test(LikelihoodRatioTest)
    /// The likelihoods cannot be tested against each other.
    case notComparable(Incomparability)
  }

  /// The models.
  public let entries: [Entry]
  /// Every pair of models once, by first, then second.
  public let pairs: [Pair]

  /// Compares `entries`.
  public init(_ entries: [Entry]) {
    self.entries = entries
    pairs = entries.indices.flatMap { first in
      entries.indices.dropFirst(first + 1).map { second in
        Pair(first: first, second: second, outcome: outcome(of: entries, first, second))
      }
    }
  }

  /// A coefficient of one or more of the models, or log(σ).
  public struct Parameter: Sendable, Hashable {
    /// The label in the first model that has it.
    public let name: String
    /// The estimate of every model, in their order; nil in those without it.
    public let estimates: [ModelEstimate?]
  }

  /// All parameters: those of the first model, then those that a later one adds; `log(sigma)` last. The factors of a
  /// product may stand in any order.
  public var parameters: [Parameter] {
    let models = entries.map { entry in
      Dictionary(
        zip(entry.model.terms.map { Set($0.factors) as Set<ModelFactor>? } + [nil], entry.model.estimates),
        uniquingKeysWith: { first, _ in first })
    }
    let products = distinct(entries.flatMap { $0.model.terms.map { Set($0.factors) as Set<ModelFactor>? } }) + [nil]
    return products.compactMap { product in
      let estimates = models.map { $0[product] }
      return estimates.compactMap(\.self).first.map { Parameter(name: $0.name, estimates: estimates) }
    }
  }
}

private func outcome(
  of entries: [ModelComparison.Entry], _ first: Int, _ second: Int
) -> ModelComparison.Outcome {
  let (left, right) = (entries[first].model, entries[second].model)
  if let reason = Incomparability(left, right) { return .notComparable(reason) }
  guard let likelihood = left.fit?.logLikelihood, let other = right.fit?.logLikelihood else {
    return .notComparable(.likelihoodUnknown)
  }
  let isNested = left.terms.count < right.terms.count
  return .test(
    LikelihoodRatioTest(
      restricted: isNested ? first : second, full: isNested ? second : first,
      test: ChiSquaredTest(
        logLikelihood: isNested ? other : likelihood, restricted: isNested ? likelihood : other,
        degrees: abs(left.terms.count - right.terms.count))))
}
