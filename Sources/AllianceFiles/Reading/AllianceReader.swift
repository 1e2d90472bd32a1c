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
      top: root, members: members?.table, candidates: candidates?.table,
      positions: ["policies": draft.rules.map(\.position), "grants": draft.grants.map(\.position)])
    let consequences = Consequences(
      collector: collector, locator: locator, modelIsMissing: model?.model == nil,
      firmsAreMissing: members == nil || (top.has("candidates") && candidates == nil))
    var firms = members?.firms ?? FirmTable(ids: [], columns: [])
    if let candidates { firms = FirmTable(members: firms, candidates: candidates.firms) }
    let alliance = check(
      draft, model: model?.model, firms: firms, into: collector, locator: locator, except: consequences)
    guard let alliance, collector.problems.isEmpty else { throw InputProblems(collector.problems) }
    let files = [file, model?.file, members?.table.file, candidates?.table.file].compactMap { $0 }
    return AllianceInput(alliance: alliance, files: files, places: AlliancePlaces(of: alliance, locator: locator))
  }

  /// The alliance, or nil with its problems reported.
  private func check(
    _ draft: AllianceDraft, model: InnovationModel?, firms: FirmTable, into collector: ProblemCollector,
    locator: AllianceLocator, except consequences: Consequences
  ) -> Alliance? {
    guard let usable = model ?? standInModel(for: draft.levers) else { return nil }
    let description = AllianceDescription(
      name: draft.name, currency: draft.currency, model: usable, firms: firms,
      periods: draft.periods, discountRate: draft.discountRate, outputValue: draft.outputValue, budget: draft.budget,
      carryOver: draft.carryOver, contributions: draft.contributions, grants: draft.grants.map(\.grant),
      pooling: draft.pooling, levers: draft.levers, attributeGrowth: draft.attributeGrowth,
      objective: draft.objective, response: draft.response, rules: draft.rules.map(\.rule))
    do {
      return try Alliance(description)
    } catch {
      for problem in consequences.causes(among: error.problems) {
        collector.report(problem.fact, at: locator.mark(of: problem))
      }
      return nil
    }
  }

  /// A model in which every lever counts, to check the rest of a file whose model cannot be read.
  private func standInModel(for levers: [Lever]) -> InnovationModel? {
    InnovationModel(standInFor: levers.map(\.variable))
  }
}
