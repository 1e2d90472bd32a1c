import Alliances
import Planning
import Studies

extension JSONValue {
  /// The comparison of policies, `alliance-policies/1`.
  ///
  /// - Parameters:
  ///   - names: the policies' names, one a result.
  ///   - messages: what each comes to in a sentence, one a result.
  ///   - notes: what should be known before relying on the figures.
  public init(
    _ study: PolicyStudy, tolerances: [Double], names: [String], messages: [String], notes: [String], run: RunRecord
  ) {
    let writer = PolicyStudyWriter(study: study)
    let named = Dictionary(zip(study.results.map(\.policy.kind), names), uniquingKeysWith: { first, _ in first })
    let results = study.results.indices.map {
      writer.result(study.results[$0], name: names[$0], message: messages[$0])
    }
    self.init(
      present: [
        ("schema", "alliance-policies/1"),
        ("alliance", .text(study.alliance.description.name)),
        ("currency", study.alliance.description.currency.map { .text($0) }),
        ("status", study.isStopped ? "feasible" : "optimal"),
        ("objective", .text(study.bare.objective.kind.word)),
        ("tolerance_is", "relative"),
        ("tolerances", .list(tolerances.map { .number($0) })),
      ] + study.promises.json + [
        ("policies", .list([writer.withoutPolicy] + results)),
        ("curves", .list(study.curves.map { writer.curve($0, name: named[$0.kind] ?? "") })),
        ("notes", .list(notes.map { .text($0) })),
        ("run", run.json(solver: study.bare.solver)),
      ])
  }
}

/// The parts of a comparison of policies.
private struct PolicyStudyWriter {
  let study: PolicyStudy

  private typealias Member = JSONValue.Member

  private func ids(_ firms: [Int]) -> JSONValue {
    .list(firms.map { .text(study.alliance.firms.ids[$0].description) })
  }

  var withoutPolicy: JSONValue {
    let head = [
      Member("name", "no policy"), Member("kind", "none"), Member("status", "planned"), Member("tolerance", .null),
    ]
    return .object(head + figures(study.withoutPolicy))
  }

  func result(_ result: PolicyResult, name: String, message: String) -> JSONValue {
    let head = [
      Member("name", .text(name)), Member("kind", .text(result.policy.kind.word)),
      Member("status", .text(result.outcome.word)), Member("tolerance", JSONValue(result.policy.tolerance)),
    ]
    return .object(head + figures(result.figures) + [Member("message", .text(message))])
  }

  private func figures(_ figures: PolicyFigures?) -> [Member] {
    [
      Member("gain", JSONValue(figures?.gain)), Member("price", JSONValue(figures?.price)),
      Member("price_uncertainty", JSONValue(figures?.priceUncertainty)),
      Member("objective_value", JSONValue(figures?.objective.value)),
      Member("corrected", JSONValue(figures?.correction?.corrected)),
      Member("correction_error", JSONValue(figures?.correction?.standardError)),
      Member("spending", JSONValue(figures?.spending)),
      Member("gini", JSONValue(figures?.gini)), Member("worst_gain", JSONValue(figures?.worstGain)),
      Member("winners", figures.map { ids($0.winners) } ?? .null),
      Member("losers", figures.map { ids($0.losers) } ?? .null),
      Member("binding", figures.map { ids($0.binding.all) } ?? .null),
      Member("at_most", figures.map { ids($0.binding.atMost) } ?? .null),
      Member("at_least", figures.map { ids($0.binding.atLeast) } ?? .null),
      Member("partners", figures.map { ids($0.partners) } ?? .null),
      Member("gains", figures.map(gains) ?? .null),
    ]
  }

  /// The gains of the members and of the candidates that join.
  private func gains(_ figures: PolicyFigures) -> JSONValue {
    .object(
      (Array(0..<study.alliance.memberCount) + figures.partners).map {
        Member(study.alliance.firms.ids[$0].description, .number(figures.gains[$0]))
      })
  }

  func curve(_ curve: ToleranceCurve, name: String) -> JSONValue {
    [
      "name": .text(name), "kind": .text(curve.kind.word), "knee": JSONValue(curve.knee),
      "points": .list(curve.points.map { ["tolerance": .number($0.tolerance), "price": .number($0.price)] }),
    ]
  }
}

extension Policy.Kind {
  /// The word of files.
  var word: String {
    switch self {
    case .none: "none"
    case .statusQuo: "status_quo"
    case .oldShares: "old_shares"
    case .equal: "equal"
    case .column: "column"
    case .gain: "gain"
    case .rule: "rule"
    case .allRules: "all_rules"
    }
  }
}

extension PolicyResult.Outcome {
  /// The word of files.
  var word: String {
    switch self {
    case .planned: "planned"
    case .noPlan: "infeasible"
    case .noBaseline, .notSound: "not_possible"
    case .failed: "failed"
    }
  }
}
