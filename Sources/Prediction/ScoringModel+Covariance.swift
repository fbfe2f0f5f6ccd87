import FeatureExtraction
import LinearAlgebra
import ScoringModel

extension ScoringModel {
  /// The covariance of the parameters, with one more per category: its mean over the training leads.
  ///
  /// A value without an effect of its own stands for the average lead, so that is the uncertainty it
  /// brings. The order is that of a design matrix with a level for unknown values.
  var covarianceWithUnknownLevels: SymmetricMatrix {
    var dense: [(parameter: Int, sum: WeightedSum)] = []
    var levels = [[WeightedSum]](repeating: [], count: extractor.features.count)
    var means = [WeightedSum](repeating: [], count: extractor.features.count)
    for term in terms {
      let parameter = term.parameter.map { (parameter: $0, weight: 1.0) }
      if case .code = term.part {
        means[term.feature] += parameter.map { [($0.parameter, term.mean)] } ?? []
        if let parameter { levels[term.feature].append([parameter]) }
      } else if let parameter {
        dense.append((parameter.parameter, [parameter]))
      }
    }
    var sums: [WeightedSum] = [[(ParameterLayout.intercept, 1)]]
    sums += dense.sorted { $0.parameter < $1.parameter }.map(\.sum)
    for feature in extractor.features.indices where extractor.features[feature].codeCount != nil {
      sums += levels[feature] + [means[feature]]
    }
    return covariance(of: sums)
  }

  /// Parameters with the factors by which they are added up.
  private typealias WeightedSum = [(parameter: Int, weight: Double)]

  private func covariance(of sums: [WeightedSum]) -> SymmetricMatrix {
    var elements = [Double](repeating: 0, count: sums.count * sums.count)
    for (row, left) in sums.enumerated() {
      for column in 0...row {
        var sum = 0.0
        for (first, weight) in left {
          for (second, other) in sums[column] { sum += weight * other * covariance[first, second] }
        }
        elements[row * sums.count + column] = sum
        elements[column * sums.count + row] = sum
      }
    }
    return SymmetricMatrix(order: sums.count, elements: elements)
  }
}
