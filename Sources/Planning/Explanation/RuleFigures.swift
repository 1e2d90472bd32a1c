import Alliances

extension Rule.Demand {
  func key(of figure: NumericLimit.RuleFigure) -> String {
    switch (self, figure) {
    case (.eachMember, .least): "min_share"
    case (.eachMember, .greatest): "max_share"
    case (_, .least): "min"
    case (_, .greatest): "max"
    case (_, .tolerance): "tolerance"
    }
  }

  /// The figures of a rule by what they do; nil where the rule has none, to which nothing can be assigned.
  subscript(figure: NumericLimit.RuleFigure) -> Double? {
    get {
      switch (self, figure) {
      case (.groupShare(let rule), .least): rule.minimum
      case (.groupShare(let rule), .greatest): rule.maximum
      case (.eachMember(let rule), .least): rule.minimumShare
      case (.eachMember(let rule), .greatest): rule.maximumShare
      case (.gainFloor(let rule), .least): rule.minimum
      case (.spendingCap(let rule), .greatest): rule.maximum
      case (.risk(let rule), .greatest): rule.maximum
      case (.proportion(let rule), .tolerance): rule.tolerance
      case (.partners(let rule), .least): rule.minimum
      case (.partners(let rule), .greatest): rule.maximum
      case (.selectionRisk(let rule), .greatest): rule.maximum
      default: nil
      }
    }
    set {
      guard let value = newValue else { return }
      switch (self, figure) {
      case (.groupShare(var rule), .least):
        rule.minimum = value
        self = .groupShare(rule)
      case (.groupShare(var rule), .greatest):
        rule.maximum = value
        self = .groupShare(rule)
      case (.eachMember(var rule), .least):
        rule.minimumShare = value
        self = .eachMember(rule)
      case (.eachMember(var rule), .greatest):
        rule.maximumShare = value
        self = .eachMember(rule)
      case (.gainFloor, .least): self = .gainFloor(GainFloor(minimum: value))
      case (.spendingCap(var rule), .greatest):
        rule.maximum = value
        self = .spendingCap(rule)
      case (.risk(var rule), .greatest):
        rule.maximum = value
        self = .risk(rule)
      case (.proportion(var rule), .tolerance):
        rule.tolerance = value
        self = .proportion(rule)
      case (.partners(var rule), .least):
        rule.minimum = value
        self = .partners(rule)
      case (.partners(var rule), .greatest):
        rule.maximum = value
        self = .partners(rule)
      case (.selectionRisk(var rule), .greatest):
        rule.maximum = value
        self = .selectionRisk(rule)
      default: break
      }
    }
  }
}
