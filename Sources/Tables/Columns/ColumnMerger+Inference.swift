extension ColumnMerger {
  /// What the blocks of an inferred column say together.
  enum Outcome {
    case settled(ColumnValues)
    /// Some blocks were read as numbers or moments, others not: read all of it as words.
    case words
    /// Nearly all values are numbers and a few are not: read again to report those.
    case mostlyNumbers
    /// Nearly all values are moments and a few are not: read again to report those.
    case mostlyMoments
  }

  /// Settles the kind of a column over the whole file.
  func settled() -> Outcome {
    var (hasNumbers, hasMoments, hasWords) = (false, false, false)
    for block in blocks {
      switch block {
      case .missing: break
      case .numbers: hasNumbers = true
      case .timestamps: hasMoments = true
      case .categories, .text, .positions: hasWords = true
      }
    }
    if !hasWords && !hasMoments { return .settled(.numbers(numbers())) }
    if !hasWords && !hasNumbers { return .settled(.timestamps(timestamps())) }
    let tally = blocks.reduce(into: WordTally()) { $0 += $1.tally }
    if tally.isMostlyNumbers { return .mostlyNumbers }
    if tally.isMostlyMoments { return .mostlyMoments }
    return hasNumbers || hasMoments ? .words : .settled(words())
  }
}

extension BlockColumn {
  /// What the values look like.
  var tally: WordTally {
    var tally = WordTally()
    switch self {
    case .missing, .positions: break
    case .numbers(let numbers): tally.numbers = numbers.count { !$0.isNaN }
    case .timestamps(let timestamps): tally.moments = timestamps.count { $0 != nil }
    case .categories(_, _, _, let words), .text(_, let words): tally = words
    }
    return tally
  }
}
