import Tables

/// The thresholds of all checks: how large a change must be, and how unlikely by chance.
enum MonitorLimits {
  /// The population stability index from which on to warn, and to sound the alarm.
  static let psi = (warn: 0.10, alarm: 0.25)
  /// What chance may reach of an index, as a probability.
  static let psiChance = 0.001
  /// The gap of Kolmogorov and Smirnov.
  static let ks = (warn: 0.10, alarm: 0.20)
  /// The fewest leads for that test.
  static let ksFewest = 50
  /// The leads below which that test sees large changes only, and says so.
  static let ksFew = 200
  /// The fewest different values of a number for that test; below, levels are compared.
  static let ksDistinct = 20
  /// The effect V of a change of levels.
  static let levels = (warn: 0.10, alarm: 0.20)
  /// The share of columns believed to have changed that may be wrong.
  static let falseDiscovery = 0.01
  /// The change of a share of missing values.
  static let missing = (warn: 0.05, alarm: 0.20)
  /// The deviate that a changed share must exceed.
  static let shareDeviate = 3.29
  /// The fewest leads of the night to compare a share.
  static let shareFewest = 30
  /// The share of leads with a level that training did not know, and the fewest of them.
  static let unseen = (share: 0.01, leads: 10)
  /// The share of leads beyond the range of training, and the fewest of them.
  static let range = (warn: 0.01, alarm: 0.05, leads: 10)
  /// The relative change of a tier's share.
  static let tier = 0.5
  /// Tonight's leads as a share of the usual.
  static let volume = 0.5...2.0
  /// The age of the newest event, in hours.
  static let freshness = (warn: 26.0, alarm: 50.0)
  /// The rise of the share of events that are of no use.
  static let useless = 0.05
  /// The age of the model, in days.
  static let age = (warn: 90.0, alarm: 180.0)
  /// How far back earlier nights are looked at.
  static let window = TimeSpan(days: 28)
  /// The time between two runs from which on something new must have come.
  static let pause = TimeSpan(microseconds: 43_200_000_000)
  /// The share of conversions that may come after the window.
  static let late = 0.05
  /// The share of scored leads whose outcome must be known.
  static let coverage = 0.9
  /// Observed over expected conversions, and the deviate that must be exceeded too.
  static let calibration = (ratio: 0.80...1.25, deviate: 2.576)
  /// The fewest conversions to judge by, to warn, and to sound the alarm.
  static let events = (judge: 30, warn: 100, alarm: 200)
  /// The fall of the AUC that is an alarm if it is also beyond chance.
  static let auc = 0.05
}
