import FeatureExtraction
import ScoringModel
import Tables

/// The sentences of reasons, prepared per feature and level so that writing one is copying bytes.
struct ReasonPhrases: Sendable {
  /// All prepared sentences, and the words between contribution and value of numbers, end to end.
  private let text: [UInt8]
  private let ends: [Int]
  /// The first sentence of each feature: of its codes in order, or of its missing value.
  private let firsts: [Int]
  /// Whether a number's words hold a comma or a quote, so that the field must be quoted.
  private let isQuoted: [Bool]

  init(of predictor: Predictor) {
    var sentences = PackedStrings()
    var firsts: [Int] = []
    var isQuoted: [Bool] = []
    for (index, feature) in predictor.model.extractor.features.enumerated() {
      func sentence(_ value: String, _ logOdds: Double) -> String {
        let contribution = ScoredLead.Contribution(
          feature: feature.name, columns: feature.columns, kind: feature.kind, value: value,
          number: nil, logOdds: logOdds)
        return CSVWriter.quoted(contribution.reason)
      }
      firsts.append(sentences.count)
      let quoted = CSVWriter.quoted(feature.name)
      isQuoted.append(quoted != feature.name)
      switch predictor.effects.effects[index] {
      case .codes(let effects):
        for (code, effect) in effects.enumerated() {
          sentences.append(sentence(feature.label(code) ?? "", effect))
        }
      case .numeric(_, _, let missing):
        sentences.append(sentence(CategoricalEncoding.missingLabel, missing))
        let words = quoted == feature.name ? quoted : String(quoted.dropFirst().dropLast())
        sentences.append(" \(words) = ")
      }
    }
    text = sentences.joined
    ends = sentences.ends
    self.firsts = firsts
    self.isQuoted = isQuoted
  }

  /// Writes the sentence for a code of a category.
  @inline(__always)
  func write(code: Int, ofFeature feature: Int, to writer: inout CSVWriter) {
    writer.plain(text, in: prepared(firsts[feature] + code))
  }

  /// Writes the sentence for a number: `+0.84 age = 31 (×2.3 odds)`.
  @inline(__always)
  func write(number: Double, ofFeature feature: Int, logOdds: Double, to writer: inout CSVWriter) {
    guard !number.isNaN else {
      writer.plain(text, in: prepared(firsts[feature]))
      return
    }
    let factor = odds(logOdds)
    writer.composed { bytes in
      if isQuoted[feature] { bytes.append(UInt8(ascii: "\"")) }
      bytes.appendFixed(logOdds, decimals: 2, alwaysSigned: true)
      bytes.append(text, in: prepared(firsts[feature] + 1))
      bytes.appendShown(number)
      bytes.append(oddsOpening)
      bytes.appendFixed(factor, decimals: oddsDecimals(factor))
      bytes.append(oddsClosing)
      if isQuoted[feature] { bytes.append(UInt8(ascii: "\"")) }
    }
  }

  @inline(__always)
  private func prepared(_ index: Int) -> Range<Int> {
    (index == 0 ? 0 : ends[index - 1])..<ends[index]
  }

  private let oddsOpening = Array(" (×".utf8)
  private let oddsClosing = Array(" odds)".utf8)
}

extension CSVWriter {
  /// A text as a field that we made ourselves, in quotes where it needs them.
  static func quoted(_ text: String) -> String {
    var writer = CSVWriter()
    writer.field(text, isSafe: true)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

extension ByteBuffer {
  /// Appends a number as a person reads it; see `Double.shownText`.
  fileprivate mutating func appendShown(_ value: Double) {
    if value == value.rounded(), value.magnitude < 1e15 {
      appendDigits(of: Int(value))
    } else {
      append(value.shownText)
    }
  }
}
