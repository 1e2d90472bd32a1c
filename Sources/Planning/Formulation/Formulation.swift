import Alliances
import LinearProgramming

/// The linear program of an alliance, with what each of its parts stands for.
///
/// Built by one function a family: `formulateInvestment` and `formulateTalent` for the levers, `formulateOutput`,
/// `formulateMoney`, `formulateRules`, `formulateObjective`. Sums over all firms are variables of their own, so that no
/// row is dense. Flat arrays have one entry a firm and period, `firm·periods + period`, as in `Alliance`.
public struct Formulation: Sendable {
  /// The alliance that is planned.
  public let alliance: Alliance
  /// The program; maximises the discounted gain.
  var program: LinearProgram
  /// What each variable stands for, by index.
  private(set) var variableElements: [ProgramElement] = []
  /// What each row stands for, by index.
  private(set) var rowElements: [ProgramElement] = []
  /// The level of each lever, by lever and entry.
  var levels: [[LinearExpression]] = []
  /// How the heads of each talent lever come about, by lever; nil for other levers.
  var talent: [TalentExpressions?] = []
  /// What each firm spends in each period, by entry.
  var firmSpending: [LinearExpression]
  /// The gain of each firm in each period, by entry.
  var gains: [Variable] = []
  /// The discounted gain of the alliance.
  var totalGain: Variable?
  /// The effects that are kept below their tangents.
  var curvedGains: [CurvedGain] = []
  /// The tangents that stand in the program.
  var tangents: [Tangent] = []
  /// What all firms spend, by period.
  var spending: [Variable] = []
  /// The rows in which the money of each period suffices.
  var budgetRows: [Row] = []
  /// The limits that the rules draw.
  var ruleLimits: [RuleLimit] = []
  /// What a firm, or all of them, get over a span, made when a rule first asks.
  var amounts: [ProgramElement: Variable] = [:]

  /// The program of `alliance`, not yet solved.
  public init(_ alliance: Alliance) {
    self.alliance = alliance
    program = LinearProgram(.maximise, name: alliance.description.name)
    let entries = alliance.firms.count * alliance.periods.count
    firmSpending = [LinearExpression](repeating: LinearExpression(), count: entries)
    for (position, schedule) in alliance.levers.enumerated() {
      switch schedule.lever.kind {
      case .investment(let refund): formulateInvestment(lever: position, refund: refund)
      case .talent(let hireMaximum, let secondment):
        formulateTalent(lever: position, hireMaximum: hireMaximum ?? .infinity, secondment: secondment)
      }
    }
    formulateOutput()
    formulateMoney()
    formulateRules()
    formulateObjective()
  }

  /// A new variable that stands for `element`.
  mutating func variable(_ element: ProgramElement, in bounds: Bounds) -> Variable {
    variableElements.append(element)
    return program.addVariable(element.name(in: alliance), in: bounds)
  }

  /// A new row that stands for `element`.
  @discardableResult
  mutating func require(_ constraint: Constraint, _ element: ProgramElement) -> Row {
    rowElements.append(element)
    return program.require(constraint, named: element.name(in: alliance))
  }

  /// What a limit of a price range stands for.
  func element(of limit: RightHandSideRange.Limit?) -> ProgramElement? {
    switch limit {
    case .variable(let variable): variableElements[variable.index]
    case .row(let row): rowElements[row.index]
    case nil: nil
    }
  }

  /// All firms and periods, in the order of the flat arrays.
  var cells: [(firm: Int, period: Int)] {
    (0..<alliance.firms.count).flatMap { firm in (0..<alliance.periods.count).map { (firm, $0) } }
  }
}
