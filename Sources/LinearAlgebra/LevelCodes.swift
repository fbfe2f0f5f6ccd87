/// The level of every row of a factor, in as few bytes as the number of levels needs.
public enum LevelCodes: Sendable {
  /// One byte per row, for up to 256 levels.
  case narrow([UInt8])

  /// Two bytes per row, for up to 65,536 levels.
  case middle([UInt16])

  /// Four bytes per row.
  case wide([UInt32])

  /// Stores codes in the smallest width that some number of levels needs.
  ///
  /// - Parameters:
  ///   - codes: Codes in any width.
  ///   - levelCount: The number of levels, more than every code.
  init(_ codes: LevelCodes, levelCount: Int) {
    switch (codes, levelCount) {
    case (.narrow, _): self = codes
    case (.middle(let codes), ...256): self = .narrow(codes.map { UInt8($0) })
    case (.middle, _): self = codes
    case (.wide(let codes), ...256): self = .narrow(codes.map { UInt8($0) })
    case (.wide(let codes), ...65_536): self = .middle(codes.map { UInt16($0) })
    case (.wide, _): self = codes
    }
  }

  /// The number of bytes of one code.
  var byteCount: Int {
    switch self {
    case .narrow: 1
    case .middle: 2
    case .wide: 4
    }
  }

  /// The largest code, 0 if there is none.
  var largest: Int {
    switch self {
    case .narrow(let codes): Int(codes.max() ?? 0)
    case .middle(let codes): Int(codes.max() ?? 0)
    case .wide(let codes): Int(codes.max() ?? 0)
    }
  }

  /// The codes of the given rows, in the given order, repeats allowed.
  func rows(_ indices: [Int]) -> LevelCodes {
    switch self {
    case .narrow(let codes): .narrow(indices.map { codes[$0] })
    case .middle(let codes): .middle(indices.map { codes[$0] })
    case .wide(let codes): .wide(indices.map { codes[$0] })
    }
  }

  /// The bytes of all codes.
  func withUnsafeBytes<Result>(_ body: (UnsafeRawPointer) -> Result) -> Result {
    switch self {
    case .narrow(let codes):
      unsafe codes.withUnsafeBytes { unsafe body($0.baseAddress.unsafelyUnwrapped) }
    case .middle(let codes):
      unsafe codes.withUnsafeBytes { unsafe body($0.baseAddress.unsafelyUnwrapped) }
    case .wide(let codes):
      unsafe codes.withUnsafeBytes { unsafe body($0.baseAddress.unsafelyUnwrapped) }
    }
  }
}

extension LevelCodes: RandomAccessCollection {
  /// The first row, 0.
  public var startIndex: Int { 0 }

  /// The number of rows.
  public var endIndex: Int {
    switch self {
    case .narrow(let codes): codes.count
    case .middle(let codes): codes.count
    case .wide(let codes): codes.count
    }
  }

  /// The level of a row.
  public subscript(row: Int) -> UInt32 {
    switch self {
    case .narrow(let codes): UInt32(codes[row])
    case .middle(let codes): UInt32(codes[row])
    case .wide(let codes): codes[row]
    }
  }
}

extension LevelCodes: Equatable, ExpressibleByArrayLiteral {
  /// Whether two lists hold the same codes, in whatever width.
  public static func == (a: LevelCodes, b: LevelCodes) -> Bool {
    switch (a, b) {
    case (.narrow(let a), .narrow(let b)): a == b
    case (.middle(let a), .middle(let b)): a == b
    default: a.elementsEqual(b)
    }
  }

  /// Stores codes of any size in four bytes each.
  public init(arrayLiteral codes: UInt32...) {
    self = .wide(codes)
  }
}
