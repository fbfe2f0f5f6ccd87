import Evaluation
import Foundation

/// How often 95 % intervals of one quantity held its true value.
struct Coverage {
  let quantity: String
  let truth: Double
  private var held = 0
  private var tooHigh = 0
  private var tooLow = 0
  private var widths = 0.0

  init(_ quantity: String, truth: Double) {
    self.quantity = quantity
    self.truth = truth
  }

  private var count: Int { held + tooHigh + tooLow }
  private var share: Double { Double(held) / Double(count) }

  /// Counts the interval of one data set.
  mutating func add(_ interval: ConfidenceInterval) {
    widths += interval.upper - interval.lower
    if interval.contains(truth) {
      held += 1
    } else if interval.lower > truth {
      tooHigh += 1
    } else {
      tooLow += 1
    }
  }

  /// The standard error of the share when 95 % is its true value.
  private var monteCarloError: Double { (0.95 * 0.05 / Double(count)).squareRoot() }

  static let header = """
    | quantity | truth | data sets | coverage | from 95 %, in Monte Carlo errors | too high | too low | mean width |
    | --- | --- | --- | --- | --- | --- | --- | --- |
    """

  /// A row of a Markdown table.
  var row: String {
    func percent(_ value: Double) -> String { String(format: "%.1f %%", 100 * value) }
    let cells = [
      quantity, String(format: "%.4f", truth), "\(count)",
      percent(share) + " ± " + percent(monteCarloError),
      String(format: "%+.1f", (share - 0.95) / monteCarloError), "\(tooHigh)", "\(tooLow)",
      String(format: "%.3f", widths / Double(count)),
    ]
    return "| " + cells.joined(separator: " | ") + " |"
  }
}

extension ConfidenceInterval {
  /// The estimate plus and minus 1.96 standard errors.
  init(estimate: Double, standardError: Double) {
    let halfWidth = NormalDistribution.quantile(0.975) * standardError
    self.init(lower: estimate - halfWidth, upper: estimate + halfWidth)
  }
}
