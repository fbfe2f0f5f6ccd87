/// The chance that belongs to each row: a number drawn from its key, wherever the row stands.
///
/// Bootstrap weights and the order of rows whose scores tie come from these numbers alone, so
/// that neither changes when rows are shuffled. Keys themselves would not do for ties: they often
/// grow with time, and would favour old leads or new ones.
struct RowLottery {
  /// One number for each row, no two alike.
  let numbers: [UInt64]

  init(keys: [UInt64], seed: UInt64) throws(EvaluationError) {
    let offset = SplitMix64.mixed(seed)
    let sortedKeys = keys.sorted()
    for (key, next) in zip(sortedKeys, sortedKeys.dropFirst()) where key == next {
      throw .repeatedKey(key)
    }
    numbers = keys.map { SplitMix64.mixed($0 &+ offset) }
  }
}
