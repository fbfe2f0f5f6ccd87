import Foundation
import Tables

/// The records of earlier nights, one JSON object per line of a file.
public struct MonitorHistory: Sendable {
  /// The nights in the order of their moments.
  public let nights: [NightRecord]

  /// A history of nights.
  public init(_ nights: [NightRecord]) {
    self.nights = nights.sorted { ($0.asOf, $0.model) < ($1.asOf, $1.model) }
  }

  /// Reads a history; a file that is not there yet is an empty one.
  ///
  /// - Throws: `InputError`, or ``HistoryError`` for a line that is no record.
  public init(path: String) throws {
    let file: InputFile
    do {
      file = try InputFile(path: path)
    } catch InputError.notFound {
      self.init([])
      return
    }
    let lines = try file.read(at: 0, count: file.size)
      .split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    self.init(
      try lines.enumerated().filter { !$0.element.isEmpty }.map { number, line in
        guard let record = try? JSONDecoder().decode(NightRecord.self, from: Data(line)),
          record.moment != nil
        else { throw HistoryError.notARecord(path: path, line: number + 1) }
        return record
      })
  }

  /// The history with a night more; one of the same moment and model is replaced.
  public func adding(_ night: NightRecord) -> MonitorHistory {
    MonitorHistory(
      nights.filter { $0.asOf != night.asOf || $0.model != night.model } + [night])
  }

  /// Writes the history, whole or not at all.
  ///
  /// - Throws: `OutputError`.
  public func write(to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var bytes: [UInt8] = []
    for night in nights { bytes += Array(try encoder.encode(night)) + [10] }
    try AtomicFile.write(bytes, to: path)
  }

  /// The nights before a moment, the last one last.
  func before(_ moment: Timestamp) -> [NightRecord] {
    nights.filter { $0.moment.map { $0 < moment } ?? false }
  }
}

/// Why a history cannot be read.
public enum HistoryError: Error, Sendable, Equatable {
  /// A line is no record of a night.
  case notARecord(path: String, line: Int)
}

extension HistoryError: CustomStringConvertible {
  /// One line for the user.
  public var description: String {
    switch self {
    case .notARecord(let path, let line):
      "\(path.displayed(limit: 4096)):\(line):1: not a record of a monitored night; give the file"
        + " that monitor --history wrote, or a new name"
    }
  }
}
