import FeatureExtraction
import Foundation
import ScoringModel
import Tables
import Testing
import Training

@Suite("leads of a project")
struct ProjectLeadsTests {
  /// The folder of the package.
  static let package = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  @Test("print demo")
  func demo() throws {
    let project = try Project(path: Self.package.appending(path: "datasets/saas-demo/leadscore.yaml").path)
    let clock = ContinuousClock()
    var tables: ProjectTables?
    print(try clock.measure { tables = try project.load(threads: 2) })
    guard let tables else { return }
    print(tables.eventCounts as Any, tables.leadsWithAccount as Any, tables.newest as Any)
    var leads: ProjectLeads?
    let now = Timestamp(year: 2026, month: 7, day: 1)
    print(try clock.measure { leads = try ProjectLeads(project: project, tables: tables, asOf: now) })
    guard let leads else { return }
    print(leads.funnel, leads.labelled.count, leads.labelled.positiveCount, leads.labelled.subject.target)
    for d in leads.labelled.declarations { print(d.name, d.kind, d.encoding) }
    print(leads.labelled.dropped)
    for kind in [HoldoutSplit.Kind.random, .newest] {
      var settings = TrainingSettings(name: "t", split: HoldoutSplit(kind: kind, share: 0.3, seed: 1))
      settings.threads = 2
      let result = try Trainer(settings: settings).train(leads.labelled)
      print(kind, result.holdout?.ranking.auc as Any, result.fit.lambda)
      if kind == .random { for c in result.coefficients { print(c.feature, c.level ?? "", c.estimate, c.z ?? 0) } 
      print(result.leaks) }
    }
  }
}
