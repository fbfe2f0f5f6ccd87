import FeatureExtraction
import LinearAlgebra
import ScoringModel
import Tables
import TestLeads
import Testing

@testable import Training

@Suite("Coefficients on the scale of the data")
struct TrainerReferenceTests {
  private func coefficients(_ columns: [Column], outcomes: [Double]) throws -> [CoefficientRow] {
    var settings = TrainingSettings(
      name: "reference", split: HoldoutSplit(kind: .none, share: 0, seed: 1))
    settings.penalty = .none
    settings.allowsSmall = true
    settings.allowedLeaks = Set(columns.map(\.name))
    let leads = try LabelledLeads(
      flat: Table(columns + [.numbers("y", outcomes)]), options: FlatFileOptions(target: "y"))
    #expect(leads.dropped.isEmpty)
    return try Trainer(settings: settings).train(leads).coefficients
  }

  private func expect(
    _ rows: [CoefficientRow], estimates: [Double], errors: [Double?],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(rows.count == estimates.count, sourceLocation: sourceLocation)
    for (row, (estimate, error)) in zip(rows, zip(estimates, errors)) {
      #expect(
        abs(row.estimate - estimate) <= 1e-9 * max(1, estimate.magnitude),
        "\(row.feature) \(row.level ?? "")", sourceLocation: sourceLocation)
      guard let error, let found = row.standardError else {
        #expect(error == nil && row.standardError == nil, sourceLocation: sourceLocation)
        continue
      }
      #expect(abs(found - error) <= 1e-9 * error, "\(row.feature)", sourceLocation: sourceLocation)
    }
  }

  @Test(
    "without a penalty are those of maximum likelihood, with their standard errors",
    arguments: [ReferenceData.spector, .pima, .mtcars])
  func numbers(_ data: ReferenceData) throws {
    let rows = try coefficients(
      zip(data.columnNames, data.columns).map { Column.numbers($0, $1) }, outcomes: data.outcomes)
    #expect(rows.map(\.feature) == ["(intercept)"] + data.columnNames)
    expect(rows, estimates: data.coefficients, errors: data.standardErrors)
  }

  @Test("give levels against the first in byte order, which has none of its own")
  func levels() throws {
    let data = ReferenceData.birthwt
    let race = zip(data.columns[2], data.columns[3]).map { black, other in
      black == 1 ? "black" : other == 1 ? "other" : "white"
    }
    let others = [0, 1, 4, 5, 6, 7]
    let rows = try coefficients(
      others.map { Column.numbers(data.columnNames[$0], data.columns[$0]) }
        + [.categories("race", race)], outcomes: data.outcomes)
    // The published fit has white as the reference.
    let (intercept, black, other) = (
      data.coefficients[0], data.coefficients[3], data.coefficients[4]
    )
    let estimates =
      [intercept + black] + others.map { data.coefficients[$0 + 1] } + [0, other - black, -black]
    #expect(rows.suffix(3).map(\.level) == ["black", "other", "white"])
    #expect(
      rows.map { $0.standardError == nil } == [Bool](repeating: false, count: 7) + [
        true, false, false,
      ])
    for (row, estimate) in zip(rows, estimates) {
      #expect(abs(row.estimate - estimate) < 1e-9, "\(row.feature) \(row.level ?? "")")
    }
    #expect(abs((rows.last?.standardError ?? 0) - data.standardErrors[3]) < 1e-9)
    for (row, index) in zip(rows.dropFirst(), others) {
      #expect(abs((row.standardError ?? 0) - data.standardErrors[index + 1]) < 1e-9)
    }
  }

  @Test("recover those that the leads were drawn with", arguments: [1, 2] as [UInt64])
  func recovery(_ seed: UInt64) throws {
    let synthetic = SyntheticLeads(20_000, seed: seed)
    let flat = try synthetic.labelled()
    let leads = LabelledLeads(
      subject: flat.subject, table: flat.table,
      declarations: flat.declarations.map { declaration in
        guard declaration.column == "revenue" else { return declaration }
        return FeatureDeclaration(
          column: "revenue", kind: .explicit, encoding: .numeric(.log))
      }, dropped: flat.dropped, outcomes: flat.outcomes, keys: flat.keys)
    var settings = TrainingSettings(
      name: "known", split: HoldoutSplit(kind: .none, share: 0, seed: 1))
    settings.penalty = .none
    let result = try Trainer(settings: settings).train(leads)
    guard case .numeric(let revenue) = result.model.extractor.features[1].encoding else {
      Issue.record("revenue is not numeric")
      return
    }
    let present = SyntheticLeads.revenueEffect * (revenue.mean - 4)
    var truth = [
      "visits": SyntheticLeads.visitsEffect, "revenue": SyntheticLeads.revenueEffect,
      "revenue (missing)": SyntheticLeads.missingRevenueEffect - present,
    ]
    for (feature, levels) in [
      ("industry", SyntheticLeads.industries), ("source", SyntheticLeads.sources),
    ] {
      let reference = levels.min { $0.name < $1.name }?.effect ?? .nan
      for level in levels { truth["\(feature) \(level.name)"] = level.effect - reference }
    }
    var compared = 0
    for row in result.coefficients.dropFirst() {
      let name = row.feature + (row.level.map { " " + $0 } ?? "")
      let expected = try #require(truth[name], "\(name)")
      guard let error = row.standardError else {
        #expect(expected == 0)
        continue
      }
      compared += 1
      #expect(error < 0.1)
      #expect(abs(row.estimate - expected) < 4 * error, "\(name): \(row.estimate), not \(expected)")
    }
    #expect(compared == 8)
  }
}
