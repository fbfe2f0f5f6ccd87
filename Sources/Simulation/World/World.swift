extension SaaSHistory {
  /// The constants of the world, as `truth.json` documents them.
  struct World: Sendable {
    let model = ConversionModel()
    let delay = ConversionDelay()
    let arrivals = ArrivalProcess()
    /// The chance of buying before the snapshot, for a lead of middling interest.
    let earlyConversionShare = 0.003
    /// Leads per account, and the share of leads entered twice.
    let leadsPerAccount = 4.8
    let duplicateShare = 0.01
    /// The share of events delivered twice.
    let redeliveredShare = 0.004
  }
}
