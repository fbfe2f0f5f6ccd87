import Testing

@testable import Simulation

@Suite("The model conversions are drawn from")
struct ConversionModelTests {
  private let model = ConversionModel()

  private func profile(
    _ seniority: SaaSHistory.Seniority, _ department: SaaSHistory.Department,
    source: SaaSHistory.Source, budget: Int?
  ) -> SaaSHistory.Profile {
    SaaSHistory.Profile(
      name: "Ada Berg", email: "ada.berg1@oakwell.example", company: "Oakwell",
      title: SaaSHistory.JobTitle(text: "", seniority: seniority, department: department),
      source: source, form: .trial, need: "other", budget: budget)
  }

  private func account(employees: Int, industry: String) -> SaaSHistory.Account {
    SaaSHistory.Account(
      domain: "oakwell.example", company: "Oakwell", industry: industry, employees: employees,
      country: "GB", hasWebsite: true, technologies: [], enrichment: .absent)
  }

  @Test("a profile's log odds are the sum of its effects")
  func profileEffects() {
    let director = profile(.director, .it, source: .referral, budget: 10_938)
    // 0.55 + 0.30 + 0.35 + 0.50 + 0.55, and log 10,938 = 9.3 to four decimals.
    let known = model.profileLogOdds(
      director, account: account(employees: 100, industry: "Software"), at: 0.3)
    #expect(abs(known - 2.25) < 1e-4)
    let assistant = profile(.assistant, .humanResources, source: .outbound, budget: nil)
    #expect(abs(model.profileLogOdds(assistant, account: nil, at: 0.3) + 2.3) < 1e-12)
  }

  @Test(
    "company sizes between 100 and 1,000 are best",
    arguments: [
      (1, -0.65), (49, -0.65), (50, 0), (99, 0), (100, 0.5), (499, 0.5), (500, 0.6), (999, 0.6),
      (1_000, 0.05), (5_000, -0.35), (60_000, -0.35),
    ])
  func employeeBands(employees: Int, expected: Double) {
    let lead = profile(.manager, .sales, source: .organic, budget: nil)
    let logOdds = model.profileLogOdds(
      lead, account: account(employees: employees, industry: "Healthcare"), at: 0)
    #expect(abs(logOdds - 0.1 - expected) < 1e-12)
  }

  @Test("webinars lose their effect over the months", arguments: [(0, 0.55), (1, -0.10)])
  func webinarDrifts(progress: Double, expected: Double) {
    let lead = profile(.manager, .sales, source: .webinar, budget: nil)
    let logOdds = model.profileLogOdds(lead, account: nil, at: progress)
    #expect(abs(logOdds - (0.1 - 0.6 + expected)) < 1e-12)
  }

  @Test("a request for a demonstration counts more from the senior")
  func demoInteraction() {
    let silent = Engagement(actions: [], before: 100)
    let request = Action(occurredAt: 10, kind: .demoRequest, duration: nil)
    let asking = Engagement(actions: [request], before: 100)
    func gain(_ seniority: SaaSHistory.Seniority) -> Double {
      model.behaviourLogOdds(asking, seniority: seniority)
        - model.behaviourLogOdds(silent, seniority: seniority)
    }
    #expect(abs(gain(.director) - gain(.specialist) - 0.5) < 1e-12)
    #expect(gain(.specialist) > 1.2)
  }

  @Test("log-in days count up to six, pricing views less and less, a mail sent not at all")
  func behaviourShapes() {
    func logOdds(_ kind: SaaSHistory.EventKind, times: Int) -> Double {
      let actions = (0..<times).map { index in
        Action(occurredAt: index * WorldCalendar.day, kind: kind, duration: nil)
      }
      let last = Action(occurredAt: 12 * WorldCalendar.day, kind: .pageView, duration: nil)
      let engagement = Engagement(
        actions: actions + [last], before: WorldCalendar.snapshotDelay)
      return model.behaviourLogOdds(engagement, seniority: .manager)
    }
    #expect(abs(logOdds(.login, times: 6) - logOdds(.login, times: 0) - 3.3) < 1e-12)
    #expect(logOdds(.login, times: 9) == logOdds(.login, times: 6))
    let views = [0, 1, 2].map { logOdds(.pricingView, times: $0) }
    #expect(views[1] - views[0] > views[2] - views[1])
    #expect(logOdds(.emailSent, times: 3) == logOdds(.emailSent, times: 0))
  }

  @Test("engagement sees nothing at its moment or later")
  func engagementIsAsOf() {
    let actions = [99, 100, 101].map { Action(occurredAt: $0, kind: .login, duration: nil) }
    let engagement = Engagement(actions: actions, before: 100)
    #expect(engagement.logins == 1)
    #expect(engagement.idle == 1)
  }
}
