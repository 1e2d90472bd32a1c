import Statistics
import Testing

/// Reference values without another source were computed with mpmath 1.3 at 40 digits from the incomplete beta and
/// gamma functions.
@Suite("Distributions")
struct DistributionTests {
  @Test(
    "normal probabilities, in both tails",
    arguments: [
      (-1.5, 0.066807201268858066, 0.93319279873114193), (0, 0.5, 0.5), (2, 0.97724986805182079, 0.022750131948179207),
      (6, 0.99999999901341235, 9.8658764503769814e-10),
    ])
  func normal(z: Double, cumulative: Double, upperTail: Double) {
    #expect(agrees(Normal.cumulative(z), cumulative))
    #expect(agrees(Normal.upperTail(z), upperTail))
  }

  @Test(
    "the probability below a value and the derivatives of its logarithm, at |z| = 40 and far beyond",
    arguments: [
      (-1e6, -5.0000000001473445e+11, 1.000000000001e+6, 0.99999999999900001),
      (-1000.0, -500007.82669481218, 1000.000999998, 0.99999900000599995),
      (-40.0, -804.60844201375379, 40.024968847207264, 0.99937733162140861),
      (-37.5, -707.66898931750719, 37.526628874883654, 0.99929190511457925),
      (-20.0, -203.91715537109726, 20.049753068527851, 0.99753673838494784),
      (-10.001, -53.241383739024036, 10.099083789477803, 0.99055640832583923),
      (-9.999, -53.221187552555527, 10.097102680233621, 0.99055283552499442),
      (-6.0, -20.736768949974706, 6.1584826045445989, 0.97601236321083323),
      (-2.5, -5.0816482772786905, 2.8227447976639073, 0.91102619857888456),
      (-1.0, -1.8410216450092635, 1.5251352761609812, 0.80090233442965121),
      (-0.25, -0.91306176481113506, 0.96355397941640391, 0.68754777639508675),
      (0.0, -0.69314718055994531, 0.79788456080286536, 0.63661977236758134),
      (0.75, -0.25699426683836524, 0.38938205673592702, 0.44365492865984596),
      (2.0, -0.023012909328963488, 0.055247862678989959, 0.11354805168857645),
      (5.0, -2.8665161296376359e-7, 1.4867199409049057e-6, 7.4336019148607112e-6),
      (9.0, -1.1285884059538406e-19, 1.0279773571668915e-18, 9.2517962145020233e-18),
      (37.0, -5.7255712225245768e-300, 2.1200065515246056e-298, 7.8440242406410408e-297),
    ])
  func lowerTail(z: Double, logProbability: Double, ratio: Double, curvature: Double) {
    let tail = Normal.lowerTail(z)
    #expect(agrees(tail.logProbability, logProbability))
    #expect(agrees(tail.ratio, ratio))
    #expect(agrees(tail.curvature, curvature, within: 1e-13))
  }

  @Test("the density keeps its digits far out")
  func density() {
    #expect(agrees(Normal.density(1.5), 0.12951759566589173, within: 1e-15))
    #expect(agrees(Normal.density(-20.1), 7.4345253896803122e-89, within: 1e-15))
    #expect(Normal.density(50) == 0)
    #expect(Normal.density(.infinity) == 0)
    #expect(Normal.density(.nan).isNaN)
  }

  @Test(
    "normal quantiles",
    arguments: [
      (0.975, 1.9599639845400539), (0.9, 1.2815515655446006), (1e-10, -6.3613409024040562), (0.5, 0),
    ])
  func normalQuantiles(probability: Double, z: Double) {
    #expect(agrees(Normal.quantile(probability), z))
  }

  @Test(
    "Student's t tails, of any degrees of freedom",
    arguments: [
      (1.0, 1.0, 0.25), (2.2281388519862742, 10, 0.025), (3.5, 2.5, 0.026172773480160169),
      (12, 45, 6.3824676228338123e-16), (40, 7, 7.9510899924251852e-10),
    ])
  func studentT(value: Double, degreesOfFreedom: Double, upperTail: Double) {
    let distribution = StudentT(degreesOfFreedom: degreesOfFreedom)
    #expect(agrees(distribution.upperTail(value), upperTail, within: 1e-12))
    #expect(agrees(distribution.twoSidedTail(-value), 2 * upperTail, within: 1e-12))
    #expect(agrees(distribution.cumulative(-value), upperTail, within: 1e-12))
  }

