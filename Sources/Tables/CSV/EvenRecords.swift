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
  init?(
    _ bytes: UnsafeBufferPointer<UInt8>, ends: FieldEnds, columnCount: Int, firstLine: Int
  ) {
    var lines: [Int32] = []
    var isEven = true
    // The last field may end without a mark.
    let capacity = ends.marks.reduce(1) { $0 + $1.nonzeroBitCount }
    lines.reserveCapacity(capacity / columnCount + 1)
    spans = unsafe [FieldSpan](unsafeUninitializedCapacity: capacity) { spans, count in
      var (start, inRecord) = (0, 0)
      /// Takes the field that ends here, before the last of its record or as that.
      func take(_ end: Int, endsLine: Bool) -> Bool {
        inRecord += 1
        var length = end - start
        if endsLine, length > 0, unsafe bytes[end - 1] == Byte.carriageReturn { length -= 1 }
        guard endsLine == (inRecord == columnCount), length <= CSVFormat.Limit.field else {
          return false
        }
        unsafe spans[count] = FieldSpan(offset: start, length: length)
        count += 1
        start = end + 1
        if endsLine {
          lines.append(Int32(truncatingIfNeeded: firstLine + lines.count))
          inRecord = 0
        }
        return true
      }
      for (index, marks) in ends.marks.enumerated() {
        var marks = marks
        while marks != 0 {
          let end = index * 64 + marks.trailingZeroBitCount
          marks &= marks - 1
          guard unsafe take(end, endsLine: bytes[end] == Byte.lineFeed) else {
            isEven = false
            return
          }
        }
      }
      if inRecord > 0 || start < bytes.count { isEven = take(bytes.count, endsLine: true) }
    }
    guard isEven else { return nil }
    self.lines = lines
  }
}
