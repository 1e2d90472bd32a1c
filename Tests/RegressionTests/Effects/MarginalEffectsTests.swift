import Foundation
import Statistics
import Testing

@testable import Regression

@Suite("Marginal effects")
struct MarginalEffectsTests {
  private static let firms = """
    output,rd,talent,support,region
    1,3,2,0,east
    4,5,1,1,west
    2,1,6,0,north
    8,9,4,1,east
    3,2,7,1,west
    6,7,3,0,north
    5,4,5,1,north

    """
  private static let formula = "output ~ rd * support + log(talent) + I(talent^2) + C(region) * talent"

  private func fit(_ family: Family, sigma: Double?, formula: String = formula) throws -> GivenFit {
    // Every firm stands twice, so that there are more rows than columns.
    let rows = Self.firms.split(separator: "\n").dropFirst().joined(separator: "\n")
    let sample = try Sample(Dataset(table(Self.firms + rows), formula: Formula(formula)))
    let coefficients = sample.columns.indices.map { 0.4 * cos(Double($0 + 1)) }
    var fit = GivenFit(
      sample: sample, family: family, coefficients: coefficients, sigma: sigma,
      covariance: Covariance(.classical, Matrix(rowCount: 0, columnCount: 0)))
    let size = fit.parameters.count
    var matrix = Matrix(rowCount: size, columnCount: size)
    for row in 0..<size {
      for column in 0..<size { matrix[row, column] = pow(0.5, abs(Double(row - column))) * 0.01 }
    }
    fit.covariance = Covariance(.classical, matrix)
    return fit
  }

  /// The gradient of effect `position` by central differences of the estimate.
  private func gradient(_ fit: GivenFit, _ position: Int) -> [Double] {
    fit.parameters.indices.map { parameter in
      let moved = [1e-5, -1e-5].map { step -> Double in
        var fit = fit
        if parameter < fit.coefficients.count {
          fit.coefficients[parameter] += step
        } else {
          fit.sigma = fit.sigma.map { $0 * exp(step) }
        }
        return MarginalEffects(fit).effects[position].estimate
      }
      return (moved[0] - moved[1]) / 2e-5
    }
  }

  @Test(
    "standard errors are those of gradients by finite differences",
    arguments: [
      (Family.tobit(lower: 0, upper: nil), 1.3 as Double?), (.tobit(lower: nil, upper: 3), 1.3),
      (.tobit(lower: 0, upper: 3), 1.3), (.poisson, nil), (.gaussian(smearing: nil), 1.3),
    ])
  func standardErrors(family: Family, sigma: Double?) throws {
    let fit = try fit(family, sigma: sigma)
    let effects = MarginalEffects(fit).effects
    #expect(effects.count == family.outcomes.count * 2 * 5)
    for (position, effect) in effects.enumerated() {
      let gradient = gradient(fit, position)
      let variance = zip(gradient, fit.covariance.matrix.times(gradient)).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(abs(effect.standardError - variance.squareRoot()) <= 1e-7 * max(1, variance.squareRoot()))
    }
  }

  @Test("an effect is what a small change of the data, or a change of level, does to the outcome on average")
  func estimates() throws {
    let fit = try fit(.tobit(lower: 0, upper: 3), sigma: 1.3)
    let model = InnovationModel(fit)
    let effects = MarginalEffects(fit)
    let data = fit.sample.data
    func average(_ change: (inout [String: Double], inout String) -> Void) -> Double {
      (0..<data.rowCount).reduce(0) { sum, row in
        var numbers = Dictionary(uniqueKeysWithValues: ["rd", "talent", "support"].map { ($0, data.numbers($0)[row]) })
        let category = data.category("region")
        var region = category.map { $0.levels[$0.codes[row]] } ?? ""
        change(&numbers, &region)
        let index = model.index(number: { numbers[$0] ?? .nan }, level: { _ in region })
        return sum + model.expectedOutput(index: index)
      } / Double(data.rowCount)
    }
    func estimate(_ variable: String, _ contrast: EffectContrast) -> Double {
      let found = effects.effects(on: .expected, at: .average).first {
        $0.variable == variable && $0.contrast == contrast
      }
      return found?.estimate ?? .nan
    }
    for variable in ["rd", "talent"] {
      let difference =
        average { numbers, _ in numbers[variable, default: 0] += 1e-5 }
        - average { numbers, _ in numbers[variable, default: 0] -= 1e-5 }
      #expect(abs(estimate(variable, .derivative) - difference / 2e-5) < 1e-8)
    }
    let support = average { numbers, _ in numbers["support"] = 1 } - average { numbers, _ in numbers["support"] = 0 }
    #expect(abs(estimate("support", .zeroToOne) - support) < 1e-13)
    for level in ["north", "west"] {
      let region = average { _, region in region = level } - average { _, region in region = "east" }
      #expect(abs(estimate("region", .levels(level, reference: "east")) - region) < 1e-13)
    }
  }

