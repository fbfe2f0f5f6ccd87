/// Joins the blocks of one column.
struct ColumnMerger {
  let blocks: [BlockColumn]

  var count: Int { blocks.reduce(0) { $0 + $1.count } }

  /// The column in the kind that it was read as; `inferred` and `words` are settled by
  /// ``ColumnMerger/settled()`` and ``ColumnMerger/words()``.
  func values(as kind: ColumnKind) -> ColumnValues {
    switch kind {
    case .number: .numbers(numbers())
    case .timestamp: .timestamps(timestamps())
    case .category: .categories(categories())
    case .text: .text(text())
    case .indexed(let index): .categories(positions(in: index))
    case .inferred: words()
    }
  }

  /// Categories, or text when the values are mostly distinct or one is too long for a category.
  func words() -> ColumnValues {
    var distinct = DistinctTexts()
    var tally = WordTally()
    for block in blocks {
      if !distinct.isFull { distinct.add(block) }
      tally += block.tally
    }
    let isText = distinct.areText || tally.longest > CSVFormat.Limit.category
    return isText ? .text(text()) : .categories(categories())
  }

  func numbers() -> [Double] {
    if blocks.count == 1, case .numbers(let numbers) = blocks[0] { return numbers }
    var joined: [Double] = []
    joined.reserveCapacity(count)
    for block in blocks {
      if case .numbers(let numbers) = block {
        joined += numbers
      } else {
        joined += repeatElement(.nan, count: block.count)
      }
    }
    return joined
  }

  func timestamps() -> [Timestamp?] {
    if blocks.count == 1, case .timestamps(let timestamps) = blocks[0] { return timestamps }
    var joined: [Timestamp?] = []
    joined.reserveCapacity(count)
    for block in blocks {
      if case .timestamps(let timestamps) = block {
        joined += timestamps
      } else {
        joined += repeatElement(nil, count: block.count)
      }
    }
    return joined
  }

  private func positions(in index: TextIndex) -> Categories {
    var joined: [Int32] = []
    joined.reserveCapacity(count)
    for case .positions(let positions) in blocks { joined += positions }
    return Categories(codes: joined, levels: index.texts)
  }

  private func text() -> PackedStrings {
    if blocks.count == 1, case .text(let strings, _) = blocks[0] { return strings }
    var joined = PackedStrings()
    var size = 0
    for case .text(let strings, _) in blocks { size += strings.bytes.count }
    joined.reserve(count: count, bytes: size)
    for block in blocks {
      switch block {
      case .text(let strings, _): joined.append(contentsOf: strings)
      case .categories(let codes, let dictionary, _, _):
        for code in codes {
          if code < 0 {
            joined.appendEmpty()
          } else {
            joined.append(dictionary.levels.utf8(at: Int(code)))
          }
        }
      case .missing, .numbers, .timestamps, .positions: joined.appendEmpty(count: block.count)
      }
    }
    return joined
  }

  /// One dictionary for all blocks, levels in order of first appearance.
  private func categories() -> Categories {
    var joined = LevelDictionary()
    let codes = unsafe [Int32](unsafeUninitializedCapacity: count) { codes, row in
      func append(_ code: Int32) {
        unsafe codes[row] = code
        row += 1
      }
      for block in blocks {
        switch block {
        case .categories(let blockCodes, let dictionary, let isUsed, _):
          // One more place at the front, for the code -1.
          let recoded =
            [-1]
            + isUsed.indices.map { level in
              isUsed[level] ? joined.code(ofLevel: level, in: dictionary) : -1
            }
          for code in blockCodes { append(recoded[Int(code) + 1]) }
        case .text(let strings, _):
          for index in 0..<strings.count {
            append(
              strings.isEmpty(at: index) ? -1 : joined.normalizedCode(of: strings.utf8(at: index)))
          }
        case .missing, .numbers, .timestamps, .positions:
          for _ in 0..<block.count { append(-1) }
        }
      }
    }
    return Categories(codes: codes, levels: joined.levels)
  }
}
