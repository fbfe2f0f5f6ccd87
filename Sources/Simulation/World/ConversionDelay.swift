/// How long after the snapshot a lead buys, and who buys when the horizon has passed.
struct ConversionDelay: Sendable, Encodable {
  let medianDays = 30.0
  let sigma = 0.9
  /// The longest delay there is.
  let longestDays = 500.0
  /// For every conversion within the horizon, so many come later: the log-normal's tail.
  let laterPerEarlier = 0.125

  /// Whole seconds after the snapshot, within the horizon or past it.
  func seconds(isWithinHorizon: Bool, from stream: inout RandomStream) -> Int {
    let horizon = Double(WorldCalendar.horizon / WorldCalendar.day)
    var days = stream.logNormal(median: medianDays, sigma: sigma)
    while (days < horizon) != isWithinHorizon {
      days = stream.logNormal(median: medianDays, sigma: sigma)
    }
    // One second more keeps a conversion off the very moments of the snapshot and the horizon.
    let seconds = Int(min(days, longestDays) * Double(WorldCalendar.day)) + 1
    return isWithinHorizon ? min(seconds, WorldCalendar.horizon - 1) : seconds
  }
}
