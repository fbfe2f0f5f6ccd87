/// Texts that are one prefix and a number each, as `L0571686` or `660737` are: found by the number.
///
/// Most identifiers are numbers that somebody counted up. A list of positions by number takes a tenth
/// of the memory of a hash table, and a look into it costs a fraction of one there.
struct NumberedTexts: Sendable, Equatable {
  private let prefix: UInt64
  private let prefixLength: Int
  /// How many digits all of them have; 0 where numbers are written without zeros in front.
  private let width: Int
  /// The lowest number.
  private let lowest: Int
  /// The position of the text of each number from the lowest on, -1 where there is none.
  private let positions: [Int32]
  /// Whether no two texts are equal.
  let areDistinct: Bool

  /// How many numbers there may be for each text.
  private static let sparsity = 8

  /// The texts of a list, of which the first of equal ones is found.
  ///
  /// Nil when they are other texts, or their numbers lie too far apart.
  init?(_ texts: PackedStrings) {
    guard texts.count > 0 else { return nil }
    let sample = texts.utf8(at: 0)
    let length = sample.count - sample.reversed().prefix { (0x30...0x39).contains($0) }.count
    guard length <= 8, sample.prefix(length).allSatisfy({ $0 < 0x80 }) else { return nil }
    prefixLength = length
    prefix = sample.prefix(length).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    let size = sample.count
    var (areEven, end) = (true, 0)
    for next in texts.ends {
      end &+= size
      areEven = areEven && next == end
    }
    width = areEven ? size - length : 0
    let form = (prefix, prefixLength, width)
    var numbers: [Int32] = []
    numbers.reserveCapacity(texts.count)
    unsafe texts.forEach { text in
      numbers.append(unsafe NumberedTexts.number(text, form) ?? -1)
      return numbers.last != -1
    }
    guard numbers.count == texts.count, let least = numbers.min(), let most = numbers.max(),
      least >= 0, Int(most - least) < texts.count * NumberedTexts.sparsity
    else { return nil }
    lowest = Int(least)
    var positions = LargePages.array(repeating: Int32(-1), count: Int(most - least) + 1)
    var areDistinct = true
    for (position, number) in numbers.enumerated() {
      let place = Int(number) - lowest
      if positions[place] < 0 {
        positions[place] = Int32(position)
      } else {
        areDistinct = false
      }
    }
    self.positions = positions
    self.areDistinct = areDistinct
  }

  /// Where a text would be in the list of positions; -1 when it has another form.
  ///
  /// The text must be followed by ``RecordBytes/padding`` readable bytes.
  @inline(__always)
  func place(of text: UnsafeBufferPointer<UInt8>) -> Int32 {
    guard let number = unsafe NumberedTexts.number(text, (prefix, prefixLength, width)) else {
      return -1
    }
    return number &- Int32(truncatingIfNeeded: lowest)
  }

  /// Puts the position of a text in the place of its place, -1 when it is not there.
  ///
  /// The list is larger than the caches next to a processor. Nothing in this loop waits for anything
  /// else in it, so that many positions come from memory together.
  func findPositions(at places: inout MutableSpan<Int32>) {
    let positions = positions.span
    let count = positions.count
    for index in places.indices {
      let place = Int(places[index])
      let isInside = place >= 0 && place < count
      let position = positions[isInside ? place : 0]
      places[index] = isInside ? position : -1
    }
  }

  /// The number of a text of a form, nil when it has another form.
  @inline(__always)
  private static func number(
    _ text: UnsafeBufferPointer<UInt8>, _ form: (prefix: UInt64, length: Int, width: Int)
  ) -> Int32? {
    let count = text.count - form.length
    guard let base = text.baseAddress, count >= 1, count <= 8,
      form.width == 0 || count == form.width
    else { return nil }
    let start = unsafe ByteWord(base, at: 0).bits
    let isSame = form.length == 0 || (start ^ form.prefix) &<< UInt64(64 - 8 * form.length) == 0
    let digits = unsafe DigitWord(ByteWord(base, at: form.length))
    guard isSame, digits.count >= count else { return nil }
    if form.width == 0, count > 1, unsafe base[form.length] == UInt8(ascii: "0") { return nil }
    return Int32(truncatingIfNeeded: digits.value(of: count))
  }
}
