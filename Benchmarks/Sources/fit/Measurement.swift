import Foundation

/// What `fit` prints, in the keys that `peers/fit_peer.py` prints too.
struct Measurement: Encodable {
  var read = 0.0
  var encode = 0.0
  var fit: [Double] = []
  var passes = 0
  var objective: Double?
  /// The penalties that were tried; none for a ridge fit.
  var lambdas: Int?
  /// The penalty that cross-validation chose.
  var choice: Double?
  /// The largest resident set of the process.
  var peakBytes = 0
  /// The largest resident set from the encoded data on: the matrix and what fitting needs.
  var fitBytes = 0

  /// Prints the measurement as one line of JSON.
  func printJSON() throws {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    print(String(decoding: try encoder.encode(self), as: UTF8.self))
  }
}

/// The seconds that something takes.
func seconds(_ body: () throws -> Void) rethrows -> Double {
  let start = ContinuousClock.now
  try body()
  return (ContinuousClock.now - start) / .seconds(1)
}

/// The largest resident set since the last reset, as Linux counts it.
enum ResidentPeak {
  static func reset() {
    try? "5".write(toFile: "/proc/self/clear_refs", atomically: false, encoding: .utf8)
  }

  static var bytes: Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line?.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 * 1024 } ?? 0
  }
}
