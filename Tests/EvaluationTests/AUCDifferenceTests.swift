import Evaluation
import Testing

struct AUCDifferenceTests {
  // pROC 1.18.0 on R 4.2.2: roc.test(..., method = "delong", paired = TRUE).
  @Test("The paired test agrees with pROC on aSAH and on the Pima test set")
  func reference() throws {
    let markers = try AUCDifference(
      reference: AneurysmReference.wfns, challenger: AneurysmReference.s100b,
      outcomes: AneurysmReference.outcomes)
    #expect(isClose(try #require(markers.z), -2.208_983_591_440_907_7))
    #expect(isClose(try #require(markers.pValue), 0.027_175_782_229_188_2))
    #expect(isClose(markers.interval.lower, -0.174_214_419_249_477_6))
    #expect(isClose(markers.interval.upper, -0.010_406_176_956_484_6))
    let variances = try #require(markers.reference.variance) + #require(markers.challenger.variance)
    let covariance = (variances - (try #require(markers.variance))) / 2
    #expect(isClose(covariance, 0.001_196_155_673_767_54, within: 1e-15))

    let weaker = try AUCDifference(
      reference: AneurysmReference.ndka, challenger: AneurysmReference.s100b,
      outcomes: AneurysmReference.outcomes)
    #expect(isClose(try #require(weaker.z), 1.390_770_025_735_577))
    #expect(isClose(try #require(weaker.pValue), 0.164_295_175_223_054))

    let models = try AUCDifference(
      reference: PimaReference.glucoseOnly, challenger: PimaReference.allVariables,
      outcomes: PimaReference.outcomes)
    #expect(isClose(models.challenger.value, 0.865_882_256_140_207))
    #expect(isClose(models.reference.value, 0.797_054_346_484_552))
    #expect(isClose(try #require(models.challenger.variance), 0.000_406_712_847_996_47))
    #expect(isClose(try #require(models.reference.variance), 0.000_711_558_928_517_07))
    #expect(isClose(try #require(models.z), 3.368_158_829_236_37))
    #expect(isClose(try #require(models.pValue), 0.000_756_719_886_239_625))
    #expect(isClose(models.interval.lower, 0.028_776_287_717_492))
    #expect(isClose(models.interval.upper, 0.108_879_531_593_818))
  }

  @Test("Identical scores differ by exactly zero", arguments: 0..<10 as Range<UInt64>)
  func identical(seed: UInt64) throws {
    let rows = RandomRows(seed: seed, rows: 40, levels: 6)
    let difference = try AUCDifference(
      reference: rows.challenger, challenger: rows.challenger.map { 3 * $0 - 1 },
      outcomes: rows.outcomes)
    #expect(difference.value == 0)
    #expect(difference.z == 0)
    #expect(difference.pValue == 1)
    #expect(difference.interval == ConfidenceInterval(lower: 0, upper: 0))
  }

  @Test(
    "Exchanging the rankings changes the sign and nothing else", arguments: 0..<10 as Range<UInt64>)
  func exchange(seed: UInt64) throws {
    let rows = RandomRows(seed: seed, rows: 50, levels: 9)
    let forwards = try AUCDifference(
      reference: rows.reference, challenger: rows.challenger, outcomes: rows.outcomes)
    let backwards = try AUCDifference(
      reference: rows.challenger, challenger: rows.reference, outcomes: rows.outcomes)
    #expect(forwards.value == -backwards.value)
    #expect(forwards.interval.lower == -backwards.interval.upper)
    #expect(try #require(forwards.z) == -(try #require(backwards.z)))
    #expect(forwards.pValue == backwards.pValue)
    #expect(isClose(forwards.value, forwards.challenger.value - forwards.reference.value))
  }

  @Test("A perfect ranking against none is shown to differ by many rows and not by four")
  func zeroVariance() throws {
    for (rows, isShown) in [(4, false), (60, true)] {
      let outcomes = (0..<rows).map { $0 < rows / 2 }
      let difference = try AUCDifference(
        reference: [Double](repeating: 0, count: rows), challenger: outcomes.map { $0 ? 1 : 0 },
        outcomes: outcomes)
      #expect(difference.value == 0.5)
      #expect(difference.variance == 0)
      #expect(difference.z == nil)
      #expect(difference.pValue == nil)
      #expect((difference.interval.lower > 0) == isShown)
    }
  }

  @Test("One row of a kind shows no difference, however far apart the rankings")
  func singleRowOfAClass() throws {
    let difference = try AUCDifference(
      reference: [1, 2, 3], challenger: [3, 2, 1], outcomes: [true, false, false])
    #expect(difference.value == 1)
    #expect(difference.variance == nil)
    #expect(difference.z == nil)
    #expect(difference.interval.contains(0))
  }

  @Test("Rankings of different rows are refused")
  func lengths() {
    #expect(throws: EvaluationError.lengthMismatch(rows: 1, outcomes: 2)) {
      try AUCDifference(reference: [1, 2], challenger: [1], outcomes: [true, false])
    }
  }
}
