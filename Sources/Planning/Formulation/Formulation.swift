import Alliances
import LinearProgramming

/// The linear program of an alliance, with what each of its parts stands for.
///
/// Built by one function a family: `formulateMembership` for who joins, `formulateInvestment`, `formulateTalent` and
/// `formulateSwitch` for the levers, `formulateIndexLevels`, `formulateOutput`,
/// `formulateContributions`, `formulateGrants`, `formulateMoney`, `formulatePooling`, `formulateRules`,
/// `formulateObjective`. Sums over all firms are variables of their own, so that few rows are dense. Flat arrays have one
/// entry a firm and period, `firm·periods + period`, as in `Alliance`.
public struct Formulation: Sendable {
  /// The alliance that is planned.
  public let alliance: Alliance
  /// The program; it maximises, see `figure(_:)`.
  var program: LinearProgram
  /// The units in which the program is put to the solver, a unit for each variable and row.
  private(set) var units: ProgramUnits
  /// About how large money, gains and levels are in this alliance.
  let sizes: AllianceSizes
  /// The yes-or-no decisions, which are whole numbers of the program until they are made.
  private(set) var decisions: [Variable] = []
  /// What each variable stands for, by index.
  private(set) var variableElements: [ProgramElement] = []
  /// What each row stands for, by index.
  private(set) var rowElements: [ProgramElement] = []
  /// Whether each candidate joins, in their order.
  var joins: [Variable] = []
  /// The level of each lever, by lever and entry.
  var levels: [[LinearExpression]] = []
  /// The index level of each decided variable, by variable and entry.
  var indexLevels: [[LinearExpression]] = []
  /// The candidates that join as each link that counts them counts them, by link; nil for other links.
  var counted: [LinearExpression?] = []
  /// What stands for products of two levels.
  var levelProducts: [LevelProduct] = []
  /// How the heads of each talent lever come about, by lever; nil for other levers.
  var talent: [TalentExpressions?] = []
  /// What each firm spends in each period, by entry.
  var firmSpending: [LinearExpression]
  /// What each firm contributes in each period, by entry.
  var firmContributions: [LinearExpression]
  /// Contributions beyond this serve nothing [currency].
  var contributionsThatServe = 0.0
  /// What all firms contribute, by period; empty where nobody does.
  var contributions: [Variable] = []
  /// What is drawn of each grant, by grant and period.
  var grants: [[Variable]] = []
  /// The rows in which the amounts of the grants suffice.
  var grantLimits: [GrantLimit] = []
  /// The gain of each firm in each period, by entry.
  var gains: [Variable] = []
  /// What each effect adds to these, by entry; empty where the output is a curve of the index.
  var effectParts: [[EffectPart]] = []
  /// The discounted gain of the alliance.
  var totalGain: Variable?
  /// The parts of gains that follow curves.
  var curvedTerms: [CurvedTerm] = []
  /// How far the index of each firm rises above that of the baselines in each period, by entry, where the expected output
  /// is a curve of it; nil elsewhere.
  var indexGains: [Variable?] = []
  /// The tangents that stand in the program.
  var tangents: [Tangent] = []
  /// Where they touch, for asking whether one is there.
  var touchedPoints: Set<Tangent.Place> = []
  /// The positions of the tangents of each curved term.
  var tangentPositions: [Int: [Int]] = [:]
  /// What all firms spend, by period: the cost of their levers, and in the first period that of joining.
  var spending: [Variable] = []
  /// The rows in which the money of each period suffices.
  var budgetRows: [Row] = []
  /// What is carried out of each period.
  var carried: [LinearExpression] = []
  /// The rows in which contributions pay for other firms no further than they are pooled, by period; empty where all of
  /// them do.
  var poolingRows: [Row] = []
  /// The limits that the rules draw.
  var ruleLimits: [RuleLimit] = []
  /// The variables of which at most one may be above 0.
  var opposites: [OppositeDirections] = []
  /// The rates of rules that share in proportion to gains.
  var gainRates: [GainRate] = []
  /// The row in which the gain reaches its target, for an objective that has one.
  var targetRow: Row?
  /// What the smallest gains are found with, for an objective that asks for them.
  var worstGain: WorstGain?
  /// The rows that do not hold for a candidate that stays out, by index, with the decision that releases them.
  var releases: [Int: Variable] = [:]
  /// What a firm, or all of them, get over a span, made when a rule first asks.
  var amounts: [ProgramElement: Variable] = [:]

  /// The program of `alliance`, not yet solved.
  public init(_ alliance: Alliance) {
    self.alliance = alliance
    sizes = AllianceSizes(of: alliance)
    units = ProgramUnits(objective: Self.fineness * sizes.objective)
    program = LinearProgram(.maximise, name: alliance.description.name)
    let entries = alliance.firms.count * alliance.periods.count
    firmSpending = [LinearExpression](repeating: LinearExpression(), count: entries)
    firmContributions = firmSpending
    formulateMembership()
    for (position, schedule) in alliance.levers.enumerated() {
      switch schedule.lever.kind {
      case .investment(let refund): formulateInvestment(lever: position, refund: refund)
      case .talent(let hireMaximum, let secondment):
        formulateTalent(lever: position, hireMaximum: hireMaximum ?? .infinity, secondment: secondment)
      case .switch(let maximumCount, _): formulateSwitch(lever: position, maximumCount: maximumCount)
      }
    }
    formulateIndexLevels()
    formulateOutput()
    formulateContributions()
    formulateGrants()
    formulateMoney()
    formulatePooling()
    formulateRules()
    formulateObjective()
  }

  /// The part of the size of a figure in which it is counted: figures run up to about 10⁴, of which a solver's usual
  /// tolerance of 1e-7 is 1e-11.
  static let fineness = 1e-4

  /// A new variable that stands for `element`.
  mutating func variable(_ element: ProgramElement, in bounds: Bounds, isInteger: Bool = false) -> Variable {
    variableElements.append(element)
    units.addColumn(Self.fineness * sizes.size(of: element))
    let variable = program.addVariable(element.name(in: alliance), in: bounds, integer: isInteger)
    if isInteger { decisions.append(variable) }
    return variable
  }

  /// A new row that stands for `element`.
  @discardableResult
  mutating func require(_ constraint: Constraint, _ element: ProgramElement) -> Row {
    rowElements.append(element)
    units.addRow(Self.fineness * sizes.size(of: element))
    return program.require(constraint, named: element.name(in: alliance))
  }

  /// The program in numbers of moderate size, for the solver and for the certificate.
  var balanced: LinearProgram { program.stated(in: units) }

  /// The program restricted to the optima that `solution` is one of.
  func optimalFace(of solution: Solution) -> LinearProgram {
    balanced.restrictedToOptimalFace(of: solution.stated(in: units)).stated(in: units.inverse)
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
