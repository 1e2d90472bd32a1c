import Alliances
import Planning
import Studies

extension JSONValue {
  /// The study of partners, `alliance-partners/1`. Values are improvements: above 0 where the alliance does better, in the unit
  /// of what it plans for.
  ///
  /// - Parameters:
  ///   - memberNotes: for every member why there is no value without it, where there is none.
  ///   - notes: what should be known before relying on the figures.
  public init(_ study: PartnerStudy, memberNotes: [String?], notes: [String], run: RunRecord) {
    let writer = PartnerStudyWriter(study: study)
    self.init(present: [
      ("schema", "alliance-partners/1"),
      ("alliance", .text(study.alliance.description.name)),
      ("currency", study.alliance.description.currency.map { .text($0) }),
      ("status", study.isStopped ? "feasible" : "optimal"),
      ("objective", .text(study.best.objective.kind.word)),
      ("best", writer.best),
      ("without_partners", study.withoutPartners.map(writer.figure) ?? .null),
      ("draws", writer.draws),
      ("partners", .list(study.candidates.indices.map(writer.candidate))),
      ("pairs", .list(study.pairs.map(writer.pair))),
      ("members", .list(zip(study.members, memberNotes).map(writer.member))),
      ("notes", .list(notes.map { .text($0) })),
      ("run", run.json(solver: study.best.solver)),
    ])
  }
}

/// The parts of a study of partners.
private struct PartnerStudyWriter {
  let study: PartnerStudy

  private var firms: FirmTable { study.alliance.firms }

  private func id(_ firm: Int) -> JSONValue { .text(firms.ids[firm].description) }

  func figure(_ figure: PlannedFigure) -> JSONValue {
    ["value": .number(figure.value), "uncertainty": .number(figure.uncertainty)]
  }

  var best: JSONValue {
    let correction = study.likelihoods?.correctedBest
    return [
      "value": .number(study.best.objective.value), "corrected": JSONValue(correction?.corrected),
      "correction_error": JSONValue(correction?.standardError), "bound": .number(study.best.objective.bound),
      "gap": .number(study.best.objective.gap), "gain": .number(study.best.totals.gain),
      "partners": .list(study.best.partners.filter(\.isSelected).map { .text($0.id.description) }),
    ]
  }

  var draws: JSONValue {
    guard let likelihoods = study.likelihoods else {
      return ["asked": .integer(study.options.draws), "planned": 0, "reason": reasonWithoutDraws]
    }
    return [
      "asked": .integer(study.options.draws), "seed": .integer(Int(clamping: study.options.seed)),
      "planned": .integer(likelihoods.draws), "without_plan": .integer(likelihoods.drawsWithoutPlan),
      "independent": .truth(likelihoods.isIndependent),
    ]
  }

  private var reasonWithoutDraws: JSONValue {
    if study.candidates.isEmpty { return "no_candidates" }
    return study.hasNothingToDraw ? "no_standard_errors" : "not_asked"
  }

  func candidate(_ position: Int) -> JSONValue {
    let value = study.candidates[position]
    let likelihood = study.likelihoods?.candidates[position]
    return .object(
      identity(of: value) + [
        Member("value_alone", JSONValue(value.alone?.value)), Member("value_in_best", JSONValue(value.inBest?.value)),
        Member("uncertainty", JSONValue(value.inBest?.uncertainty)),
        Member("corrected_in_best", JSONValue(likelihood?.correctedInBest?.corrected)),
        Member("corrected_in_best_error", JSONValue(likelihood?.correctedInBest?.standardError)),
        Member("break_even_cost", JSONValue(value.breakEven?.cost)),
        Member("break_even_tolerance", JSONValue(value.breakEven?.tolerance)),
        Member("break_even_limit", JSONValue(value.breakEven?.limit.rawValue)),
        Member("selected", .truth(value.isSelected)),
      ] + probability("positive", likelihood?.payingInBest) + probability("positive_alone", likelihood?.payingAlone)
        + probability("selected", likelihood?.selected) + [Member("firms", changes(value))])
  }

  private func identity(of value: CandidateValue) -> [Member] {
    [
      Member("id", id(value.firm)), Member("name", .text(firms.names[value.firm])),
      Member("status", .text(value.freedom.word)), Member("joining_cost", .number(value.joiningCost)),
    ]
  }

  private typealias Member = JSONValue.Member

  private func probability(_ name: String, _ part: PartnerLikelihood.Proportion?) -> [Member] {
    [
      Member("probability_\(name)", JSONValue(part?.value)),
      Member("probability_\(name)_std_error", JSONValue(part?.standardError)),
    ]
  }

  /// What joining changes for every member, and for the candidates for which it changes anything.
  private func changes(_ value: CandidateValue) -> JSONValue {
    guard let changes = value.changes else { return .null }
    let told = changes.indices.filter { $0 < study.alliance.memberCount || changes[$0] != 0 }
    return .list(told.map { ["id": id($0), "gain_change": .number(changes[$0])] })
  }

  func pair(_ pair: PairSynergy) -> JSONValue {
    [
      "firms": .list(pair.firms.map(id)), "value": JSONValue(pair.value?.value),
      "synergy": JSONValue(pair.synergy?.value), "uncertainty": JSONValue(pair.synergy?.uncertainty),
    ]
  }

  func member(_ member: MemberValue, note: String?) -> JSONValue {
    let loss: Improvement? = if case .lost(let loss, _) = member.outcome { loss } else { nil }
    return JSONValue(present: [
      ("id", id(member.firm)), ("name", .text(firms.names[member.firm])), ("value", JSONValue(loss?.value)),
      ("uncertainty", JSONValue(loss?.uncertainty)), ("gain", .number(member.gain)),
      ("reason", member.outcome.word.map { .text($0) }), ("message", note.map { .text($0) }),
    ])
  }
}

extension CandidateValue.Freedom {
  /// The word of files.
  var word: String {
    switch self {
    case .free: "free"
    case .cannotJoin: "cannot_join"
    case .tooDear: "too_dear"
    case .cannotStayOut: "cannot_stay_out"
    }
  }
}

extension MemberValue.Outcome {
  /// Why there is no value, as a word of files; nil where there is one.
  var word: String? {
    switch self {
    case .lost: nil
    case .noPlan: "no_plan_without"
    case .notSound: "not_sound_without"
    case .last: "only_member"
    }
  }
}
