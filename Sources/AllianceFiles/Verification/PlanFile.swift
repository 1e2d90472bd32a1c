import Alliances
import Planning
import SourceText

/// A plan file as it stands, with places, to be compared with what it should hold.
public struct PlanFile: Sendable {
  /// The file.
  public let file: SourceFile
  let root: RecordedValue

  private enum Schema: String, CaseIterable {
    case plan = "alliance-plan/1"
  }

  /// Reads `file`, which must hold a plan of the form `alliance-plan/1`.
  ///
  /// - Throws: the problems of the file; their facts are `StructureFact`.
  public init(_ file: SourceFile) throws(InputProblems) {
    let collector = ProblemCollector()
    let document = YAMLDocument(file)
    collector.report(document.problems)
    guard let node = document.root, let top = TableReader(node, into: collector) else {
      throw InputProblems(collector.problems)
    }
    if !top.has("schema") { top.report(.missingKey("schema", under: []), at: top.mark, key: "schema") }
    _ = top.choice("schema", among: Schema.allCases)
    guard collector.problems.isEmpty else { throw InputProblems(collector.problems) }
    self.file = file
    root = RecordedValue(node)
  }

  /// The figure that no plan betters, as the file says, where its search stopped before the plan was proved to be the best:
  /// its status is `feasible`.
  public var boundOfStoppedSearch: Double? {
    guard case .text("feasible") = root["status"]?.content else { return nil }
    return root["objective"]?["bound"]?.number
  }

  /// The levels and amounts of money that the file gives for `alliance`; nil where one is missing or no number.
  public func levels(of alliance: Alliance) -> RecordedLevels? {
    guard let isIn = selection(of: alliance), case .list(let members) = root["members"]?.content,
      members.count == isIn.count(where: \.self)
    else { return nil }
    var levels = [[[RecordedLevels.Level]]](repeating: [], count: isIn.count)
    var contributions = [[Double]](repeating: [], count: isIn.count)
    for (firm, member) in zip(isIn.indices.filter { isIn[$0] }, members) {
      guard case .list(let periods) = member["periods"]?.content, periods.count == alliance.periods.count else {
        return nil
      }
      let own = periods.compactMap { period in self.levels(in: period, of: alliance) }
      let put = periods.compactMap { $0["contribution"]?.number }
      guard own.count == periods.count, put.count == periods.count else { return nil }
      levels[firm] = own
      contributions[firm] = put
    }
    return drawn(of: alliance).map { RecordedLevels(levels, contributions: contributions, drawn: $0, isIn: isIn) }
  }

  /// Whether each firm is in the alliance: every member, and the candidates that the file says join; nil where it does not
  /// say so of all candidates, in their order.
  private func selection(of alliance: Alliance) -> [Bool]? {
    guard case .list(let partners) = root["partners"]?.content, partners.count == alliance.candidates.count else {
      return nil
    }
    var isIn = [Bool](repeating: true, count: alliance.memberCount)
    for (candidate, partner) in zip(alliance.candidates, partners) {
      guard case .text(alliance.firms.ids[candidate].description) = partner["id"]?.content,
        case .truth(let isSelected) = partner["selected"]?.content
      else { return nil }
      isIn.append(isSelected)
    }
    return isIn
  }

  /// What is drawn of each grant in each period; nil where an amount is missing or no number.
  private func drawn(of alliance: Alliance) -> [[Double]]? {
    guard case .list(let grants) = root["grants"]?.content, grants.count == alliance.description.grants.count else {
      return nil
    }
    let drawn = grants.compactMap { grant -> [Double]? in
      guard case .list(let periods) = grant["periods"]?.content else { return nil }
      let amounts = periods.compactMap { $0["drawn"]?.number }
      return amounts.count == alliance.periods.count && periods.count == amounts.count ? amounts : nil
    }
    return drawn.count == grants.count ? drawn : nil
  }

  private func levels(in period: RecordedValue, of alliance: Alliance) -> [RecordedLevels.Level]? {
    let levels = alliance.levers.compactMap { schedule -> RecordedLevels.Level? in
      let lever = period["levers"]?[schedule.lever.variable]
      guard let planned = lever?["planned"]?.number else { return nil }
      guard case .talent = schedule.lever.kind else { return RecordedLevels.Level(planned: planned, seconded: 0) }
      return lever?["seconded"]?.number.map { RecordedLevels.Level(planned: planned, seconded: $0) }
    }
    return levels.count == alliance.levers.count ? levels : nil
  }
}

/// A value of a file that a program wrote, with its place.
struct RecordedValue: Sendable {
  let content: Content
  let mark: SourceMark

  /// What the value is.
  indirect enum Content: Sendable {
    case null
    case truth(Bool)
    case number(Double)
    case text(String)
    case list([RecordedValue])
    case object([(key: String, value: RecordedValue)])
  }

  init(_ node: YAMLNode) {
    mark = node.mark
    switch node.content {
    case .nothing: content = .null
    case .list(let items): content = .list(items.map(RecordedValue.init))
    case .table(let entries):
      content = .object(entries.map { ($0.key.node.scalar?.string ?? "", RecordedValue($0.value)) })
    case .scalar(let scalar):
      if let number = scalar.number.value {
        content = .number(number)
      } else if scalar.isPlain, ["true", "false"].contains(scalar.text) {
        content = .truth(scalar.text == "true")
      } else {
        content = .text(scalar.text)
      }
    }
  }

  /// The value under `key`, of an object that has it.
  subscript(key: String) -> RecordedValue? {
    guard case .object(let members) = content else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The number, if it is one.
  var number: Double? {
    if case .number(let number) = content { number } else { nil }
  }
}
