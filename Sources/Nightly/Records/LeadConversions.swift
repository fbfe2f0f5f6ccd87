import FeatureExtraction
import Tables

/// When each known lead converted, by the number of its name.
struct LeadConversions {
  /// In the order of their names.
  private let leads: [Lead]

  private struct Lead: BitwiseCopyable {
    let name: UInt64
    /// In microseconds; the least number for a lead that did not convert.
    let time: Int64
  }

  /// The conversions of leads under the given names.
  init(_ outcomes: [LeadOutcome], names: [UInt64]) {
    var leads = zip(names, outcomes).map { name, outcome in
      guard case .won(let time) = outcome else { return Lead(name: name, time: .min) }
      return Lead(name: name, time: time.microseconds)
    }
    leads.sort { $0.name < $1.name }
    self.leads = leads
  }

  /// When a lead converted, nil within for one that did not; nil for one that is not known.
  func conversion(of name: UInt64) -> Timestamp?? {
    var (low, high) = (0, leads.count)
    while low < high {
      let middle = (low + high) / 2
      if leads[middle].name < name { low = middle + 1 } else { high = middle }
    }
    guard low < leads.count, leads[low].name == name else { return nil }
    let time = leads[low].time
    return .some(time == .min ? nil : Timestamp(microseconds: time))
  }
}
