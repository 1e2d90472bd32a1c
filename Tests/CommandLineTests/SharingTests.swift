import Foundation
import TestSupport
import Testing

/// A game that cannot be divided.
private struct FaultyGame: Sendable, CustomTestStringConvertible {
  let name: String
  let text: String

  var testDescription: String { name }
}

private let faultyGames = [
  FaultyGame(name: "misspelt column", text: "coalition,valu\na,1\n"),
  FaultyGame(name: "missing coalitions", text: "coalition,value\na,1\nb,2\nc,3\na+b+c,9\n"),
  FaultyGame(name: "one missing coalition", text: "coalition,value\na,1\na+b,2\n"),
  FaultyGame(
    name: "faulty rows", text: "coalition,value\na,1\n,2\nb,\na+b,3\nb+a,4\na++b,1\na+a,1\nb+a+c,1e16\n"),
  FaultyGame(name: "no numbers", text: "coalition,value\na,much\n"),
  FaultyGame(
    name: "too many players",
    text: "coalition,value\n" + (1...21).map { "p\($0),1\n" }.joined()),
]

@Suite("Sharing of games")
struct SharingTests {
  private let example = ProjectFolder.url.appendingPathComponent("Examples/shared-production")

  @Test("the example is divided as its page says")
  func productionExample() throws {
    try expectExample(["sharing", "--game", "game.csv"], of: "shared-production", prints: "sharing")
    let json = try CommandRun(["sharing", "--game", "game.csv", "--json"], in: example)
    #expect((json.status, json.errors) == (0, ""))
    expectNoError {
      try JSONSnapshot("Tests/CommandLineTests/Golden/shared-production.json", masking: ["seconds"]).compare(
        json.output)
    }
  }

  @Test("the gain of an alliance is divided as the page of the example says, in a table, in JSON and in CSV")
  func allianceExample() throws {
    try expectExample(
      ["sharing", "alliance.yaml", "--pay", "nucleolus"], of: "common-technology", prints: "sharing")
    let example = ProjectFolder.url.appendingPathComponent("Examples/common-technology")
    let folder = try TemporaryFolder()
    let tables = folder.url.appendingPathComponent("tables").path
    let json = try CommandRun(["sharing", "alliance.yaml", "--json", "--quiet", "--csv", tables], in: example)
    #expect((json.status, json.errors) == (0, ""))
    expectNoError {
      try JSONSnapshot("Tests/CommandLineTests/Golden/common-technology.sharing.json", masking: ["run"]).compare(
        json.output)
    }
    let divisions = try folder.text("tables/divisions.csv")
    #expect(divisions.hasPrefix("player,alone,held,owen,shapley,nucleolus,equal\nyulin,"))
    #expect(try folder.text("tables/coalitions.csv").split(separator: "\n").count == 64)
    #expect(try folder.text("tables/payments.csv").hasPrefix("division,from,to,amount\n"))
  }

  @Test("an estimate stands beside its standard errors in the table, too")
  func standardErrors() throws {
    let rows = (1...13).map { "f\($0),10,\($0)" }
    let folder = try SmallAlliance().with("id,rd,skill\n" + rows.joined(separator: "\n") + "\n", as: "members.csv")
      .with(
        """
        alliance: Many
        model: model.yaml
        members: members.csv
        budget: 13
        levers:
          rd: {kind: investment, max_increase: 50%}

        """, as: "alliance.yaml"
      ).with(
        """
        schema: alliance-model/1
        formula: output ~ rd + rd:skill
        response: output
        family: {name: gaussian}
        coefficients: {(Intercept): 1, rd: 0.5, rd:skill: 0.1}

        """, as: "model.yaml"
      )
      .folder()
    let run = try CommandRun(["sharing", "alliance.yaml", "--groups", "2", "--csv", "tables"], in: folder.url)
    #expect(run.status == 0)
    let lines = try folder.text("tables/divisions.csv").split(separator: "\n").map { $0.split(separator: ",") }
    #expect(lines[0].joined(separator: ",") == "player,alone,held,owen,shapley,shapley_std_error,equal")
    #expect(lines.count == 14 && lines.allSatisfy { $0.count == 7 })
    let errors = lines.dropFirst().compactMap { Double($0[5]) }
    #expect(errors.count == 13 && errors.allSatisfy { $0 >= 0 } && errors.contains { $0 > 0 })
  }

  /// Thirteen firms with skills of 3 and from 1.1 to 1.65 that own 2 of 26 each, under a cap of 13 that nobody has alone:
  /// together they reach 3·(3 + 1.65 + 1.6 + 1.55) + 1.5 = 24.9, alone 39 in all.
  private var linkedFirms: [String: String] {
    let rows = (1...13).map { "f\($0),Firm \($0),east,0,\($0 == 1 ? 3 : 1 + Double($0) / 20),0\n" }.joined()
    return [
      "members.csv": "id,name,region,rd,skill,near\n" + rows,
      "model.yaml": """
      schema: alliance-model/1
      formula: patents ~ 0 + rd:skill + near
      response: patents
      family: {name: gaussian}
      coefficients: {"rd:skill": 1, near: 0}

      """,
      "alliance.yaml": """
      alliance: Thirteen
      model: model.yaml
      members: members.csv
      budget: 26
      levers:
        rd: {kind: investment, max_increase: 3}
      links:
        near: {sums: rd, same: region}
      policies:
        - {name: cap, spend: {max: 13}}

      """,
    ]
  }

