public import FeatureExtraction
public import RuleScoring
import Tables

/// Leads of which some may still convert: what is known of all of them, and by what treatment a fit
/// learns from those whose horizon is not over.
///
/// The rows whose outcome is known come first, as in ``ProjectLeads/labelled``.
public struct CensoredLeads: Sendable {
  /// How a fit learns from leads that may still convert.
  public let treatment: CensoringTreatment
  /// All rows; those that have not converted yet count as not converted.
  let leads: LabelledLeads
  /// What is known of each row.
  let records: [Record]
  /// How many rows have a known outcome.
  let labelledCount: Int
  /// The horizon in days; infinite when there is none.
  let horizon: Double
  /// The time up to which outcomes are known.
  let now: Timestamp

  /// What is known of a row.
  struct Record: Sendable, Equatable {
    /// The moment of the features.
    let moment: Timestamp
    /// Days from the moment to the conversion; infinite when there is none.
    let conversion: Double
    /// Days from the moment to the loss; infinite when there is none.
    let loss: Double
  }

  init(
    _ leads: LabelledLeads, records: [Record], labelledCount: Int, horizon: Double, now: Timestamp,
    treatment: CensoringTreatment
  ) {
    precondition(records.count == leads.count && labelledCount <= leads.count)
    self.leads = leads
    self.records = records
    self.labelledCount = labelledCount
    self.horizon = horizon
    self.now = now
    self.treatment = treatment
  }

  /// How many rows have no known outcome.
  public var waitingCount: Int { leads.count - labelledCount }

  /// The same with fewer features; see ``LabelledLeads/keeping(kinds:exclude:)``.
  public func keeping(kinds: Set<FeatureKind>, exclude: Set<String>) -> CensoredLeads {
    with(leads.keeping(kinds: kinds, exclude: exclude))
  }

  /// The same with points as features; see ``LabelledLeads/adding(_:)``.
  ///
  /// - Precondition: the points are those of all rows, in their order.
  public func adding(_ rules: RuleFeatures) -> CensoredLeads { with(leads.adding(rules)) }

  /// The same with a column as segments; see ``LabelledLeads/segmented(by:)``.
  ///
  /// - Throws: `FeatureProblem` when there is no such column.
  public func segmented(by name: String) throws -> CensoredLeads {
    with(try leads.segmented(by: name))
  }

  /// The same with what its leads look like to a fit to some rows.
  func learningBaseRates(from rows: [Int]) -> CensoredLeads {
    with(leads.learningBaseRates(from: rows))
  }

  private func with(_ leads: LabelledLeads) -> CensoredLeads {
    CensoredLeads(
      leads, records: records, labelledCount: labelledCount, horizon: horizon, now: now,
      treatment: treatment)
  }
}

extension CensoredLeads {
  init(
    _ leads: LabelledLeads, of rows: [DrawnMoments.Row], labelledCount: Int,
    outcomes: [LeadOutcome], labelling: Labelling, treatment: CensoringTreatment
  ) {
    let now = labelling.now
    let records = rows.map { row -> Record in
      var (conversion, loss) = (Double.infinity, Double.infinity)
      switch outcomes[row.lead] {
      case .won(let time) where time <= now: conversion = (time - row.moment).days
      case .lost(let time) where time ?? now <= now:
        loss = max(0, ((time ?? now) - row.moment).days)
      default: break
      }
      return Record(moment: row.moment, conversion: conversion, loss: loss)
    }
    self.init(
      leads, records: records, labelledCount: labelledCount,
      horizon: labelling.horizon?.days ?? .infinity, now: now, treatment: treatment)
  }
}
