import Alliances
import LinearProgramming

/// The best figure of the objective as a function of one limit, which a linear program makes a straight line over
/// each of some pieces.
public struct ExactFrontier: Sendable {
  /// The values of the limit that were looked at.
  public let range: ClosedRange<Double>
  /// Those of them at which there is a plan; nil where there is none anywhere.
  public let feasible: ClosedRange<Double>?
  /// The pieces, in order, without gaps over `feasible`.
  public let pieces: [Piece]

  /// A stretch of the limit over which one more unit always brings the same.
  public struct Piece: Sendable {
    /// Where it begins.
    public let from: Double
    /// Where it ends.
    public let to: Double
    /// The best figure of the objective at `from`.
    public let value: Double
    /// The change of that figure per unit of the limit.
    public let slope: Double
    /// What became a limit at `from`, so that the slope changed; nil for the first piece, or where nothing tells.
    public let limit: ProgramElement?

    /// The best figure at `value` of the limit.
    public func value(at limit: Double) -> Double { value + slope * (limit - from) }
  }

  /// Whether the figure at `end` of the range is `figure`, nil for none, but for `near`.
  fileprivate func agrees(with figure: Double?, at end: Double, near: Double) -> Bool {
    let hair = 1e-9 * (range.upperBound - range.lowerBound)
    guard let feasible, feasible.lowerBound - hair <= end, end <= feasible.upperBound + hair,
      let piece = end == range.lowerBound ? pieces.first : pieces.last
    else { return figure == nil }
    return figure.map { abs($0 - piece.value(at: end)) <= near } ?? false
  }
}

/// Why the best figure is not known between the values of a limit that were planned.
public enum SamplingReason: Sendable, Hashable {
  /// Something is decided by yes or no.
  case decisions
  /// The response, or an effect, bends, so that the program changes with the plan.
  case curves
  /// The limit multiplies what is decided, or does not move the bounds of the program in one straight line.
  case coefficients
  /// Shares are in proportion to gains, at a rate that has to be searched for.
  case rates
  /// Firms have to be kept from moving a lever both ways.
  case directions
  /// What firms reach alone changes with the limit.
  case firmsAlone
}

/// What is known of the best figure as a function of a limit.
public enum FrontierFinding: Sendable {
  /// All of it.
  case exact(ExactFrontier)
  /// Nothing yet: it has to be planned at values of this range.
  case sampled(SamplingReason, ClosedRange<Double>)
}

extension Planner {
  /// The best figure of the objective as a function of the limit, from `least` to `greatest`: exactly, where the
  /// program is linear and the limit moves nothing but its bounds.
  ///
  /// Where `least` is not given it is 0. Where `greatest` is not, it lies a tenth beyond the value from which on more
  /// of the limit brings nothing; for a demand, at the greatest value that can be met; and where there is no such
  /// value, at the end of what shares and counts can be, or at twice what the limit is.
  ///
  /// - Throws: `PlanningError` when the solver fails or is stopped.
  public func frontier(
    of varied: VariedAlliance, from least: Double?, to greatest: Double?
  ) throws(PlanningError) -> FrontierFinding {
    let usual = varied.limit.usualRange(in: varied.alliance)
    let from = least ?? usual.lowerBound
    var range = from...(greatest ?? (from < usual.upperBound ? usual.upperBound : from + max(1, abs(from))))
    let worths = try knowingStandaloneWorths(Formulation(varied.alliance)).alliance.standaloneWorths
    let varied = VariedAlliance(varied.alliance.knowing(standaloneWorths: worths), varying: varied.limit)
    do throws(SamplingReason.Found) {
      var program = try FrontierProgram(varied, over: range)
      if greatest == nil, let end = try end(of: program, varied) {
        range = from...end
        program = try FrontierProgram(varied, over: range)
      }
      let found = try exact(program)
      try keepDirections(found, in: program)
      try compareEnds(of: found, with: varied, program)
      return .exact(found)
    } catch {
      switch error {
      case .reason(let reason): return .sampled(reason, range)
      case .failure(let failure): throw failure
      }
    }
  }

  /// Where the values should end where nobody says so; nil where the program does not tell.
  private func end(of program: FrontierProgram, _ varied: VariedAlliance) throws(SamplingReason.Found) -> Double? {
    guard let limit = varied.limit.openEnd(in: varied.alliance) else { return nil }
    let from = program.parametric.range.lowerBound
    let end = try found { () throws(ParametricFailure) in
      varied.limit.growsLooser
        ? try program.parametric.saturation(by: solver, limits: searchLimits)
        : try program.parametric.feasiblePart(isOpen: true, by: solver, limits: searchLimits)?.upperBound
    }
    guard let end, end.isFinite, end > from + 1e-9 * max(1, abs(from)) else { return nil }
    guard varied.limit.growsLooser else { return min(end, limit) }
    let beyond = (from + 1.1 * (end - from)).roundedUp
    return min(max(beyond, varied.limit.value(in: varied.alliance) ?? beyond), limit)
  }

  private var searchLimits: SolverLimits { SearchClock(limits).limits(iterations: .max) }

  /// All pieces of `program`.
  private func exact(_ program: FrontierProgram) throws(SamplingReason.Found) -> ExactFrontier {
    let range = program.parametric.range
    let width = range.upperBound - range.lowerBound
    let part = try found { () throws(ParametricFailure) in
      try program.parametric.feasiblePart(by: solver, limits: searchLimits)
    }
    guard let part else { return ExactFrontier(range: range, feasible: nil, pieces: []) }
    guard part.upperBound - part.lowerBound > 1e-9 * width else {
      return try ExactFrontier(range: range, feasible: part, pieces: onePoint(program, at: part.lowerBound))
    }
    let isWhole = part.upperBound - part.lowerBound >= (1 - 1e-9) * width
    let parametric = isWhole ? program.parametric : program.parametric(over: part)
    let pieces = try found { () throws(ParametricFailure) in
      try parametric.pieces(by: solver, limits: searchLimits)
    }
    return ExactFrontier(range: range, feasible: parametric.range, pieces: program.pieces(pieces))
  }

