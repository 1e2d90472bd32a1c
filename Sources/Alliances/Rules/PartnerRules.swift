/// `minimum` ≤ Σ_c y_c ≤ `maximum` over the candidates c, where y_c is 1 for one that joins: how many partners there are.
public struct PartnerCount: Sendable, Hashable {
  /// The least number of candidates that join.
  public var minimum: Double?
  /// The greatest number of candidates that join.
  public var maximum: Double?

  /// Between `minimum` and `maximum` candidates join.
  public init(minimum: Double? = nil, maximum: Double? = nil) {
    self.minimum = minimum
    self.maximum = maximum
  }
}

/// Σᵢ yᵢ ≤ 1 over `firms`: at most one of them is in the alliance. A member among them keeps the others out.
public struct Apart: Sendable, Hashable {
  /// The firms of which no two go together.
  public var firms: [FirmID]

  /// No two of `firms` go together.
  public init(_ firms: [FirmID]) { self.firms = firms }
}

/// yᵢ is the same for all `firms`: all of them are in the alliance, or none. A member among them brings the others in.
public struct Together: Sendable, Hashable {
  /// The firms that go together.
  public var firms: [FirmID]

  /// All of `firms`, or none.
  public init(_ firms: [FirmID]) { self.firms = firms }
}

/// y_a ≤ y_b for every pair: a firm joins only together with those that it requires.
public struct Requirement: Sendable, Hashable {
  /// Who requires whom, in the order of the file.
  public var pairs: [Pair]

  /// A firm with one that it requires.
  public struct Pair: Sendable, Hashable {
    /// The firm that requires another one.
    public var firm: FirmID
    /// The firm that it requires.
    public var required: FirmID

    /// `firm` requires `required`.
    public init(_ firm: FirmID, requires required: FirmID) {
      self.firm = firm
      self.required = required
    }
  }

  /// What `pairs` require.
  public init(_ pairs: [Pair]) { self.pairs = pairs }
}

/// Σᵢ riskᵢ·yᵢ ≤ `maximum` [risk] over all firms, where yᵢ is 1 for a firm in the alliance: members always count.
public struct SelectionRisk: Sendable, Hashable {
  /// The column of the firm files that holds the risk that each firm brings, 0 or more.
  public var column: String
  /// The most risk that may be taken in all.
  public var maximum: Double

  /// The risks in `column` of the firms in the alliance add up to at most `maximum`.
  public init(column: String, maximum: Double) {
    self.column = column
    self.maximum = maximum
  }
}

extension Rule.Demand {
  /// Whether the demand speaks of who joins alone, so that it is kept by decisions and has no price.
  public var isAboutPartners: Bool {
    switch self {
    case .partners, .apart, .together, .requires, .selectionRisk: true
    case .groupShare, .eachMember, .gainFloor, .spendingCap, .risk, .proportion, .winWin: false
    }
  }
}

extension FirmTable {
  /// The positions of the firms called `ids`, as far as there are such firms.
  public func positions(of ids: [FirmID]) -> [Int] { ids.compactMap { id in self.ids.firstIndex(of: id) } }
}

// MARK: Checks

extension AllianceDescription {
  /// What is wrong with a rule about who joins: no candidates, firms that are none, limits that limit nothing.
  func problemsOfPartners(_ rule: Rule, at path: [String]) -> [AllianceProblem] {
    guard firms.memberCount < firms.count else {
      return [AllianceProblem(.ruleWithoutCandidates(rule.name), at: .key(path))]
    }
    switch rule.demand {
    case .partners(let count): return problemsOfCount(count, rule, at: path + ["partners"])
    case .apart(let apart):
      return problemsOfFirms(apart.firms, rule, at: path + ["apart"])
        + problemsOfMembersApart(apart, rule, at: path + ["apart"])
    case .together(let together): return problemsOfFirms(together.firms, rule, at: path + ["together"])
    case .requires(let requirement): return problemsOfRequirement(requirement, rule, at: path + ["requires"])
    case .selectionRisk(let limit):
      return [outside(limit.maximum, .notNegative, at: path + ["max"])].compactMap(\.self)
        + problemsOfFigures(limit.column, at: path + ["risk"])
    case .groupShare, .eachMember, .gainFloor, .spendingCap, .risk, .proportion, .winWin: return []
    }
  }

  private func problemsOfCount(_ count: PartnerCount, _ rule: Rule, at path: [String]) -> [AllianceProblem] {
    guard count.minimum != nil || count.maximum != nil else {
      return [AllianceProblem(.ruleWithoutLimit(rule.name, limits: ["min", "max"]), at: .key(path))]
    }
    var problems = [("min", count.minimum), ("max", count.maximum)].compactMap { key, value in
      value.flatMap { outside($0, .wholeNumber, at: path + [key]) }
    }
    if problems.isEmpty, let minimum = count.minimum, let maximum = count.maximum, minimum > maximum {
      problems.append(
        AllianceProblem(.countsCross(rule.name, minimum: minimum, maximum: maximum), at: .key(path + ["min"])))
    }
    return problems
  }

  /// Names that no firm has, names that stand twice, and lists in which there is nothing to compare.
  private func problemsOfFirms(_ names: [FirmID], _ rule: Rule, at path: [String]) -> [AllianceProblem] {
    var problems = problemsOfNames(names, at: path)
    for (position, name) in names.enumerated() where names[..<position].contains(name) {
      problems.append(AllianceProblem(.firmListedTwice(name, rule: rule.name), at: .key(path)))
    }
    if names.count < 2 { problems.append(AllianceProblem(.tooFewFirms(rule: rule.name), at: .key(path))) }
    return problems
  }

  private func problemsOfNames(_ names: [FirmID], at path: [String]) -> [AllianceProblem] {
    names.filter { !firms.ids.contains($0) }.map {
      AllianceProblem(.ruleFirmUnknown($0, known: firms.ids.map(\.description)), at: .key(path))
    }
  }

  /// Members that would have to be kept apart although they are in the alliance.
  private func problemsOfMembersApart(_ apart: Apart, _ rule: Rule, at path: [String]) -> [AllianceProblem] {
    let members = Set(apart.firms).filter { firms.ids[..<firms.memberCount].contains($0) }
    guard members.count > 1 else { return [] }
    let named = firms.ids.filter(members.contains)
    return [AllianceProblem(.membersApart(named, rule: rule.name), at: .key(path))]
  }

  private func problemsOfRequirement(
    _ requirement: Requirement, _ rule: Rule, at path: [String]
  ) -> [AllianceProblem] {
    requirement.pairs.flatMap { pair -> [AllianceProblem] in
      let place = path + [pair.firm.description]
      guard pair.firm != pair.required else {
        return [AllianceProblem(.firmRequiresItself(pair.firm, rule: rule.name), at: .key(place))]
      }
      return problemsOfNames([pair.firm, pair.required], at: place)
    }
  }
}
