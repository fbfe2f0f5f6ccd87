/// The sums of one pass over some rows, and what gradient and Hessian they make.
struct PassTables: Sendable {
  let layout: PassLayout
  private(set) var values: [Double]
  private(set) var losses = LossSums()

  /// Tables of zeros.
  init(_ layout: PassLayout) {
    self.layout = layout
    values = Array(repeating: 0, count: layout.count)
  }

  /// Adds to the tables and the losses in place.
  mutating func update(_ body: (UnsafeMutablePointer<Double>) -> LossSums) {
    losses += unsafe values.withUnsafeMutableBufferPointer {
      unsafe body($0.baseAddress.unsafelyUnwrapped)
    }
  }

  /// Adds the sums over other rows.
  mutating func add(_ other: PassTables) {
    losses += other.losses
    unsafe values.withUnsafeMutableBufferPointer { target in
      unsafe other.values.withUnsafeBufferPointer { source in
        for index in 0..<source.count {
          unsafe target[index] += source[index]
        }
      }
    }
  }

  /// The gradient `Xᵀ·r` in the order of the parameters.
  func gradient(_ parameters: ParameterLayout) -> [Double] {
    let residual = layout.denseColumnCount + 1
    var gradient: [Double] = []
    gradient.reserveCapacity(parameters.count)
    for row in 0...layout.denseColumnCount {
      gradient.append(values[row * layout.stride + residual])
    }
    for (factor, shape) in parameters.factors.enumerated() {
      for level in shape.firstParameterLevel..<shape.levelCount {
        gradient.append(values[layout.factorOffsets[factor] + level * layout.stride + residual])
      }
    }
    return gradient
  }

  /// The Hessian `XᵀHX` in the order of the parameters, reference levels left out.
  func hessian(_ parameters: ParameterLayout) -> SymmetricMatrix {
    var hessian = SymmetricMatrix(order: parameters.count)
    for row in 0...layout.denseColumnCount {
      for column in 0...row {
        hessian[row, column] = values[row * layout.stride + column]
      }
    }
    for (factor, shape) in parameters.factors.enumerated() {
      for level in shape.firstParameterLevel..<shape.levelCount {
        let row = parameters.factorRanges[factor].lowerBound + level - shape.firstParameterLevel
        let table = layout.factorOffsets[factor] + level * layout.stride
        hessian[row, row] = values[table]
        for column in 0...layout.denseColumnCount {
          hessian[row, column] = values[table + column]
        }
      }
    }
    for pair in layout.pairs {
      copyPair(pair, parameters, to: &hessian)
    }
    return hessian
  }

  private func copyPair(
    _ pair: PassLayout.FactorPair, _ parameters: ParameterLayout, to hessian: inout SymmetricMatrix
  ) {
    let first = parameters.factors[pair.first]
    let second = parameters.factors[pair.second]
    let firstStart = parameters.factorRanges[pair.first].lowerBound - first.firstParameterLevel
    let secondStart = parameters.factorRanges[pair.second].lowerBound - second.firstParameterLevel
    for a in first.firstParameterLevel..<first.levelCount {
      for b in second.firstParameterLevel..<second.levelCount {
        hessian[secondStart + b, firstStart + a] = values[pair.offset + a * second.levelCount + b]
      }
    }
  }
}

extension ParameterLayout.FactorShape {
  /// The first level that has a parameter.
  var firstParameterLevel: Int { dropsFirstLevel ? 1 : 0 }
}
