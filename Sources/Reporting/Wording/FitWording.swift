import Regression

extension DataFact: Worded {
  /// What is wrong with the data that a formula is applied to.
  public var wording: Wording {
    switch self {
    case .unknownColumn(let name, let known):
      Wording("the data have no column \(quoted(name))", unknown: name, known: known, noun: "columns")
    case .textColumn(let name, let example):
      Wording(
        "the column \(quoted(name)) holds texts such as \(quoted(example))",
        step: "write C(\(name.printable)) to use it as a category")
    case .undefined(let label, let value):
      Wording("\(quoted(label)) has no finite value where its variable is \(NumberText.asWritten(value))")
    case .noCompleteRows(let rows, let columns):
      Wording(
        "\(rows == 1 ? "the only row lacks a value" : "none of the \(counted(rows, "row")) has all values") that the formula "
          + "needs; missing somewhere in "
          + listed(columns.map(\.printable)))
    case .oneLevel(let column, let level):
      Wording(
        "the category \(quoted(column)) is \(quoted(level)) in every complete row", step: "leave it out of the formula")
    case .unknownReference(let column, let level, let known):
      Wording(
        "no complete row has the reference \(quoted(level)) in \(quoted(column))", unknown: level, known: known,
        noun: "levels")
    case .oneCluster(let column, let cluster):
      Wording(
        "all complete rows belong to one cluster: \(quoted(column)) is \(quoted(cluster)) everywhere",
        step: "name a column with at least two clusters")
    case .textWeights(let column, let example):
      Wording(
        "the column \(quoted(column)) holds texts such as \(quoted(example))", expected: "a column of weights above 0")
    case .weightNotPositive(let column, let weight):
      Wording(
        "the weight \(NumberText.asWritten(weight)) in \(quoted(column)) is not above 0",
        step: "leave the cell empty to leave the row out")
    case .ambiguousLabel(let label):
      Wording(
        "two coefficients would both be called \(quoted(label))",
        step: "rename the level that holds a colon in the data")
    case .productNotFinite(let label): Wording("the product \(quoted(label)) is too large for a number")
    case .designTooLarge(let rows, let columns):
      Wording(
        "\(counted(rows, "row")) and \(counted(columns, "coefficient")) do not fit into memory",
        step: "leave out terms, or categories with many levels")
    }
  }
}

