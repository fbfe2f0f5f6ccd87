import Tables

/// A number cut into declared bins, missing values in a bin of their own.
public struct BinnedEncoding: Sendable, Equatable, Codable {
  /// The increasing inner edges; a bin contains its lower edge.
  public let edges: [Double]
  /// The share of training leads per code: the bins in order, then missing.
  public let shares: [Double]
  /// Whether values were missing in training.
  public let hasMissing: Bool

  /// How many codes there are.
  public var codeCount: Int { edges.count + 1 + (hasMissing ? 1 : 0) }

  /// The code of missing values where none were seen in training.
  public var unknownCode: Int { codeCount }

  /// What a code stands for, as it may be shown.
  public func label(_ code: Int) -> String {
    switch code {
    case codeCount...: CategoricalEncoding.unseenLabel
    case edges.count + 1: CategoricalEncoding.missingLabel
    case 0: "below \(edges[0].shortText)"
    case edges.count: "\(edges[code - 1].shortText) and more"
    default: "\(edges[code - 1].shortText) to below \(edges[code].shortText)"
    }
  }

  init(edges: [Double], shares: [Double], hasMissing: Bool) {
    self.edges = edges
    self.shares = shares
    self.hasMissing = hasMissing
  }

  init(fitting values: [Double], edges: [Double]) {
    self.edges = edges
    hasMissing = values.contains(where: \.isNaN)
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
  }

  /// Reads an encoding and checks that its parts fit together.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    edges = try container.decode([Double].self, forKey: .edges)
    shares = try container.decode([Double].self, forKey: .shares)
    hasMissing = try container.decode(Bool.self, forKey: .hasMissing)
    guard !edges.isEmpty, zip(edges, edges.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw DecodingError.dataCorruptedError(
        forKey: .edges, in: container, debugDescription: "the edges do not increase")
    }
    try CategoricalEncoding.checkShares(shares, codeCount: codeCount, of: container, key: .shares)
  }
}
