import Foundation

/// A folder of public data sets too large to be copied into tests, with exact fits to them.
///
/// The environment variable `REFERENCE_DATA` names it. Tests that need it are skipped, with the
/// reason in the log, where it is not set.
public enum ReferenceFolder {
  /// The folder, if there is one.
  public static var path: String? {
    ProcessInfo.processInfo.environment["REFERENCE_DATA"].flatMap { path in
      FileManager.default.fileExists(atPath: path) ? path : nil
    }
  }

  /// Why a test is skipped.
  public static let missing = "REFERENCE_DATA does not name a folder with reference data"

  /// The numbers of a comma-separated file without its heading, row after row.
  ///
  /// - Parameter file: The file's name.
  /// - Returns: A list per row, not a number where a field is none.
  /// - Throws: What reading the file throws.
  public static func rows(_ file: String) throws -> [[Double]] {
    let text = try String(contentsOfFile: "\(path ?? "")/\(file)", encoding: .utf8)
    return text.split(separator: "\n").dropFirst().map { line in
      line.split(separator: ",").map { Double($0) ?? .nan }
    }
  }

  /// Lists of numbers, written as texts, under two keys of a file in JSON.
  ///
  /// - Parameters:
  ///   - file: The file's name.
  ///   - entry: The first key.
  /// - Returns: The lists by the second key.
  /// - Throws: What reading the file throws.
  public static func numbers(_ file: String, entry: String) throws -> [String: [Double]] {
    let data = try Data(contentsOf: URL(filePath: "\(path ?? "")/\(file)"))
    let object = try JSONSerialization.jsonObject(with: data) as? [String: [String: Any]]
    return (object?[entry] ?? [:]).compactMapValues { value in
      (value as? [String])?.compactMap(Double.init)
        ?? (value as? String).flatMap(Double.init).map { [$0] }
    }
  }
}