  /// The one value at which there is a plan, as a piece without length.
  private func onePoint(
    _ program: FrontierProgram, at place: Double
  ) throws(SamplingReason.Found) -> [ExactFrontier.Piece] {
    var moved = program.formulation(at: place)
    do throws(PlanningError) {
      let solution = try method.solve(&moved).solution
      guard solution.termination == .optimal else { throw .stopped(solution.termination) }
      let figure = moved.figure(solution.objective)
      return [ExactFrontier.Piece(from: place, to: place, value: figure, slope: 0, limit: nil)]
    } catch {
      throw .failure(error)
    }
  }

  /// What `body` gives, with its failure as one of planning.
  private func found<Value>(_ body: () throws(ParametricFailure) -> Value) throws(SamplingReason.Found) -> Value {
    do {
      return try body()
    } catch {
      throw .failure(PlanningError(error))
    }
  }

  /// Checks, at the ends and in the middle of every piece, that no firm has to move a lever both ways for the figure,
  /// where rules count what firms are allocated and could make that pay.
  private func keepDirections(_ frontier: ExactFrontier, in program: FrontierProgram) throws(SamplingReason.Found) {
    guard !program.formulation.opposites.isEmpty,
      program.formulation.alliance.description.rules.contains(where: \.demand.countsAllocations)
    else { return }
    var basis: Basis?
    let middles = frontier.pieces.flatMap { [$0.from, 0.5 * ($0.from + $0.to)] }
    for place in middles + frontier.pieces.suffix(1).map(\.to) {
      var moved = program.formulation(at: place)
      let isOpposed: Bool
      do {
        isOpposed = try needsBothDirections(&moved, from: &basis)
      } catch {
        throw .failure(error)
      }
      if isOpposed { throw .reason(.directions) }
    }
  }

  /// Compares the figure with that of the alliance's own program at the ends where this has fewer parts.
  private func compareEnds(
    of frontier: ExactFrontier, with varied: VariedAlliance, _ program: FrontierProgram
  ) throws(SamplingReason.Found) {
    for end in program.thinEnds {
      guard let alliance = try? varied.alliance(at: end) else { throw .reason(.coefficients) }
      var formulation = Formulation(alliance)
      let solution: Solution
      do {
        solution = try method.solve(&formulation).solution
      } catch {
        throw .failure(error)
      }
      let own: Double?
      switch solution.termination {
      case .optimal: own = formulation.figure(solution.objective)
      case .infeasible: own = nil
      default: throw .failure(.stopped(solution.termination))
      }
      let near = 1e-7 * formulation.sizes.objective
      guard frontier.agrees(with: own, at: end, near: near) else { throw .reason(.coefficients) }
    }
  }

  /// Whether even the plan that moves least money moves a lever both ways; `basis` is where the next search may start.
  private func needsBothDirections(
    _ formulation: inout Formulation, from basis: inout Basis?
  ) throws(PlanningError) -> Bool {
    let answer = try method.solve(&formulation, from: basis)
    // The ends of the feasible part may be infeasible by a hair.
    guard answer.solution.termination == .optimal else { return false }
    basis = answer.solution.basis
    guard formulation.mostOpposed(at: answer.solution) != nil else { return false }
    let thrifty = try DirectionSearch(method: method).thriftiest(among: answer, of: &formulation)
    return formulation.mostOpposed(at: thrifty.solution) != nil
  }
}

extension SamplingReason {
  /// What ends the search for an exact function.
  enum Found: Error {
    /// There is none.
    case reason(SamplingReason)
    /// The solver failed.
    case failure(PlanningError)
  }
}

extension PlanningError {
  /// The failure of a parametric program.
  init(_ failure: ParametricFailure) {
    switch failure {
    case .solver(let error): self = .solver(error)
    case .stopped(let termination): self = .stopped(termination)
    }
  }
}

extension VariedLimit {
  /// The farthest value that an end may be looked for at; nil where the usual range is the whole of what there is.
  fileprivate func openEnd(in alliance: Alliance) -> Double? {
    guard case .number(let limit) = self else { return .infinity }
    if limit.isWhole(in: alliance) { return nil }
    if limit.loosening < 0 { return limit.isShare(in: alliance) ? 1 : .infinity }
    let end = limit.end(in: alliance)
    return end.isFinite ? nil : end
  }
}

extension Rule.Demand {
  /// Whether it counts what firms are allocated against each other.
  fileprivate var countsAllocations: Bool {
    switch self {
    case .groupShare, .eachMember, .proportion, .risk: true
    case .gainFloor, .spendingCap, .winWin, .partners, .apart, .together, .requires, .selectionRisk: false
    }
  }
}

extension Double {
  /// The next number of three significant digits above a positive one.
  fileprivate var roundedUp: Double {
    guard self > 0, isFinite else { return self }
    var unit = 1.0
    // Dividing by a power of ten rounds correctly where multiplying with its inverse does not.
    if self < 100 {
      while self * unit < 100 { unit *= 10 }
      return (self * unit).rounded(.up) / unit
    }
    while self / unit >= 1000 { unit *= 10 }
    return (self / unit).rounded(.up) * unit
  }
}
