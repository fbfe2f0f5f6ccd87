import LinearAlgebra
import Testing

@testable import Training

@Suite("A blended Hessian")
struct BlendedHessianTests {
  private static let first = SymmetricMatrix(order: 3, elements: [9, 2, 0, 2, 3, -1, 0, -1, 4.5])
  private static let second = SymmetricMatrix(order: 3, elements: [5, 1, 1, 1, 2, 0, 1, 0, 4])

  private static func blend(_ share: Double) -> BlendedHessian {
    BlendedHessian(BlendedHessian(first), BlendedHessian(second), share: share)
  }

  @Test("has one matrix for a value, a block and a product", arguments: [false, true])
  func views(isCorrected: Bool) {
    var hessian = Self.blend(0.25)
    if isCorrected { hessian = hessian.corrected(step: [1, 2, -1], change: [6, 5, -4]) }
    let block = hessian.block([0, 1, 2])
    for row in 0..<3 {
      let unit = (0..<3).map { $0 == row ? 1.0 : 0 }
      for (column, value) in hessian.multiplied(by: unit).enumerated() {
        #expect(abs(value - hessian[row, column]) < 1e-14)
        #expect(abs(block[row * 3 + column] - hessian[row, column]) < 1e-14)
      }
    }
    #expect(abs(hessian[2, 2] - 4.375) < 1e-14 || isCorrected)
    #expect(hessian.block([2, 0]) == [hessian[2, 2], hessian[2, 0], hessian[0, 2], hessian[0, 0]])
  }

  @Test("agrees with the change of the gradient along each step, the last one exactly")
  func secant() {
    let steps: [[Double]] = [[1, 0, 2], [0, 1, 1]]
    let truth = BlendedHessian(Self.second)
    let hessian = steps.reduce(BlendedHessian(Self.first)) {
      $0.corrected(step: $1, change: truth.multiplied(by: $1))
    }
    let product = hessian.multiplied(by: [0, 1, 1])
    for (value, expected) in zip(product, truth.multiplied(by: [0, 1, 1])) {
      #expect(abs(value - expected) < 1e-13)
    }
  }

  @Test("stays as it is where a step showed no curvature")
  func flat() {
    let hessian = BlendedHessian(Self.first).corrected(step: [1, 0, 0], change: [0, 1, 0])
    #expect(hessian.block([0, 1, 2]) == Self.first.elements)
  }

  @Test("goes on as before beyond a place, unless that leads to a saddle")
  func beyond() {
    let (earlier, later) = (BlendedHessian(Self.first), BlendedHessian(Self.second))
    let half = later.extrapolated(from: earlier, share: 0.5)
    #expect(abs(half[0, 1] - 0.5) < 1e-14)
    #expect(abs(half[1, 1] - 1.5) < 1e-3 && half[1, 1] > 1.5)
    let far = later.extrapolated(from: earlier, share: 4)
    #expect(far.block([0, 1, 2]) == Self.second.elements)
  }
}
