import Foundation

/// Joins the blocks of one column and settles its kind over the whole file.
struct ColumnMerger {
  /// What the blocks of an inferred column say together.
  enum Outcome {
    case column(Column)
    /// Some blocks were read as another kind: read the column again as this one.
    case rereadAs(ColumnKind)
    /// Nearly all values are numbers and a few are not: read again to report those.
    case mostlyNumbers
  }

  private let name: String
  private let kind: ColumnKind
  private let blocks: [BlockColumn]
  private let numbers: NumberFormat

  init(name: String, kind: ColumnKind, blocks: [BlockColumn], numbers: NumberFormat) {
    self.name = name
    self.kind = kind
    self.blocks = blocks
    self.numbers = numbers
  }

  func merged() -> Outcome {
    switch kind {
    case .inferred: inferred()
    case .number: .column(Column(name: name, values: .numbers(allNumbers())))
    case .timestamp: .column(Column(name: name, values: .timestamps(timestamps())))
    case .category: .column(Column(name: name, values: .categories(categories())))
    case .text: .column(Column(name: name, values: .text(text())))
    }
  }

  private func inferred() -> Outcome {
    var (hasNumbers, hasTimestamps, hasCategories, hasText) = (false, false, false, false)
    for block in blocks {
      switch block {
      case .missing: break
      case .numbers: hasNumbers = true
      case .timestamps: hasTimestamps = true
      case .categories: hasCategories = true
      case .text: hasText = true
      }
    }
    if hasCategories || hasText {
      if isMostlyNumbers() { return .mostlyNumbers }
      if hasNumbers || hasTimestamps { return .rereadAs(.category) }
      return .column(Column(name: name, values: hasText ? .text(text()) : .categories(categories())))
    }
    if hasNumbers && hasTimestamps { return .rereadAs(.category) }
    return .column(
      Column(name: name, values: hasTimestamps ? .timestamps(timestamps()) : .numbers(allNumbers())))
  }

  private func allNumbers() -> [Double] {
    var joined: [Double] = []
    joined.reserveCapacity(blocks.reduce(0) { $0 + $1.count })
    for block in blocks {
      if case .numbers(let numbers) = block {
        joined += numbers
      } else {
        joined += repeatElement(.nan, count: block.count)
      }
    }
    return joined
  }

  private func timestamps() -> [Timestamp?] {
    blocks.flatMap { block -> [Timestamp?] in
      guard case .timestamps(let timestamps) = block else {
        return [Timestamp?](repeating: nil, count: block.count)
      }
      return timestamps
    }
  }

  private func text() -> PackedStrings {
    var joined = PackedStrings()
    for block in blocks {
      switch block {
      case .text(let strings): joined.append(contentsOf: strings)
      case .categories(let codes, let dictionary):
        for code in codes { joined.append(code < 0 ? [] : dictionary.levels.utf8(at: Int(code))) }
      default: for _ in 0..<block.count { joined.append([]) }
      }
    }
    return joined
  }

  /// One dictionary for all blocks, levels in order of first appearance.
  ///
  /// Canonically equivalent spellings (a letter with its accent, or followed by it) are one level.
  private func categories() -> Categories {
    var joined = LevelDictionary()
    var codes: [Int32] = []
    codes.reserveCapacity(blocks.reduce(0) { $0 + $1.count })
    for block in blocks {
      guard case .categories(let blockCodes, let dictionary) = block else {
        codes += repeatElement(-1, count: block.count)
        continue
      }
      var used = [Bool](repeating: false, count: dictionary.count)
      for code in blockCodes where code >= 0 { used[Int(code)] = true }
      let recoded = (0..<dictionary.count).map { code in
        used[code] ? joined.normalizedCode(of: dictionary.levels.utf8(at: code)) : -1
      }
      codes += blockCodes.lazy.map { $0 < 0 ? -1 : recoded[Int($0)] }
    }
    return Categories(codes: codes, levels: joined.levels)
  }

  /// Whether at least 95 % of the values are numbers or clearly meant to be, though not all are.
  ///
  /// Such a column is a damaged number column, not a category; saying so beats guessing.
  private func isMostlyNumbers() -> Bool {
    var (number, lookalike, other) = (0, 0, 0)
    for block in blocks {
      switch block {
      case .numbers(let values): number += values.count { !$0.isNaN }
      case .categories(let codes, let dictionary):
        var counts = [Int](repeating: 0, count: dictionary.count)
        for code in codes where code >= 0 { counts[Int(code)] += 1 }
        for code in 0..<dictionary.count where counts[code] > 0 {
          tally(dictionary.levels[code], counts[code])
        }
      case .text(let strings):
        for index in stride(from: 0, to: strings.count, by: max(1, strings.count / 500)) {
          tally(strings[index], 1)
        }
      default: break
      }
    }
    func tally(_ text: String, _ count: Int) {
      if text.isEmpty { return }
      if numbers.number(text) != nil {
        number += count
      } else if numbers.resembles(text) {
        lookalike += count
      } else {
        other += count
      }
    }
    guard lookalike + other > 0, other == 0 || number >= 20 else { return false }
    return number + lookalike > 0 && other * 20 <= number + lookalike + other
  }
}

extension NumberFormat {
  /// Whether a text is a number in some other format, or a spreadsheet's failed one.
  fileprivate func resembles(_ text: String) -> Bool {
    if case .numberOutOfRange = problem(text) { return true }
    switch hint(text) {
    case nil, .spellingOfMissing, .hexadecimal: return false
    case .spreadsheetError, .notFinite, .foreignDigits: return true
    case .decimalComma, .groupedThousands, .currency, .percent, .accounting, .unicodeMinus:
      return text.contains(where: \.isNumber) && text.count { $0.isLetter } <= 3
    }
  }
}

extension LevelDictionary {
  fileprivate mutating func normalizedCode(of text: ArraySlice<UInt8>) -> Int32 {
    guard text.contains(where: { $0 >= 0x80 }) else {
      return unsafe text.withUnsafeBufferPointer { unsafe code(of: $0) }
    }
    var normal = String(decoding: text, as: UTF8.self).precomposedStringWithCanonicalMapping
    return normal.withUTF8 { unsafe code(of: $0) }
  }
}
