import Alliances
import Regression
import SourceText

/// Reads an alliance from its files: the alliance file (YAML), the innovation model, the table of members and
/// the table of candidates that it names.
///
/// A run finds the problems of all files, structure and meaning, and leaves out those that only follow from others.
public struct AllianceReader: Sendable {
  private let read: FileReading

  /// A reader of files; `read` stands for the file system.
  public init(reading read: @escaping FileReading = { (path) throws(InputProblems) in try SourceFile(reading: path) }) {
    self.read = read
  }

  /// The alliance that the file at `path` describes.
  ///
  /// - Parameter path: the alliance file. Files that it names are looked for relative to its folder, and problems in
  ///   them are shown under paths that the user can open from where the program was started.
  /// - Throws: all problems of all files, by file and place; their facts are `FileFact`, `StructureFact`, `TableFact`,
  ///   `FormulaFact`, `ModelFact` and `AllianceFact`.
  public func alliance(at path: String) throws(InputProblems) -> AllianceInput {
    let collector = ProblemCollector()
    let file = try read(path)
    let document = YAMLDocument(file)
    collector.report(document.problems)
    guard let root = document.root, let top = TableReader(root, into: collector) else {
      throw InputProblems(collector.problems)
    }
    guard !top.isModel else { throw InputProblems(AllianceFact.modelInsteadOfAlliance, at: SourceMark(file: path)) }
    let folder = Folder(of: path, reading: read)
    let draft = AllianceDraft(top, in: folder)
    let model = draft.model.flatMap { ModelInput($0, in: folder, into: collector) }
    let members = draft.members.flatMap { FirmsInput($0, of: .members, in: folder, into: collector) }
    let candidates = draft.candidates.flatMap { FirmsInput($0, of: .candidates, in: folder, into: collector) }
    let locator = AllianceLocator(
      top: root, firms: FirmPlaces(members: members?.table, candidates: candidates?.table),
      positions: ["policies": draft.rules.map(\.position), "grants": draft.grants.map(\.position)])
    let consequences = Consequences(
      collector: collector, locator: locator, modelIsMissing: model?.model == nil,
      firmsAreMissing: members == nil || (top.has("candidates") && candidates == nil))
    var firms = members?.firms ?? FirmTable(ids: [], columns: [])
    if let candidates { firms = FirmTable(members: firms, candidates: candidates.firms) }
    let weights = draft.links.map { link in
      link.weights.flatMap { WeightsInput($0, firms: firms, in: folder, into: collector) }
    }
    for (link, own) in zip(draft.links, weights) where link.weights != nil && own == nil {
      collector.fail(["links", link.link.variable, "weights"])
    }
    let links = zip(draft.links, weights).map { $0.link.weighted($1?.matrix) }
    let alliance = check(
      draft, links: links, model: model?.model, firms: firms, into: collector, locator: locator, except: consequences)
    guard let alliance, let model, collector.problems.isEmpty else { throw InputProblems(collector.problems) }
    let tables = [members?.table.file, candidates?.table.file] + weights.map { $0?.file }
    let files = ([file, model.file] + tables).compactMap(\.self)
    return AllianceInput(
      alliance: alliance, files: files, model: model.file, places: AlliancePlaces(of: alliance, locator: locator))
  }

  /// The alliance, or nil with its problems reported.
  private func check(
    _ draft: AllianceDraft, links: [Link], model: InnovationModel?, firms: FirmTable, into collector: ProblemCollector,
    locator: AllianceLocator, except consequences: Consequences
  ) -> Alliance? {
    guard let usable = model ?? InnovationModel(standInFor: draft.levers.map(\.variable) + links.map(\.variable)) else {
      return nil
    }
    let description = AllianceDescription(
      name: draft.name, currency: draft.currency, model: usable, firms: firms,
      periods: draft.periods, discountRate: draft.discountRate, outputValue: draft.outputValue, budget: draft.budget,
      carryOver: draft.carryOver, contributions: draft.contributions, grants: draft.grants.map(\.grant),
      pooling: draft.pooling, levers: draft.levers, links: links, pieces: draft.pieces,
      attributeGrowth: draft.attributeGrowth,
      objective: draft.objective, response: draft.response, gap: draft.gap, rules: draft.rules.map(\.rule))
    do {
      return try Alliance(description)
    } catch {
      for problem in consequences.causes(among: error.problems) {
        collector.report(problem.fact, at: locator.mark(of: problem))
      }
      return nil
    }
  }
}

extension Link {
  /// The same link with the weights that its file gives, if it names one that could be read.
  fileprivate func weighted(_ matrix: FirmMatrix?) -> Link {
    guard let matrix, case .sums(let lever, _) = kind else { return self }
    return Link(variable, .sums(lever: lever, weights: .matrix(matrix)))
  }
}
