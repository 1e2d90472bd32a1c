import Statistics

extension RegressionFit {
  /// What should be known about the standard errors.
  public var covarianceWarnings: [FitFact] {
    switch covariance.kind {
    case .classical: return []
    case .heteroscedasticityConsistent: return rowsThatAloneTellACoefficient
    case .clustered(_, let clusters):
      let few: [FitFact] =
        areFew(clusters, atLeast: coefficients.count + 1)
        ? [.fewClusters(clusters: clusters, coefficients: coefficients.count)] : []
      return few + clustersThatAloneTellACoefficient
    case .bootstrap(let column, let replications, let failed, _):
      let clusters = column == nil ? nil : sample.data.cluster?.levels.count
      let few = clusters.flatMap { areFew($0) ? [FitFact.fewClustersDrawn(clusters: $0)] : nil } ?? []
      return few + (failed > 0 ? [.replicationsFailed(failed: failed, replications: replications)] : [])
    }
  }

  // Without such a row the design has a smaller rank. With a leverage of 1 the row is fitted exactly whatever its error,
  // and the robust covariance takes its residual, 0, for the error's size.
  private var rowsThatAloneTellACoefficient: [FitFact] {
    let rows = sample.factorization.leverages().enumerated().filter { isOne($0.element) }.map(\.offset)
    return rows.first.map {
      [.toldByOneRow(first: sample.data.label(ofRow: $0), count: rows.count)]
    } ?? []
  }

  // The same of all rows of a cluster: a combination of the columns Q of an orthonormal basis is zero in all others where
  // Q_g′Q_g of the cluster's rows has the eigenvalue 1. The traces of these matrices sum to the number of coefficients, so
  // that there are few with a trace of at least 1.
  private var clustersThatAloneTellACoefficient: [FitFact] {
    guard let clusters = sample.data.cluster else { return [] }
    let (basis, _) = sample.factorization.orthonormalBasis()
    var traces = [Double](repeating: 0, count: clusters.levels.count)
    for column in 0..<basis.columnCount {
      for (code, value) in zip(clusters.codes, basis.column(column)) { traces[code] += value * value }
    }
    let alone = traces.indices.filter { code in
      guard traces[code] > 1 || isOne(traces[code]) else { return false }
      let rows = clusters.codes.indices.filter { clusters.codes[$0] == code }
      return isOne(SingularValues(basis.selecting(rows: rows).crossProduct).values.first ?? 0)
    }
    return alone.first.map { [.toldByOneCluster(first: clusters.levels[$0], count: alone.count)] } ?? []
  }
}

/// Cameron and Miller, Journal of Human Resources 50 (2015), put "few" clusters at 20 to 50.
private func areFew(_ clusters: Int, atLeast needed: Int = 0) -> Bool { clusters < max(20, needed) }

/// Whether a leverage is 1; rounding leaves a little less.
private func isOne(_ leverage: Double) -> Bool { leverage > 1 - 1e-10 }
