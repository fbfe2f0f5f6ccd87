import LinearAlgebra
import TestLeads
import TestSupport
import Testing

@testable import Training

@Suite("A fit of 49 parameters")
struct GermanCreditTests {
  @Test(
    "to the German credit data agrees with exact answers",
    .enabled(if: ReferenceFolder.path != nil, Comment(rawValue: ReferenceFolder.missing)))
  func reference() throws {
    let rows = try ReferenceFolder.rows("germancredit.csv")
    let expected = try ReferenceFolder.numbers("logit_exact.json", entry: "germancredit")
    let columns = (2..<rows[0].count).map { column in rows.map { $0[column] } }
    let matrix = DesignMatrix(dense: DenseBlock(rowCount: rows.count, columns: columns))
    let outcomes = rows.map { $0[0] }
    let fit = try LogisticRegression.fit(matrix, outcomes: outcomes)
    #expect(largestRelativeError(fit.coefficients, try #require(expected["coef"])) < 1e-9)
    let errors = fit.standardErrors.map { $0 ?? .nan }
    #expect(largestRelativeError(errors, try #require(expected["se"])) < 1e-8)
    let robust = try fit.covariance(.robust(.hc0), designMatrix: matrix, outcomes: outcomes)
    #expect(
      largestRelativeError(
        robust.diagonal.map { $0.squareRoot() }, try #require(expected["se_hc0"])) < 1e-8)
    let statistics = GoodnessOfFit(fit, outcomes: outcomes)
    #expect(abs(statistics.aic - 1001.12603439055) < 1e-9)
    #expect(abs(statistics.nullDeviance - 1221.72860410979) < 1e-9)
  }
}
