import Foundation
import LinearAlgebra

/// The columns of a regime, as `harness/regimes.py` writes them.
struct Regime {
  /// What the folder says of itself.
  struct Description: Decodable {
    let rows: Int
    let numerics: Int
    let levels: [Int]
  }

  let rowCount: Int
  let levels: [Int]
  let numerics: [[Double]]
  let codes: [[UInt16]]
  let outcomes: Outcomes

  /// Reads the first rows of every column.
  init(folder: String, rows: Int) throws {
    let folder = URL(filePath: folder)
    let description = try JSONDecoder().decode(
      Description.self, from: Data(contentsOf: folder.appending(path: "description.json")))
    func name(_ kind: String, _ index: Int) -> String {
      "\(kind)-\(index < 10 ? "0" : "")\(index)"
    }
    rowCount = min(rows, description.rows)
    levels = description.levels
    numerics = try (0..<description.numerics).map {
      try Self.column(folder.appending(path: name("numeric", $0) + ".f64"), rows: rows, zero: 0.0)
    }
    codes = try description.levels.indices.map {
      try Self.column(folder.appending(path: name("factor", $0) + ".u16"), rows: rows, zero: 0)
    }
    outcomes = Outcomes(
      try Self.column(folder.appending(path: "outcomes.u8"), rows: rows, zero: UInt8(0)).map {
        $0 == 1
      })
  }

  /// The design matrix, every level a parameter unless the first is the reference.
  func designMatrix(dropsFirstLevel: Bool) -> DesignMatrix {
    DesignMatrix(
      dense: DenseBlock(rowCount: rowCount, columns: numerics),
      factors: zip(codes, levels).map {
        Factor(codes: $0, levelCount: $1, dropsFirstLevel: dropsFirstLevel)
      })
  }

  private static func column<Element: BitwiseCopyable>(
    _ file: URL, rows: Int, zero: Element
  ) throws -> [Element] {
    // Mapped: buffers that are allocated and freed would count as memory of the fit.
    let data = try Data(contentsOf: file, options: .alwaysMapped)
    guard data.count >= rows * MemoryLayout<Element>.stride else {
      throw CocoaError(.fileReadCorruptFile)
    }
    var column = [Element](repeating: zero, count: rows)
    _ = column.withUnsafeMutableBytes { data.copyBytes(to: $0, from: 0..<$0.count) }
    return column
  }
}
