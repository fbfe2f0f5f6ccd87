import Monitoring
import ScoringModel
import Tables

/// The first score that each lead was given within a week of its snapshot, as it was given.
///
/// When the window of a lead is over, its score is held against what became of it; scores are never
/// computed again for that. Leads are known by ``LeadNames`` only.
struct FirstScores {
  /// A score of a lead that is known by the number of its name.
  typealias Score = StoredScore<UInt64>

  /// The scores by night, then by the name of the lead.
  let scores: [Score]

  init(_ scores: [Score]) {
    var sorted = scores
    sorted.sort { ($0.asOf, $0.lead) < ($1.asOf, $1.lead) }
    self.scores = sorted
  }

  /// Reads the scores; a file that is not there yet holds none.
  ///
  /// - Throws: what reading throws, or ``NightProblem/damaged(path:reason:)``.
  init(path: String) throws {
    let file: CSVFile
    do {
      file = try CSVFile(path)
    } catch InputError.notFound {
      self.init([])
      return
    }
    var scores: [Score] = []
    try file.stream(
      [("lead", .text), ("as_of", .category), ("probability", .number), ("points", .number)],
      threads: 1
    ) {
      try FirstScores.scores(in: $0, of: path)
    } consume: {
      scores += $0
    }
    self.init(scores)
  }

  private static func scores(in table: Table, of path: String) throws -> [Score] {
    guard case .numbers(let probabilities) = table.columns[2].values,
      case .numbers(let points) = table.columns[3].values
    else { return [] }
    return try (0..<table.rowCount).map { row in
      guard let lead = table.columns[0].text(row).flatMap({ UInt64($0, radix: 16) }),
        let moment = table.columns[1].text(row).flatMap(TimestampFormat.iso8601.timestamp),
        0...1 ~= probabilities[row]
      else {
        throw NightProblem.damaged(
          path: path, reason: "line \(table.place(ofRow: row).line) is no stored score")
      }
      return Score(
        lead: lead, asOf: moment, probability: probabilities[row],
        points: points[row].isNaN ? nil : points[row])
    }
  }

  /// The scores with those of a night, which take the place of what the same night gave before.
  ///
  /// A lead keeps its earliest score, in whatever order nights are run.
  func adding(_ night: [Score], asOf moment: Timestamp) -> FirstScores {
    var all = scores.filter { $0.asOf != moment }
    all += night
    all.sort { ($0.lead, $0.asOf) < ($1.lead, $1.asOf) }
    var count = 0
    for index in all.indices where count == 0 || all[count - 1].lead != all[index].lead {
      all[count] = all[index]
      count += 1
    }
    all.removeLast(all.count - count)
    return FirstScores(all)
  }

  /// The scores of nights from a moment on.
  func since(_ moment: Timestamp) -> FirstScores {
    FirstScores(scores.filter { $0.asOf >= moment })
  }

  /// Writes the scores, all or none.
  ///
  /// - Throws: `OutputError`.
  func write(to path: String) throws {
    let output = try AtomicFile(path: path)
    for start in stride(from: 0, to: max(1, scores.count), by: 4096) {
      var writer = CSVWriter(capacity: 4096 * 64)
      if start == 0 { writer.record(["lead", "as_of", "probability", "points"]) }
      for score in scores[start..<min(start + 4096, scores.count)] {
        writer.plain(score.lead.hexadecimal)
        writer.plain(score.asOf.description)
        writer.shortest(score.probability)
        if let points = score.points { writer.shortest(points) } else { writer.plain("") }
        writer.endRecord()
      }
      try output.write(writer.bytes)
    }
    try output.commit()
  }
}
