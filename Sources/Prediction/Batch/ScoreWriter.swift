import FeatureExtraction
import ScoringModel
import Tables

/// Writes scored leads as records of `scores.csv` and of the long table of contributions.
struct ScoreWriter: Sendable {
  private let predictor: Predictor
  private let options: ScoreOptions
  private let ranks: RankIndex
  private let phrases: ReasonPhrases
  private let baseText: [UInt8]
  private let tierTexts: [[UInt8]]
  private let featureTexts: [[UInt8]]

  init(_ predictor: Predictor, options: ScoreOptions, ranks: RankIndex) {
    self.predictor = predictor
    self.options = options
    self.ranks = ranks
    phrases = ReasonPhrases(of: predictor)
    var base = CSVWriter()
    base.fixed(predictor.effects.base, decimals: 12)
    baseText = base.bytes
    tierTexts = predictor.model.tiers.map { CSVWriter.quoted($0.name) }
    featureTexts = predictor.model.extractor.features.map { feature in
      var name = CSVWriter()
      name.field(feature.name)
      return name.bytes
    }
  }

  /// The header of `scores.csv`.
  static func header(identifier: String?, options: ScoreOptions) -> [UInt8] {
    var writer = CSVWriter()
    writer.record(
      [identifier ?? "row"]
        + [
          "probability", "probability_low", "probability_high", "score", "percentile", "rank",
          "tier", "base",
        ]
        + (0..<options.reasonCount).map { "reason_\($0 + 1)" })
    return writer.bytes
  }

  /// The header of the table of contributions.
  static func contributionsHeader(identifier: String?) -> [UInt8] {
    var writer = CSVWriter()
    writer.record([identifier ?? "row", "feature", "kind", "value", "log_odds"])
    return writer.bytes
  }

  /// The records of a run of leads, the first of which is in the given row of the whole.
  func records(_ leads: ScoredLeads, firstRow: Int) -> [UInt8] {
    var writer = CSVWriter(capacity: leads.count * 320)
    let model = predictor.model
    let identifiers = model.subject.identifier.flatMap { leads.table[$0] }
    let numbers = model.extractor.features.map { feature -> [Double]? in
      guard case .numbers(let numbers)? = leads.table[feature.column]?.values else { return nil }
      return numbers
    }
    var chosen = [Int](repeating: 0, count: options.reasonCount)
    for row in 0..<leads.count {
      writer.identifier(identifiers, row: row, orRow: firstRow + row)
      let logOdds = leads.logOdds[row]
      let interval = Interval(logOdds: logOdds, standardError: leads.standardErrors[row])
      let percentile = model.population.percentile(logOdds: logOdds)
      writer.plain(interval.probability.description.utf8)
      writer.fixed(interval.low, decimals: 6)
      writer.fixed(interval.high, decimals: 6)
      switch options.scale {
      case .percentile: writer.integer(Int(percentile.rounded()))
      case .probability: writer.integer(Int((interval.probability * 100).rounded()))
      }
      writer.fixed(percentile, decimals: 1)
      writer.integer(ranks.rank(logOdds))
      writer.plain(tierTexts[model.tiers.index(logOdds: logOdds)])
      writer.plain(baseText)
      let count = choose(&chosen, leads.contributions, row)
      for feature in chosen[..<count] {
        phrases.append(
          to: &writer, feature: feature, value: leads.encoded[feature], number: numbers[feature],
          row: row, logOdds: leads.contributions[feature][row])
      }
      for _ in count..<options.reasonCount { writer.plain(EmptyCollection()) }
      writer.endRecord()
    }
    return writer.bytes
  }

  /// The features that explain a lead best: the largest contributions, few of them negative.
  @inline(__always)
  private func choose(_ chosen: inout [Int], _ contributions: [[Double]], _ row: Int) -> Int {
    var count = 0
    var negatives = 0
    for feature in contributions.indices {
      let value = contributions[feature][row]
      guard value.isWorthSaying else { continue }
      if value < 0 {
        // Among the negative ones only the largest may stay.
        if negatives == options.negativeReasonCount {
          guard let weakest = chosen[..<count].lastIndex(where: { contributions[$0][row] < 0 }),
            contributions[chosen[weakest]][row] > value
          else { continue }
          for place in weakest..<(count - 1) { chosen[place] = chosen[place + 1] }
          count -= 1
          negatives -= 1
        }
      }
      var place = count
      while place > 0, contributions[chosen[place - 1]][row].magnitude < value.magnitude { place -= 1 }
      guard place < chosen.count else { continue }
      if count == chosen.count {
        if contributions[chosen[count - 1]][row] < 0 { negatives -= 1 }
      } else {
        count += 1
      }
      for later in stride(from: count - 1, to: place, by: -1) { chosen[later] = chosen[later - 1] }
      chosen[place] = feature
      if value < 0 { negatives += 1 }
    }
    return count
  }

  /// The contributions of a run of leads, one record per lead and feature.
  func contributionRecords(_ leads: ScoredLeads, firstRow: Int) -> [UInt8] {
    let model = predictor.model
    let identifiers = model.subject.identifier.flatMap { leads.table[$0] }
    var writer = CSVWriter(capacity: leads.count * model.extractor.features.count * 48)
    for row in 0..<leads.count {
      for (index, feature) in model.extractor.features.enumerated() {
        writer.identifier(identifiers, row: row, orRow: firstRow + row)
        writer.plain(featureTexts[index])
        writer.plain(feature.kind.rawValue.utf8)
        // A negative number is no formula.
        writer.field(
          leads.valueText(feature: index, row: row), isSafe: feature.codeCount == nil)
        writer.fixed(leads.contributions[index][row], decimals: 12)
        writer.endRecord()
      }
    }
    return writer.bytes
  }
}

extension CSVWriter {
  /// Writes a lead's identifier, or its row counted from 1.
  fileprivate mutating func identifier(_ column: Column?, row: Int, orRow number: Int) {
    guard let column else {
      integer(number + 1)
      return
    }
    if case .text(let strings) = column.values {
      field(strings.utf8(at: row))
    } else {
      field(column.text(row) ?? "")
    }
  }
}
