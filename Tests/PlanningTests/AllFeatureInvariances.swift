import Alliances
import Foundation
import TestSupport
import Testing

@testable import Planning

/// How figures follow changes of an alliance of which it is known what they must do, over all features at once.
@Suite("Invariances over all features")
struct AllFeatureInvariances {
  static let seeds = UInt64(101)...116

  /// An alliance with the figure of its best plan; nil where it has none.
  private func sample(_ seed: UInt64) throws -> (description: AllianceDescription, figure: Plan.ObjectiveValue)? {
    guard let description = try AllianceDescription.plannable(seed: seed), let figure = try optimum(description) else {
      return nil
    }
    return (description, figure)
  }

  @Test("the order of members and of candidates does not matter", arguments: seeds)
  func permutes(seed: UInt64) throws {
    guard let (description, figure) = try sample(seed) else { return }
    var generator = SeededGenerator(seed: seed)
    let order = [FirmList.members, .candidates].flatMap {
      description.firms.positions(in: $0).shuffled(using: &generator)
    }
    guard let permuted = try optimum(description.permuted(order)) else { return }
    #expect(figure.agrees(with: permuted), "\(figure) \(permuted)")
  }

  @Test("the unit of money does not matter: figures in it grow, prices of it shrink", arguments: seeds)
  func scalesMoney(seed: UInt64) throws {
    guard let (description, figure) = try sample(seed), let scaled = try optimum(description.inUnits(1000)) else {
      return
    }
    let isMoney = description.objective == .netValue || description.objective.isMinimised
    #expect(figure.agrees(with: scaled, times: isMoney ? 1e-3 : 1), "\(figure) \(scaled)")
    // Prices of curves change from point to point, and two plans that are equally good may lie at either side of a kink.
    guard scaled.gap < 1e-9, figure.gap < 1e-9, let plan = try planIfAny(description),
      let other = try planIfAny(description.inUnits(1000)), plan.totals.isSame(as: other.totals, money: 1000)
    else { return }
    for (own, prices) in zip(plan.prices, other.prices) where own.price.basis == .exact {
      let factor = isMoney ? 1.0 : 1000
      #expect((prices.price.price * factor).isApproximatelyEqual(to: own.price.price, relativeTolerance: 1e-5))
    }
  }

  @Test("a candidate that can do nothing changes nothing", arguments: seeds)
  func ignoresIdleCandidates(seed: UInt64) throws {
    guard let (description, figure) = try sample(seed), let idle = description.withIdleCandidate,
      let more = try optimum(idle)
    else { return }
    #expect(figure.agrees(with: more), "\(figure) \(more)")
  }

  @Test("leaving a rule out, or more money, makes no figure worse", arguments: seeds)
  func relaxes(seed: UInt64) throws {
    guard let (description, figure) = try sample(seed) else { return }
    var generator = SeededGenerator(seed: seed)
    var relaxed = description
    if let rule = description.rules.indices.randomElement(using: &generator) { relaxed.rules.remove(at: rule) }
    var richer = description
    richer.budget = description.budget.increased(by: 1.3)
    for relaxed in [relaxed, richer] {
      guard let found = try optimum(relaxed) else { continue }
      #expect(!found.isBeaten(by: figure.value), "\(figure) \(found)")
    }
  }
}

extension Plan.Totals {
  /// Whether gain and spending are the same, the latter in a unit `money` times smaller.
  fileprivate func isSame(as other: Plan.Totals, money: Double) -> Bool {
    gain.isApproximatelyEqual(to: other.gain, relativeTolerance: 1e-7)
      && (spending * money).isApproximatelyEqual(to: other.spending, relativeTolerance: 1e-7)
  }
}

extension Budget {
  /// Every amount times `factor`.
  fileprivate func increased(by factor: Double) -> Budget {
    switch self {
    case .horizon(let amount): .horizon(amount * factor)
    case .perPeriod(let amounts): .perPeriod(amounts.map { $0 * factor })
    }
  }
}

extension AllianceDescription {
  /// The same with a candidate whose levels cannot move, who has no money, weighs nothing and costs nothing; nil where
  /// joining counts by itself.
  fileprivate var withIdleCandidate: AllianceDescription? {
    for link in links { if case .counts(nil) = link.kind { return nil } }
    for rule in rules { if case .partners(let count) = rule.demand, (count.minimum ?? 0) > 0 { return nil } }
    var copy = self
    let own: [String: Double] = ["rd": 1, "rd_min": 1, "rd_max": 1, "skill": 1, "revenue": 1, "rd_unit_cost": 1]
    let bounds = levers.flatMap { ["\($0.variable)_min", "\($0.variable)_max"] }.filter { firms.column($0) == nil }
    var columns = firms.columnNames.compactMap(firms.column).map { column -> FirmColumn in
      let text = column.name == "region" ? "nowhere" : "\(own[column.name] ?? 0)"
      return FirmColumn(
        name: column.name, texts: column.texts + [text], numbers: column.numbers + [Double(text) ?? Double.nan])
    }
    let open = [Double](repeating: .nan, count: firms.count)
    for name in bounds { columns.append(FirmColumn(name: name, open + [own[name] ?? 0])) }
    copy.firms = FirmTable(ids: firms.ids + ["idle"], columns: columns, memberCount: firms.memberCount)
    copy.links = links.map { link in
      guard case .sums(let lever, .matrix(let matrix)) = link.kind else { return link }
      let rows = matrix.rows.indices.map { row in
        Array(matrix.values[(row * matrix.columns.count)..<((row + 1) * matrix.columns.count)]) + [0]
      }
      let wider = FirmMatrix(
        rows: matrix.rows + ["idle"], columns: matrix.columns + ["idle"],
        values: rows.flatMap(\.self) + [Double](repeating: 0, count: matrix.columns.count + 1))
      return Link(link.variable, .sums(lever: lever, weights: .matrix(wider)))
    }
    return copy
  }
}
