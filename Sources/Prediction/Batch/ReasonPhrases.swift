import FeatureExtraction
import ScoringModel
import Tables

/// The sentences of reasons, prepared per feature and level so that writing one is copying bytes.
struct ReasonPhrases: Sendable {
  /// What a sentence is written as.
  enum Form {
    /// A field of its own, in quotes where it needs them.
    case field
    /// A text of a JSON array that is itself a field in quotes.
    case element
  }

  /// All prepared sentences, and the words between contribution and value of numbers, end to end.
  private let text: [UInt8]
  private let ends: [Int]
  /// The first sentence of each feature: of its codes in order, or of its missing value.
  private let firsts: [Int]
  /// What stands before and after the sentence of a number: quotes, where it needs them.
  private let quotes: [[UInt8]]

  init(of predictor: Predictor, as form: Form = .field) {
    var sentences = PackedStrings()
    var firsts: [Int] = []
    var quotes: [[UInt8]] = []
    for (index, feature) in predictor.model.extractor.features.enumerated() {
      func sentence(_ value: String, _ logOdds: Double) -> String {
        let contribution = ScoredLead.Contribution(
          feature: feature.name, columns: feature.columns, kind: feature.kind, value: value,
          number: nil, logOdds: logOdds)
        let (words, quote) = form.written(contribution.reason)
        return quote + words + quote
      }
      firsts.append(sentences.count)
      let (words, quote) = form.written(feature.name)
      quotes.append(Array(quote.utf8))
      switch predictor.effects.effects[index] {
      case .codes(let effects):
        for (code, effect) in effects.enumerated() {
          sentences.append(sentence(feature.label(code) ?? "", effect))
        }
      case .numeric(_, _, let missing):
        sentences.append(sentence(CategoricalEncoding.missingLabel, missing))
        sentences.append(" \(words) = ")
      }
    }
    text = sentences.joined
    ends = sentences.ends
    self.firsts = firsts
    self.quotes = quotes
  }

  /// Appends the sentence for the contribution of a feature of a lead.
  @inline(__always)
  func append(_ feature: Int, ofLead first: Int, in rows: LeadRows, to bytes: inout ByteBuffer) {
    let value = rows.values[first + feature]
    if rows.isCode[feature] {
      bytes.append(text, in: prepared(firsts[feature] + Int(value)))
    } else if value.isNaN {
      bytes.append(text, in: prepared(firsts[feature]))
    } else {
      append(number: value, of: feature, logOdds: rows.contributions[first + feature], to: &bytes)
    }
  }

  /// Appends the sentence for a number: `+0.84 age = 31 (×2.3 odds)`.
  @inline(__always)
  private func append(
    number: Double, of feature: Int, logOdds: Double, to bytes: inout ByteBuffer
  ) {
    let factor = odds(logOdds)
    bytes.append(quotes[feature])
    bytes.appendFixed(logOdds, decimals: 2, alwaysSigned: true)
    bytes.append(text, in: prepared(firsts[feature] + 1))
    bytes.appendShown(number)
    bytes.append(oddsOpening)
    bytes.appendFixed(factor, decimals: oddsDecimals(factor))
    bytes.append(oddsClosing)
    bytes.append(quotes[feature])
  }

  @inline(__always)
  private func prepared(_ index: Int) -> Range<Int> {
    (index == 0 ? 0 : ends[index - 1])..<ends[index]
  }

  private let oddsOpening = Array(" (×".utf8)
  private let oddsClosing = Array(" odds)".utf8)
}

extension ReasonPhrases.Form {
  /// A text as it stands in this form, and what goes before and after it.
  fileprivate func written(_ text: String) -> (words: String, quote: String) {
    switch self {
    case .field:
      let quoted = CSVWriter.quoted(text)
      guard quoted != text else { return (text, "") }
      return (String(decoding: quoted.utf8.dropFirst().dropLast(), as: UTF8.self), "\"")
    case .element:
      let quoted = text.jsonText.withDoubledQuotes
      return (String(decoding: quoted.utf8.dropFirst(2).dropLast(2), as: UTF8.self), "\"\"")
    }
  }
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

extension String {
  /// The text as JSON, in quotes.
  var jsonText: String {
    var text = "\""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }

  /// The text as it stands inside a quoted field; by bytes, because a mark that combines with a
  /// quote must not hide it.
  var withDoubledQuotes: String {
    let quote = UInt8(ascii: "\"")
    return String(decoding: utf8.flatMap { $0 == quote ? [quote, quote] : [$0] }, as: UTF8.self)
  }
}
