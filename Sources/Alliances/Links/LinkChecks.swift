/// What is checked of links before their figures are worked out.
extension AllianceDescription {
  /// Links on what is no variable of its own, on levers and columns that are not there, and weights that lack firms.
  func problemsOfLinks() -> [AllianceProblem] { links.flatMap(problems) }

  private func problems(of link: Link) -> [AllianceProblem] {
    let path = ["links", link.variable]
    guard model.variableNames.contains(link.variable) else {
      return [AllianceProblem(.linkNotInModel(link.variable, known: model.variableNames), at: .key(path))]
    }
    var problems: [AllianceProblem] = []
    if model.formula.categoryVariables.contains(link.variable) {
      problems.append(AllianceProblem(.linkOnCategory(link.variable), at: .key(path)))
    }
    if levers.contains(where: { $0.variable == link.variable }) {
      problems.append(AllianceProblem(.linkOnLever(link.variable), at: .key(path)))
    }
    guard case .sums(let lever, let weights) = link.kind else { return problems }
    if !levers.contains(where: { $0.variable == lever }) {
      let fact = AllianceFact.linkOfUnknownLever(lever, known: levers.map(\.variable))
      problems.append(AllianceProblem(fact, at: .key(path + ["sums"])))
    }
    switch weights {
    case .same(let column):
      problems += firms.listsLacking(column).map { list in
        guard list == .members else { return missingForCandidates(column) }
        let fact = AllianceFact.linkColumnUnknown(column, known: firms.columnNames(of: list))
        return AllianceProblem(fact, at: .key(path + ["same"]))
      }
    case .matrix(let matrix): problems += self.problems(of: matrix, at: path + ["weights"])
    }
    return problems
  }

  /// Firms without a row or a column, the first of each.
  private func problems(of matrix: FirmMatrix, at path: [String]) -> [AllianceProblem] {
    let (rows, columns) = (Set(matrix.rows), Set(matrix.columns))
    let facts = [
      firms.ids.first { !rows.contains($0) }.map { AllianceFact.weightsWithoutRow($0) },
      firms.ids.first { !columns.contains($0) }.map { AllianceFact.weightsWithoutColumn($0) },
    ]
    return facts.compactMap { $0.map { AllianceProblem($0, at: .key(path)) } }
  }

  /// The columns of the firm files that links speak of.
  var columnsOfLinks: [String] {
    links.compactMap { link in
      switch link.kind {
      case .counts(let weight): weight
      case .sums(_, .same(let column)): column
      case .sums: nil
      }
    }
  }
}
