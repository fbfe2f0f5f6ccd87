import Tables

// Reads a CSV file whole and typed, and prints the seconds it took and a check sum.
guard CommandLine.arguments.count == 3, let threads = Int(CommandLine.arguments[2]) else {
  print("usage: read-csv FILE THREADS")
  throw CSVReadingUsage()
}
struct CSVReadingUsage: Error {}

let start = ContinuousClock.now
let table = try CSVFile(CommandLine.arguments[1]).read(threads: threads)
let seconds = (ContinuousClock.now - start) / .seconds(1)
var total = 0.0
for column in table.columns {
  if case .numbers(let numbers) = column.values {
    total += numbers.reduce(0) { $1.isNaN ? $0 : $0 + $1 }
  }
}
print("\(seconds) \(table.rowCount) \(table.columns.count) \(total)")
