import FeatureExtraction
import LinearAlgebra
import ScoringModel

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The share of each lead that may still convert which is expected to, by expectation–maximization.
///
/// A lead converts with probability `p(x)`, and if it does, after a delay with the distribution `F`,
/// the same for all. One that was watched for `e` days without converting still will with
/// probability `q = p·S / (1 − p + p·S)`, `S = 1 − F(e)`. Each round computes `q`, then refits `p` to
/// outcomes of which open ones are `q`, and `F` to the delays of which each open lead adds `q`, spread
/// over the delays beyond `e` as `F` itself is (Chapelle 2014, with the self-consistent estimate of
/// Turnbull 1976 in place of an exponential delay). The likelihood never falls.
struct DelayedFeedback {
  /// Of each row, 1 if it converted, 0 if it did not, else the share that is expected to.
  let shares: [Double]
  /// How many rounds it took.
  let rounds: Int
  /// The delays that occurred, ascending.
  let delays: [Double]
  /// The probability of each delay, given a conversion.
  let delayShares: [Double]

  private static let roundLimit = 300
  private static let tolerance = 1e-5

  /// - Throws: ``TrainingError`` when what is known cannot be fitted.
  init(
    _ leads: LabelledLeads, rows: [Int], standings: [CensoredLeads.Standing],
    settings: TrainingSettings
  ) throws {
    var known = standings.map { standing -> Double in
      if case .converted = standing { 1 } else { 0 }
    }
    let start = leads.fitted(
      weights: nil, shares: DelayedFeedback.placed(known, rows, leads.count), fitOnly: nil)
    var curve = DelayCurve(standings)
    // Without a conversion nothing tells of delays; only a fit that starts from rules goes on then.
    guard !curve.delays.isEmpty else {
      (shares, rounds, delays, delayShares) = (known, 0, [], [])
      return
    }
    var plain = settings.onlyLogOdds
    plain.segment = nil
    plain.penalty = .ridge
    plain.isFirth = false
    plain.signs = [:]
    plain.coding = .full
    let first = try FittedFeatures(
      leads.declarations, leads: start, rows: rows, settings: plain,
      lambda: settings.penalty == .ridge ? settings.lambda : nil)
    let encoded = try EncodedLeads(
      start, rows: rows, extractor: first.extractor, coding: first.coding)
    let estimator = Estimator(
      settings: plain, extractor: first.extractor, coding: first.coding, leads: start)
    var coefficients = first.estimate.coefficients
    var logOdds = first.fittedLogOdds
    var round = 0
    var change = Double.infinity
    while round < Self.roundLimit && change > Self.tolerance {
      round += 1
      change = 0
      for (index, standing) in standings.enumerated() {
        guard case .open(let age) = standing else { continue }
        let probability = 1 / (1 + exp(-logOdds[index]))
        let late = probability * curve.survival(after: age)
        let share = late / (1 - probability + late)
        change = max(change, abs(share - known[index]))
        known[index] = share
      }
      curve = curve.updated(standings, shares: known)
      do {
        coefficients =
          settings.startsFromRules
          ? try estimator.estimate(encoded.with(outcomes: known), lambda: first.estimate.lambda)
            .coefficients
          : try LogisticRegression.fit(
            encoded.designMatrix, outcomes: known,
            penalty: RidgePenalty(lambda: first.estimate.lambda), start: coefficients,
            threads: settings.threads
          ).coefficients
      } catch let error as FitError {
        throw TrainingError.fit(error, columns: [])
      }
      logOdds = encoded.designMatrix.linearPredictor(coefficients, threads: settings.threads)
    }
    shares = known
    rounds = round
    delays = curve.delays
    delayShares = curve.masses
  }

  private static func placed(_ values: [Double], _ rows: [Int], _ count: Int) -> [Double] {
    var placed = [Double](repeating: 0, count: count)
    for (row, value) in zip(rows, values) { placed[row] = value }
    return placed
  }
}

/// The distribution of the delay of conversions, a mass at each delay that occurred.
struct DelayCurve: Sendable {
  /// The delays, ascending.
  let delays: [Double]
  /// The probability of each.
  let masses: [Double]
  private let conversions: [Double]
  /// For each delay, the probability of this one or a longer one; 0 after the last.
  private let tails: [Double]

  /// The delays of the conversions known, as if nothing were censored.
  init(_ standings: [CensoredLeads.Standing]) {
    let known = standings.compactMap { standing -> Double? in
      if case .converted(let delay) = standing { delay } else { nil }
    }.sorted()
    var delays: [Double] = []
    var counts: [Double] = []
    for delay in known {
      if delays.last == delay {
        counts[counts.count - 1] += 1
      } else {
        delays.append(delay)
        counts.append(1)
      }
    }
    self.init(delays: delays, conversions: counts, masses: counts)
  }

  private init(delays: [Double], conversions: [Double], masses: [Double]) {
    let total = max(masses.reduce(0, +), .leastNormalMagnitude)
    self.delays = delays
    self.conversions = conversions
    self.masses = masses.map { $0 / total }
    var tails = [Double](repeating: 0, count: delays.count + 1)
    for place in delays.indices.reversed() { tails[place] = tails[place + 1] + self.masses[place] }
    self.tails = tails
  }

  /// The probability of a delay of more than so many days.
  func survival(after age: Double) -> Double { tails[firstPlace(after: age)] }

  private func firstPlace(after age: Double) -> Int {
    var (low, high) = (0, delays.count)
    while low < high {
      let middle = (low + high) / 2
      if delays[middle] <= age { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The masses when open leads count by their shares, spread over the delays still ahead of them.
  func updated(_ standings: [CensoredLeads.Standing], shares: [Double]) -> DelayCurve {
    var entering = [Double](repeating: 0, count: delays.count + 1)
    for (standing, share) in zip(standings, shares) {
      guard case .open(let age) = standing else { continue }
      let place = firstPlace(after: age)
      if tails[place] > 0 { entering[place] += share / tails[place] }
    }
    var updated = conversions
    var ahead = 0.0
    for place in delays.indices {
      ahead += entering[place]
      updated[place] += masses[place] * ahead
    }
    return DelayCurve(delays: delays, conversions: conversions, masses: updated)
  }
}
