/// The dense values that the block after the present one will read.
///
/// The processor waits long for memory when a block is loaded, and hardly reads any while sums are
/// added to tables. Whoever adds to a table therefore asks for some of these values.
@safe
struct UpcomingRows {
  private let start: UnsafeRawPointer?
  private let byteCount: Int

  /// The values of a block of whole size after some rows; none if the matrix ends before.
  init(after rows: Range<Int>, of block: DenseBlock) {
    let rowBytes = block.columnCount * MemoryLayout<Double>.stride
    byteCount = RowBlocks.blockSize * rowBytes
    let isWhole =
      rows.count == RowBlocks.blockSize && rows.upperBound + rows.count <= block.rowCount
    // The address is only a hint: nothing is read through it.
    unsafe start = unsafe block.elements.withUnsafeBytes { bytes in
      unsafe isWhole && rowBytes > 0
        ? bytes.baseAddress.map { unsafe $0 + rows.upperBound * rowBytes } : nil
    }
  }

  /// The start of one of the parts that are fetched one by one, 64 bytes for each row of a block;
  /// `nil` past the last.
  func address(ofPart part: Int) -> UnsafeRawPointer? {
    let offset = part * RowBlocks.blockSize * 64
    return offset < byteCount ? unsafe start.map { unsafe $0 + offset } : nil
  }
}
