#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The truth: a logistic model of conversion within 90 days after the snapshot.
///
/// The log odds are the sum of an intercept that moves with time, effects of what the lead told
/// and of what could be found out (`profileLogOdds`), effects of behaviour in the first 14 days
/// (`behaviourLogOdds`), and a normal noise nobody can observe.
struct ConversionModel: Sendable, Encodable {
  /// The effect of one level of a category, in log odds.
  struct Effect: Sendable, Encodable, Equatable {
    let level: String
    let logOdds: Double
  }

  /// A band of company sizes, from `from` employees up to the next band.
  struct Band: Sendable, Encodable, Equatable {
    let from: Int
    let logOdds: Double
  }

  /// A numeric term: `logOdds` for each `scale` that the transformed value lies above `center`.
  struct Term: Sendable, Encodable, Equatable {
    let transform: String
    let center: Double
    let scale: Double
    let logOdds: Double

    func value(_ transformed: Double) -> Double {
      logOdds * (transformed - center) / scale
    }
  }

  /// An effect that moves in a straight line from the first to the last day.
  struct Drift: Sendable, Encodable, Equatable {
    let first: Double
    let last: Double

    func value(at progress: Double) -> Double {
      first + (last - first) * progress
    }
  }

  static let budgetCenter = 9.3

  let intercept = Drift(first: -3.40, last: -3.10)
  let seniority = [
    Effect(level: SaaSHistory.Seniority.executive.rawValue, logOdds: 0.55),
    Effect(level: SaaSHistory.Seniority.vicePresident.rawValue, logOdds: 0.70),
    Effect(level: SaaSHistory.Seniority.director.rawValue, logOdds: 0.55),
    Effect(level: SaaSHistory.Seniority.manager.rawValue, logOdds: 0.10),
    Effect(level: SaaSHistory.Seniority.specialist.rawValue, logOdds: -0.30),
    Effect(level: SaaSHistory.Seniority.assistant.rawValue, logOdds: -0.90),
  ]
  let department = [
    Effect(level: SaaSHistory.Department.it.rawValue, logOdds: 0.30),
    Effect(level: SaaSHistory.Department.finance.rawValue, logOdds: 0.15),
    Effect(level: SaaSHistory.Department.marketing.rawValue, logOdds: -0.10),
    Effect(level: SaaSHistory.Department.sales.rawValue, logOdds: 0),
    Effect(level: SaaSHistory.Department.operations.rawValue, logOdds: 0.15),
    Effect(level: SaaSHistory.Department.humanResources.rawValue, logOdds: -0.30),
    Effect(level: SaaSHistory.Department.engineering.rawValue, logOdds: -0.10),
    Effect(level: SaaSHistory.Department.management.rawValue, logOdds: 0.10),
  ]
  let industry = [
    Effect(level: "Software", logOdds: 0.35),
    Effect(level: "Finance", logOdds: 0.30),
    Effect(level: "Manufacturing", logOdds: 0.05),
    Effect(level: "Retail", logOdds: -0.25),
    Effect(level: "Healthcare", logOdds: 0),
    Effect(level: "Education", logOdds: -0.55),
    Effect(level: "Logistics", logOdds: 0.10),
    Effect(level: "Media", logOdds: -0.10),
  ]
  let employees = [
    Band(from: 1, logOdds: -0.65), Band(from: 50, logOdds: 0), Band(from: 100, logOdds: 0.50),
    Band(from: 500, logOdds: 0.60), Band(from: 1_000, logOdds: 0.05),
    Band(from: 5_000, logOdds: -0.35),
  ]
  let freeMail = -0.60
  let source = [
    Effect(level: SaaSHistory.Source.organic.rawValue, logOdds: 0),
    Effect(level: SaaSHistory.Source.paidSearch.rawValue, logOdds: -0.20),
    Effect(level: SaaSHistory.Source.referral.rawValue, logOdds: 0.55),
    Effect(level: SaaSHistory.Source.partner.rawValue, logOdds: 0.45),
    Effect(level: SaaSHistory.Source.event.rawValue, logOdds: 0.10),
    Effect(level: SaaSHistory.Source.outbound.rawValue, logOdds: -0.50),
  ]
  /// The one source whose effect fades.
  let webinar = Drift(first: 0.55, last: -0.10)
  /// Nothing when the budget is left out.
  let budget = Term(
    transform: "log(budget)", center: Self.budgetCenter, scale: 0.85, logOdds: 0.25)
  let demoRequest = 1.20
  /// Added to `demoRequest` for directors, vice presidents and executives.
  let demoRequestBySenior = 0.50
  let loginDays = Term(
    transform: "min(login_days, 6)", center: 0.4, scale: 1.0, logOdds: 0.55)
  let recency = Term(
    transform: "exp(-days_since_last_activity / 7), 0 without activity", center: 0.33,
    scale: 0.30, logOdds: 0.45)
  let pricingViews = Term(
    transform: "log(1 + pricing_views)", center: 0.15, scale: 0.33, logOdds: 0.40)
  /// The standard deviation of what nobody can observe.
  let noise = 0.30

  /// The effects of the form and of the company, without the intercept.
  func profileLogOdds(
    _ profile: SaaSHistory.Profile, account: SaaSHistory.Account?, at progress: Double
  ) -> Double {
    var sum = effect(of: profile.title.seniority.rawValue, in: seniority)
    sum += effect(of: profile.title.department.rawValue, in: department)
    if let account {
      sum += effect(of: account.industry, in: industry)
      sum += employees.last { $0.from <= account.employees }?.logOdds ?? 0
    } else {
      sum += freeMail
    }
    sum +=
      profile.source == .webinar
      ? webinar.value(at: progress) : effect(of: profile.source.rawValue, in: source)
    if let amount = profile.budget { sum += budget.value(log(Double(amount))) }
    return sum
  }

  /// The effects of behaviour up to the snapshot.
  func behaviourLogOdds(
    _ engagement: Engagement, seniority: SaaSHistory.Seniority
  ) -> Double {
    var sum = loginDays.value(Double(min(engagement.loginDays, 6)))
    sum += pricingViews.value(log(1 + Double(engagement.pricingViews)))
    let freshness = engagement.idle.map { idle in
      exp(-Double(idle) / Double(7 * WorldCalendar.day))
    }
    sum += recency.value(freshness ?? 0)
    guard engagement.hasRequestedDemo else { return sum }
    let isSenior = [.executive, .vicePresident, .director].contains(seniority)
    return sum + demoRequest + (isSenior ? demoRequestBySenior : 0)
  }

  /// The inverse of the log odds.
  static func probability(ofLogOdds logOdds: Double) -> Double {
    1 / (1 + exp(-logOdds))
  }

  private func effect(of level: String, in effects: [Effect]) -> Double {
    effects.first { $0.level == level }?.logOdds ?? 0
  }
}
