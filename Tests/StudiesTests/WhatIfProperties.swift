import Alliances
import Planning
import TestSupport
import Testing

@testable import Studies

@Suite("What must hold of any scenario")
struct WhatIfProperties {
  private func scenario(seed: UInt64) throws -> (alliance: Alliance, factors: [ScenarioFactor]) {
    var generator = SeededGenerator(seed: seed)
    let alliance = try Alliance(.randomWithDecisions(seed: seed))
    var changes = ["rd=+\(Int.random(in: 5...40, using: &generator))%", "m0.rd=+1.5"]
    changes.append("m1.rd@\(alliance.periods[0])=4")
    if alliance.levers[1].baseline[0] == 0 { changes.append("m0.support=1") }
    let added = alliance.candidates.map { alliance.firms.ids[$0].description }
    return (alliance, try ScenarioReader(alliance).factors(setting: changes, adding: added))
  }

  @Test("parts add up to the whole, by firm too, and one factor alone is the difference", arguments: 0..<25)
  func partsAddUp(seed: Int) throws {
    let (alliance, factors) = try scenario(seed: UInt64(seed))
    let study = try WhatIf(of: alliance, factors)
    let scale = max(1, study.firms.reduce(0) { $0 + abs($1.estimate.value) })
    #expect(abs(study.parts.reduce(0) { $0 + $1.estimate.value } - study.total.value) <= 1e-12 * scale)
    #expect(abs(study.firms.reduce(0) { $0 + $1.estimate.value } - study.total.value) <= 1e-12 * scale)
    for firm in study.firms {
      #expect(abs(firm.parts.reduce(0, +) - firm.estimate.value) <= 1e-12 * scale)
    }
    for factor in factors {
      let alone = try WhatIf(of: alliance, [factor])
      #expect(alone.parts[0].estimate.value.isApproximatelyEqual(to: alone.total.value, relativeTolerance: 1e-12))
    }
  }

  @Test("the terms that studies evaluate are those of the alliance's index", arguments: 0..<25)
  func terms(seed: Int) throws {
    let (alliance, factors) = try scenario(seed: UInt64(seed))
    let scenario = Scenario(alliance, factors)
    let state = scenario.state(of: scenario.everything)
    for (firm, isIn) in state.isIn.enumerated() where isIn {
      for period in alliance.periods.indices {
        let entry = alliance.entry(firm: firm, period: period)
        let row = scenario.terms.row(entry: entry, levels: state.levels, attributes: state.attributes)
        let index = product(alliance.model.coefficients, row, from: 0)
        #expect(
          index.isApproximatelyEqual(
            to: alliance.index(firm: firm, period: period, levels: state.levels.map { $0[entry] }),
            relativeTolerance: 1e-12))
      }
    }
  }

  @Test("factors that do the same have the same part, and one that does nothing has none")
  func symmetry() throws {
    let description = try AllianceDescription.twoFirms(budget: 10)
    let alliance = try Alliance(description)
    let reader = ScenarioReader(alliance)
    let study = try WhatIf(
      of: alliance, reader.factors(setting: ["acme.rd=+2", "acme.skill=+0", "acme.rd=+2"], adding: []))
    #expect(study.parts[0].estimate.value.isApproximatelyEqual(to: study.parts[2].estimate.value))
    #expect(abs(study.parts[1].estimate.value) < 1e-12)
  }
}
