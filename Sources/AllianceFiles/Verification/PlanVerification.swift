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
  /// The version that made the plan, where it is another one.
  public let otherVersion: String?

  /// Whether nothing was found.
  public var agrees: Bool { changedInputs.isEmpty && differences.isEmpty && faults.isEmpty }

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
  ///   - fresh: the content of a plan file made now.
  ///   - recomputed: the content of a plan file with the levels of this one, where it has them.
  ///   - run: the files as they are now, and the version.
  public init(_ plan: PlanFile, _ review: PlanReview, fresh: JSONValue, recomputed: JSONValue?, run: RunRecord) {
    self.plan = plan.file
    faults = review.faults
    changedInputs = plan.changedInputs(since: run)
    let version: String? =
      if case .text(let text) = plan.root["run"]?["version"]?.content { text } else { nil }
    otherVersion = version == run.version ? nil : version
    let toFresh = PlanComparison(plan.root, fresh)
    comparedCount = toFresh.count + run.inputs.count
    guard let recomputed, review.faults.isEmpty else {
      differences = toFresh.differences
      isAlternative = false
      return
    }
    // A plan whose figures follow from its levels is as good as the fresh one where its objective is.
    let own = PlanComparison(plan.root, recomputed).differences
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
