import Planning

/// What each firm has of the alliance (what its gain is worth less what it puts in), beside what it reaches alone, where a rule compares the two.
struct StandaloneTable {
  let plan: Plan

  /// The table; nil where the plan did not have to know what firms reach alone.
  var table: TextTable? {
    guard let worths = plan.alliance.standaloneWorths else { return nil }
    let benefits = plan.firms.map { $0.netBenefit(in: plan.alliance) }
    let decimals = NumberText.decimals(for: benefits + worths)
    return TextTable(columns: [
      (TextTable.Column("net worth", .left), plan.firms.map { $0.name.printable }),
      (TextTable.Column("planned"), NumberText.amounts(benefits, decimals: decimals)),
      (TextTable.Column("alone"), NumberText.amounts(worths, decimals: decimals)),
    ])
  }
}
