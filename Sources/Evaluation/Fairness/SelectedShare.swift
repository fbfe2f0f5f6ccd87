/// Who is called when the best share of leads is: all above a limit, and of those on it a part.
public enum SelectedShare {
  /// How far each lead is selected, 0...1.
  ///
  /// Leads that share the last score share the places that are left, as a draw would give them on
  /// average; so the weights add up to the share of the leads exactly, whatever their order.
  ///
  /// - Parameters:
  ///   - scores: The scores, the best the highest; none is `nan`.
  ///   - share: The share that is selected, 0...1.
  /// - Returns: A weight per score, in their order.
  public static func weights(_ scores: [Double], share: Double) -> [Double] {
    precondition(0...1 ~= share, "a share of \(share)")
    let places = Double(scores.count) * share
    let sorted = scores.sorted(by: >)
    guard let last = sorted.isEmpty ? nil : sorted[min(sorted.count - 1, Int(places))] else {
      return []
    }
    let above = scores.count { $0 > last }
    let tied = scores.count { $0 == last }
    let rest = (places - Double(above)) / Double(tied)
    return scores.map { $0 > last ? 1 : $0 == last ? rest : 0 }
  }
}
