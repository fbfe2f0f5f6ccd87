import FeatureExtraction
import Tables
import ScoringModel
import Training

/// How a number that is cut into bins moves the odds: a step per bin, and one for missing values.
struct FeatureShape {
  struct Step {
    let label: String
    let effect: EffectEstimate
    /// The share of training leads.
    let share: Double
  }

  let name: String
  /// The bins in ascending order.
  let steps: [Step]
  /// Where each bin but the first begins, as it is to be shown.
  let beginnings: [String]
  /// The step of missing values; nil where training had none.
  let missing: Step?
  /// The standard deviation of what the feature adds to the log odds.
  let deviation: Double
}

extension FeatureShape {
  /// The shape of a feature; nil when it is not cut into bins.
  init?(_ weight: FeatureWeight, of result: TrainingResult) {
    let feature = result.model.extractor.features[weight.index]
    guard case .binned(let binned) = feature.encoding else { return nil }
    let all = result.levelEffects(ofFeature: weight.index).enumerated().map { code, effect in
      Step(label: binned.label(code), effect: effect, share: binned.shares[code])
    }
    name = weight.name
    steps = Array(all.prefix(binned.edges.count + 1))
    beginnings = binned.edges.map {
      (binned.holdsWholeNumbers ? $0.rounded(.up) : $0).shortText
    }
    missing = binned.hasMissing ? all.last : nil
    deviation = weight.deviation
  }

  /// The lowest and the highest step in words.
  var sentence: String {
    let byEffect = steps.sorted { $0.effect.value < $1.effect.value }
    let ends = [("Lowest", byEffect.first), ("Highest", byEffect.last)].compactMap { name, step in
      step.map { "\(name): times \($0.effect.value.oddsRatioText) (\($0.label))" }
    }
    let absent = missing.map { " Missing values: times \($0.effect.value.oddsRatioText)." }
    return "Factors on the odds over \(steps.count) bins. " + ends.joined(separator: ". ") + "."
      + (absent ?? "")
  }
}
