import Monitoring
import Tables

/// The first score that each lead was given within a week of its snapshot, as it was given.
///
/// When the window of a lead is over, its score is held against what became of it; scores are never
/// computed again for that. Leads are known by ``LeadNames`` only.
struct FirstScores {
  /// The scores by night, then by the name of the lead.
  let scores: [StoredScore]

  init(_ scores: [StoredScore]) {
    self.scores = scores.sorted { ($0.asOf, $0.lead) < ($1.asOf, $1.lead) }
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
    let table = try file.read(
      kinds: ["lead": .text, "as_of": .category, "probability": .number, "points": .number],
      threads: 1)
    self.init(
      try (0..<table.rowCount).map { row in
        guard let lead = table["lead"]?.text(row),
          let moment = table["as_of"]?.text(row).flatMap(TimestampFormat.iso8601.timestamp),
          case .numbers(let probabilities)? = table["probability"]?.values,
          0...1 ~= probabilities[row]
        else {
          throw NightProblem.damaged(
            path: path, reason: "line \(table.place(ofRow: row).line) is no stored score")
        }
        var points: Double?
        if case .numbers(let all)? = table["points"]?.values, !all[row].isNaN { points = all[row] }
        return StoredScore(
          lead: lead, asOf: moment, probability: probabilities[row], points: points)
      })
  }

  /// The scores with those of a night, which take the place of what the same night gave before.
  ///
  /// A lead keeps its earliest score, in whatever order nights are run.
  func adding(_ night: [StoredScore], asOf moment: Timestamp) -> FirstScores {
    var first: [String: StoredScore] = [:]
    for score in scores where score.asOf != moment { first[score.lead] = score }
    for score in night where first[score.lead].map({ score.asOf < $0.asOf }) ?? true {
      first[score.lead] = score
    }
    return FirstScores(Array(first.values))
  }

  /// The scores of nights from a moment on.
  func since(_ moment: Timestamp) -> FirstScores {
    FirstScores(scores.filter { $0.asOf >= moment })
  }

  /// Writes the scores, all or none.
  ///
  /// - Throws: `OutputError`.
  func write(to path: String) throws {
    var writer = CSVWriter(capacity: scores.count * 64)
    writer.record(["lead", "as_of", "probability", "points"])
    for score in scores {
      writer.plain(score.lead)
      writer.plain(score.asOf.description)
      writer.shortest(score.probability)
      if let points = score.points { writer.shortest(points) } else { writer.plain("") }
      writer.endRecord()
    }
    try AtomicFile.write(writer.bytes, to: path)
  }
}
