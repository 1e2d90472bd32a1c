import LinearProgramming
import Regression
import TestSupport
import Testing

@testable import Planning

@Suite("Curves and their envelopes")
struct CurveTests {
  /// A curve with a range over which it is to be looked at.
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let curve: Curve
    let range: ClosedRange<Double>
  }

  /// Outputs censored at 0, at 10, at both, and an exponential; then effects of levers.
  static let cases: [Case] = {
    func response(_ family: Family, sigma: Double?) -> ResponseFunction? {
      let model = try? sampleModel("y ~ 0 + x", ["x": 1], family: family, sigma: sigma)
      return model?.response
    }
    let responses: [(String, Family, Double?)] = [
      ("lower limit", .tobit(lower: 0, upper: nil), 2), ("upper limit", .tobit(lower: nil, upper: 10), 3),
      ("both limits", .tobit(lower: 0, upper: 10), 1.5), ("exponential", .poisson, nil),
    ]
    var cases: [Case] = []
    for (name, family, sigma) in responses {
      guard let response = response(family, sigma: sigma) else { continue }
      for (index, range) in [(-4.0, -2.0...9.0), (3, -6...12), (6, 0...0.5), (1, 0...0)] {
        cases.append(
          Case(testDescription: "\(name) from \(index)", curve: .response(response, index: index), range: range))
      }
    }
    for (name, transform, factor) in [
      ("square", Transform.power(2), 0.5), ("falling root", .squareRoot, -2), ("falling logarithm", .logarithm, -1),
      ("cube", .power(3), 1), ("falling cube", .power(3), -1), ("root", .squareRoot, 2),
    ] {
      let range = name.contains("cube") ? -2.0...3.0 : 0.5...4.0
      cases.append(
        Case(
          testDescription: name, curve: .effect(factor: factor, transform: transform, baseline: 1), range: range))
    }
    return cases
  }()

  @Test("the slope is what a finite difference gives", arguments: cases)
  func slopes(_ sample: Case) {
    for step in 1..<20 {
      let point = sample.range.lowerBound + Double(step) / 20 * (sample.range.upperBound - sample.range.lowerBound)
      let width = 1e-5
      let difference = (sample.curve.value(at: point + width) - sample.curve.value(at: point - width)) / (2 * width)
      #expect(abs(sample.curve.slope(at: point) - difference) <= 1e-5 * abs(difference) + 1e-8)
    }
  }

  @Test("the envelope lies nowhere below the curve, is concave, and touches it at both ends", arguments: cases)
  func envelopes(_ sample: Case) {
    let envelope = Envelope(of: sample.curve, over: sample.range)
    func value(at point: Double) -> Double {
      if let tangentRange = envelope.tangentRange, tangentRange.contains(point) { return sample.curve.value(at: point) }
      return envelope.chord?.value(at: point) ?? .nan
    }
    let points = (0...200).map {
      sample.range.lowerBound + Double($0) / 200 * (sample.range.upperBound - sample.range.lowerBound)
    }
    let values = points.map(value)
    let near = 1e-9 * (1 + (values.map { abs($0) }.max() ?? 0))
    for (point, value) in zip(points, values) { #expect(value >= sample.curve.value(at: point) - near) }
    for middle in 1..<200 { #expect(values[middle] >= 0.5 * (values[middle - 1] + values[middle + 1]) - near) }
    #expect(abs(values[0] - sample.curve.value(at: sample.range.lowerBound)) <= near)
    #expect(abs(values[200] - sample.curve.value(at: sample.range.upperBound)) <= near)
  }

  @Test(
    "where a curve bends upwards its tangents lie nowhere above it on that side of the inflection", arguments: cases)
  func tangents(_ sample: Case) {
    let side: ClosedRange<Double>
    switch sample.curve.bend(over: sample.range) {
    case .convex: side = sample.range
    case .convexThenConcave(let middle): side = sample.range.lowerBound...middle
    case .concaveThenConvex(let middle): side = middle...sample.range.upperBound
    case .linear, .concave: return
    }
    let points = (0...40).map { side.lowerBound + Double($0) / 40 * (side.upperBound - side.lowerBound) }
    for touched in points {
      let tangent = sample.curve.tangent(at: touched)
      for point in points {
        let value = sample.curve.value(at: point)
        #expect(tangent.value(at: point) <= value + 1e-9 * (1 + abs(value) + abs(sample.curve.value(at: touched))))
      }
    }
  }
}

@Suite("Envelopes over boxes of summands")
struct BoxEnvelopeTests {
  @Test(
    "a plane lies nowhere below its curve over the box, and touches it at the corners it passes",
    arguments: UInt64(1)...40)
  func planes(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let family: Family = [.poisson, .tobit(lower: 0, upper: nil), .tobit(lower: 0, upper: 4)][Int(seed % 3)]
    let model = try sampleModel("y ~ 0 + x", ["x": 1], family: family, sigma: seed % 3 == 0 ? nil : 1.3)
    let curve = Curve.response(model.response, index: Double.random(in: -3...2, using: &generator))
    let ranges = (0..<3).map { _ in
      let least = Double.random(in: -2...1, using: &generator)
      return least...(least + Double.random(in: 0...2.5, using: &generator))
    }
    let widest = ranges.reduce(0) { $0 + $1.lowerBound }...ranges.reduce(0) { $0 + $1.upperBound }
    // Boxes are for curves that bend upwards somewhere.
    guard curve.isBent(over: widest) else { return }
    let box = SummandBox(
      summands: ranges.map { _ in LinearExpression() }, rows: ranges.map { _ in nil }, ranges: ranges)
    func point() -> [Double] { ranges.map { Double.random(in: $0, using: &generator) } }
    for _ in 0..<50 {
      let touched = point()
      let argument = touched.reduce(0, +)
      let plane = box.plane(of: curve, over: widest, order: box.order(at: touched), argument: argument)
      for _ in 0..<50 {
        let other = point()
        let sum = other.reduce(0, +)
        #expect(plane.value(at: other, argument: sum) >= curve.value(at: sum) - 1e-9)
        // An argument that is counted too low is promised no less than its own value.
        let less = sum - Double.random(in: 0...1, using: &generator)
        #expect(plane.value(at: other, argument: less) >= curve.value(at: less) - 1e-9)
      }
      guard case .convex = curve.bend(over: widest) else { continue }
      let corner = ranges.map { Bool.random(using: &generator) ? $0.lowerBound : $0.upperBound }
      let tight = box.plane(of: curve, over: widest, order: box.order(at: corner), argument: corner.reduce(0, +))
      let value = curve.value(at: corner.reduce(0, +))
      #expect(abs(tight.value(at: corner, argument: corner.reduce(0, +)) - value) <= 1e-9 * max(1, abs(value)))
    }
  }
}
