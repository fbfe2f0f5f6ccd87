import Testing

/// A small public data set as a design matrix, with the exact maximum-likelihood fit to it.
///
/// Coefficients, standard errors and log likelihoods come from a Newton iteration in 80-bit
/// arithmetic, checked against 50-digit arithmetic for two of the sets; they are good to 1e-14. The
/// standard errors are those of the information at the final coefficients.
struct ReferenceData: Sendable, CustomTestStringConvertible {
  let name: String
  let columnNames: [String]
  let outcomes: [Double]
  let weights: [Double]?
  let columns: [[Double]]
  let coefficients: [Double]
  let standardErrors: [Double]
  let logLikelihood: Double
  let nullLogLikelihood: Double

  /// Reads rows `outcome [weight] columns…`, one after the other, separated by white space.
  init(
    name: String, columnNames: [String], isWeighted: Bool, coefficients: [Double],
    standardErrors: [Double], logLikelihood: Double, nullLogLikelihood: Double, rows: String
  ) {
    let values = rows.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
    let leading = isWeighted ? 2 : 1
    let width = leading + columnNames.count
    func column(_ index: Int) -> [Double] {
      stride(from: index, to: values.count, by: width).map { values[$0] }
    }
    self.name = name
    self.columnNames = columnNames
    self.coefficients = coefficients
    self.standardErrors = standardErrors
    self.logLikelihood = logLikelihood
    self.nullLogLikelihood = nullLogLikelihood
    outcomes = column(0)
    weights = isWeighted ? column(1) : nil
    columns = columnNames.indices.map { column(leading + $0) }
  }

  var testDescription: String { name }

  static let all = [
    birthwt, esoph, infert, infertShort, menarche, mtcars, pima, spector, titanic, ucla,
  ]
}
