import Foundation
import LinearAlgebra
import Training

// Reads the columns of a regime, encodes and fits them, and prints seconds and memory as JSON.

let words = Array(CommandLine.arguments.dropFirst())
if words == ["--openblas"] {
  let version = OpenBLAS.config.split(separator: " ").prefix(2).joined(separator: " ")
  print("\(version) \(OpenBLAS.coreName)")
} else {
  try run(Arguments(words)).printJSON()
}

func run(_ arguments: Arguments) throws -> Measurement {
  var measurement = Measurement()
  let (designMatrix, outcomes) = try encode(arguments, &measurement)
  measurement.peakBytes = ResidentPeak.bytes
  ResidentPeak.reset()
  switch arguments.job {
  case .fit: try fit(designMatrix, outcomes, arguments, &measurement)
  case .lassoFit:
    try fitLasso(designMatrix, outcomes, .given([arguments.ridge]), arguments, &measurement)
  case .lassoPath:
    try fitLasso(designMatrix, outcomes, .automatic(count: 100), arguments, &measurement)
  case .ridgeCV: try crossValidate(designMatrix, outcomes, arguments, &measurement)
  }
  measurement.fitBytes = ResidentPeak.bytes
  measurement.peakBytes = max(measurement.peakBytes, measurement.fitBytes)
  return measurement
}

/// Reads and encodes; the raw columns are gone when it returns.
func encode(
  _ arguments: Arguments, _ measurement: inout Measurement
) throws -> (DesignMatrix, Outcomes) {
  let clock = ContinuousClock()
  let start = clock.now
  let regime = try Regime(folder: arguments.folder, rows: arguments.rows)
  let middle = clock.now
  let designMatrix = regime.designMatrix(dropsFirstLevel: arguments.dropsFirstLevel)
  measurement.read = (middle - start) / .seconds(1)
  measurement.encode = (clock.now - middle) / .seconds(1)
  return (designMatrix, regime.outcomes)
}

func fit(
  _ designMatrix: DesignMatrix, _ outcomes: Outcomes, _ arguments: Arguments,
  _ measurement: inout Measurement
) throws {
  let penalty = arguments.ridge > 0 ? RidgePenalty(lambda: arguments.ridge) : .none
  for _ in 0..<arguments.repeats {
    measurement.fit.append(
      try seconds {
        let fit = try LogisticRegression.fit(
          designMatrix, outcomes: outcomes, penalty: penalty, threads: arguments.threads)
        measurement.passes = fit.passes
        measurement.objective = fit.objective
        let bytes = fit.coefficients.withUnsafeBytes { Data($0) }
        try bytes.write(to: URL(filePath: arguments.coefficients))
      })
  }
}

/// One lasso penalty or a path of them.
///
/// No optimality condition is violated by more than a ten-millionth of the largest strength, which
/// gives some six digits of the coefficients; glmnet's usual threshold gives about three.
func fitLasso(
  _ designMatrix: DesignMatrix, _ outcomes: Outcomes, _ lambdas: LambdaSequence,
  _ arguments: Arguments, _ measurement: inout Measurement
) throws {
  let outcomes = Array(outcomes)
  for _ in 0..<arguments.repeats {
    measurement.fit.append(
      try seconds {
        let path = try ElasticNetPath(
          designMatrix, outcomes: outcomes, penalty: .lasso, lambdas: lambdas,
          tolerance: 1e-7, threads: arguments.threads)
        measurement.lambdas = path.points.count
        measurement.passes = path.work.passes
      })
  }
}

/// Ten folds by row number and thirty penalties from 1 down to 1e-6.
func crossValidate(
  _ designMatrix: DesignMatrix, _ outcomes: Outcomes, _ arguments: Arguments,
  _ measurement: inout Measurement
) throws {
  let outcomes = Array(outcomes)
  let folds = (0..<designMatrix.rowCount).map { UInt8($0 % 10) }
  let lambdas = (0..<30).map { pow(10, -6 * Double($0) / 29) }
  for _ in 0..<arguments.repeats {
    measurement.fit.append(
      try seconds {
        let result = try RidgeCrossValidation(
          designMatrix, outcomes: outcomes, folds: folds, foldCount: 10, lambdas: lambdas,
          threads: arguments.threads)
        measurement.lambdas = result.points.count
        measurement.passes = result.work.passes
        measurement.choice = result.lambdaMin
      })
  }
}
