import CRowKernels
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("The row kernels, for each kind of processor")
struct RowKernelsTests {
  /// The kernels for AVX-512, AVX2 and any processor, or the best there is.
  private func kernels(_ level: Int) -> crow_kernels {
    unsafe crow_kernels_up_to(CInt(level)).pointee
  }

  private func numbers(_ count: Int, seed: UInt64) -> [Double] {
    var numbers = SeededGenerator(seed: seed)
    return (0..<count).map { _ in numbers.normal() }
  }

  @Test(
    "add products of rows, in whole vectors and remainders", arguments: [0, 1, 2],
    [(1, 8), (7, 16), (9, 24), (64, 32), (33, 56)])
  func gram(level: Int, shape: (count: Int, stride: Int)) {
    let (count, stride) = shape
    let design = numbers(count * stride, seed: 1)
    let weighted = numbers(count * stride, seed: 2)
    let rows = stride - 3
    var table = [Double](repeating: 0.5, count: rows * stride)
    unsafe kernels(level).gram(&table, stride, design, weighted, stride, count, rows, stride)
    for i in 0..<rows {
      for j in i..<stride {
        var sum = 0.5
        for k in 0..<count { sum += design[k * stride + i] * weighted[k * stride + j] }
        #expect(abs(table[i * stride + j] - sum) < 1e-12)
      }
    }
  }

  @Test(
    "multiply rows and their transpose by a vector", arguments: [0, 1, 2],
    [(1, 8), (8, 16), (13, 24), (40, 40)])
  func products(level: Int, shape: (count: Int, stride: Int)) {
    let (count, stride) = shape
    let design = numbers(count * stride, seed: 3)
    let vector = numbers(stride, seed: 4)
    let residual = numbers(count, seed: 5)
    var predictor = [Double](repeating: 0, count: count)
    var sums = [Double](repeating: 0, count: stride)
    unsafe kernels(level).dot(&predictor, design, vector, count, stride)
    unsafe kernels(level).transposed(&sums, design, residual, count, stride)
    for i in 0..<count {
      let expected = (0..<stride).reduce(0.0) { $0 + design[i * stride + $1] * vector[$1] }
      #expect(abs(predictor[i] - expected) < 1e-12)
    }
    for j in 0..<stride {
      let expected = (0..<count).reduce(0.0) { $0 + design[$1 * stride + j] * residual[$1] }
      #expect(abs(sums[j] - expected) < 1e-12)
    }
  }

  @Test(
    "differentiate the logistic loss to the last digits", arguments: [0, 1, 2],
    [(1, true), (8, false), (21, false), (21, true)])
  func logistic(level: Int, rows: (count: Int, haveWeights: Bool)) {
    let (count, hasWeights) = rows
    var random = SeededGenerator(seed: 6)
    let predictor = (0..<count).map { _ in 40 * (random.uniform() - 0.5) }
    let classes = (0..<count).map { UInt8($0 % 2) }
    let weights = hasWeights ? (0..<count).map { Double($0 % 3) } : nil
    var curvature = [Double](repeating: .nan, count: count)
    var residual = curvature
    let outcomes = classes.map(Double.init)
    let sum = unsafe kernels(level).logistic(
      predictor, nil, classes, weights, count, &curvature, &residual)
    let other = unsafe kernels(level).loss(predictor, outcomes, nil, weights, count)
    var expected = 0.0
    for row in 0..<count {
      let (eta, y, w) = (predictor[row], outcomes[row], weights?[row] ?? 1)
      let e = exp(-abs(eta))
      let (high, low) = (1 / (1 + e), e / (1 + e))
      expected += w * (max(eta, 0) - y * eta + log1p(e))
      let own = (y == 1) == (eta >= 0) ? low : high
      let (r, h): (Double, Double) = (y == 1 ? w * own : -w * own, w * low * high)
      #expect(abs(residual[row] - r) <= 1e-15 * abs(r))
      #expect(abs(curvature[row] - h) <= 1e-15 * h)
    }
    #expect(abs(sum - expected) <= 1e-14 * expected)
    #expect(abs(other - expected) <= 1e-14 * expected)
  }

  @Test("add weights and residuals alone", arguments: [0, 1, 2], [1, 4, 13])
  func pairs(level: Int, count: Int) {
    let kernels = unsafe kernels(level)
    let (curvature, residual) = (numbers(count, seed: 9), numbers(count, seed: 10))
    let codes = (0..<count).map { UInt32($0 % 2) }
    let design = [Double](repeating: 1, count: 2 * count)
    var weighted = [Double](repeating: .nan, count: 2 * count)
    unsafe kernels.weigh(&weighted, design, curvature, residual, count, 2, 1)
    var table = [0.5, 0.25]
    unsafe kernels.gram(&table, 2, design, weighted, 2, count, 1, 2)
    #expect(abs(table[0] - curvature.reduce(0.5, +)) < 1e-13)
    #expect(abs(table[1] - residual.reduce(0.25, +)) < 1e-13)
    var rows = [Double](repeating: 0, count: 4)
    unsafe kernels.add_rows(&rows, codes, weighted, count, 2, nil)
    #expect(abs(rows[0] + rows[2] + 0.5 - table[0]) < 1e-13)
    #expect(abs(rows[1] + rows[3] + 0.25 - table[1]) < 1e-13)
    var levels = [0.0, 0.0]
    unsafe kernels.add_levels(&levels, codes, residual, count, nil)
    #expect(levels == [rows[1], rows[3]])
    var gradient = [0.0, 0.0]
    unsafe kernels.transposed(&gradient, design, residual, count, 2)
    #expect(abs(gradient[0] + 0.25 - table[1]) < 1e-13)
    var predictor = [Double](repeating: .nan, count: count)
    unsafe kernels.dot(&predictor, design, [0.75, 0], count, 2)
    #expect(predictor == Array(repeating: 0.75, count: count))
  }

