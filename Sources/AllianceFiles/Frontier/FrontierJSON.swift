import Alliances
import Planning
import Studies

extension JSONValue {
  /// The best figure against a limit, `alliance-frontier/1`; `notes` are what should be known before relying on the figures,
  /// and `solver` is the name of the solver that was used.
  public init(_ frontier: Frontier, notes: [String], run: RunRecord, solver: String) {
    let alliance = frontier.alliance
    self.init(
      present: [
        ("schema", "alliance-frontier/1"), ("alliance", .text(alliance.description.name)),
        ("currency", alliance.description.currency.map { .text($0) }),
        ("objective", .text(alliance.description.objective.figureName)),
        ("vary", frontier.vary), ("exact", .truth(frontier.isExact)),
        ("sampled_because", frontier.sampling.map { .text($0.word) }),
        (
          "feasible", frontier.feasible.map { ["from": .number($0.lowerBound), "to": .number($0.upperBound)] } ?? .null
        ),
      ] + frontier.promises.json + [
        ("points", .list(frontier.points.map { $0.json(in: frontier) })),
        (
          "curve",
          frontier.curve.isEmpty
            ? nil : .list(frontier.curve.map { ["at": .number($0.at), "value": .number($0.value)] })
        ),
        ("target", frontier.target?.json), ("notes", .list(notes.map { .text($0) })), ("run", run.json(solver: solver)),
      ])
  }
}

extension Frontier {
  fileprivate var vary: JSONValue {
    [
      "path": .text(path.text), "from": .number(range.lowerBound), "to": .number(range.upperBound),
      "value": JSONValue(path.limit.value(in: alliance)),
    ]
  }
}

extension Frontier.Point {
  fileprivate func json(in frontier: Frontier) -> JSONValue {
    var element: JSONValue?
    if case .element(let own) = limit { element = JSONValue(own, in: frontier.alliance) }
    let status = value == nil ? "infeasible" : isStopped ? "feasible" : "optimal"
    return JSONValue(present: [
      ("at", .number(at)), ("value", JSONValue(value)), ("corrected", JSONValue(correction?.corrected)),
      ("correction_error", JSONValue(correction?.standardError)), ("slope_right", JSONValue(slope)),
      ("limit", JSONValue(name(in: frontier))), ("limit_element", element),
      ("status", frontier.isExact ? nil : .text(status)), ("gap", frontier.isExact ? nil : JSONValue(gap)),
      ("price", frontier.isExact ? nil : JSONValue(price)),
    ])
  }

  /// What limits from the point on, in the names of files and exported programs.
  func name(in frontier: Frontier) -> String? {
    switch limit {
    case .varied: frontier.path.text
    case .element(let element): element.name(in: frontier.alliance)
    case nil: nil
    }
  }
}

extension Frontier.Target {
  fileprivate var json: JSONValue {
    [
      "value": .number(figure), "at": JSONValue(at), "tolerance": .number(tolerance), "best": JSONValue(best),
    ]
  }
}

extension SamplingReason {
  fileprivate var word: String {
    switch self {
    case .decisions: "decisions"
    case .curves: "curves"
    case .coefficients: "coefficients"
    case .rates: "rates"
    case .directions: "directions"
    case .firmsAlone: "firms_alone"
    }
  }
}
