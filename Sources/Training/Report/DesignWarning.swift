import FeatureExtraction
import LinearAlgebra
import ScoringModel
import Tables

/// What makes coefficients of some leads fragile, whatever the penalty.
public enum DesignWarning: Sendable, Equatable {
  /// Levels or numbers that settle the outcome of their leads by themselves.
  case separated([Separator])
  /// Features that repeat what those before them say.
  case dependent([String])
  /// More parameters than leads.
  case moreParametersThanLeads(parameters: Int, leads: Int)
  /// Conversions too few for the parameters, less what the penalty takes of them.
  case fewConversions(Int, effectiveParameters: Double)
  /// Fewer leads in all than a model can be trusted from without a second look.
  case fewLeads(Int)
  /// Values of a category that differ in case or spaces only, and so have effects of their own: the
  /// spellings of each, both ascending.
  case spelledAlike(column: String, [[String]])
  /// A category of more values than get an effect of their own.
  case manyLevels(column: String, levels: Int, kept: Int)
  /// Conversions so rare, or so common, that more leads say little more.
  case extremeRate(Double)

  /// Effects that go against the raw rates of conversion, as other features take up the difference.
  case againstRawRates([Contrary])

  /// A level or a number that separates converted leads from others.
  public struct Separator: Sendable, Equatable {
    /// The level or number: `plan = basic`.
    public let name: String
    /// The leads of the level; nil for a number.
    public let leads: Int?
    /// Whether these leads converted, or leads with high numbers.
    public let converts: Bool
  }
}

extension DesignWarning {
  /// Conversions below which, or per parameter below which, a fit deserves a warning.
  private static let fewest = (conversions: 120, perParameter: 10)
  /// Leads, those set apart included, below which a model deserves a warning.
  static let fewestLeads = 1000
  /// Rates of conversion that are usual.
  private static let usualRates = 0.001...0.5
  /// The leads of the outcome a level lacks that would be expected of it: fewer are lacking by chance.
  private static let fewestExpected = 5.0

  /// The warnings about the leads that a model is fitted to.
  ///
  /// They are about the declared columns, numbers as straight lines, also where shapes are fitted: a
  /// bin without conversions is nothing special.
  ///
  /// - Parameters:
  ///   - leads: The labelled leads.
  ///   - rows: Those that are fitted.
  ///   - fit: How the model was fitted to them.
  ///   - threads: How many threads to use.
  /// - Returns: The warnings, most urgent first.
  /// - Throws: what encoding the leads throws.
  static func warnings(
    about leads: LabelledLeads, rows: [Int], fit: FitSummary, threads: Int
  ) throws -> [DesignWarning] {
    let positives = rows.count { leads.outcomes[$0] }
    let rate = Double(positives) / Double(rows.count)
    let table = leads.table.rows(rows)
    let extractor = try FeatureExtractor(fitting: leads.declarations, to: table)
    let features = try extractor.encode(table)
    func encoded(_ coding: FactorCoding) -> EncodedLeads {
      EncodedLeads(leads, rows: rows, features: features, extractor: extractor, coding: coding)
    }
    var warnings: [DesignWarning] = []
    let separators = separators(extractor, encoded(.full), threads: threads)
    if !separators.isEmpty { warnings.append(.separated(separators)) }
    if fit.parameterCount > rows.count {
      warnings.append(
        .moreParametersThanLeads(parameters: fit.parameterCount, leads: rows.count))
    }
    let dependent = dependent(extractor, encoded(.reference), threads: threads)
    if !dependent.isEmpty { warnings.append(.dependent(dependent)) }
    let rarer = min(positives, rows.count - positives)
    let freedom = fit.effectiveDegreesOfFreedom
    if Double(rarer) < max(Double(fewest.conversions), Double(fewest.perParameter) * freedom) {
      warnings.append(.fewConversions(rarer, effectiveParameters: freedom))
    }
    if leads.count < fewestLeads { warnings.append(.fewLeads(leads.count)) }
    warnings += spelling(leads, rows: rows)
    if !usualRates.contains(rate) { warnings.append(.extremeRate(rate)) }
    return warnings
  }

