/// The sums of four replicates of a paired bootstrap, one in each lane.
struct ReplicateDraw: Sendable {
  private let cells: [BootstrapCell]
  /// The cells of the same units, which are neighbours: their sums are added to the units once.
  private let runs: [Range<Int>]
  private let weights = PoissonWeight.table
  private var reference, challenger: [UnitSums]
  private var total = UnitSums()

  /// Cells in the order of their units, and how many units the two rankings have.
  init(cells: [BootstrapCell], units: (Int, Int)) {
    self.cells = cells
    let starts = cells.indices.filter { index in
      index == 0 || cells[index].reference != cells[index - 1].reference
        || cells[index].challenger != cells[index - 1].challenger
    }
    runs = zip(starts, starts.dropFirst() + [cells.count]).map { $0..<$1 }
    reference = [UnitSums](repeating: UnitSums(), count: units.0)
    challenger = [UnitSums](repeating: UnitSums(), count: units.1)
  }

  /// Counts the rows at hand, in every lane.
  mutating func count() {
    fill { SIMD4(repeating: Int32($0.rows)) }
  }

  /// Weighs the rows for four replicates, those of a group.
  mutating func weigh(_ group: Int) {
    let weights = weights
    fill { cell in
      if cell.rows == 1 {
        return PoissonWeight.quartet(SplitMix64.number(group, seed: cell.seed), weights)
      }
      var drawn = SIMD4<Int32>()
      for lane in 0..<4 {
        drawn[lane] = Int32(
          PoissonDraw.weight(rows: cell.rows, replicate: 4 * group + lane, seed: cell.seed))
      }
      return drawn
    }
  }

  @inline(__always)
  private mutating func fill(_ weight: (BootstrapCell) -> SIMD4<Int32>) {
    for index in reference.indices { reference[index] = UnitSums() }
    for index in challenger.indices { challenger[index] = UnitSums() }
    total = UnitSums()
    for run in runs {
      var sums = UnitSums()
      // A slice would be retained and released for every run.
      for index in run {
        let cell = cells[index]
        let drawn = weight(cell)
        sums.rows &+= drawn
        guard cell.isPositive else { continue }
        sums.positives &+= drawn
        if cell.amount != 0 { sums.amount += SIMD4<Double>(drawn) * cell.amount }
      }
      total.add(sums)
      reference[Int(cells[run.lowerBound].reference)].add(sums)
      challenger[Int(cells[run.lowerBound].challenger)].add(sums)
    }
  }

  /// What lies above ascending shares of the rows of each replicate: four lists, a yield per share.
  func yields(_ shares: [Double]) -> [[PairedBootstrap.Yield]] {
    let rows = SIMD4<Double>(total.rows)
    let cuts = shares.map { $0 * rows }
    let above = (reference.above(cuts), challenger.above(cuts))
    return (0..<4).map { lane in
      cuts.indices.map { index in
        let cut = cuts[index][lane]
        guard cut > 0 else {
          return PairedBootstrap.Yield(
            reference: 0, challenger: 0, capturedShare: 0, referenceAmount: 0, challengerAmount: 0)
        }
        let (one, other) = (above.0[index], above.1[index])
        let positives = Double(total.positives[lane])
        return PairedBootstrap.Yield(
          reference: one.conversions[lane] / cut, challenger: other.conversions[lane] / cut,
          capturedShare: positives > 0
            ? (other.conversions[lane] - one.conversions[lane]) / positives : 0,
          referenceAmount: one.amount[lane] / cut, challengerAmount: other.amount[lane] / cut)
      }
    }
  }
}
