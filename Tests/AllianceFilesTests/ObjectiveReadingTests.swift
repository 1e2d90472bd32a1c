import Alliances
import SourceText
import Testing

@testable import AllianceFiles

@Suite("The objective of an alliance file")
struct ObjectiveReadingTests {
  private static let cases: [(lines: String, objective: Objective)] = [
    ("", .gain), ("maximise: gain", .gain), ("maximise: net_value\noutput_value: 0.3", .netValue),
    ("maximise: worst_gain", .worstGain), ("minimise: cost\ntarget: {gain: 8}", .cost(targetGain: 8)),
  ]

  @Test("every objective is read", arguments: cases.indices)
  func reads(position: Int) throws {
    let (lines, objective) = Self.cases[position]
    #expect(try FilesInMemory.small.adding(lines).alliance().alliance.description.objective == objective)
  }

  private func complaints(_ lines: String) -> [Complaint] { FilesInMemory.small.adding(lines).complaints() }

  @Test("the net value needs to know what output is worth")
  func needsOutputValue() {
    #expect(
      complaints("maximise: net_value") == [
        Complaint("alliance.yaml:8:11", "net_value", AllianceFact.netValueWithoutOutputValue)
      ])
  }

  @Test("two objectives exclude each other")
  func excludes() {
    #expect(
      complaints("maximise: gain\nminimise: cost\ntarget: {gain: 8}") == [
        Complaint("alliance.yaml:9:1", "minimise", StructureFact.keysExclude("minimise", other: "maximise"))
      ])
  }

  @Test("a least cost needs a target, and a target a least cost")
  func needsTarget() {
    #expect(
      complaints("minimise: cost") == [
        Complaint("alliance.yaml:8:1", "minimise", StructureFact.missingKey("target", under: []))
      ])
    #expect(
      complaints("target: {gain: 8}") == [
        Complaint("alliance.yaml:8:1", "target", AllianceFact.targetWithoutCost)
      ])
  }

  @Test("a target is a gain, and no negative one")
  func checksTarget() {
    #expect(
      complaints("minimise: cost\ntarget: {gian: 8}") == [
        Complaint("alliance.yaml:9:10", "gian", StructureFact.unknownKey("gian", under: ["target"], known: ["gain"]))
      ])
    #expect(
      complaints("minimise: cost\ntarget: {gain: -8}") == [
        Complaint("alliance.yaml:9:16", "-8", AllianceFact.outOfRange(key: "gain", -8, allowed: .notNegative))
      ])
    #expect(
      complaints("minimise: cots\ntarget: {gain: 8}") == [
        Complaint(
          "alliance.yaml:8:11", "cots", StructureFact.unknownChoice(key: "minimise", text: "cots", known: ["cost"]))
      ])
  }
}
