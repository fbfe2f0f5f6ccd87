import Tables
public import Training

extension Chart {
  /// The AUC of the model over the origins of a backtest, with intervals, beside the rules and chance.
  public static func origins(_ backtest: Backtest) -> Chart {
    let judged = backtest.folds.filter { $0.judgement.auc != nil }
    let areas = judged.map { AreaPoint($0.judgement) }
    let frame = AreaFrame(areas: areas, positions: judged.indices.map(Double.init), margin: 0.5)
    var drawing = Drawing()
    frame.drawLevels(on: &drawing)
    let stride = (judged.count + 3) / 4
    for (index, fold) in judged.enumerated() where index % stride == 0 {
      frame.plot.drawTick(
        at: frame.plot.x.position(Double(index)), backtest.clock.tick(fold.origin), on: &drawing)
    }
    frame.plot.drawNames(x: "Trained on what was known at", y: "AUC", on: &drawing)
    frame.draw(areas, hasRules: backtest.rules != nil, on: &drawing)
    let height = frame.key(hasRules: backtest.rules != nil).draw(
      at: PlotFrame.keyTop, on: &drawing)
    let list = zip(judged, areas).map { fold, area in
      "\(backtest.clock.text(fold.origin)) \(area.sentence)"
    }
    return Chart(
      identifier: "origins-chart", title: "Forward in time, period by period",
      description: "AUC on the period after each origin: \(list.joined(separator: "; ")).",
      height: height, drawing: drawing)
  }
}

extension BacktestHistory.Clock {
  /// A moment as it stands at a mark: a day, or the number of a row.
  fileprivate func tick(_ moment: Timestamp) -> String {
    switch self {
    case .calendar: text(moment)
    case .order: Int(moment.microseconds + 1).grouped
    }
  }
}
