extension BlockColumnReader {
  /// Categories, or text when the block's values are mostly distinct.
  func words() -> BlockColumn {
    guard let coded = codes(whileRepeating: true) else { return presentText() }
    return categories(coded.codes, coded.dictionary)
  }

  /// Categories; a value too long for one is a problem.
  mutating func categories() -> BlockColumn {
    guard let coded = codes(whileRepeating: false) else { return presentText() }
    let limit = CSVFormat.Limit.category
    let levels = coded.dictionary.levels
    let tooLong = (0..<levels.count).map { levels.utf8(at: $0).count > limit }
    if tooLong.contains(true) {
      for (row, code) in coded.codes.enumerated() where tooLong[Int(code)] {
        report(row) { .categoryTooLong(bytes: $0.utf8.count) }
      }
    }
    return categories(coded.codes, coded.dictionary)
  }

  /// Texts as they are, without blanks around them.
  func text() -> BlockColumn {
    var strings = PackedStrings()
    strings.reserve(count: block.rowCount, bytes: block.rowCount * 16)
    unsafe block.forEachField(of: column) { _, text in
      unsafe strings.append(contentsOf: text.trimmingBlanks)
      return true
    }
    return .text(strings, tally: WordTally())
  }

  /// Levels in order of appearance; with `whileRepeating`, nil when most values are distinct.
  private func codes(whileRepeating: Bool) -> (codes: [Int32], dictionary: LevelDictionary)? {
    var result = LevelDictionary()
    let trial = whileRepeating ? DistinctTexts.window - 1 : .max
    let codes = unsafe [Int32](unsafeUninitializedCapacity: block.rowCount) { codes, count in
      var dictionary = LevelDictionary()
      count = unsafe block.forEachField(of: column) { row, text in
        unsafe codes[row] = unsafe dictionary.code(of: text.trimmingBlanks)
        return row != trial || dictionary.count <= DistinctTexts.limit
      }
      result = dictionary
    }
    return codes.count == block.rowCount ? (codes, result) : nil
  }

  /// Codes with those of missing spellings replaced by -1, and a tally of the others.
  private func categories(_ codes: [Int32], _ dictionary: LevelDictionary) -> BlockColumn {
    let levels = dictionary.levels
    let looks = (0..<levels.count).map { level -> WordTally.Look? in
      unsafe levels.utf8(at: level).withUnsafeBufferPointer { text in
        unsafe missing.matches(text) ? nil : WordTally.look(of: text, format.numbers)
      }
    }
    let isUsed = looks.map { $0 != nil }
    var counts = [Int](repeating: 0, count: levels.count)
    if looks.allSatisfy({ $0 == .other }) {
      // How often each occurs does not matter, only how often all do.
      if !counts.isEmpty { counts[0] = codes.count }
    } else {
      for code in codes { counts[Int(code)] += 1 }
    }
    var tally = WordTally()
    for (level, look) in looks.enumerated() {
      if let look {
        tally.add(look, bytes: levels.utf8(at: level).count, count: counts[level])
      }
    }
    let present = isUsed.contains(false) ? codes.map { isUsed[Int($0)] ? $0 : -1 } : codes
    return .categories(codes: present, dictionary: dictionary, isUsed: isUsed, tally: tally)
  }

  /// Text with missing spellings made empty.
  private func presentText() -> BlockColumn {
    var strings = PackedStrings()
    var tally = WordTally()
    strings.reserve(count: block.rowCount, bytes: block.rowCount * 16)
    unsafe block.forEachField(of: column) { _, text in
      if unsafe missing.matches(text) {
        strings.appendEmpty()
      } else {
        let text = unsafe text.trimmingBlanks
        unsafe strings.append(contentsOf: text)
        unsafe tally.add(WordTally.look(of: text, format.numbers), bytes: text.count)
      }
      return true
    }
    return .text(strings, tally: tally)
  }
}
