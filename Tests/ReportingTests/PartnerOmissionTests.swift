import Alliances
import GLPKSolver
import Planning
import Studies
import TestSupport
import Testing

@testable import Reporting

@Suite("What a study of partners leaves out")
struct PartnerOmissionTests {
  private func report(_ description: AllianceDescription) throws -> PartnerStudyReport {
    let study = try PartnerStudy(
      of: Alliance(description), by: Planner(solver: GLPKSolver()), PartnerStudy.Options(draws: 0))
    return PartnerStudyReport(try #require(study))
  }

  @Test("without candidates it says that nothing is drawn")
  func noCandidates() throws {
    let report = try report(.twoFirms(budget: 12))
    #expect(report.notes == ["there are no candidates, so nothing is drawn: --draws and --seed change nothing"])
  }

  @Test("where a rule wants a partner it says why nothing is told of candidates alone")
  func neverWithoutPartners() throws {
    var description = try AllianceDescription.twoFirms(budget: 12)
    description.firms = FirmTable(
      members: sampleFirms(["acme"], ["rd": [0], "skill": [2]]),
      candidates: sampleFirms(["bolt", "cobalt"], ["rd": [0, 0], "skill": [1, 1], "joining_cost": [1, 1]]))
    #expect(try report(description).notes.contains { $0.hasPrefix("no plan goes without partners") } == false)
    let wanting = description.adding(Rule("one", .partners(PartnerCount(minimum: 1))))
    #expect(try report(wanting).notes.contains { $0.hasPrefix("no plan goes without partners, so nothing can be") })
  }

  @Test("a member without whom the others do better is explained")
  func loss() throws {
    // In equal parts 6 bring 12 at Acme and 6 at Bolt; Acme alone may raise its own by 10, which bring 20.
    let equal = try AllianceDescription.twoFirms(budget: 12).adding(Rule("equal", .proportion(Proportion(to: .equal))))
    #expect(try report(equal).text().contains("below 0 where\n  the others do better without it"))
    #expect(try !report(.twoFirms(budget: 12)).text().contains("do better without it"))
  }
}