extension FitFact: Worded {
  /// What stands in the way of a fit, or should be known about one.
  public var wording: Wording {
    switch self {
    case .moreCoefficientsThanRows(let coefficients, let rows):
      Wording(
        "\(counted(coefficients, "coefficient")) cannot be estimated from \(counted(rows, "complete row"))",
        step: "leave out terms, or add data")
    case .noDegreesOfFreedom(let rows):
      Wording(
        "\(counted(rows, "coefficient")) from \(counted(rows, "complete row")) \(rows == 1 ? "leaves" : "leave") nothing to "
          + "estimate the error from",
        step: "leave out terms, or add data")
    case .collinear(let column, let others) where others.isEmpty:
      Wording("\(quoted(column)) is zero in every row", step: "leave it out of the formula")
    case .collinear(let column, let others):
      Wording(
        "\(quoted(column)) is a combination of \(listed(others.map(quoted))), so their coefficients cannot be told apart",
        step: "leave one of them out of the formula")
    case .constantResponse(let name, let value):
      Wording(
        "the response \(quoted(name)) is \(NumberText.asWritten(value)) in every row",
        expected: "a response that varies")
    case .tooLarge(let column):
      Wording("numbers of \(quoted(column)) are too large to be squared", step: "use a larger unit")
    case .tooSmall(let column):
      Wording("numbers of \(quoted(column)) are too small to be squared", step: "use a smaller unit")
    case .perfectFit:
      Wording("the fit is perfect up to rounding, so standard errors and tests mean nothing")
    case .leveragesNeeded(let correction):
      Wording(
        "\(correction.rawValue) corrects by leverages, which least squares alone has", expected: "HC0 or HC1")
    case .leverageOfOne(let row, let correction):
      Wording(
        "the row \(quoted(row)) has leverage 1, where \(correction.rawValue) divides by zero",
        step: "take classical, or leave out the term that only this row tells")
    case .bootstrapFailed(let failed, let replications):
      Wording(
        "\(failed) of \(counted(replications, "bootstrap replication")) gave no estimate, too many to tell an error",
        step: "leave out terms that few rows tell, or take another --vcov")
    case .fewClusters(let clusters, let coefficients):
      Wording(
        "\(counted(clusters, "cluster")) for \(counted(coefficients, "coefficient")) are few: standard errors by cluster "
          + "tend to be too small" + (clusters <= coefficients ? ", and terms cannot be tested together" : ""))
    case .fewClustersDrawn(let clusters):
      Wording("\(counted(clusters, "cluster")) to draw from are few: standard errors tend to be too small")
    case .toldByOneRow(let first, let count):
      Wording(
        (count == 1 ? "the row \(quoted(first)) alone tells" : "\(count) rows, first \(quoted(first)), each alone tell")
          + " a coefficient, whose robust standard error is too small: such a row has no residual, whatever its error")
    case .toldByOneCluster(let first, let count):
      Wording(
        (count == 1
          ? "the cluster \(quoted(first)) alone tells" : "\(count) clusters, first \(quoted(first)), each alone tell")
          + " a coefficient, whose standard error by cluster is too small: its scores sum to 0 there, whatever the errors"
      )
    case .replicationsFailed(let failed, let replications):
      Wording(
        "\(failed) of \(counted(replications, "bootstrap replication")) gave no estimate and \(failed == 1 ? "was" : "were") left out, "
          + "so the standard errors may be too small")
    case .logarithmInPoisson(let variable):
      Wording(
        "a Poisson model explains \(quoted(variable)) itself; its logarithm is the index already",
        step: "leave the logarithm out, or use the family gaussian")
    case .negativeResponse(let name, let row, let value, let count):
      Wording(
        "\(quoted(name)) is negative in \(counted(count, "row")), first in \(quoted(row)) "
          + "(\(NumberText.asWritten(value)))", expected: "an output of at least 0")
    case .separatedZeros(let terms, let rows, let response):
      Wording(
        "no finite estimate: " + listed(terms.map { "\(quoted($0.label)) runs to \($0.rises ? "+∞" : "−∞")" })
          + ", because only \(counted(rows, "row")) in which \(quoted(response)) is 0 "
          + "\(rows == 1 ? "speaks" : "speak") of \(terms.count == 1 ? "it" : "them")",
        step: "leave \(terms.count == 1 ? "it" : "one of them") out of the formula, or merge the category with another")
    case .limitsMissing:
      Wording("a tobit needs a limit of the response", step: "give --lower, --upper or both, or fit without a limit")
    case .limitNotFinite(let limit):
      Wording(
        "the limit \(NumberText.asWritten(limit)) is no finite number", step: "leave a limit out that is not there")
    case .limitsCross(let lower, let upper):
      Wording(
        "the lower limit \(NumberText.asWritten(lower)) is not below the upper limit \(NumberText.asWritten(upper))")
    case .limitedLogarithm(let variable):
      Wording(
        "a tobit explains \(quoted(variable)) itself, not its logarithm",
        step: "leave the logarithm out, or fit without a limit")
    case .everyRowCensored(let response, let limit, let rows):
      Wording(
        "all \(counted(rows, "row")) of \(quoted(response)) are at the limit \(NumberText.asWritten(limit)) or beyond it",
        step: "check the limit")
    case .nothingBetweenLimits(let response, let lower, let upper, let atLower, let atUpper):
      Wording(
        "no value of \(quoted(response)) lies between \(NumberText.asWritten(lower)) and \(NumberText.asWritten(upper)): "
          + "\(counted(atLower, "row")) at or below, \(atUpper) at or above",
        step: "check the limits")
    case .oneUncensoredRow(let response, let rows):
      Wording(
        "only one of \(counted(rows, "row")) of \(quoted(response)) is not at a limit, and one does not tell its spread",
        step: "check the limits, or add data")
    case .separated(let terms, let rows):
      Wording(
        "no finite estimate: " + listed(terms.map { "\(quoted($0.label)) runs to \($0.rises ? "+∞" : "−∞")" })
          + ", as \(terms.count == 1 ? "it" : "their combination") shows in \(counted(rows, "row")) only, all at a limit",
        step: "leave \(terms.count == 1 ? "it" : "one of them") out of the formula, or merge the category with another")
    case .uncensoredRowsFitPerfectly(let uncensored, let coefficients):
      Wording(
        "\(counted(coefficients, "coefficient")) \(coefficients == 1 ? "fits" : "fit") the \(counted(uncensored, "row")) between "
          + "the limits without error, "
          + "so sigma runs to 0",
        step: "leave out terms, or add data")
    case .notConverged(let iterations):
      Wording(
        "rounding errors stopped the search for the largest likelihood after \(counted(iterations, "step")): "
          + "terms are nearly combinations of others, or fit almost perfectly",
        step: "leave out terms, or add data")
    case .fewUncensoredRows(let uncensored, let coefficients):
      Wording(
        "only \(counted(uncensored, "row")) for \(counted(coefficients, "coefficient")) lie between the limits, so the "
          + "estimates rest on the normal distribution of the errors")
    case .nothingCensored(let response):
      Wording(
        "no row of \(quoted(response)) is at a limit: this is least squares with the maximum-likelihood sigma")
    case .nearlyCollinear(let terms, let conditionNumber):
      Wording(
        "\(listed(terms.map(quoted))) are nearly combinations of each other (condition number "
          + "\(NumberText.significant(conditionNumber))), so their coefficients are hardly told apart",
        step: "leave one of them out of the formula, or centre them")
    }
  }
}
