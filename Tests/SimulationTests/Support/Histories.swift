import Testing

@testable import Simulation

/// The histories several tests look at, made once.
enum Histories {
  /// The size and seed of the data set that comes with the package.
  static let standard = SaaSHistory(leads: 12_000, seed: 20_260_701)
  static let small = SaaSHistory(leads: 600, seed: 7)

  /// The files of the standard history, made once.
  static let standardFiles = Result { try standard.files(includeTruth: true) }

  /// Its tables, parsed once.
  private static let standardTables = standardFiles.map { files in
    Dictionary(
      uniqueKeysWithValues: files.filter { $0.name.hasSuffix(".csv") }.map {
        ($0.name, ParsedCSV($0.bytes))
      })
  }

  /// The text of a file of the standard history.
  static func text(_ name: String) throws -> String {
    let file = try #require(standardFiles.get().first { $0.name == name })
    return String(decoding: file.bytes, as: UTF8.self)
  }

  /// A table of the standard history.
  static func table(_ name: String) throws -> ParsedCSV {
    try #require(standardTables.get()[name])
  }
}

/// The area under the ROC curve by counting pairs over sorted scores, ties as halves.
func areaUnderCurve(scores: [Double], outcomes: [Bool]) -> Double {
  let order = scores.indices.sorted { scores[$0] < scores[$1] }
  var rankSum = 0.0
  var start = 0
  while start < order.count {
    var end = start
    while end < order.count, scores[order[end]] == scores[order[start]] { end += 1 }
    let rank = Double(start + end + 1) / 2
    rankSum += rank * Double(order[start..<end].count { outcomes[$0] })
    start = end
  }
  let positives = Double(outcomes.count { $0 })
  let negatives = Double(outcomes.count) - positives
  return (rankSum - positives * (positives + 1) / 2) / (positives * negatives)
}
