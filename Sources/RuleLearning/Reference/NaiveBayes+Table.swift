internal import FeatureExtraction
public import Tables

extension NaiveBayes {
  /// The log odds of some leads by the values of others: levels as they are, numbers in quartiles.
  ///
  /// - Parameters:
  ///   - table: The features of all leads.
  ///   - columns: The columns to use.
  ///   - outcomes: Whether each lead converted.
  ///   - learning: The rows to count.
  ///   - scored: The rows to score.
  /// - Returns: One element per scored row.
  public static func logOdds(
    _ table: Tables.Table, columns: [String], outcomes: [Bool], learning: [Int], scored: [Int]
  ) -> [Double] {
    let features = columns.compactMap { name in
      table[name].flatMap {
        CandidateFeature(name: name, kind: .explicit, source: .column, column: $0)
      }
    }
    func value(_ feature: CandidateFeature, _ row: Int) -> String? {
      let code = Int(feature.codes[row])
      return code == feature.classCount - 1 ? nil : String(code)
    }
    let bayes = NaiveBayes(
      features.map { feature in .field(learning.map { value(feature, $0) }) },
      outcomes: learning.map { outcomes[$0] })
    return scored.map { row in bayes.logOdds(features.map { value($0, row) }) }
  }
}
