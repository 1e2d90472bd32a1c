import Planning
import SourceText

/// Whether a plan file holds what its alliance says it should.
public struct PlanVerification: Sendable {
  /// The plan file.
  public let plan: SourceFile
  /// How many figures and texts were compared.
  public let comparedCount: Int
  /// The files that are not those that the plan was made from, with the place of their checksum in the plan file.
  public let changedInputs: [ChangedInput]
  /// The places that do not hold what they should.
  public let differences: [PlanDifference]
  /// What the recorded levels do not keep.
  public let faults: [LevelFault]
  /// Whether the plan has other levels than a plan made now, and is as good.
  public let isAlternative: Bool
  /// What a plan made now reaches, where the plan is that of a search that stopped: its prices, its certificate and what
  /// goes by them were not compared.
  public let stopped: Stopped?
  /// The version that made the plan, where it is another one.
  public let otherVersion: String?

  /// Whether nothing was found.
  public var agrees: Bool { changedInputs.isEmpty && differences.isEmpty && faults.isEmpty }

  /// The figures that the plan of a search that stopped is judged by.
  public struct Stopped: Sendable, Hashable {
    /// The objective of the plan.
    public let value: Double
    /// The figure that no plan betters, as the plan says.
    public let bound: Double
    /// The objective of a plan made now.
    public let best: Double
  }

  /// An input whose checksum is not the recorded one.
  public struct ChangedInput: Sendable {
    /// The file, as the plan names it or as it is named now.
    public let file: String
    /// The place in the plan file.
    public let path: String
    /// Where the place is.
    public let mark: SourceMark
  }

  /// Compares `plan` with `review`.
  ///
  /// - Parameters:
  ///   - run: the files as they are now, and the version.
  ///   - content: the content of the plan file that belongs to an outcome.
  public init(_ plan: PlanFile, _ review: PlanReview, run: RunRecord, content: (PlanningOutcome) -> JSONValue) {
    self.plan = plan.file
    faults = review.faults
    changedInputs = plan.changedInputs(since: run)
    let version: String? =
      if case .text(let text) = plan.root["run"]?["version"]?.content { text } else { nil }
    otherVersion = version == run.version ? nil : version
    let toFresh = PlanComparison(plan.root, content(review.fresh))
    comparedCount = toFresh.count + run.inputs.count
    stopped = review.stopped(toFresh.differences.map(\.path))
    if stopped != nil, let halted = review.stopped {
      let own = PlanComparison(plan.root, content(.plan(halted)), leavingOutEvidence: true)
      differences = own.differences + plan.boundsExceeded(by: review)
      isAlternative = false
      return
    }
    guard let recomputed = review.recomputed, review.faults.isEmpty else {
      differences = toFresh.differences
      isAlternative = false
      return
    }
    // A plan whose figures follow from its levels is as good as the fresh one where its objective is.
    let own = PlanComparison(plan.root, content(.plan(recomputed))).differences
    isAlternative = own.isEmpty && !toFresh.differences.isEmpty && review.isAsGood
    let known = Set(toFresh.differences.map(\.path))
    differences = isAlternative ? [] : toFresh.differences + own.filter { !known.contains($0.path) }
  }
}

extension PlanReview {
  /// Whether the recorded levels reach the bound as closely as a plan made now has to.
  fileprivate var isAsGood: Bool {
    guard let recomputed, case .plan(let fresh) = fresh else { return false }
    return recomputed.objective.gap <= max(1e-7, fresh.objective.gap)
  }

  /// The figures of the record, where it is that of a search that stopped earlier than the one made now: it differs from it
  /// in what was found of the bound, or of all plans.
  fileprivate func stopped(_ differences: [String]) -> PlanVerification.Stopped? {
    guard let stopped, case .plan(let fresh) = fresh else { return nil }
    let isOtherSearch = differences.contains("objective.bound") || differences.contains("status")
    guard isOtherSearch, differences.count > 1 else { return nil }
    let objective = stopped.objective
    return PlanVerification.Stopped(value: objective.value, bound: objective.bound, best: fresh.objective.value)
  }
}

extension PlanFile {
  /// The bound of a search that stopped, where a plan made now betters it by more than rounding.
  fileprivate func boundsExceeded(by review: PlanReview) -> [PlanDifference] {
    guard case .plan(let fresh) = review.fresh, let recorded = root["objective"]?["bound"], let bound = recorded.number
    else { return [] }
    let best = fresh.objective.value
    let excess = fresh.objective.kind.isMinimised ? bound - best : best - bound
    guard excess > 1e-6 * max(abs(best), abs(bound)) else { return [] }
    return [
      PlanDifference(
        path: "objective.bound", mark: recorded.mark, recorded: .number(bound), recomputed: .number(best))
    ]
  }
}

extension PlanFile {
  /// The inputs that are not what they were. Files go by their order and the last part of their path, since a plan may be
  /// verified from another folder than it was made in.
  fileprivate func changedInputs(since run: RunRecord) -> [PlanVerification.ChangedInput] {
    let inputs = root["run"]?["inputs"]
    var recorded: [(key: String, value: RecordedValue)] = []
    if case .object(let members) = inputs?.content { recorded = members }
    let place = inputs?.mark ?? root.mark
    var changed = zip(recorded, run.inputs).compactMap { old, new -> PlanVerification.ChangedInput? in
      let isSame = if case .text(let sum) = old.value.content { sum == new.sha256 } else { false }
      guard !isSame || old.key.lastPart != new.file.lastPart else { return nil }
      return PlanVerification.ChangedInput(file: old.key, path: "run.inputs.\(old.key)", mark: old.value.mark)
    }
    changed += run.inputs.dropFirst(recorded.count).map {
      PlanVerification.ChangedInput(file: $0.file, path: "run.inputs.\($0.file)", mark: place)
    }
    changed += recorded.dropFirst(run.inputs.count).map {
      PlanVerification.ChangedInput(file: $0.key, path: "run.inputs.\($0.key)", mark: $0.value.mark)
    }
    return changed
  }
}

extension String {
  /// What stands behind the last slash.
  var lastPart: Substring { split(separator: "/").last ?? "" }
}
