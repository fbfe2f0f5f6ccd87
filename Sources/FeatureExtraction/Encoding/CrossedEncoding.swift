import Tables

/// Two columns read together: every pair of their codes is a cell with a code of its own.
///
/// Cells are numbered row by row, the first column's codes being the rows. Cells of one effect share
/// a level, the unit that has a parameter, so that a large table needs few parameters.
public struct CrossedEncoding: Sendable, Equatable, Codable {
  /// One of the two columns.
  public struct Part: Sendable, Equatable {
    /// How the column is cut into codes.
    public enum Encoding: Sendable, Equatable {
      /// Codes of bins.
      case binned(BinnedEncoding)
      /// Codes of levels.
      case categorical(CategoricalEncoding)
    }

    /// The column.
    public let column: String
    /// Its codes.
    public let encoding: Encoding

    /// A column and its codes.
    public init(column: String, encoding: Encoding) {
      self.column = column
      self.encoding = encoding
    }

    /// How many codes the column has.
    public var codeCount: Int {
      switch encoding {
      case .binned(let binned): binned.codeCount
      case .categorical(let categorical): categorical.codeCount
      }
    }

    /// What a code stands for, as it may be shown.
    public func label(_ code: Int) -> String {
      switch encoding {
      case .binned(let binned): binned.label(code)
      case .categorical(let categorical): categorical.label(code)
      }
    }

    func codes(of column: Column) throws -> [UInt16] {
      switch encoding {
      case .binned(let binned): binned.codes(of: try column.numbers())
      case .categorical(let categorical): categorical.codes(of: try column.categories())
      }
    }
  }

  /// The two columns.
  public let first, second: Part
  /// The level that each cell belongs to, from 0 without gaps.
  public let levels: [Int]
  /// The share of training leads per cell.
  public let shares: [Double]

  /// Crosses two columns.
  ///
  /// - Precondition: there is a level and a share per cell, and cells fit into codes.
  public init(_ first: Part, _ second: Part, levels: [Int], shares: [Double]) {
    let count = first.codeCount * second.codeCount
    precondition(levels.count == count && shares.count == count && count < Int(UInt16.max))
    self.first = first
    self.second = second
    self.levels = levels
    self.shares = shares
  }

  /// How many cells there are.
  public var codeCount: Int { levels.count }

  /// The code of a pair with a value that training never saw.
  public var unknownCode: Int { codeCount }

  /// How many levels the cells are merged into.
  public var levelCount: Int { (levels.max() ?? -1) + 1 }

  /// What a cell stands for: `may × 5 to 11`, to follow the feature's name `month × day`.
  public func label(_ code: Int) -> String {
    guard code < codeCount else { return CategoricalEncoding.unseenLabel }
    let (row, column) = code.quotientAndRemainder(dividingBy: second.codeCount)
    return "\(first.label(row)) × \(second.label(column))"
  }

  /// The cells of rows whose columns have these codes.
  func codes(_ rows: [UInt16], _ columns: [UInt16]) -> [UInt16] {
    let (height, width) = (first.codeCount, second.codeCount)
    return zip(rows, columns).map { row, column in
      Int(row) < height && Int(column) < width
        ? UInt16(Int(row) * width + Int(column)) : UInt16(unknownCode)
    }
  }

  enum CodingKeys: String, CodingKey {
    case first, second, levels, shares
  }

  /// Reads an encoding and checks that its parts fit together.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    first = try container.decode(Part.self, forKey: .first)
    second = try container.decode(Part.self, forKey: .second)
    levels = try container.decode([Int].self, forKey: .levels)
    shares = try container.decode([Double].self, forKey: .shares)
    let (count, overflows) = first.codeCount.multipliedReportingOverflow(by: second.codeCount)
    guard !overflows, levels.count == count else {
      throw DecodingError.dataCorruptedError(
        forKey: .levels, in: container, debugDescription: "there is not a level per cell")
    }
    try CategoricalEncoding.checkShares(shares, codeCount: count, of: container, key: .shares)
    let distinct = Set(levels)
    guard levels.allSatisfy({ 0..<distinct.count ~= $0 }) else {
      throw DecodingError.dataCorruptedError(
        forKey: .levels, in: container, debugDescription: "the levels are not numbered from 0")
    }
  }
}

extension CrossedEncoding.Part: Codable {
  private enum CodingKeys: String, CodingKey {
    case column, binned, categorical
  }

  /// Reads a column with exactly one encoding.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    column = try container.decode(String.self, forKey: .column)
    if let binned = try container.decodeIfPresent(BinnedEncoding.self, forKey: .binned) {
      encoding = .binned(binned)
    } else {
      encoding = .categorical(try container.decode(CategoricalEncoding.self, forKey: .categorical))
    }
  }

  /// Writes the encoding under a key that names it.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(column, forKey: .column)
    switch encoding {
    case .binned(let binned): try container.encode(binned, forKey: .binned)
    case .categorical(let categorical): try container.encode(categorical, forKey: .categorical)
    }
  }
}
