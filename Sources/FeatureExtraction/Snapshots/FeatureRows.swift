public import Tables

/// The features of the leads of a snapshot, made for some rows at a time.
///
/// The vectors of all leads take more memory than what they are made of. Where nothing is learned from
/// all leads together, those of a few thousand are made while what they are made of is in the cache,
/// and several threads can make them.
public struct FeatureRows: Sendable {
  /// The names of the features, in the order of the project file.
  public let names: [String]
  private let features: ProjectFeatures
  private let leads: LeadSnapshot
  /// All rows, where a feature of one lead depends on other leads; else nil.
  private let whole: Table?

  /// The features of the leads of a snapshot.
  ///
  /// - Throws: ``FeatureProblem`` when the snapshot lacks a column.
  public init(_ features: ProjectFeatures, of leads: LeadSnapshot) throws {
    self.features = features
    self.leads = leads
    whole = features.areOfEachLead ? nil : try features.table(of: leads).table
    names = try (whole ?? features.table(of: leads.rows([])).table).columns.map(\.name)
  }

  /// How many leads there are.
  public var count: Int { leads.table.rowCount }

  /// The features of some leads, one column each, equal to those rows of
  /// ``ProjectFeatures/table(of:)``.
  ///
  /// - Throws: ``FeatureProblem`` when the snapshot lacks a column.
  /// - Precondition: the rows are below the count.
  public func table(ofRows rows: Range<Int>) throws -> Table {
    let indices = Array(rows)
    return try whole?.rows(indices) ?? features.table(of: leads.rows(indices)).table
  }
}
