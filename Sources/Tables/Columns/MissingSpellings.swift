/// The texts that mean a missing value.
struct MissingSpellings: Sendable {
  private let spellings: [[UInt8]]
  private let longest: Int
  /// Whether a spelling could itself be read as a value, as `-1` or `1900-01-01`; then it has to be
  /// looked for before the value is read.
  let includesValues: Bool

  init(_ texts: [String]) {
    spellings = texts.map { Array($0.trimmingBlanks.utf8) }
    longest = spellings.map(\.count).max() ?? 0
    includesValues = texts.contains { $0.contains(where: \.isNumber) }
  }

  /// Whether a field is blank or one of the spellings.
  @inline(__always)
  func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    if text.isEmpty { return true }
    let trimmed = unsafe text.trimmingBlanks
    return unsafe trimmed.count <= longest && isSpelling(trimmed) || trimmed.isEmpty
  }

  @inline(never)
  private func isSpelling(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    spellings.contains { unsafe $0.count == text.count && $0.elementsEqual(text) }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The bytes without blanks around them.
  @inline(__always)
  var trimmingBlanks: UnsafeBufferPointer<UInt8> {
    guard let base = baseAddress, count > 0 else { return unsafe self }
    if unsafe base[0] != Byte.space && base[count - 1] != Byte.space { return unsafe self }
    var (start, end) = (0, count)
    while start < end, unsafe self[start] == Byte.space { start += 1 }
    while end > start, unsafe self[end - 1] == Byte.space { end -= 1 }
    return unsafe UnsafeBufferPointer(rebasing: self[start..<end])
  }
}
