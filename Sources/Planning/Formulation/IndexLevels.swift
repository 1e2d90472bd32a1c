import Alliances
import LinearProgramming

extension Formulation {
  /// What enters the formula for each decided variable.
  mutating func formulateIndexLevels() {
    indexLevels = alliance.decided.map { variable in
      switch variable.source {
      case .lever(let lever): levels[lever]
      }
    }
  }
}
