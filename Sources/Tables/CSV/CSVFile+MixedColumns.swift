extension CSVFile {
  /// Reads columns of all rows, those that are nearly numbers or nearly moments as categories.
  ///
  /// A column of which nearly all values are numbers is refused elsewhere, since the others are
  /// probably mistakes. Where nothing depends on the column that is no reason to stop.
  ///
  /// - Parameters:
  ///   - kinds: How to read a column; one that is not named is inferred from all its values.
  ///   - only: The columns to read, all when nil.
  ///   - strict: The columns in which such values are refused all the same.
  ///   - threads: How many threads convert blocks; the result does not depend on it.
  /// - Returns: The columns in the order of the file, and the names of those read as categories.
  /// - Throws: ``DataProblems`` with up to 20 places and the total, or ``InputError``.
  public func readMixed(
    kinds: [String: ColumnKind] = [:], only: Set<String>? = nil, strict: Set<String> = [],
    threads: Int
  ) throws -> (table: Table, mixed: Set<String>) {
    var kinds = kinds
    var mixed: Set<String> = []
    while true {
      do {
        return (try read(kinds: kinds, only: only, threads: threads), mixed)
      } catch let problems as DataProblems {
        let found = problems.mixedColumns.subtracting(strict).subtracting(mixed)
        guard !found.isEmpty else { throw problems }
        mixed.formUnion(found)
        for name in found { kinds[name] = .category }
      }
    }
  }
}

extension DataProblems {
  /// The columns of which nearly all values are numbers, or moments.
  fileprivate var mixedColumns: Set<String> {
    Set(
      problems.compactMap { problem in
        switch problem.kind {
        case .mostlyNumbers, .mostlyTimestamps: problem.column
        default: nil
        }
      })
  }
}
