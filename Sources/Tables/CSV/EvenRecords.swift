internal import CRowKernels

/// The fields of records that hold no quote and all have the right number of fields.
///
/// Nearly every block of nearly every file is like that. Where one is not, there are no even
/// records, and ``RecordWalk`` finds out what they are, field by field.
struct EvenRecords {
  /// The fields, record by record.
  let spans: [FieldSpan]
  /// The physical line at which each record starts.
  let lines: [Int32]

  /// Splits a block without quotes; nil when a record has another number of fields, when a line is
  /// blank (but in a file of one column) or when a field is too long.
  ///
  /// - Precondition: a line feed may be read behind the bytes, as in ``RecordBytes``.
  init?(
    _ bytes: UnsafeBufferPointer<UInt8>, ends: FieldEnds, columnCount: Int, firstLine: Int
  ) {
    guard let base = bytes.baseAddress, columnCount > 0 else { return nil }
    var places = ends.places
    // The last field may end without a mark.
    let endsWithLine = unsafe bytes.last == Byte.lineFeed
    if !endsWithLine { places.append(UInt32(truncatingIfNeeded: bytes.count)) }
    guard places.count % columnCount == 0 else { return nil }
    var isEven = false
    spans = unsafe [FieldSpan](unsafeUninitializedCapacity: places.count) { spans, count in
      guard let start = spans.baseAddress else { return }
      isEven = unsafe start.withMemoryRebound(to: UInt64.self, capacity: places.count) { fields in
        unsafe ByteKernels.best.cut(
          fields, places, places.count, base, columnCount, CSVFormat.Limit.field) != 0
      }
      count = isEven ? places.count : 0
    }
    guard isEven else { return nil }
    lines = (0..<Int32(truncatingIfNeeded: spans.count / columnCount)).map {
      Int32(truncatingIfNeeded: firstLine) &+ $0
    }
  }
}
