import FeatureExtraction
import ScoringModel
import Tables

extension DesignWarning {
  /// An effect that goes one way beside the other features, while its leads alone go the other.
  public struct Contrary: Sendable, Equatable {
    /// The level or number: `plan = basic`.
    public let name: String
    /// Whether the model's effect raises the score.
    public let raises: Bool
    /// How clear the contradiction is: the standard errors from none of the less clear direction.
    public let clearness: Double
  }

  /// How far, in standard errors, both directions must be from none.
  private static let clear = 1.959963984540054

  /// The effects that clearly contradict the raw rates, the clearest first.
  ///
  /// Pairs are left out: they are what is left after their features. The raw direction is that of the
  /// score test of the column alone.
  ///
  /// - Parameters:
  ///   - coefficients: Those of the model, the intercept first.
  ///   - model: The model.
  ///   - leads: The labelled leads.
  ///   - rows: Those that it was fitted to.
  /// - Returns: One warning, or none.
  /// - Throws: what encoding the leads throws.
  static func contrary(
    _ coefficients: [CoefficientRow], of model: ScoringModel, leads: LabelledLeads, rows: [Int]
  ) throws -> [DesignWarning] {
    let encoded = try model.extractor.encode(leads.table.rows(rows))
    let outcomes = rows.map { leads.outcomes[$0] }
    let rate = Double(outcomes.count { $0 }) / Double(max(1, outcomes.count))
    let found = zip(model.terms, coefficients.dropFirst()).compactMap { term, row -> Contrary? in
      let feature = model.extractor.features[term.feature]
      guard feature.columns.count == 1, term.part != .missing, let effect = row.z,
        row.level != CategoricalEncoding.missingLabel, abs(effect) > clear,
        let raw = encoded[term.feature].scoreTest(
          term.part, of: feature, outcomes: outcomes, rate: rate),
        abs(raw) > clear, (raw > 0) != (effect > 0)
      else { return nil }
      let name = feature.name + (row.level.map { " = \($0)" } ?? "")
      return Contrary(name: name, raises: effect > 0, clearness: min(abs(effect), abs(raw)))
    }
    guard !found.isEmpty else { return [] }
    return [
      .againstRawRates(found.sorted { ($1.clearness, $0.name) < ($0.clearness, $1.name) })
    ]
  }
}

extension EncodedFeature {
  /// The score test of one column of the design alone: `Σ(y - ȳ)·x / √(ȳ(1 - ȳ)·Σ(x - x̄)²)`.
  fileprivate func scoreTest(
    _ part: ModelTerm.Part, of feature: Feature, outcomes: [Bool], rate: Double
  ) -> Double? {
    var (score, sum, squares, count) = (0.0, 0.0, 0.0, 0.0)
    func add(_ x: Double, _ row: Int) {
      score += ((outcomes[row] ? 1 : 0) - rate) * x
      sum += x
      squares += x * x
      count += 1
    }
    switch (self, part) {
    case (.values(let values), .value):
      for row in values.indices where !values[row].isNaN { add(values[row], row) }
    case (.codes(let codes), .code(let level)):
      let levels = feature.levels
      for row in codes.indices {
        let code = Int(codes[row])
        add(code < levels.count && levels[code] == level ? 1 : 0, row)
      }
    default: return nil
    }
    let variance = rate * (1 - rate) * (squares - sum * sum / max(1, count))
    return variance > 0 ? score / variance.squareRoot() : nil
  }
}
