/// Numbers as a line of blocks, for a look in the terminal.
struct Sparkline {
  /// The blocks, one per number.
  let text: String

  private static let blocks = Array("▁▂▃▄▅▆▇█")

  /// A line of numbers; a number that is none is a blank.
  ///
  /// - Parameters:
  ///   - values: The numbers.
  ///   - range: What the lowest and the highest block stand for; numbers beyond are at the ends.
  init(_ values: [Double], in range: ClosedRange<Double>) {
    let length = range.upperBound - range.lowerBound
    text = String(
      values.map { value -> Character in
        guard value.isFinite, length > 0 else { return " " }
        let share = (value - range.lowerBound) / length
        let index = Int((share * Double(Sparkline.blocks.count - 1)).rounded())
        return Sparkline.blocks[min(max(index, 0), Sparkline.blocks.count - 1)]
      })
  }
}
