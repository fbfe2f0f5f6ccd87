/// The points tables a marketing team would write: reasonable, and wrong here and there.
///
/// That of the project is on a scale of about 20 points to double the odds and right by the truth of
/// the world but for what ``planted`` says. That of the flat file is a guess: it overrates webinars,
/// newsletters and mails opened, and knows nothing of budgets and of time.
enum PointsTables {
  /// What is wrong with `rules.yaml` on purpose.
  struct Planted: Sendable, Encodable {
    /// What the rule, or the rule that is missing, is about.
    let rule: String
    /// The points it gives; nil for a rule that is missing.
    let points: Double?
    /// What is wrong.
    let flaw: String
  }

  /// Three rules of `rules.yaml` that are wrong, and two that it lacks.
  static let planted = [
    Planted(
      rule: "source is webinar or event", points: 25,
      flaw: "worth about 5: webinars lost their effect"),
    Planted(
      rule: "form is newsletter", points: 15, flaw: "worth nothing beside what such leads do"),
    Planted(
      rule: "accounts.industry is Education", points: 10, flaw: "worth about -10: schools buy least"
    ),
    Planted(
      rule: "pricing_view", points: nil, flaw: "missing: who looks at prices buys more often"),
    Planted(rule: "budget", points: nil, flaw: "missing: a large budget is worth points"),
  ]

  /// `rules.yaml`, for the project: it may ask for a parsed title, a joined account, any event.
  static let project = """
    # Points for the project in leadscore.yaml, as a marketing team would write them down: most of them
    # are about right, three are not, and two things that matter are missing. truth.json says which;
    # `leadscore rules suggest` finds them, `leadscore compare` shows what they cost.
    name: SaaS demo points
    groups:
      - name: Company role
        kind: explicit
        first_match: true          # the first rule that fits gives the points
        rules:
          - {when: {title.seniority: [executive, director]}, points: 20}
          - {when: {title.seniority: vice_president}, points: 25}
          - {when: {title.seniority: manager}, points: 10}
          - {when: {title.seniority: assistant}, points: -15}
      - name: Department
        kind: explicit
        first_match: true
        rules:
          - {when: {title.department: it}, points: 10}
          - {when: {title.department: [finance, operations]}, points: 5}
          - {when: {title.department: hr}, points: -10}
      - name: Source
        kind: explicit
        first_match: true
        rules:
          - {when: {source: [referral, partner]}, points: 15}
          - {when: {source: [webinar, event]}, points: 25}
          - {when: {source: outbound}, points: -10}
      - name: Form
        kind: explicit
        rules:
          - {when: {form: newsletter}, points: 15}
      - name: Employees
        kind: implicit
        column: accounts.employees
        bands: {1-49: -25, 50-99: -5, 100-499: 5, 500-999: 10, 1000+: -5}
      - name: Industry
        kind: implicit
        first_match: true
        rules:
          - {when: {accounts.industry: [Software, Finance]}, points: 15}
          - {when: {accounts.industry: [Manufacturing, Logistics, Healthcare]}, points: 5}
          - {when: {accounts.industry: Education}, points: 10}
      - name: Mailbox
        kind: implicit
        rules:
          - {when: {email.kind: free}, points: -25}
      - name: Engagement
        kind: behavioural
        cap: 150                   # however busy, nobody is sold on engagement alone
        rules:
          - {event: demo_request, points: 35, window: 90d}
          - {name: demo_request by a senior, when: {title.seniority: [executive, vice_president, director]}, event: demo_request, points: 15, window: 90d}
          - {event: login, points: 10, each: true, window: 14d}
          - {no_event: login, within: 14d, points: -5}
          - {name: any activity, event: [page_view, pricing_view, whitepaper_download, webinar_attended, demo_request, email_open, email_click, login, session], points: 45, half_life: 5d}
    tiers: {hot: 75, warm: 30, cold: rest}
    grid: {fit: {A: 30, B: 0}, engagement: {1: 60, 2: 20}}
    journey: {comparing: {event: [pricing_view, demo_request]}, considering: {event: [whitepaper_download, webinar_attended]}, aware: otherwise}

    """

  /// `export-rules.yaml`, for the flat file: columns by name, whole values and bands.
  static let export = """
    # Points for the flat file export.csv (and new.csv): columns by their names, whole values only.
    # They are a guess, as in most companies; compare them with the model on the same leads.
    name: SaaS demo points, flat file
    groups:
      - name: Company role
        kind: explicit
        first_match: true          # the first rule that fits gives the points
        cap: 15
        rules:
          - {when: {Title: [CEO, CFO, CIO, CTO, CMO, COO, CRO, CHRO, Founder, Owner, "Founder & CEO", "Managing Director"]}, points: 15}
          - {when: {Title: ["Head of IT", "IT Director", "Director of IT", "Head of Finance", "Finance Director", "Head of Marketing", "Marketing Director", "Head of Sales", "Head of Operations", "VP of IT", "VP of Marketing", "VP of Sales"]}, points: 10}
          - {when: {Title: ["Project Manager", "IT Manager", "Operations Manager", "Finance Manager", "Marketing Manager"]}, points: 5}
          - {when: {Title: ["Marketing Intern", "IT Intern", "Sales Intern"]}, points: -5}
      - name: Department
        kind: explicit
        first_match: true
        rules:
          - {when: {Department: IT}, points: 15}
          - {when: {Department: Finance}, points: 10}
          - {when: {Department: Marketing}, points: 5}
      - name: Source
        kind: explicit
        first_match: true
        rules:
          - {when: {Source: [referral, partner]}, points: 10}
          - {when: {Source: [webinar, event]}, points: 15}
          - {when: {Source: outbound}, points: -5}
      - name: Form
        kind: explicit
        rules:
          - {when: {Form: newsletter}, points: 10}
          - {when: {Form: contact}, points: 5}
      - name: Employees
        kind: implicit
        column: Employees
        bands: {1-49: 0, 50-99: 5, 100-499: 10, 500-999: 15, 1000+: 5}
      - name: Industry
        kind: implicit
        first_match: true
        rules:
          - {when: {Industry: [Software, Finance]}, points: 10}
          - {when: {Industry: [Manufacturing, Logistics, Healthcare]}, points: 5}
          - {when: {Industry: Education}, points: -5}
      - name: Mailbox
        kind: implicit
        rules:
          - {when: {"Free mail": "yes"}, points: -10}
      - name: Engagement
        kind: behavioural
        cap: 80
        rules:
          - {when: {"Demo requested": "yes"}, points: 50}
          - {when: {"Logins 14d": "0"}, points: -15}
      - name: Mails opened
        kind: behavioural
        column: "Emails opened 14d"
        bands: {1-2: 10, 3+: 20}
    tiers: {hot: 75, warm: 50, cold: rest}

    """
}
