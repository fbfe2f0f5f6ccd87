import FeatureExtraction
public import ScoringModel
import Tables

extension LabelledLeads {
  /// The same leads with rates drawn towards the base rates of some of them: those fitted to.
  ///
  /// A base rate is learned, so leads that judge a fit must have no part in it.
  func learningBaseRates(from rows: [Int]) -> LabelledLeads {
    drawn(
      towards: Dictionary(
        rates.map { ($0.column, $0.baseRate(ofRows: rows)) },
        uniquingKeysWith: { first, _ in first }))
  }

  /// The same leads with rates drawn towards the base rates that other leads were.
  func sharingBaseRates(of others: LabelledLeads) -> LabelledLeads {
    drawn(
      towards: Dictionary(
        others.declarations.compactMap { declaration in
          declaration.baseRate.map { (declaration.column, $0) }
        }, uniquingKeysWith: { first, _ in first }))
  }

  /// The same leads as a model reads them: with rates drawn towards the base rates that it learned.
  ///
  /// - Parameter model: A model that was trained on the leads.
  /// - Returns: The leads; they are as they were where no rate is drawn towards a base rate.
  public func asRead(by model: ScoringModel) -> LabelledLeads {
    drawn(
      towards: Dictionary(
        model.extractor.features.flatMap { feature in
          feature.baseRate.map { base in feature.columns.map { ($0, base) } } ?? []
        }, uniquingKeysWith: { first, _ in first }))
  }

  private func drawn(towards bases: [String: BaseRate]) -> LabelledLeads {
    let columns = rates.compactMap { rate in bases[rate.column].map(rate.values) }
    guard !columns.isEmpty else { return self }
    return with(
      table: table.replacing(columns),
      declarations: declarations.map { declaration in
        bases[declaration.column].map(declaration.drawn) ?? declaration
      })
  }
}
