extension ProgramElement {
  /// The firm whose own affair the element is; nil for what all firms share.
  var owner: Int? {
    switch self {
    case .join(let firm), .raise(_, let firm, _), .lowering(_, let firm, _), .headcount(_, let firm, _),
      .secondedIn(_, let firm, _), .secondedOut(_, let firm, _), .hiring(_, let firm, _), .level(_, let firm, _),
      .stock(_, let firm, _), .link(_, let firm, _), .switchedOn(_, let firm, _), .curvedGain(_, let firm, _),
      .product(_, _, let firm, _), .levelProduct(_, let firm, _), .piece(_, _, let firm, _),
      .pieceLevel(_, _, _, let firm, _), .tangent(_, let firm, _), .effectLevel(_, let firm, _),
      .indexGain(let firm, _), .outputTangent(let firm, _), .gain(let firm, _), .memberGain(let firm),
      .smallestGainOf(let firm), .contribution(let firm, _), .poolUse(let firm, _), .allocation(let firm, _),
      .memberContribution(let firm, _), .gainBasis(_, _, let firm):
      firm
    case .ifJoined(let element, _): element.owner
    case .rule(_, _, _, let firm): firm
    case .linkSum, .switchCount, .secondmentBalance, .totalGain, .objectiveFloor, .coalition, .prudence, .targetGain,
      .smallestGain, .spending,
      .contributions, .grant, .grantLimit, .match, .pooling, .carried, .budget, .totalAllocation, .totalContribution,
      .memberLimit, .rate, .rateSpread, .tolerance:
      nil
    }
  }
}
