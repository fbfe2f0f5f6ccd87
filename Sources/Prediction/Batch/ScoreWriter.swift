import Evaluation
import FeatureExtraction
import ScoringModel
import Tables

/// Writes scored leads as records of `scores.csv` and of the long table of contributions.
struct ScoreWriter: Sendable {
  private let predictor: Predictor
  private let options: ScoreOptions
  private let phrases: ReasonPhrases
  private let fields: ScoreFields
  private let featureTexts: [[UInt8]]
  private let kindTexts: [[UInt8]]
  /// The factor that each feature speaks for, by its place among all; nil without factors.
  private let factorOfFeature: [Int]?
  private let factorScale: FactorReference.Scale?

  init(_ predictor: Predictor, options: ScoreOptions) {
    self.predictor = predictor
    self.options = options
    phrases = ReasonPhrases(of: predictor)
    fields = ScoreFields(predictor, scale: options.scale)
    featureTexts = predictor.model.extractor.features.map { feature in
      var name = CSVWriter()
      name.field(feature.name)
      return name.bytes
    }
    factorOfFeature = options.factors.map { factors in
      predictor.model.extractor.features.map { feature in
        let factor = factors.factor(
          ofFeature: feature.name, columns: feature.columns, kind: feature.kind)
        return LeadFactor.allCases.firstIndex(of: factor) ?? 0
      }
    }
    factorScale = options.factors.flatMap { factors in
      options.factorReference?.scale(of: predictor.model, factors: factors)
    }
    kindTexts = predictor.model.extractor.features.map { Array($0.kind.rawValue.utf8) }
  }

  /// The columns of `scores.csv` after the identifier.
  static func columns(_ options: ScoreOptions) -> [String] {
    [
      "probability", "probability_low", "probability_high", "score", "percentile", "rank", "tier",
      "base",
    ] + (0..<options.reasonCount).map { "reason_\($0 + 1)" }
      + (options.factors == nil ? [] : LeadFactor.allCases.map { "factor_\($0.key)" })
      + (options.factors == nil || options.factorReference == nil
        ? [] : LeadFactor.allCases.map { "factor_\($0.key)_score" })
  }

  /// The columns of the table of contributions after the identifier.
  static let contributionColumns = ["feature", "kind", "value", "log_odds"]

  /// A header line.
  static func header(identifier: String?, _ columns: [String]) -> [UInt8] {
    var writer = CSVWriter()
    writer.record([identifier ?? "row"] + columns)
    return writer.bytes
  }

  /// The records of a run of leads with their ranks and tiers, the first of which is in the given row of the
  /// whole.
  func records(
    _ leads: ScoredLeads, ranks: [UInt32], tiers: [Int], firstRow: Int
  ) -> [UInt8] {
    let identifiers = predictor.model.subject.identifier.flatMap { leads.table[$0] }
    let rows = LeadRows(leads)
    var writer = CSVWriter(capacity: leads.count * 320)
    var chooser = ReasonChooser(
      count: options.reasonCount, negative: options.negativeReasonCount,
      featureCount: rows.featureCount)
    for row in 0..<leads.count {
      writer.identifier(identifiers, row: row, orRow: firstRow + row)
      fields.write(leads, row: row, rank: ranks[row], tier: tiers[row], to: &writer)
      let first = row * rows.featureCount
      chooser.choose(rows.contributions, from: first)
      for place in 0..<options.reasonCount {
        guard place < chooser.chosenCount else {
          writer.plain("")
          continue
        }
        writer.composed { bytes in
          phrases.append(chooser.chosen[place], ofLead: first, in: rows, to: &bytes)
        }
      }
      if let factorOfFeature {
        var sums = [Double](repeating: 0, count: LeadFactor.allCases.count)
        for (feature, factor) in factorOfFeature.enumerated() {
          sums[factor] += rows.contributions[first + feature]
        }
        for sum in sums { writer.fixed(sum, decimals: 12) }
        for (factor, sum) in sums.enumerated() where options.factorReference != nil {
          writer.plain(factorScale?.score(sum, of: factor).map { String($0) } ?? "")
        }
      }
      writer.endRecord()
    }
    return writer.bytes
  }

  /// The contributions of a run of leads, one record per lead and feature.
  func contributionRecords(_ leads: ScoredLeads, firstRow: Int) -> [UInt8] {
    let model = predictor.model
    let identifiers = model.subject.identifier.flatMap { leads.table[$0] }
    var writer = CSVWriter(capacity: leads.count * model.extractor.features.count * 48)
    for row in 0..<leads.count {
      for index in model.extractor.features.indices {
        writer.identifier(identifiers, row: row, orRow: firstRow + row)
        writer.plain(featureTexts[index])
        writer.plain(kindTexts[index])
        // A negative number is no formula.
        writer.field(
          leads.valueText(feature: index, row: row),
          isSafe: model.extractor.features[index].codeCount == nil)
        writer.fixed(leads.contributions[index][row], decimals: 12)
        writer.endRecord()
      }
    }
    return writer.bytes
  }
}

extension CSVWriter {
  /// Writes a lead's identifier, or its row counted from 1; ``field(_:isSafe:)-(String,_)`` says
  /// what is safe.
  mutating func identifier(_ column: Column?, row: Int, orRow number: Int, isSafe: Bool = false) {
    guard let column else {
      integer(number + 1)
      return
    }
    if case .text(let strings) = column.values {
      field(strings.utf8(at: row), isSafe: isSafe)
    } else {
      field(column.text(row) ?? "", isSafe: isSafe)
    }
  }
}
