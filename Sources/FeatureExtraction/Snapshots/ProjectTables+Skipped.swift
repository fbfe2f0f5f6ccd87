internal import Tables

/// Why a lead is not scored at a moment.
public enum SkipReason: String, Sendable, CaseIterable {
  /// It was created after the moment.
  case createdLater = "created later"
  /// It had converted by then.
  case alreadyWon = "already won"
  /// It was lost by then.
  case alreadyLost = "already lost"
  /// It was disqualified by then.
  case disqualified = "disqualified"
  /// There is nothing left to predict of it.
  case pastHorizon = "past its horizon"
}

extension ProjectTables {
  /// The leads that a snapshot leaves out, in the order of the rows, each with its reason.
  ///
  /// With the rows of the snapshot they are all leads of the project.
  public func skipped(by snapshot: ScoringSnapshot) -> [(row: Int, reason: SkipReason)] {
    // The rows of a snapshot ascend.
    var scored = snapshot.rows.makeIterator()
    var next = scored.next()
    var skipped: [(row: Int, reason: SkipReason)] = []
    let times = scoringTimes
    for row in 0..<leadCount {
      if row == next {
        next = scored.next()
      } else {
        skipped.append((row, times.skipReason(ofLead: row, asOf: snapshot.asOf) ?? .pastHorizon))
      }
    }
    return skipped
  }
}