  @Test(
    "do for eight places at once what they do for one", arguments: [0, 1, 2],
    [(1, 8, false), (7, 16, true), (9, 24, false), (600, 8, false)])
  func places(level: Int, shape: (count: Int, stride: Int, haveWeights: Bool)) {
    let (count, stride, haveWeights) = shape
    let kernels = unsafe kernels(level)
    let columns = stride - 2
    let design = numbers(count * stride, seed: 11)
    let parameters = numbers(stride * 8, seed: 12)
    let levels = numbers(3 * 8, seed: 13)
    let codes = (0..<count).map { UInt32($0 % 3) }
    let classes = (0..<count).map { UInt8($0 % 2) }
    let weights = haveWeights ? (0..<count).map { Double($0 % 3) } : nil
    var predictors = [Double](repeating: .nan, count: count * 8)
    unsafe kernels.predict_places(&predictors, design, parameters, count, stride, columns)
    unsafe kernels.gather_places(&predictors, codes, levels, count)
    var residuals = predictors
    var losses = [Double](repeating: 0.5, count: 8)
    var others = losses
    unsafe kernels.logistic_places(&residuals, nil, classes, weights, count, &losses)
    unsafe kernels.loss_places(predictors, nil, classes, weights, count, &others)
    var sums = [Double](repeating: 0.25, count: stride * 8)
    unsafe kernels.transposed_places(&sums, design, residuals, count, stride, columns)
    var levelSums = [Double](repeating: 0, count: 3 * 8)
    unsafe kernels.add_places(&levelSums, codes, residuals, count, nil)
    for place in 0..<8 {
      let vector = (0..<stride).map { $0 < columns ? parameters[$0 * 8 + place] : 0 }
      var predictor = [Double](repeating: 0, count: count)
      unsafe kernels.dot(&predictor, design, vector, count, stride)
      unsafe kernels.gather(&predictor, codes, (0..<3).map { levels[$0 * 8 + place] }, count)
      for row in 0..<count { #expect(abs(predictors[row * 8 + place] - predictor[row]) < 1e-12) }
      var (curvature, residual) = (predictor, predictor)
      let loss = unsafe kernels.logistic(
        predictor, nil, classes, weights, count, &curvature, &residual)
      #expect(abs(losses[place] - 0.5 - loss) <= 1e-13 * (1 + loss))
      #expect(abs(others[place] - 0.5 - loss) <= 1e-13 * (1 + loss))
      for row in 0..<count { #expect(abs(residuals[row * 8 + place] - residual[row]) < 1e-13) }
      var expected = [Double](repeating: 0, count: stride)
      unsafe kernels.transposed(&expected, design, residual, count, stride)
      for column in 0..<stride {
        let sum = column < columns ? expected[column] : 0
        #expect(abs(sums[column * 8 + place] - 0.25 - sum) < 1e-11)
      }
      var expectedLevels = [0.0, 0.0, 0.0]
      unsafe kernels.add_levels(&expectedLevels, codes, residual, count, nil)
      for code in 0..<3 {
        #expect(abs(levelSums[code * 8 + place] - expectedLevels[code]) < 1e-12)
      }
    }
  }

  @Test("join codes of every width and add by them", arguments: [0, 1, 2])
  func codes(level: Int) {
    let kernels = unsafe kernels(level)
    let narrow: [UInt8] = (0..<20).map { $0 % 3 }
    let middle: [UInt16] = (0..<20).map { $0 % 5 }
    let wide: [UInt32] = (0..<20).map { $0 % 2 }
    var joint = [UInt32](repeating: 0, count: 20)
    unsafe kernels.join(&joint, 3, narrow, 1, 20)
    unsafe kernels.join(&joint, 5, middle, 2, 20)
    unsafe kernels.join(&joint, 2, wide, 4, 20)
    func expectedJoint(_ row: Int) -> UInt32 {
      let first = row % 3 * 5
      let second = first + row % 5
      return UInt32(second * 2 + row % 2)
    }
    #expect(joint == (0..<20).map(expectedJoint))
    let values = numbers(20, seed: 7)
    var cells = [Double](repeating: 0, count: 15)
    var levels = [Double](repeating: 0, count: 2)
    let thirds: [UInt32] = (0..<20).map { $0 % 3 }
    unsafe kernels.add_cells(&cells, thirds, 5, wide, values, 20)
    unsafe kernels.add_levels(&levels, wide, values, 20, nil)
    #expect(abs(cells[0] + cells[5] + cells[10] - levels[0]) < 1e-14)
    var predictor = [Double](repeating: 1, count: 20)
    unsafe kernels.gather(&predictor, wide, [10, 20], 20)
    #expect(predictor == wide.map { $0 == 0 ? 11 : 21 })
    var rows = [Double](repeating: 0, count: 2 * 8)
    let weighted = numbers(20 * 8, seed: 8)
    unsafe kernels.add_rows(&rows, wide, weighted, 20, 8, nil)
    var expected = 0.0
    for row in Swift.stride(from: 0, to: 20, by: 2) { expected += weighted[row * 8 + 3] }
    #expect(abs(rows[3] - expected) < 1e-13)
  }
}