  /// The levels of one outcome, those of most leads first, and the numbers that separate; of leads
  /// in full coding.
  private static func separators(
    _ extractor: FeatureExtractor, _ encoded: EncodedLeads, threads: Int
  ) -> [Separator] {
    let count = Double(encoded.rows.count)
    let terms = extractor.terms(coding: .full)
    var places: [Int: ModelTerm] = [:]
    for term in terms { if let parameter = term.parameter { places[parameter] = term } }
    let separations = SeparationTest.singleColumns(
      encoded.designMatrix, outcomes: encoded.outcomes, weights: encoded.weights,
      threads: threads)
    let rate = encoded.outcomes.reduce(0, +) / count
    return separations.compactMap { separation -> Separator? in
      guard let parameter = separation.parameters.last, let term = places[parameter],
        let converts = separation.goesToPlusInfinity.last
      else { return nil }
      let isLevel = if case .code = term.part { true } else { false }
      let lacking = term.mean * count * (converts ? 1 - rate : rate)
      guard !isLevel || lacking >= fewestExpected else { return nil }
      return Separator(
        name: extractor.name(of: term),
        leads: isLevel ? Int((term.mean * count).rounded()) : nil,
        converts: converts)
    }.sorted { ($0.leads ?? .max, $1.name) > ($1.leads ?? .max, $0.name) }
  }

  /// The features that are sums of multiples of features before them, gaps in the data apart: the
  /// columns of one account are missing together, and nobody is helped by hearing so.
  private static func dependent(
    _ extractor: FeatureExtractor, _ encoded: EncodedLeads, threads: Int
  ) -> [String] {
    guard
      let objective = try? LogisticObjective(
        fitting: encoded.designMatrix, outcomes: encoded.outcomes, weights: encoded.weights,
        offset: nil, threads: threads)
    else { return [] }
    let hessian = objective.derivatives(at: objective.interceptOnly).hessian
    let dependent = Set(hessian.dependentColumns())
    return extractor.terms(coding: .reference).filter { term in
      term.parameter.map(dependent.contains) ?? false
        && extractor.features[term.feature].label(of: term.part)
          != CategoricalEncoding.missingLabel
    }.map(extractor.name)
  }
}

extension FeatureExtractor {
  /// The term as a person would say it: `visits`, `plan = basic`.
  fileprivate func name(of term: ModelTerm) -> String {
    let feature = features[term.feature]
    return feature.name + (feature.label(of: term.part).map { " = \($0)" } ?? "")
  }
}

extension DesignWarning: CustomStringConvertible {
  /// One sentence or two.
  public var description: String {
    switch self {
    case .separated(let separators):
      "Separated: "
        + DesignWarning.list(separators.map(\.description))
        + ". No data limit such an effect, only the penalty: read it as large, not as its number."
    case .dependent(let names):
      "Repeated: " + DesignWarning.list(names.map { "\"\($0.displayed())\"" })
        + " can be computed from the features before; their effects are shared out between them."
    case .moreParametersThanLeads(let parameters, let leads):
      "Wide: \(parameters) parameters for \(leads) leads; only the penalty makes the fit unique."
    case .fewConversions(let count, let parameters):
      "Few conversions: \(count) of the rarer outcome for \(parameters.fixed(0)) free parameters; expect wide"
        + " intervals, and judge the model on new leads before use."
    case .fewLeads(let count):
      "Few leads: \(count), those that judge the model included; below"
        + " \(DesignWarning.fewestLeads) what it learned may be chance. Judge it on new leads, and train"
        + " it again when there are more."
    case .spelledAlike(let column, let spellings):
      "Spelled alike: \(spellings.count) value\(spellings.count == 1 ? "" : "s") of"
        + " \"\(column.displayed())\" differ in case or spaces only, such as"
        + " \(DesignWarning.examples(spellings)); each spelling has an effect of its own"
        + (spellings.count > 2 ? " (the training report lists all)." : ".")
    case .manyLevels(let column, let levels, let kept):
      "Many values: \"\(column.displayed())\" has \(levels); the \(kept) commonest have an effect of"
        + " their own, all others share one."
    case .againstRawRates(let effects):
      "Against the raw rates: "
        + DesignWarning.list(
          effects.map { "\"\($0.name.displayed())\" \($0.raises ? "raises" : "lowers")" })
        + " the score, though alone it goes the other way; other features say what it stands for."
    case .extremeRate(let rate):
      "Unusual rate: \((rate * 100).fixed(rate < 0.01 ? 3 : 1)) % of the leads converted; is the"
        + " outcome what you meant, and are all leads there?"
    }
  }

  /// Two values, each in two of its spellings.
  private static func examples(_ spellings: [[String]]) -> String {
    spellings.prefix(2).map { spellings in
      spellings.prefix(2).map { "\"\($0.displayed())\"" }.joined(separator: " and ")
    }.joined(separator: ", or ")
  }

  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(5).joined(separator: ", ")
    return names.count > 5 ? shown + " and \(names.count - 5) more" : shown
  }
}

extension DesignWarning.Separator: CustomStringConvertible {
  /// The separator in words: `none of the 498 leads with "plan = basic" converted`.
  public var description: String {
    let quoted = "\"\(name.displayed())\""
    guard let leads else {
      return "\(quoted) alone divides converted leads from the others"
    }
    return "\(converts ? "all" : "none") of the \(leads) leads with \(quoted) converted"
  }
}
