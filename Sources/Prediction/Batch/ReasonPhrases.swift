import FeatureExtraction
import ScoringModel
import Tables

/// The sentences of reasons, prepared per feature and level so that writing them is copying.
struct ReasonPhrases: Sendable {
  private enum Phrase {
    /// A whole sentence per code.
    case codes([[UInt8]])
    /// The words between contribution and value, and the sentence of a missing value.
    case number(words: [UInt8], missing: [UInt8], isQuoted: Bool)
  }

  private let phrases: [Phrase]

  init(of predictor: Predictor) {
    phrases = predictor.model.extractor.features.enumerated().map { index, feature in
      func sentence(_ value: String, _ logOdds: Double) -> [UInt8] {
        let contribution = ScoredLead.Contribution(
          feature: feature.name, kind: feature.kind, value: value, logOdds: logOdds)
        return CSVWriter.quoted(contribution.reason)
      }
      switch predictor.effects.effects[index] {
      case .codes(let effects):
        return .codes(effects.enumerated().map { sentence(feature.label($0) ?? "", $1) })
      case .numeric(_, _, let missing):
        let plain = Array(feature.name.utf8)
        let quoted = CSVWriter.quoted(feature.name)
        let words = quoted.count == plain.count ? plain : Array(quoted.dropFirst().dropLast())
        return .number(
          words: [32] + words + Array(" = ".utf8),
          missing: sentence(CategoricalEncoding.missingLabel, missing),
          isQuoted: quoted.count != plain.count)
      }
    }
  }

  /// Appends the sentence for a feature of a lead to a record.
  @inline(__always)
  func append(
    to writer: inout CSVWriter, feature: Int, value: EncodedFeature, number: [Double]?, row: Int,
    logOdds: Double
  ) {
    switch (phrases[feature], value) {
    case (.codes(let sentences), .codes(let codes)): writer.plain(sentences[Int(codes[row])])
    case (.number(let words, let missing, let isQuoted), .values(let values)):
      guard !values[row].isNaN, let number else {
        writer.plain(missing)
        return
      }
      writer.appendReason(
        logOdds: logOdds, words: words, value: number[row], isQuoted: isQuoted)
    default: preconditionFailure("feature \(feature) is encoded as another kind")
    }
  }
}

extension CSVWriter {
  /// A text as a field that we made ourselves, in quotes where it needs them.
  static func quoted(_ text: String) -> [UInt8] {
    var writer = CSVWriter()
    writer.field(text, isSafe: true)
    return writer.bytes
  }

  /// `+0.84 age = 31 (×2.3 odds)`, written without making texts of it first.
  fileprivate mutating func appendReason(
    logOdds: Double, words: [UInt8], value: Double, isQuoted: Bool
  ) {
    let factor = odds(logOdds)
    composed { bytes in
      if isQuoted { bytes.append(UInt8(ascii: "\"")) }
      bytes.appendFixed(logOdds, decimals: 2, alwaysSigned: true)
      bytes.append(contentsOf: words)
      bytes.appendShown(value)
      bytes.append(contentsOf: CSVWriter.oddsOpening)
      bytes.appendFixed(factor, decimals: oddsDecimals(factor))
      bytes.append(contentsOf: CSVWriter.oddsClosing)
      if isQuoted { bytes.append(UInt8(ascii: "\"")) }
    }
  }

  private static let oddsOpening = Array(" (×".utf8)
  private static let oddsClosing = Array(" odds)".utf8)
}

extension [UInt8] {
  /// Appends a number as a person reads it; see `Double.shownText`.
  fileprivate mutating func appendShown(_ value: Double) {
    if value == value.rounded(), value.magnitude < 1e15 {
      appendDigits(of: Int(value))
    } else {
      append(contentsOf: value.shownText.utf8)
    }
  }
}
