import Evaluation

extension ConfidenceInterval {
  /// The limits of something that is never negative, with fixed decimals: `0.765–0.779`.
  func text(_ decimals: Int) -> String {
    "\(lower.decimals(decimals))–\(upper.decimals(decimals))"
  }

  /// The limits as percentages: `9.1–12.3 %`.
  var percentText: String { "\((lower * 100).decimals(1))–\(upper.percent())" }

  /// The limits with their signs: `−0.01 to +0.03`.
  func signedText(_ decimals: Int) -> String {
    "\(lower.signedDecimals(decimals)) to \(upper.signedDecimals(decimals))"
  }
}
