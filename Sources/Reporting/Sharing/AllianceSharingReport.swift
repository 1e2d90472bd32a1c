import Alliances
import Planning
import Studies

/// How the gain of an alliance can be divided, for a terminal: the divisions, who would leave, and who pays whom.
public struct AllianceSharingReport: Sendable {
  private let study: AllianceSharing

  /// The report of `study`.
  public init(_ study: AllianceSharing) { self.study = study }

  private var alliance: Alliance { study.plan.alliance }

  /// What a reader should know, in sentences.
  public var notes: [String] { study.notes.map(sentence) }

  /// The report in lines of `width` cells, with the payments that lead from the plan to the division by `method`; a
  /// table that is wider is printed in parts.
  public func text(
    _ palette: Palette = .plain, width: Int = 80, paying method: Sharing.Method, notes: Bool = true
  ) -> String {
    let names = study.game.players.map { alliance.firms.names[$0] }
    let report = SharingReport(
      study.sharing, title: alliance.description.name.printable, players: names, noun: "firm", unit: unit,
      held: study.held)
    var lines = report.lines(palette, width: width) + [""]
    lines += payments(by: method, names).flatMap { $0.wrapped(to: width, indent: 2) }
    if notes, !self.notes.isEmpty {
      lines += [""] + palette.lines(of: self.notes, width: width)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var isMoney: Bool { study.plan.objective.kind == .netValue }

  private var terms: AllianceTerms { AllianceTerms(alliance: alliance) }

  /// What stands behind an amount of what is divided.
  private var unit: String { terms.unit(of: isMoney ? .netValue : .gain).map { " \($0)" } ?? "" }

  private func payments(by method: Sharing.Method, _ names: [String]) -> [String] {
    guard let division = study.sharing.division(by: method) else {
      return ["There is no division '\(method.rawValue)', so nobody pays."]
    }
    let payments = Compensation.payments(from: study.held, to: division.allocation)
    guard !payments.isEmpty else { return ["\(method.title): the plan itself gives every firm its part."] }
    return ["Payments that turn the plan into the division '\(method.title)':"]
      + payments.map { payment in
        "\(names[payment.payer].printable) pays \(names[payment.receiver].printable) "
          + "\(SharingReport.amount(payment.amount))\(unit)\(worth(of: payment.amount))"
      }
  }

  /// What an amount of output is worth in money, where the alliance says.
  private func worth(of amount: Double) -> String {
    let value = alliance.description.outputValue
    guard !isMoney, value != 1 else { return "" }
    return ", worth \(terms.money(SharingReport.amount(value * amount)))"
  }

  private func sentence(_ note: AllianceSharing.Note) -> String {
    switch note {
    case .gainInPlaceOf(let objective):
      "the alliance \(objective.isMinimised ? "minimises cost" : "maximises the smallest gain"), which does not add up "
        + "over firms; divided is the greatest gain of the same alliance"
    case .outside(let ids):
      "\(listed(ids.map { quoted($0.description) })) would not join, and \(ids.count == 1 ? "has" : "have") no part"
    case .rulesOfAlliance(let names):
      "a coalition that leaves is not bound by \(shortList(names.map(quoted))); the gain that is divided is"
    case .coalitionsWithoutPlan(let count):
      "\(counted(count, "coalition")) cannot pay for \(count == 1 ? "its" : "their") own least levels and counted as "
        + "worth nothing"
    case .gap(let gap):
      "what coalitions are worth is proved up to \(NumberText.percent(gap)) only, and so is what follows from it"
    case .pricesOpen:
      "more than one set of prices proves the plan, so the division by resources (Owen) is one of several"
    case .withoutResourcePrices:
      "no division by the prices of resources (Owen): it needs a plan without yes-or-no decisions, with responses that do "
        + "not bend upwards, and common money that is divided by members"
    case .nobodyContributes: "nobody contributes, so nothing is divided in proportion to contributions"
    case .sampled(let orders):
      "with more than \(AllianceSharing.exactLimit) firms the Shapley value is estimated, from \(orders) orders of joining"
    case .withoutNucleolus(let limit): "the nucleolus is found for at most \(limit) firms"
    case .coreNotSearched:
      "with links and more than \(AllianceSharing.exactLimit) firms, coalitions of several firms that would leave are not "
        + "looked for"
    }
  }
}
