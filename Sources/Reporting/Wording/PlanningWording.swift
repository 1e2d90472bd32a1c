import LinearProgramming
import Planning

extension PlanningError: Worded {
  /// Why planning failed although the alliance is sound.
  public var wording: Wording {
    switch self {
    case .solver(let error): error.wording
    case .stopped(.timeLimit):
      Wording("no plan was found within the time limit", step: "give more time with --time-limit, or leave it out")
    case .stopped(let termination): Wording("the solver stopped without an answer: \(termination.phrase)")
    case .productsTooCoarse(let rules):
      Wording(
        "what stands for products of two levers is too far from them for a plan that "
          + (rules.isEmpty ? "reaches the target gain" : "keeps \(shortList(rules.map(quoted)))"),
        step: "raise pieces, or make one of the levers an attribute or a switch")
    case .firmAloneNotSound(let firm):
      Wording(
        "\(quoted(firm)) cannot be planned by itself, as a rule with win_win: standalone asks",
        step: "this is a fault of the program; please report it with the files")
    case .targetMissed:
      Wording(
        "the solver's answer misses the target gain it was given",
        step: "this is a fault of the program; please report it with the files")
    case .rulesBroken(let rules):
      Wording(
        "the solver's answer breaks the rules it was given: \(rules.map(quoted).joined(separator: ", "))",
        step: "this is a fault of the program; please report it with the files")
    case .notProved(let certificate):
      Wording(
        "the solver's answer did not pass the check: gap \(NumberText.significant(certificate.gap)), largest residual "
          + NumberText.significant(certificate.worstResidual),
        step: "numbers of very different size make this likely: use other units, such as millions instead of single "
          + "units of currency")
    }
  }
}

extension SolverError: Worded {
  /// Why a solver has no answer.
  public var wording: Wording {
    switch self {
    case .defects(let defects):
      Wording("the program cannot be solved: \(defects.prefix(3).map(\.phrase).joined(separator: "; "))")
    case .basisDoesNotFit(let basic, let rows):
      Wording("a starting basis with \(basic) basic entries does not fit a program of \(rows) rows")
    case .startDoesNotFit(let values, let variables):
      Wording("a start of \(values) values does not fit a program of \(variables) variables")
    case .rangesNeedContinuousProgram(let integers):
      Wording("ranges of prices need a program without integers; this one has \(integers)")
    case .rangesNeedOptimalBasis: Wording("ranges of prices need an optimal basis")
    case .foreignRow(let index): Wording("row \(index) belongs to another program")
    case .limitInvalid(let limit, let value):
      Wording("the limit on \(limit.phrase) is \(NumberText.asWritten(value))", expected: "a finite number, 0 or more")
    case .numericalTrouble(let attempts):
      Wording(
        "the numbers are too different in size to be solved reliably (\(attempts.map(\.phrase).joined(separator: "; ")))",
        step: "use other units, so that money, heads and outputs are of similar size")
    case .solverFailed(let message): Wording("the solver failed: \(message.printable)")
    }
  }
}

extension SolverError.Attempt {
  fileprivate var phrase: String {
    switch self {
    case .singularBasis: "a singular starting basis"
    case .gaveUp(let code): "the solver gave up with code \(code)"
    case .failed(let message): message.printable
    }
  }
}

extension SolverError.Limit {
  fileprivate var phrase: String {
    switch self {
    case .time: "time"
    case .iterations: "iterations"
    case .relativeGap: "the gap"
    }
  }
}

extension Termination {
  /// Why a solver stopped, in words.
  var phrase: String {
    switch self {
    case .optimal: "it found the optimum"
    case .gapLimit: "it is within the allowed gap"
    case .timeLimit: "the time is over"
    case .iterationLimit: "the limit of what it looks at is reached"
    case .interrupted: "it was interrupted"
    case .infeasible: "no plan meets all conditions"
    case .unbounded: "the gain has no limit, which points at a lever without a cost or a bound"
    }
  }
}

extension ProgramDefect {
  /// The defect in words.
  fileprivate var phrase: String {
    switch self {
    case .coefficientNotFinite(let value, let variable, let place):
      "the coefficient of \(quoted(variable)) in \(place.phrase) is \(NumberText.asWritten(value))"
    case .constantNotFinite(let value, let place): "the constant of \(place.phrase) is \(NumberText.asWritten(value))"
    case .boundsInvalid(let bounds, let place):
      "\(place.phrase) has the bounds \(NumberText.asWritten(bounds.lower)) and \(NumberText.asWritten(bounds.upper))"
    case .foreignVariable(_, let place): "\(place.phrase) speaks of a variable of another program"
    case .foreignRow(let index): "row \(index) belongs to another program"
    }
  }
}

extension ProgramDefect.Place {
  fileprivate var phrase: String {
    switch self {
    case .row(let name): "row \(quoted(name))"
    case .variable(let name): "variable \(quoted(name))"
    case .objective: "the objective"
    case .bounds: "a change of bounds"
    }
  }
}
