import FeatureExtraction
import ScoringModel
import Tables

/// Contributions and values of a run of leads, lead by lead, so that writing a lead stays in cache.
struct LeadRows {
  let featureCount: Int
  /// Per lead, one contribution per feature.
  let contributions: [Double]
  /// Per lead, one value per feature: the code of a category, or the number as it stands in the data.
  let values: [Double]
  /// Whether a feature's values are codes.
  let isCode: [Bool]

  init(_ leads: ScoredLeads) {
    let features = leads.predictor.model.extractor.features
    let count = features.count
    var contributions = [Double](repeating: 0, count: leads.count * count)
    var values = contributions
    for (index, feature) in features.enumerated() {
      let column = leads.contributions[index]
      for row in 0..<leads.count { contributions[row * count + index] = column[row] }
      switch leads.encoded[index] {
      case .codes(let codes):
        for row in 0..<leads.count { values[row * count + index] = Double(codes[row]) }
      case .values:
        // A column without a single value may have been read as another kind.
        guard case .numbers(let numbers)? = leads.table[feature.columns[0]]?.values else {
          for row in 0..<leads.count { values[row * count + index] = .nan }
          continue
        }
        for row in 0..<leads.count { values[row * count + index] = numbers[row] }
      }
    }
    featureCount = count
    self.contributions = contributions
    self.values = values
    isCode = features.map { $0.codeCount != nil }
  }
}
