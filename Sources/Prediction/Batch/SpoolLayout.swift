import FeatureExtraction
import ScoringModel
import Tables

/// How the leads of a run are laid out as bytes, column after column.
///
/// First come the identifiers with the lines they stand in, then the numbers of every column that
/// a numeric feature reads, then the codes of the other features.
struct SpoolLayout: Sendable {
  private let identifier: String?
  private let features: [Feature]
  private let numberColumns: [String]

  init(of model: ScoringModel) {
    identifier = model.subject.identifier
    features = model.extractor.features
    var columns: [String] = []
    for feature in features where feature.codeCount == nil && !columns.contains(feature.columns[0])
    {
      columns.append(feature.columns[0])
    }
    numberColumns = columns
  }

  /// A run of leads as bytes.
  func pack(_ table: Table, _ encoded: [EncodedFeature]) -> [UInt8] {
    var packer = Packer()
    let identifiers = identifiers(of: table)
    packer.append([UInt8(identifiers == nil ? 0 : 1)])
    if let identifiers {
      packer.append(identifiers.ends.map { UInt32(truncatingIfNeeded: $0) })
      packer.append((0..<table.rowCount).map { Int32(table.place(ofRow: $0).line) })
      packer.append(identifiers.joined)
    }
    for name in numberColumns {
      if case .numbers(let numbers)? = table[name]?.values {
        packer.append(numbers)
      } else {
        // A column without a single value may have been read as another kind.
        packer.append([Double](repeating: .nan, count: table.rowCount))
      }
    }
    for case .codes(let codes) in encoded { packer.append(codes) }
    return packer.bytes
  }

  /// The identifiers of leads; nil where leads are known by their row.
  func identifiers(of table: Table) -> PackedStrings? {
    identifier.flatMap { table[$0]?.identifiers }
  }

  /// The leads of a run of bytes.
  func unpack(_ bytes: [UInt8], count: Int, source: String) -> (
    table: Table, encoded: [EncodedFeature]
  ) {
    var unpacker = Unpacker(bytes: bytes)
    var columns: [Column] = []
    var lines: [Int32] = []
    let hasIdentifiers = unpacker.next(UInt8.self, count: 1) == [1]
    if let identifier, hasIdentifiers {
      let ends = unpacker.next(UInt32.self, count: count).map { Int($0) }
      lines = unpacker.next(count: count)
      let joined = unpacker.next(UInt8.self, count: ends.last ?? 0)
      columns.append(
        Column(name: identifier, values: .text(PackedStrings(joined: joined, ends: ends))))
    }
    var numbers: [String: [Double]] = [:]
    for name in numberColumns {
      let values = unpacker.next(Double.self, count: count)
      numbers[name] = values
      // An identifier that is also a feature is shown as it is written.
      if name != identifier { columns.append(Column(name: name, values: .numbers(values))) }
    }
    let encoded = features.map { feature -> EncodedFeature in
      guard case .numeric(let numeric) = feature.encoding else {
        return .codes(unpacker.next(count: count))
      }
      return .values(numeric.standardized(numbers[feature.columns[0]] ?? []))
    }
    return (Table(source: source, columns: columns, rowCount: count, lines: lines), encoded)
  }
}

extension Column {
  /// The values as identifiers; empty where one is missing.
  fileprivate var identifiers: PackedStrings {
    if case .text(let strings) = values { return strings }
    return PackedStrings((0..<count).map { text($0) ?? "" })
  }
}

/// Numbers put end to end.
private struct Packer {
  private(set) var bytes: [UInt8] = []

  mutating func append<Element: BitwiseCopyable>(_ elements: [Element]) {
    unsafe elements.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
  }
}

/// Numbers taken from bytes in the order in which they were put there.
private struct Unpacker {
  let bytes: [UInt8]
  private var offset = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func next<Element: BitwiseCopyable>(
    _ type: Element.Type = Element.self, count: Int
  ) -> [Element] {
    let length = count * MemoryLayout<Element>.stride
    defer { offset += length }
    return unsafe [Element](unsafeUninitializedCapacity: count) { buffer, initialized in
      unsafe bytes[offset..<(offset + length)].withUnsafeBytes { source in
        unsafe UnsafeMutableRawBufferPointer(buffer).copyMemory(from: source)
      }
      initialized = count
    }
  }
}
