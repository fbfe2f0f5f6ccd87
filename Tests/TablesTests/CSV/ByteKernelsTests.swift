import CRowKernels
import Testing

@Suite("The kernels on bytes, for each kind of processor")
struct ByteKernelsTests {
  /// The kernels for AVX-512, AVX2 and any processor, or the best there is.
  private func kernels(_ level: Int) -> cbyte_kernels {
    unsafe cbyte_kernels_up_to(CInt(level)).pointee
  }

  private func text(seed: UInt64, length: Int) -> [UInt8] {
    var random = SeededRandom(seed: seed)
    let choices: [UInt8] = [10, 44, 13, 97, 98, 99] + (seed % 2 == 0 ? [34, 0, 195] : [])
    return (0..<length).map { _ in choices.randomElement(using: &random) ?? 0 }
  }

  @Test(
    "see what one byte after the other sees", arguments: [0, 1, 2], 0...9 as ClosedRange<UInt64>)
  func seen(level: Int, seed: UInt64) {
    for length in Array(0...70) + [127, 128, 129, 500] {
      let bytes = text(seed: seed, length: length)
      let counts = unsafe kernels(level).count(bytes, length)
      #expect(counts.quotes == bytes.count { $0 == 34 })
      #expect(counts.line_feeds == bytes.count { $0 == 10 })
      let words = (length + 63) / 64
      var marks = [UInt64](repeating: .max, count: words)
      let sight = unsafe kernels(level).mark(&marks, bytes, length, 44)
      let ends = bytes.indices.filter { bytes[$0] == 10 || bytes[$0] == 44 }
      #expect(sight.marked == ends.count && (sight.has_quotes != 0) == bytes.contains(34))
      #expect((sight.is_plain != 0) == bytes.allSatisfy { $0 > 0 && $0 < 128 })
      var places = [UInt32](repeating: 0, count: ends.count + 16)
      let count = unsafe kernels(level).places(&places, marks, words)
      #expect(count == ends.count && places.prefix(count).elementsEqual(ends.map(UInt32.init)))
    }
  }

  @Test("cut records alike", arguments: [0, 1, 2], [1, 2, 3, 7])
  func cut(level: Int, columns: Int) {
    // Fields of 0, 1, 2 … bytes; every other line ends with a carriage return too.
    var (bytes, places, expected): ([UInt8], [UInt32], [UInt64]) = ([], [], [])
    for field in 0..<columns * 20 {
      let isLast = field % columns == columns - 1
      expected.append(UInt64(bytes.count) | UInt64(field % 23) << 31)
      bytes += [UInt8](repeating: 97, count: field % 23)
      if isLast, field / columns % 2 == 1 { bytes.append(13) }
      places.append(UInt32(bytes.count))
      bytes.append(isLast ? 10 : 44)
    }
    var fields = [UInt64](repeating: 0, count: places.count)
    #expect(unsafe kernels(level).cut(&fields, places, places.count, bytes, columns, 22) == 1)
    #expect(fields == expected)
    #expect(unsafe kernels(level).cut(&fields, places, places.count, bytes, columns, 18) == 0)
    bytes[Int(places[places.count - 1])] = 44
    #expect(unsafe kernels(level).cut(&fields, places, places.count, bytes, columns, 22) == 0)
  }
}
