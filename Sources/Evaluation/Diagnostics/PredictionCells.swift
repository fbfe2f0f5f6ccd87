/// Sorted predictions in cells of equal or neighbouring value, from which outcomes can be drawn as
/// if every prediction were right.
struct PredictionCells {
  /// The predictions, ascending.
  private let probabilities: [Double]
  /// 2⁶⁴ times each prediction: a random number below it is a conversion.
  private let thresholds: [UInt64]
  /// For each cell, the row after its last.
  let ends: [Int]

  /// The largest number of rows of unequal prediction in a cell is the row count over this.
  private static let maximumCells = 10_000

  init(_ probabilities: [Double]) {
    let rows = probabilities.count
    let cellRows = max(1, (rows + Self.maximumCells - 1) / Self.maximumCells)
    var ends: [Int] = []
    var end = 0
    while end < rows {
      end = min(end + cellRows, rows)
      while end < rows, probabilities[end] == probabilities[end - 1] { end += 1 }
      ends.append(end)
    }
    self.probabilities = probabilities
    self.ends = ends
    thresholds = probabilities.map { $0 < 1 ? UInt64($0 * 0x1p64) : .max }
  }

  /// Draws an outcome for each row from its own prediction and recalibrates the predictions by it.
  func recalibrateOwnDraws(seed: UInt64, into blocks: inout IsotonicBlocks) {
    blocks.removeAll()
    var row = 0
    for (cell, end) in ends.enumerated() {
      let start = row
      var conversions = 0
      while row < end {
        conversions += SplitMix64.number(row, seed: seed) < thresholds[row] ? 1 : 0
        row += 1
      }
      blocks.append(group: cell, positives: Double(conversions), weight: Double(end - start))
    }
  }

  /// At most so many cells, evenly spread over the rows, ascending and distinct.
  func spread(over points: Int) -> [Int] {
    var cells: [Int] = []
    var cell = 0
    for point in 0..<points {
      let row = point * (probabilities.count - 1) / (points - 1)
      while ends[cell] <= row { cell += 1 }
      if cells.last != cell { cells.append(cell) }
    }
    return cells
  }

  func meanPrediction(_ cell: Int) -> Double {
    let start = cell == 0 ? 0 : ends[cell - 1]
    let first = probabilities[start]
    let last = probabilities[ends[cell] - 1]
    guard first < last else { return first }
    return probabilities[start..<ends[cell]].reduce(0, +) / Double(ends[cell] - start)
  }
}
