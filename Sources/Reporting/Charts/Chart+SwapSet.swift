public import Evaluation

extension Chart {
  /// How the leads ended that both, or only one of two rankings would have called.
  public static func swapSet(_ swapSet: SwapSet, reference: String, challenger: String) -> Chart {
    let groups = [
      (name: "Both would call", leads: swapSet.both, look: Drawing.Look.plainBar),
      (name: "Only \(challenger)", leads: swapSet.challengerOnly, look: .firstBar),
      (name: "Only \(reference)", leads: swapSet.referenceOnly, look: .secondBar),
    ]
    let most = max(groups.map(\.leads.trials).max() ?? 1, 1)
    let scale = LinearScale(domain: 0...Double(most), start: 0, end: Drawing.width)
    var drawing = Drawing()
    for (index, group) in groups.enumerated() {
      let top = 4 + 54 * Double(index)
      drawing.text(
        group.name.shortened(to: 28), at: Point(x: 0, y: top + 13), .start, .value)
      drawing.text(
        group.leads.outcomeText, at: Point(x: Drawing.width, y: top + 13), .end, .strong)
      let all = scale.position(Double(group.leads.trials))
      let converted = scale.position(Double(group.leads.successes))
      drawing.rectangle(x: 0.5, y: top + 21, width: max(all - 1, 0), height: 16, .hollowBar)
      drawing.rectangle(x: 0.5, y: top + 21, width: converted, height: 16, group.look)
    }
    let key = ChartKey(entries: [
      (.box(.plainBar), "Converted (filled)"), (.box(.hollowBar), "Did not convert"),
    ])
    let height = key.draw(at: 4 + 54 * 3 + 2, on: &drawing)
    return Chart(
      identifier: "swap-chart", title: "How the leads ended",
      description: groups.map { "\($0.name): \($0.leads.outcomeText)." }.joined(separator: " "),
      height: height, drawing: drawing)
  }
}

extension Proportion {
  /// Successes, trials and rate: `23 of 100 (23 %)`.
  var outcomeText: String {
    "\(successes.grouped) of \(trials.grouped)" + (rate.map { " (\($0.percent()))" } ?? "")
  }
}
