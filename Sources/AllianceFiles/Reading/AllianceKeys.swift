/// The keys of the alliance file, table by table.
enum AllianceKeys {
  static let top = KeySet(
    [
      "alliance", "currency", "model", "members", "candidates", "periods", "discount_rate", "output_value", "budget",
      "carry_over", "contributions", "grants", "pooling", "levers", "links", "pieces", "attributes", "maximise",
      "minimise",
      "target", "response", "gap", "policies",
    ])
  static let requiredAtTop = ["alliance", "model", "members", "levers"]

  static let contributions = KeySet(["max"])
  static let grant = KeySet(["name", "amount", "match", "eligible"])

  static let attribute = KeySet(["growth"])
  static let target = KeySet(["gain"])

  // Levers
  private static let delay = ["lag", "stock"]
  private static let everyLever = ["kind", "unit_cost", "min", "max", "max_increase", "extrapolate"] + delay
  static let investment = KeySet(everyLever + ["refund"])
  static let talent = KeySet(everyLever + ["hire_max", "secondment"])
  static let anyLever = KeySet(
    everyLever + ["refund", "hire_max", "secondment", "max_count", "can_switch_off"])
  static let switchLever = KeySet(
    ["kind", "unit_cost", "extrapolate", "max_count", "can_switch_off"] + delay)
  static let stock = KeySet(["depreciation"])
  static let secondment = KeySet(["max_out", "unit_cost"])

  // Links
  static let counts = KeySet(["counts", "weight"])
  static let sums = KeySet(["sums", "weights", "same"])
  static let anyLink = KeySet(["counts", "weight", "sums", "weights", "same"])

  // Policies
  static let groupShare = KeySet(["name", "share", "of", "min", "max", "each_period"])
  static let eachMember = KeySet(["name", "each_member", "max_share", "min_share", "each_period"])
  static let gainFloor = KeySet(["name", "gain"])
  static let limitsOfGain = KeySet(["min"])
  static let spendingCap = KeySet(["name", "spend", "each_period"])
  static let limitsOfSpending = KeySet(["max"])
  static let risk = KeySet(["name", "risk", "by", "max", "each_period"])
  static let proportion = KeySet(["name", "proportional", "to", "tolerance", "each_period"])
  static let winWin = KeySet(["name", "win_win"])
  static let partners = KeySet(["name", "partners"])
  static let limitsOfPartners = KeySet(["min", "max"])
  static let apart = KeySet(["name", "apart"])
  static let together = KeySet(["name", "together"])
  static let requires = KeySet(["name", "requires"])
  static let selectionRisk = KeySet(["name", "risk", "by", "max"])
  static let policyDemands = [
    "share", "each_member", "gain", "spend", "risk", "proportional", "win_win", "partners", "apart", "together",
    "requires",
  ]
  static let anyPolicy = KeySet(
    [
      "name", "share", "of", "min", "max", "each_member", "max_share", "min_share", "gain", "spend", "risk", "by",
      "proportional", "to", "tolerance", "win_win", "each_period", "partners", "apart", "together", "requires",
    ])
}
