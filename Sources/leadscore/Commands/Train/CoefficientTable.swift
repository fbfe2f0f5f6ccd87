import Evaluation
import FeatureExtraction
import Tables
import Training

/// All coefficients of a model as CSV, a row each.
struct CoefficientTable {
  let bytes: [UInt8]

  init(_ rows: [CoefficientRow]) {
    var writer = CSVWriter()
    writer.record([
      "feature", "source", "level", "kind", "estimate", "standard_error", "z", "p", "lower",
      "upper", "odds_ratio",
    ])
    for row in rows {
      writer.field(row.feature)
      writer.field(row.source ?? "")
      writer.field(row.level ?? "")
      writer.field(row.kind?.rawValue ?? "")
      writer.shortest(row.estimate)
      for number in [
        row.standardError, row.z, row.pValue, row.interval?.lower, row.interval?.upper,
        row.oddsRatio,
      ] {
        writer.plain(number.map(\.description) ?? "")
      }
      writer.endRecord()
    }
    bytes = writer.bytes
  }
}
