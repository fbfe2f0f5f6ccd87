extension PassTables {
  /// The gradient `Xᵀ·r` in the order of the parameters.
  func gradient(_ parameters: ParameterLayout) -> [Double] {
    let residual = layout.denseColumnCount + 1
    var gradient = [Double](repeating: 0, count: parameters.count)
    for row in 0...layout.denseColumnCount {
      gradient[row] = values[row * layout.stride + residual]
    }
    forEachLevel(parameters) { parameter, table, start in
      gradient[parameter] = table[start + residual]
    }
    return gradient
  }

  /// Calls back for every parameter of a level, with the table of its factor and where in it the sums
  /// of the level start; reference levels are left out.
  func forEachLevel(
    _ parameters: ParameterLayout,
    _ body: (_ parameter: Int, _ table: ArraySlice<Double>, _ start: Int) -> Void
  ) {
    for group in layout.groups {
      for (member, factor) in group.members.enumerated() {
        let table = levelTable(group, member)
        for (parameter, level) in parameters.levels(ofFactor: factor) {
          body(parameter, table, level * layout.stride)
        }
      }
    }
  }

  /// The Hessian `XᵀHX` in the order of the parameters, reference levels left out.
  ///
  /// The largest factor becomes the diagonal block.
  func curvature(_ parameters: ParameterLayout) -> ArrowheadMatrix {
    var matrix = ArrowheadMatrix(order: parameters.count, shaft: parameters.longestFactorRange)
    for row in 0...layout.denseColumnCount {
      for column in row...layout.denseColumnCount {
        matrix[row, column] = values[row * layout.stride + column]
      }
    }
    for group in layout.groups {
      for (member, factor) in group.members.enumerated() {
        copy(levelTable(group, member), ofFactor: factor, parameters, to: &matrix)
        for other in 0..<member {
          copy(
            innerTable(group, other, member), group.members[other], factor, parameters, to: &matrix)
        }
      }
    }
    for pair in layout.pairs {
      let (first, second) = (layout.groups[pair.first], layout.groups[pair.second])
      for (member, factor) in first.members.enumerated() {
        let rows = rowSums(pair, first, member, width: second.levelCount)
        for (other, otherFactor) in second.members.enumerated() {
          let table = second.columnSums(
            rows, rowCount: first.memberLevelCounts[member], member: other)
          copy(table, factor, otherFactor, parameters, to: &matrix)
        }
      }
    }
    return matrix
  }

  /// A weighted row per level of one member of a group.
  func levelTable(_ group: PassLayout.Group, _ member: Int) -> ArraySlice<Double> {
    let stride = layout.stride
    let table = values[group.tableOffset..<group.tableOffset + group.levelCount * stride]
    guard group.members.count > 1 else { return rebased(table) }
    return PassTables.rowSums(
      table, rowLength: stride, divisor: group.divisor(ofMember: member),
      levelCount: group.memberLevelCounts[member])[...]
  }

  private func rebased(_ slice: ArraySlice<Double>) -> ArraySlice<Double> { Array(slice)[...] }

  /// The sums of `h` per pair of levels of two members of one group, the first before the second.
  private func innerTable(
    _ group: PassLayout.Group, _ first: Int, _ second: Int
  ) -> ArraySlice<Double> {
    let width = group.memberLevelCounts[second]
    var table = [Double](repeating: 0, count: group.memberLevelCounts[first] * width)
    let (firstDivisor, secondDivisor) = (
      group.divisor(ofMember: first), group.divisor(ofMember: second)
    )
    for joint in 0..<group.levelCount {
      let a = joint / firstDivisor % group.memberLevelCounts[first]
      let b = joint / secondDivisor % width
      table[a * width + b] += values[group.tableOffset + joint * layout.stride]
    }
    return table[...]
  }

  /// The rows of a pair's table added up to the levels of one member of the first group.
  private func rowSums(
    _ pair: PassLayout.GroupPair, _ group: PassLayout.Group, _ member: Int, width: Int
  ) -> ArraySlice<Double> {
    let table = values[pair.offset..<pair.offset + group.levelCount * width]
    guard group.members.count > 1 else { return rebased(table) }
    return PassTables.rowSums(
      table, rowLength: width, divisor: group.divisor(ofMember: member),
      levelCount: group.memberLevelCounts[member])[...]
  }

  private static func rowSums(
    _ table: ArraySlice<Double>, rowLength: Int, divisor: Int, levelCount: Int
  ) -> [Double] {
    var sums = [Double](repeating: 0, count: levelCount * rowLength)
    unsafe table.withUnsafeBufferPointer { table in
      unsafe sums.withUnsafeMutableBufferPointer { sums in
        for joint in 0..<table.count / max(rowLength, 1) {
          let target = joint / divisor % levelCount * rowLength
          let source = joint * rowLength
          for index in 0..<rowLength {
            unsafe sums[target + index] += table[source + index]
          }
        }
      }
    }
    return sums
  }

  /// Copies a factor's products with intercept and dense columns, and its diagonal.
  private func copy(
    _ table: ArraySlice<Double>, ofFactor factor: Int, _ parameters: ParameterLayout,
    to matrix: inout ArrowheadMatrix
  ) {
    for (row, level) in parameters.levels(ofFactor: factor) {
      matrix[row, row] = table[level * layout.stride]
      for column in 0...layout.denseColumnCount {
        matrix[row, column] = table[level * layout.stride + column]
      }
    }
  }

  /// Copies the products of two factors.
  private func copy(
    _ table: ArraySlice<Double>, _ first: Int, _ second: Int, _ parameters: ParameterLayout,
    to matrix: inout ArrowheadMatrix
  ) {
    let width = parameters.factors[second].levelCount
    for (row, level) in parameters.levels(ofFactor: first) {
      for (column, otherLevel) in parameters.levels(ofFactor: second) {
        matrix[row, column] = table[level * width + otherLevel]
      }
    }
  }
}

extension PassLayout.Group {
  /// The columns of a table added up to the levels of one member.
  fileprivate func columnSums(
    _ table: ArraySlice<Double>, rowCount: Int, member: Int
  ) -> ArraySlice<Double> {
    guard members.count > 1 else { return table }
    let divisor = divisor(ofMember: member)
    let width = memberLevelCounts[member]
    let targets = (0..<levelCount).map { $0 / divisor % width }
    var sums = [Double](repeating: 0, count: rowCount * width)
    for row in 0..<rowCount {
      for joint in 0..<levelCount {
        sums[row * width + targets[joint]] += table[row * levelCount + joint]
      }
    }
    return sums[...]
  }
}

extension ParameterLayout {
  /// The parameters of a factor with their levels; a reference level has none.
  fileprivate func levels(ofFactor factor: Int) -> Zip2Sequence<Range<Int>, Range<Int>> {
    let shape = factors[factor]
    return zip(factorRanges[factor], shape.firstParameterLevel..<shape.levelCount)
  }

  /// The fewest parameters worth a diagonal block of their own.
  private static let shortestShaft = 8

  /// The parameters of the factor that has the most of them; empty if that is few.
  var longestFactorRange: Range<Int> {
    var longest = 0..<0
    for range in factorRanges where range.count > longest.count {
      longest = range
    }
    return longest.count < Self.shortestShaft ? 0..<0 : longest
  }
}
