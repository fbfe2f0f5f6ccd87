import Tables

extension Finding {
  /// What was found, in one line: the number, what it is held against, and by how many leads.
  public var sentence: String {
    var parts = [name]
    if let value {
      parts.append(
        check == .missing ? "\((value * 100).signed(1)) points" : value.fixed(decimals))
    }
    if let critical, verdict > .ok || tonight > .ok {
      parts.append("(\(verdict.rawValue) from \(limit(critical)))")
    }
    var text = parts.joined(separator: " ")
    if let note { text += "; " + note }
    let counts =
      referenceCount > 0 ? "n \(referenceCount), m \(count)" : "m \(count)"
    return "\(text); \(counts)" + (comparison == .limit ? "" : ", against \(comparison.rawValue)")
  }

  private func limit(_ critical: Double) -> String {
    check == .missing ? "\((critical * 100).fixed(0)) points" : critical.fixed(decimals)
  }

  private var decimals: Int { [.freshness, .age].contains(check) ? 1 : 3 }

  private var name: String {
    switch check {
    case .psi: "PSI"
    case .ks: "Kolmogorov–Smirnov D"
    case .levels: "shares of levels, V"
    case .missing: "missing"
    case .unseen: "share with a level unknown to training"
    case .range: "share beyond the range of training"
    case .column: "column"
    case .volume: "leads as a share of the usual"
    case .freshness: "age of the newest event in hours"
    case .frozen: "unchanged data"
    case .age: "age of the model in days"
    case .duplicates: "change of the share that was delivered twice"
    case .orphans: "change of the share of unknown leads"
    case .tier: "change of the tier's share"
    case .calibration: "observed over expected conversions"
    case .slope: "calibration slope"
    case .spiegelhalter: "Spiegelhalter's z"
    case .calibrationError: "expected calibration error"
    case .auc: "AUC"
    case .early: "early conversions over expected"
    case .rules: "AUC of the model less that of the rules"
    case .expected: "AUC to expect by the probabilities of tonight"
    case .coverage: "share of scored leads whose outcome is known"
    case .late: "share of conversions after the window"
    }
  }
}
