import Foundation
import TestSupport
import Testing

@Suite("The README")
struct ReadmeTests {
  @Test("shows the plan that the example gives")
  func showsThePlan() throws {
    func text(_ path: String) throws -> String {
      try String(contentsOf: ProjectFolder.url.appendingPathComponent(path), encoding: .utf8)
    }
    #expect(try text("README.md").contains("```\n\(try text("Examples/us-industries/plan.txt"))```"))
  }
}
