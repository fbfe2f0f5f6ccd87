import Foundation
import Nightly
import Tables

/// The log of a run on standard error, one line per event; counts and positions, never values.
struct RunLog {
  let format: NightlyCommand.LogFormat
  let isQuiet: Bool

  private struct Line: Encodable {
    let time, level, event: String
    var seconds: Double?
    var counts: [String: Int]?
    var message: String?
  }

  /// Tells of a step that ended.
  func tell(_ event: NightEvent) {
    guard !isQuiet else { return }
    let counts = event.counts.sorted { $0.key < $1.key }
    switch format {
    case .text:
      let text = counts.map { " \($0.key) \($0.value)" }.joined()
      Output.error("\(event.step.rawValue):\(text) in \(event.seconds.fixed(2)) s")
    case .json:
      write(
        Line(
          time: now, level: "info", event: event.step.rawValue,
          seconds: (event.seconds * 1000).rounded() / 1000, counts: event.counts))
    }
  }

  /// Tells what people should know though the run went on.
  func warn(_ messages: [String]) {
    guard !isQuiet else { return }
    for message in messages {
      switch format {
      case .text: Output.error("warning: \(message)")
      case .json: write(Line(time: now, level: "warning", event: "warning", message: message))
      }
    }
  }

  /// Tells why a run ended without its work done; as text the command does so anyway.
  func failure(_ error: any Error) {
    guard format == .json else { return }
    write(
      Line(time: now, level: "error", event: "failed", message: String(describing: error)))
  }

  /// The wall clock: when something was said, never when something is true.
  private var now: String {
    Timestamp(microseconds: Int64(Date.now.timeIntervalSince1970) * 1_000_000).description
  }

  private func write(_ line: Line) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(line) else { return }
    Output.error(String(decoding: data, as: UTF8.self))
  }
}
