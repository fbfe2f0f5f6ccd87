internal import CRowKernels

/// Where the fields of a block end, a bit per byte: its delimiters and line feeds, quoted ones too.
struct FieldEnds {
  /// Bit `i % 64` of word `i / 64` is byte `i`.
  let marks: [UInt64]
  /// How many bytes are marked.
  let count: Int
  /// Whether there is a quote, so that some of the marks may be text.
  let hasQuotes: Bool
  /// Whether all bytes are ASCII and none is NUL.
  let isPlain: Bool

  init(_ bytes: UnsafeBufferPointer<UInt8>, delimiter: UInt8) {
    var sight = cbyte_sight(has_quotes: 0, is_plain: 1, marked: 0)
    let wordCount = (bytes.count + 63) / 64
    marks = unsafe [UInt64](unsafeUninitializedCapacity: wordCount) { buffer, initialized in
      guard let marks = buffer.baseAddress, let base = bytes.baseAddress else { return }
      sight = unsafe ByteKernels.best.mark(marks, base, bytes.count, delimiter)
      initialized = wordCount
    }
    self.count = sight.marked
    hasQuotes = sight.has_quotes != 0
    isPlain = sight.is_plain != 0
  }

  /// The bytes that are marked, ascending; with room for one more.
  var places: [UInt32] {
    unsafe [UInt32](unsafeUninitializedCapacity: count + 16) { places, written in
      guard let base = places.baseAddress else { return }
      written = unsafe ByteKernels.best.places(base, marks, marks.count)
    }
  }
}
