import Tables

/// A number cut into declared bins, missing values in a bin of their own.
public struct BinnedEncoding: Sendable, Equatable, Codable {
  /// The increasing inner edges; a bin contains its lower edge.
  public let edges: [Double]
  /// The share of training leads per code: the bins in order, then missing.
  public let shares: [Double]
  /// Whether values were missing in training.
  public let hasMissing: Bool
  /// Whether all training values were whole numbers, so that bins may be named by those in them.
  public let holdsWholeNumbers: Bool

  /// How many codes there are.
  public var codeCount: Int { edges.count + 1 + (hasMissing ? 1 : 0) }

  /// The code of missing values where none were seen in training.
  public var unknownCode: Int { codeCount }

  /// What a code stands for, as it may be shown.
  public func label(_ code: Int) -> String {
    switch code {
    case codeCount...: CategoricalEncoding.unseenLabel
    case edges.count + 1: CategoricalEncoding.missingLabel
    case 0: holdsWholeNumbers ? "up to \(last(in: 0))" : "below \(edges[0].shortText)"
    case edges.count: "\(first(in: code)) and more"
    case _ where !holdsWholeNumbers: "\(first(in: code)) to below \(edges[code].shortText)"
    default:
      first(in: code) == last(in: code)
        ? first(in: code) : "\(first(in: code)) to \(last(in: code))"
    }
  }

  /// The smallest number that belongs to a bin.
  private func first(in bin: Int) -> String {
    (holdsWholeNumbers ? edges[bin - 1].rounded(.up) : edges[bin - 1]).shortText
  }

  /// The largest whole number that belongs to a bin.
  private func last(in bin: Int) -> String { (edges[bin].rounded(.up) - 1).shortText }

  init(edges: [Double], shares: [Double], hasMissing: Bool, holdsWholeNumbers: Bool) {
    self.edges = edges
    self.shares = shares
    self.hasMissing = hasMissing
    self.holdsWholeNumbers = holdsWholeNumbers
  }

  init(fitting values: [Double], edges: [Double]) {
    self.edges = edges
    hasMissing = values.contains(where: \.isNaN)
    holdsWholeNumbers = values.allSatisfy { $0.isNaN || $0 == $0.rounded() }
    var counts = [Int](repeating: 0, count: edges.count + 2)
    for value in values { counts[BinnedEncoding.bin(of: value, edges)] += 1 }
    let total = Double(max(1, values.count))
    shares = counts.prefix(edges.count + (hasMissing ? 2 : 1)).map { Double($0) / total }
  }

  func codes(of values: [Double]) -> [UInt16] {
    values.map { UInt16(min(BinnedEncoding.bin(of: $0, edges), unknownCode)) }
  }

  private static func bin(of value: Double, _ edges: [Double]) -> Int {
    guard !value.isNaN else { return edges.count + 1 }
    var (low, high) = (0, edges.count)
    while low < high {
      let middle = (low + high) / 2
      if value < edges[middle] { high = middle } else { low = middle + 1 }
    }
    return low
  }

  enum CodingKeys: String, CodingKey {
    case edges, shares
    case hasMissing = "missing"
    case holdsWholeNumbers = "whole_numbers"
  }

  /// Reads an encoding and checks that its parts fit together.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    edges = try container.decode([Double].self, forKey: .edges)
    shares = try container.decode([Double].self, forKey: .shares)
    hasMissing = try container.decode(Bool.self, forKey: .hasMissing)
    holdsWholeNumbers =
      try container.decodeIfPresent(Bool.self, forKey: .holdsWholeNumbers) ?? false
    guard !edges.isEmpty, zip(edges, edges.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw DecodingError.dataCorruptedError(
        forKey: .edges, in: container, debugDescription: "the edges do not increase")
    }
    try CategoricalEncoding.checkShares(shares, codeCount: codeCount, of: container, key: .shares)
  }
}
