import Testing

@Suite("Planning within a time limit")
struct TimeLimitTests {
  @Test("a limit that leaves time changes nothing; none at all is an error with what to do")
  func limits() throws {
    let folder = try SmallAlliance().folder()
    let free = try CommandRun(["plan", "alliance.yaml"], in: folder.url)
    let limited = try CommandRun(["plan", "alliance.yaml", "--time-limit", "600"], in: folder.url)
    #expect(limited.status == 0)
    #expect(limited.output == free.output)
    let none = try CommandRun(["plan", "alliance.yaml", "--time-limit", "0"], in: folder.url)
    #expect(none.status == 1)
    #expect(none.output.isEmpty)
    #expect(none.errors.contains("no plan was found within the time limit"))
    #expect(none.errors.contains("--time-limit"))
  }

  @Test("a limit that is no time is bad usage")
  func noTime() throws {
    let folder = try SmallAlliance().folder()
    let run = try CommandRun(["plan", "alliance.yaml", "--time-limit=-1"], in: folder.url)
    #expect(run.status == 2)
    #expect(run.errors.contains("number of seconds"))
  }
}