  @Test(
    "Student's t quantiles",
    arguments: [
      (0.975, 10.0, 2.2281388519862742), (0.975, 1, 12.706204736174693), (0.995, 2.5, 7.1637281389487829),
      (0.9, 45, 1.3006493322502372), (0.975, 340, 1.9669657340892855), (1e-6, 5, -24.771029720515944),
      (1e-9, 45, -7.4784673221314818), (1e-12, 340, -7.3040671000443315), (1e-4, 31, -4.2155025808437186),
    ])
  func studentTQuantiles(probability: Double, degreesOfFreedom: Double, value: Double) {
    #expect(agrees(StudentT(degreesOfFreedom: degreesOfFreedom).quantile(probability), value, within: 1e-12))
  }

  @Test("F tails and quantiles")
  func fisherF() {
    let longley = FisherF(numerator: 6, denominator: 9)
    #expect(agrees(longley.upperTail(330.285339234588), 4.9840305287248105e-10, within: 1e-12))
    #expect(agrees(longley.quantile(0.99), 5.8017703065351254, within: 1e-12))
    let broad = FisherF(numerator: 5, denominator: 40)
    #expect(agrees(broad.upperTail(0.3), 0.90995256187157059, within: 1e-12))
    #expect(agrees(broad.cumulative(0.3), 1 - 0.90995256187157059, within: 1e-12))
    #expect(agrees(broad.quantile(0.5), 0.88516027245775991, within: 1e-12))
    #expect(agrees(FisherF(numerator: 2, denominator: 10).quantile(0.95), 4.1028210151303997, within: 1e-12))
  }

  @Test("χ² tails and quantiles")
  func chiSquared() {
    #expect(agrees(ChiSquared(degreesOfFreedom: 1).quantile(0.95), 3.8414588206941245, within: 1e-12))
    #expect(agrees(ChiSquared(degreesOfFreedom: 10).upperTail(18.307038053275144), 0.05, within: 1e-12))
    #expect(agrees(ChiSquared(degreesOfFreedom: 10).cumulative(18.307038053275144), 0.95, within: 1e-12))
    #expect(agrees(ChiSquared(degreesOfFreedom: 30).quantile(0.025), 16.790772265566625, within: 1e-12))
    #expect(agrees(ChiSquared(degreesOfFreedom: 3).upperTail(100), 1.5541594313896049e-21, within: 1e-12))
  }

  @Test("the ends of the scale are limits, not errors of the library")
  func ends() {
    #expect(Normal.quantile(1) == .infinity)
    #expect(Normal.quantile(1.5).isNaN)
    #expect(StudentT(degreesOfFreedom: 4).quantile(0) == -.infinity)
    #expect(StudentT(degreesOfFreedom: 4).quantile(-0.1).isNaN)
    #expect(StudentT(degreesOfFreedom: 4).upperTail(.infinity) == 0)
    #expect(StudentT(degreesOfFreedom: 4).twoSidedTail(0) == 1)
    #expect(FisherF(numerator: 2, denominator: 3).upperTail(-1) == 1)
    #expect(FisherF(numerator: 2, denominator: 3).cumulative(.infinity) == 1)
    #expect(FisherF(numerator: 2, denominator: 3).upperTail(.infinity) == 0)
    #expect(FisherF(numerator: 2, denominator: 3).quantile(1) == .infinity)
    #expect(FisherF(numerator: 2, denominator: 3).quantile(.nan).isNaN)
    #expect(ChiSquared(degreesOfFreedom: 2).upperTail(0) == 1)
    #expect(ChiSquared(degreesOfFreedom: 2).cumulative(.infinity) == 1)
    #expect(ChiSquared(degreesOfFreedom: 2).upperTail(.infinity) == 0)
    #expect(ChiSquared(degreesOfFreedom: 2).quantile(1) == .infinity)
    #expect(ChiSquared(degreesOfFreedom: 2).quantile(2).isNaN)
  }

  @Test(
    "the mean above zero of a shifted normal variable, far into both tails",
    arguments: [
      (-20.0, 1.3700124947295799e-90), (-8, 7.5502624119464989e-17), (-5, 5.346165533832815e-8),
      (-3, 0.0003821543170477236), (-2.5, 0.0020041371791281994), (-2.0001, 0.0084884278735716511),
      (-1.5, 0.029306793762604629), (0, 0.39894228040143268), (1, 1.0833154705876863), (4, 4.0000071452584324),
    ])
  func meanAboveZero(shift: Double, mean: Double) {
    #expect(agrees(Normal.meanAboveZero(shiftedBy: shift), mean, within: 1e-13))
  }

  @Test("the mean above zero ends in 0 and in the shift itself")
  func meanAboveZeroEnds() {
    #expect(Normal.meanAboveZero(shiftedBy: -.infinity) == 0)
    #expect(Normal.meanAboveZero(shiftedBy: -1e9) == 0)
    #expect(Normal.meanAboveZero(shiftedBy: 1e9) == 1e9)
  }
}