  @Test("with links and many firms single firms tell what they can of the core, and JSON says why it is null")
  func singleFirms() throws {
    let folder = try TemporaryFolder()
    for (name, text) in linkedFirms { try folder.write(text, to: name) }
    let run = try CommandRun(["sharing", "alliance.yaml", "--groups", "2"], in: folder.url)
    #expect((run.status, run.errors) == (0, ""))
    expectNoError { try Snapshot("Tests/CommandLineTests/Golden/sharing-single-firms.txt").compare(run.output) }
    let json = try CommandRun(["sharing", "alliance.yaml", "--groups", "2", "--json", "--quiet"], in: folder.url)
    let answer = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    #expect(answer["core"] is NSNull)
    #expect(answer["core_not_searched"] as? String == "links")
    let alone = try #require(answer["alone"] as? [String: Any])
    #expect(alone["core_empty"] as? Bool == true)
    #expect(abs((alone["worth"] as? Double ?? 0) - 39) < 1e-9)
    let equal = (alone["worse_off"] as? [String: [String: Double]])?["equal"]
    #expect(abs((equal?["f1"] ?? 0) - (6 - 24.9 / 13)) < 1e-9)
  }

  @Test("neither an alliance nor a game, or both, is bad usage; an alliance without a plan says what clashes")
  func misuse() throws {
    let folder = try TemporaryFolder()
    for arguments in [
      ["sharing"], ["sharing", "a.yaml", "--game", "g.csv"], ["sharing", "a.yaml", "--pay", "half"],
      ["sharing", "--game", "g.csv", "--pay", "nucleolus"], ["sharing", "--game", "g.csv", "--seed", "2"],
    ] {
      #expect(try CommandRun(arguments, in: folder.url).status == 2)
    }
    let both = try CommandRun(["sharing", "a.yaml", "--game", "g.csv"], in: folder.url)
    #expect(both.errors.hasPrefix("Error: Name an alliance file or a game with --game, not both.\n"))
    try folder.copyExample("common-technology")
    try folder.write(
      folder.text("alliance.yaml") + "  - {name: dream, gain: {min: 1000}}\n", to: "alliance.yaml")
    let run = try CommandRun(["sharing", "alliance.yaml"], in: folder.url)
    #expect(run.status == 3)
    #expect(run.output.contains("'dream'"))
  }

  @Test("coalitions of firms with a + in their ids have names of their own, which are read again")
  func namesWithPlus() throws {
    let folder = try SmallAlliance().replacing("acme,Acme", by: "bolt+cobalt,Acme", in: "members.csv").folder()
    let run = try CommandRun(["sharing", "alliance.yaml", "--json", "--csv", "."], in: folder.url)
    #expect(run.status == 0)
    let answer = try run.answer
    let worth = try #require(answer["worth"] as? [String: Double])
    #expect(worth.count == 7)
    #expect(worth["\"bolt+cobalt\""] != worth["bolt+cobalt"])
    let game = try CommandRun(["sharing", "--game", "coalitions.csv", "--json"], in: folder.url)
    #expect((game.status, game.errors) == (0, ""))
    let again = try game.answer
    #expect(again["worth"] as? [String: Double] == worth)
    #expect(again["players"] as? [String] == ["bolt+cobalt", "bolt", "cobalt"])
  }

  @Test("the gap of a coalition's plan is told where the plan of all has none")
  func gapOfCoalitions() throws {
    let folder = try SmallAlliance.ofSkills(budget: 20).with(
      """
      schema: alliance-model/1
      formula: output ~ rd + talent + rd:skill
      response: output
      family: {name: tobit, lower: 0}
      sigma: 6
      coefficients: {(Intercept): -12, rd: 0.3, talent: 0.5, "rd:skill": 0.9}
      variables:
        rd: {min: 0, max: 60, mean: 12, sd: 8}
        talent: {min: 0, max: 60, mean: 10, sd: 5}

      """, as: "model.yaml"
    ).folder()
    let run = try CommandRun(["sharing", "alliance.yaml", "--json"], in: folder.url)
    #expect(run.status == 0)
    let answer = try run.answer
    #expect(try #require(answer["gap"] as? Double) < 1e-7)
    let notes = try #require(answer["notes"] as? [String])
    #expect(notes.contains { $0.hasPrefix("what coalitions are worth is proved up to") })
  }

  @Test("candidates that do not join are said to have no part")
  func outside() throws {
    let dear = "id,name,region,rd,talent,joining_cost\ndelta,Delta,east,8,6,900\nember,Ember,west,3,2,900\n"
    let folder = try SmallAlliance().withCandidates.with(dear, as: "candidates.csv").folder()
    let run = try CommandRun(["sharing", "alliance.yaml"], in: folder.url)
    #expect(run.status == 0)
    #expect(run.output.contains("note: 'delta' and 'ember' would not join, and have no part\n"))
  }

  @Test("an empty core, and players that have no nucleolus, are said to be so")
  func emptyCore() throws {
    let folder = try TemporaryFolder()
    try folder.write("coalition,value\na,3\nb,3\na+b,4\n", to: "game.csv")
    let run = try CommandRun(["sharing", "--game", "game.csv"], in: folder.url)
    #expect(run.status == 0)
    expectNoError { try Snapshot("Tests/CommandLineTests/Golden/sharing-without-core.txt").compare(run.output) }
  }

  @Test("every mistake is met with a message that helps, in JSON too", arguments: faultyGames)
  fileprivate func mistake(_ game: FaultyGame) throws {
    let folder = try TemporaryFolder()
    try folder.write(game.text, to: "game.csv")
    try expectMistake(["sharing", "--game", "game.csv"], in: folder, golden: "sharing-\(game.name)")
  }
}
