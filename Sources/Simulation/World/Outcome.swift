#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How a lead ends, beyond the cut-off too, and with which probability.
struct Outcome: Sendable {
  /// When the lead buys, perhaps after the cut-off; none when never.
  let convertedAt: Int?
  /// When it is given up, perhaps after the cut-off; none when it buys or stays open.
  let lostAt: Int?
  let truth: SaaSHistory.Truth

  /// Draws the outcome of a lead that stands at `logOdds` of conversion within the horizon.
  init(
    createdAt: Int, profileLogOdds: Double, behaviourLogOdds: Double, interest: Double,
    world: SaaSHistory.World, from stream: inout RandomStream
  ) {
    let intercept = world.model.intercept.value(at: WorldCalendar.progress(of: createdAt))
    let logOdds = intercept + profileLogOdds + behaviourLogOdds
    let probability = ConversionModel.probability(
      ofLogOdds: logOdds + world.model.noise * stream.normal())
    truth = SaaSHistory.Truth(
      profileLogOdds: profileLogOdds, logOdds: logOdds, probability: probability)

    let snapshot = createdAt + WorldCalendar.snapshotDelay
    let isEarly = stream.chance(world.earlyConversionShare * exp(0.5 * interest))
    let earlyDays = 5 + 8.5 * stream.uniform()
    let ticket = stream.uniform()
    if isEarly {
      convertedAt = createdAt + Int(earlyDays * Double(WorldCalendar.day))
    } else if ticket < probability * (1 + world.delay.laterPerEarlier) {
      convertedAt =
        snapshot
        + world.delay.seconds(isWithinHorizon: ticket < probability, from: &stream)
    } else {
      convertedAt = nil
    }
    let patience = max(21, stream.logNormal(median: 70, sigma: 0.7))
    let isGivenUp = stream.chance(0.85) && convertedAt == nil
    lostAt = isGivenUp ? createdAt + Int(patience * Double(WorldCalendar.day)) : nil
  }
}
