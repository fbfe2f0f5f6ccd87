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
}
