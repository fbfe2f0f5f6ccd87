// Simulates data sets of known truth and counts how often 95 % intervals hold it:
// `coverage [DATASETS]`, 500 by default. Prints a Markdown table; the same numbers every time.

let dataSets = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 500

var coefficients = [CoefficientStudy(rows: 300), CoefficientStudy(rows: 2000)]
var rankings = [
  AUCStudy(rows: 200, distance: 0.75), AUCStudy(rows: 200, distance: 1.5),
  AUCStudy(rows: 200, distance: 2.5), AUCStudy(rows: 2000, distance: 0.75),
  AUCStudy(rows: 2000, distance: 1.5), AUCStudy(rows: 2000, distance: 2.5),
]
var calibrations = [
  CalibrationStudy(rows: 300, slope: 0.8, shift: -0.2),
  CalibrationStudy(rows: 2000, slope: 0.8, shift: -0.2),
]
var comparisons = [try PairedStudy(rows: 2000)]
for seed in 1...UInt64(max(1, dataSets)) {
  for index in coefficients.indices { try coefficients[index].add(seed: seed) }
  for index in rankings.indices { try rankings[index].add(seed: seed) }
  for index in calibrations.indices { try calibrations[index].add(seed: seed) }
  for index in comparisons.indices { try comparisons[index].add(seed: seed) }
}

print(Coverage.header)
for coverage in coefficients.flatMap(\.coverages) { print(coverage.row) }
for ranking in rankings { print(ranking.coverage.row) }
for calibration in calibrations {
  print(calibration.slopeCoverage.row)
  print(calibration.shiftCoverage.row)
}
for coverage in comparisons.flatMap(\.coverages) { print(coverage.row) }
