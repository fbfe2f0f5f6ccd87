/// One change to a lead, and what the model makes of the lead then.
public struct WhatIf: Sendable, Equatable {
  /// The change in words: `2 more logins`.
  public let change: String
  /// How many single things have to happen.
  public let steps: Int
  /// The log odds after the change, and what it adds to them.
  public let logOdds, gain: Double
  /// The probability after the change.
  public let probability: Double
  /// The 0–100 score after the change.
  public let score: Int
  /// The tier after the change.
  public let tier: String
}
