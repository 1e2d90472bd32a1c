import Alliances
import Planning
import Studies

/// The tables of a report on partners.
struct PartnerTables {
  let study: PartnerStudy

  private var terms: AllianceTerms { AllianceTerms(alliance: study.alliance) }

  /// One row a candidate.
  var candidates: TextTable {
    let values = study.candidates
    var columns = [
      (TextTable.Column("candidate", .left), values.map { terms.name(firm: $0.firm) }),
      (TextTable.Column("joins", .left), values.map { $0.isSelected ? "yes" : "no" }),
      (TextTable.Column("cost"), cells(values.map(\.joiningCost))),
      (TextTable.Column("alone"), cells(values.map(\.alone))),
      (TextTable.Column("on top"), cells(values.map(\.inBest))),
    ]
    let corrected = study.likelihoods?.candidates.map { $0.correctedInBest?.corrected } ?? []
    if corrected.contains(where: { $0 != nil }) { columns.append((TextTable.Column("corrected"), cells(corrected))) }
    columns.append((TextTable.Column("break-even"), breakEven))
    if let likelihoods = study.likelihoods {
      columns.append((TextTable.Column("pays"), likelihoods.candidates.map { text($0.payingAlone) }))
      columns.append((TextTable.Column("chosen"), likelihoods.candidates.map { text($0.selected) }))
    }
    return TextTable(columns: columns)
  }

  private var breakEven: [String] {
    let texts = cells(study.candidates.map { $0.breakEven?.cost })
    return zip(study.candidates, texts).map { value, text in
      switch value.freedom {
      case .free, .tooDear: value.breakEven == nil ? "never" : text
      case .cannotJoin, .cannotStayOut: "–"
      }
    }
  }

  private func text(_ part: PartnerLikelihood.Proportion?) -> String {
    guard let value = part?.value, value.isFinite else { return "–" }
    return "\(NumberText.fixed(100 * value, decimals: 0)) %"
  }

  /// One row a pair.
  func pairs(_ pairs: [PairSynergy]) -> TextTable {
    TextTable(columns: [
      (TextTable.Column("pair", .left), pairs.map { listed($0.firms.map { terms.name(firm: $0) }) }),
      (TextTable.Column("together"), cells(pairs.map(\.value))),
      (TextTable.Column("synergy"), cells(pairs.map(\.synergy))),
    ])
  }

  /// One row a member.
  var members: TextTable {
    let losses = study.members.map { member -> Improvement? in
      if case .lost(let loss, _) = member.outcome { loss } else { nil }
    }
    var columns = [
      (TextTable.Column("member", .left), study.members.map { terms.name(firm: $0.firm) }),
      (TextTable.Column("own gain"), cells(study.members.map(\.gain))),
      (TextTable.Column("lost if it left"), cells(losses)),
    ]
    // The rest of the loss is at others, or made good by them, where both are counted in gain.
    if study.best.objective.kind == .gain {
      let others = zip(losses, study.members).map { loss, member in loss.map { $0.value - member.gain } }
      columns.append((TextTable.Column("of it at others"), cells(others)))
    }
    return TextTable(columns: columns)
  }

  private func cells(_ values: [Improvement?]) -> [String] {
    cells(values.map { value in value.map { abs($0.value) <= $0.rounding ? 0 : $0.value } })
  }

  private func cells(_ values: [Double?]) -> [String] {
    // What is next to nothing beside the others is rounding.
    let largest = values.compactMap(\.self).map(abs).max() ?? 0
    let clean = values.map { value in value.map { abs($0) < 1e-9 * largest ? 0 : $0 } }
    let texts = NumberText.amounts(
      clean.map { $0 ?? .nan }, decimals: NumberText.decimals(for: clean.compactMap(\.self)))
    return texts
  }
}
