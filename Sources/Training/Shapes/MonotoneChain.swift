import FeatureExtraction
import LinearAlgebra

/// Neighbouring parameters that must not fall, or must not rise.
struct MonotoneChain: Sendable, Equatable {
  /// The parameters from the first bin to the last.
  let parameters: Range<Int>
  /// Whether they must not fall; otherwise they must not rise.
  let rises: Bool

  /// The weight of a difference of the wrong sign, as a multiple of the evidence behind the chain.
  ///
  /// Asymmetric penalties of this kind make smooths monotone (Bollaerts, Eilers and Aerts 2006).
  static let stiffness = 1e5

  /// The places after which a neighbour goes the wrong way.
  func violations(at b: [Double]) -> [Int] {
    parameters.dropLast().filter { rises ? b[$0 + 1] < b[$0] : b[$0 + 1] > b[$0] }
  }

  /// Heavy penalties on the differences that go the wrong way.
  ///
  /// - Parameters:
  ///   - places: The places after which they do.
  ///   - information: The evidence behind every parameter, for the mean loss.
  /// - Returns: A contrast per place.
  func contrasts(at places: [Int], information: [Double]) -> [QuadraticPenalty.Contrast] {
    let weight = Self.stiffness * (parameters.map { information[$0] }.max() ?? 0)
    return places.map { .difference($0, $0 + 1, weight: weight) }
  }

  /// Moves parameters to the nearest that go the right way: neighbours that do not are pooled.
  ///
  /// - Parameters:
  ///   - b: The parameters of a model.
  ///   - information: The evidence behind every parameter.
  func pool(_ b: inout [Double], information: [Double]) {
    guard !violations(at: b).isEmpty else { return }
    var runs: [(value: Double, weight: Double, count: Int)] = []
    for parameter in parameters {
      // Bins without leads must not make a mean of nothing.
      var run = (value: b[parameter], weight: information[parameter] + 1e-9, count: 1)
      while let last = runs.last, rises ? last.value > run.value : last.value < run.value {
        let total = last.weight + run.weight
        run = (
          (last.value * last.weight + run.value * run.weight) / total, total,
          last.count + run.count
        )
        runs.removeLast()
      }
      runs.append(run)
    }
    b.replaceSubrange(
      parameters, with: runs.flatMap { [Double](repeating: $0.value, count: $0.count) })
  }
}

extension [Feature] {
  /// The chains of the numbers whose effects must have a sign.
  func monotoneChains(
    _ signs: [String: CoefficientBounds.Sign], layout: ParameterLayout
  ) -> [MonotoneChain] {
    let coded = filter { $0.codeCount != nil }
    return zip(coded, layout.factorRanges).compactMap { feature, range in
      guard let sign = signs[feature.name], case .binned(let binned) = feature.encoding else {
        return nil
      }
      let end = range.lowerBound + binned.edges.count + 1
      return MonotoneChain(parameters: range.lowerBound..<end, rises: sign == .positive)
    }
  }
}
