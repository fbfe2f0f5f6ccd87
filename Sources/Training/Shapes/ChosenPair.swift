/// A pair that is fitted: every cell with enough leads has a parameter, the rest share one.
struct ChosenPair: Sendable {
  /// The table.
  let candidate: PairCandidate
  /// The strength of its penalty that its evidence asks for.
  let strength: Double
  /// The share of leads per cell.
  let shares: [Double]
  /// The parameter of each cell among the pair's own.
  let slots: [Int]
  /// The parameter of the rest, the last one.
  let restSlot: Int

  /// The fewest leads that give a cell a parameter of its own.
  static let leastCount = 10

  /// Counts the leads of a table's cells.
  ///
  /// - Parameters:
  ///   - candidate: The table.
  ///   - cells: The cell of every lead.
  ///   - strength: The strength of the penalty.
  init(_ candidate: PairCandidate, cells: [UInt16], strength: Double) {
    self.candidate = candidate
    self.strength = strength
    var counts = [Int](repeating: 0, count: candidate.cellCount)
    for cell in cells { counts[Int(cell)] += 1 }
    shares = counts.map { Double($0) / Double(cells.count) }
    let common = counts.indices.filter { counts[$0] >= Self.leastCount }
    var slots = [Int](repeating: common.count, count: counts.count)
    for (slot, cell) in common.enumerated() { slots[cell] = slot }
    self.slots = slots
    restSlot = common.count
  }

  /// How many parameters the pair has.
  var slotCount: Int { restSlot + 1 }

  /// The neighbouring cells that have parameters of their own.
  var neighbours: [(first: Int, second: Int)] {
    candidate.neighbours.filter { slots[$0.first] != restSlot && slots[$0.second] != restSlot }
  }

  /// The share of its parameter that each cell has: 1 with one of its own, 0 without leads.
  var parameterShares: [Double] {
    let rest = zip(slots, shares).reduce(0) { $0 + ($1.0 == restSlot ? $1.1 : 0) }
    return zip(slots, shares).map { slot, share in
      slot != restSlot ? 1 : share > 0 ? share / rest : 0
    }
  }

  /// The effect of each cell; those without leads take what their neighbours suggest.
  ///
  /// That is where the penalty alone would leave them: the least sum of their squares and of the
  /// squared differences to their neighbours, so 0 where the sides have no order. What rare cells
  /// share is not theirs: a cell that is empty now may be common later.
  ///
  /// - Parameter parameters: The pair's own parameters.
  /// - Returns: An effect per cell.
  func effects(_ parameters: [Double]) -> [Double] {
    var around = [[Int]](repeating: [], count: slots.count)
    for pair in candidate.neighbours {
      around[pair.first].append(pair.second)
      around[pair.second].append(pair.first)
    }
    var effects = zip(slots, shares).map { $1 > 0 ? parameters[$0] : 0 }
    let open = slots.indices.filter { shares[$0] == 0 && !around[$0].isEmpty }
    for _ in 0..<Self.sweepCount {
      for cell in open {
        let sum = around[cell].reduce(0) { $0 + effects[$1] }
        effects[cell] = sum / Double(1 + around[cell].count)
      }
    }
    return effects
  }

  /// Sweeps over the open cells; each is a contraction by four fifths at most.
  private static let sweepCount = 40

  /// The penalty: a ridge, and differences of neighbours.
  func term(_ parameters: Range<Int>) -> SmoothingTerm {
    let start = parameters.lowerBound
    return SmoothingTerm(
      parameters: parameters, ridge: 1, singles: [],
      differences: neighbours.map {
        .init(first: start + slots[$0.first], second: start + slots[$0.second], weight: 1)
      },
      rank: Double(parameters.count))
  }

  /// The parameters of rows with these fine codes.
  func slots(_ codes: [[UInt16]]) -> [UInt16] {
    candidate.cells(codes).map { UInt16(slots[Int($0)]) }
  }
}
