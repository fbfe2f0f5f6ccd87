public import Monitoring

/// A night whose scores were held back: the old ones stay.
public struct HeldNight: Error, Sendable {
  /// What the gate found.
  public let findings: [GateFinding]
  /// The record of the night, as it stands in its folder.
  public let manifest: RunManifest
  /// The record of the last night that was accepted, whose scores stay; nil when there was none.
  public let before: RunManifest?
  /// How the leads compare with those of training and of earlier runs; kept nowhere.
  public let monitoring: MonitoringReport
}

extension HeldNight: CustomStringConvertible {
  /// One line for the user.
  public var description: String {
    "the old scores stay: " + findings.map(\.description).joined(separator: "; ")
      + " (--force writes the new ones all the same)"
  }
}