  @Test("at the means: numbers at their means and transformed there, a category at its most frequent level")
  func means() throws {
    let fit = try fit(.poisson, sigma: nil, formula: "output ~ log(talent) + C(region):rd")
    let means = (talent: 4.0, rd: 31.0 / 7)
    // north occurs three times, east and west twice.
    let names = fit.coefficientNames
    let beta = Dictionary(uniqueKeysWithValues: zip(names, fit.coefficients))
    let (constant, talent) = (beta["(Intercept)"] ?? .nan, beta["log(talent)"] ?? .nan)
    let (north, east) = (beta["C(region)north:rd"] ?? .nan, beta["C(region)east:rd"] ?? .nan)
    let expected = exp(constant + talent * log(means.talent) + north * means.rd)
    let effects = MarginalEffects(fit).effects(on: .expected, at: .means)
    #expect(effects.map(\.variable) == ["talent", "region", "region", "rd"])
    #expect(digits(effects[0].estimate, expected * talent / means.talent) > 13)
    #expect(digits(effects[3].estimate, expected * north) > 13)
    let inEast = exp(constant + talent * log(means.talent) + east * means.rd)
    #expect(effects[1].contrast == .levels("north", reference: "east"))
    #expect(digits(effects[1].estimate, expected - inEast) > 12)
  }

  @Test("in a linear model the effects are the coefficients, with their errors and tests")
  func linear() throws {
    let fit = try LeastSquaresFit(Dataset(table(Self.firms), formula: Formula("output ~ rd + talent")))
    for place in EffectPoint.allCases {
      let effects = MarginalEffects(fit).effects(on: .expected, at: place)
      for (effect, estimate) in zip(effects, fit.estimates.dropFirst()) {
        #expect(effect.variable == estimate.name)
        #expect(digits(effect.estimate, estimate.estimate) > 13)
        #expect(digits(effect.standardError, estimate.standardError) > 13)
        #expect(digits(effect.pValue, estimate.pValue) > 11)
      }
      let interval = fit.confidenceIntervals(level: 0.9)[1]
      #expect(digits(effects[0].interval(level: 0.9).lower, interval.lower) > 13)
    }
    #expect(MarginalEffects(fit).effects.count == 4)
  }

  @Test("what was dropped for collinearity has no effect to speak of")
  func dropped() throws {
    let text = "y,a,b\n1,1,2\n3,2,4\n2,3,6\n5,4,8\n"
    let sample = try Sample(Dataset(table(text), formula: Formula("y ~ a + b")))
    let effects = try MarginalEffects(LeastSquaresFit(sample)).effects
    #expect(effects.map(\.variable) == ["a", "a"])
  }

  @Test("the slope of a square root at 0 has no average, and the effect says so")
  func infiniteSlope() throws {
    let text = "y,a\n1,0\n3,2\n2,3\n5,4\n"
    let fit = try LeastSquaresFit(Dataset(table(text), formula: Formula("y ~ sqrt(a)")))
    let effects = MarginalEffects(fit)
    let average = effects.effects(on: .expected, at: .average)[0]
    #expect(average.estimate.isNaN && average.standardError.isNaN && average.pValue.isNaN)
    #expect(effects.effects(on: .expected, at: .means)[0].estimate.isFinite)
  }
}
