import Statistics

/// The places in the space of variables at which effects are evaluated, with the regressors there.
struct EvaluationPoints {
  let columns: [DesignColumn]
  /// A row for every point, a column for every coefficient.
  let design: Matrix
  private let numbers: [String: [Double]]
  private let categories: [String: PointLevels]

  /// What one variable is set to at every point.
  enum Setting: Hashable {
    case number(variable: String, Double)
    case level(variable: String, String)

    var variable: String {
      switch self {
      case .number(let variable, _), .level(let variable, _): variable
      }
    }
  }

  var count: Int { design.rowCount }

  /// The rows of `sample`.
  init(rowsOf sample: Sample) {
    let data = sample.data
    columns = sample.columns
    design = sample.design.matrix
    numbers = Dictionary(uniqueKeysWithValues: data.formula.numericVariables.map { ($0, data.numbers($0)) })
    categories = Dictionary(
      uniqueKeysWithValues: data.formula.categoryVariables.compactMap { name in
        data.category(name).map { (name, PointLevels(levels: $0.levels, codes: $0.codes)) }
      })
  }

  /// One point: the numbers of `sample` at their means, the categories at their most frequent levels, of equally
  /// frequent ones at the first.
  init(meansOf sample: Sample) {
    let data = sample.data
    columns = sample.columns
    numbers = Dictionary(
      uniqueKeysWithValues: data.formula.numericVariables.map { name in
        let values = data.numbers(name)
        return (name, [values.reduce(0, +) / Double(values.count)])
      })
    categories = Dictionary(
      uniqueKeysWithValues: data.formula.categoryVariables.compactMap { name in
        data.category(name).map { (name, PointLevels(mostFrequentOf: $0)) }
      })
    let (numbers, categories) = (numbers, categories)
    let elements = columns.map { column in
      let product = FactorProduct(factors: column.factors, count: 1, numbers: numbers, categories: categories)
      return product.values(with: nil)[0]
    }
    design = Matrix(rowCount: 1, columnCount: columns.count, elements: elements)
  }

  /// Column `position` of the design with one variable set to the same value at every point.
  func column(_ position: Int, with setting: Setting) -> [Double] { product(position).values(with: setting) }

  /// The derivative of column `position` of the design with respect to the number `variable`, at every point.
  func slopes(ofColumn position: Int, withRespectTo variable: String) -> [Double] {
    product(position).slopes(withRespectTo: variable)
  }

  /// The positions of the columns that `variable` is a factor of.
  func columns(with variable: String) -> [Int] {
    columns.indices.filter { columns[$0].factors.contains { $0.variable == variable } }
  }

  private func product(_ position: Int) -> FactorProduct {
    FactorProduct(factors: columns[position].factors, count: count, numbers: numbers, categories: categories)
  }
}

/// A category at every point: the position of its level among `levels`.
private struct PointLevels {
  let levels: [String]
  let codes: [Int]

  init(levels: [String], codes: [Int]) {
    self.levels = levels
    self.codes = codes
  }

  /// One point, at the most frequent level.
  init(mostFrequentOf category: CategoryColumn) {
    var counts = [Int](repeating: 0, count: category.levels.count)
    for code in category.codes { counts[code] += 1 }
    let most = counts.max() ?? 0
    self.init(levels: category.levels, codes: [counts.firstIndex(of: most) ?? 0])
  }
}

/// A column of the design as the product of its factors.
private struct FactorProduct {
  let factors: [ModelFactor]
  let count: Int
  let numbers: [String: [Double]]
  let categories: [String: PointLevels]

  func values(with setting: EvaluationPoints.Setting?) -> [Double] {
    var product = [Double](repeating: 1, count: count)
    for factor in factors {
      if let setting, setting.variable == factor.variable {
        let constant = value(of: factor, at: setting)
        for row in product.indices { product[row] *= constant }
      } else {
        multiply(&product, by: factor)
      }
    }
    return product
  }

  /// The product rule: each factor of `variable` in turn gives way to its derivative.
  func slopes(withRespectTo variable: String) -> [Double] {
    var sum = [Double](repeating: 0, count: count)
    for (position, differentiated) in factors.enumerated() {
      guard case .numeric(variable, let transform) = differentiated, let values = numbers[variable] else { continue }
      var product = values.map(transform.slope(at:))
      for (other, factor) in factors.enumerated() where other != position { multiply(&product, by: factor) }
      for row in sum.indices { sum[row] += product[row] }
    }
    return sum
  }

  private func value(of factor: ModelFactor, at setting: EvaluationPoints.Setting) -> Double {
    switch (factor, setting) {
    case (.numeric(_, let transform), .number(_, let value)): transform.value(at: value)
    case (.indicator(_, let level), .level(_, let chosen)): level == chosen ? 1 : 0
    default: .nan
    }
  }

  private func multiply(_ product: inout [Double], by factor: ModelFactor) {
    switch factor {
    case .numeric(let variable, let transform):
      guard let values = numbers[variable] else { return }
      for row in product.indices { product[row] *= transform.value(at: values[row]) }
    case .indicator(let variable, let level):
      guard let category = categories[variable] else { return }
      let code = category.levels.firstIndex(of: level)
      for row in product.indices where category.codes[row] != code { product[row] = 0 }
    }
  }
}
