import ScoringModel
import Tables
import TestLeads
import TestSupport
import Testing

@testable import FeatureExtraction
@testable import Training

@Suite("base rates are learned from the leads fitted to")
struct BaseRateSidesTests {
  /// Leads whose rate says how they end; the events of those at `changed` are others.
  private static func leads(seed: UInt64, changed: [Int] = []) -> LabelledLeads {
    var random = SeededGenerator(seed: seed)
    var (counts, won, noise): ([(events: Int, others: Int)], [Bool], [Double]) = ([], [], [])
    for _ in 0..<400 {
      let others = Int(random.next() % 8)
      let events = (0..<others).count { _ in random.happens(0.3) }
      counts.append((events, others))
      won.append(random.happens(0.15 + 0.08 * Double(events)))
      noise.append(random.normal())
    }
    for row in changed { counts[row] = (events: 50, others: 60) }
    let rate = CountedRate(column: "rate", counts: counts)
    let base = rate.baseRate(ofRows: Array(counts.indices))
    let columns = [rate.values(towards: base), .numbers("noise", noise)]
    return LabelledLeads(
      subject: ModelSubject(target: "won", positive: "yes", identifier: nil),
      table: Table(source: "leads.csv", columns: columns, rowCount: won.count),
      declarations: [
        FeatureDeclaration(
          column: "rate", kind: .behavioural, encoding: .numeric(.none), baseRate: base),
        FeatureDeclaration(column: "noise", kind: .explicit, encoding: .numeric(.none)),
      ],
      dropped: [], outcomes: won, keys: LeadsMaker.keys(won.count),
      order: won.indices.map(Int64.init), rates: [rate])
  }

  @Test("events of leads set apart change nothing in the model", arguments: [1, 2] as [UInt64])
  func holdout(seed: UInt64) throws {
    var settings = TrainingSettings(
      name: "leads", split: HoldoutSplit(kind: .newest, share: 0.25, seed: seed))
    settings.nonlinear = nil
    let before = Self.leads(seed: seed)
    let held = settings.split.rows(of: before).held
    #expect(held.count == 100)
    let one = try Trainer(settings: settings).train(before).model
    let other = try Trainer(settings: settings).train(
      Self.leads(seed: seed, changed: held)
    ).model
    #expect(one.parameters == other.parameters)
    #expect(one.extractor == other.extractor)
    #expect(one.calibration == other.calibration)
    let fit = settings.split.rows(of: before).fit
    #expect(one.extractor.baseRates["rate"] == before.rates[0].baseRate(ofRows: fit))
  }

  @Test("leads that are judged are drawn towards the base rate of those fitted to")
  func shared() throws {
    let leads = Self.leads(seed: 3)
    let fitted = leads.learningBaseRates(from: Array(0..<200))
    let judged = leads.rows(Array(200..<400)).sharingBaseRates(of: fitted)
    let base = try #require(fitted.declarations[0].baseRate)
    #expect(base == leads.rates[0].baseRate(ofRows: Array(0..<200)))
    #expect(judged.declarations == fitted.declarations)
    for row in 0..<200 {
      #expect(judged.table["rate"]?.text(row) == fitted.table["rate"]?.text(200 + row))
    }
  }

  @Test("rows and fewer features keep the counts")
  func copies() {
    let leads = Self.leads(seed: 4)
    #expect(
      leads.rows([5, 7]).rates.map { $0.baseRate(ofRows: [1]) }
        == leads.rates.map { $0.baseRate(ofRows: [7]) })
    #expect(leads.keeping(kinds: [.behavioural], exclude: []).rates.count == 1)
  }
}
