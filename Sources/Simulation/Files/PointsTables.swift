/// The points tables a marketing team would write: reasonable, and wrong here and there.
///
/// They overrate webinars, newsletters and mails opened, count a first log-in and no other, and
/// know nothing of budgets and of time: they rank better than chance, worse than a fitted model.
enum PointsTables {
  /// `rules.yaml`, for the project: it may ask for a parsed title, a joined account, any event.
  static let project = """
    # Points for the project in leadscore.yaml, as a marketing team would write them down.
    # They are a guess: `leadscore compare` shows how they do against the fitted model.
    name: SaaS demo points
    groups:
      - name: Company role
        kind: explicit
        first_match: true          # the first rule that fits gives the points
        cap: 15
        rules:
          - {when: {title.seniority: executive}, points: 15}
          - {when: {title.seniority: director}, points: 10}
          - {when: {title: ["Project Manager"]}, points: 10}
          - {when: {title.seniority: manager}, points: 5}
          - {when: {title.seniority: assistant}, points: 0}
      - name: Department
        kind: explicit
        first_match: true
        rules:
          - {when: {title.department: it}, points: 15}
          - {when: {title.department: finance}, points: 10}
          - {when: {title.department: marketing}, points: 5}
      - name: Source
        kind: explicit
        first_match: true
        rules:
          - {when: {source: [referral, partner]}, points: 10}
          - {when: {source: [webinar, event]}, points: 15}
          - {when: {source: outbound}, points: -5}
      - name: Form
        kind: explicit
        rules:
          - {when: {form: newsletter}, points: 10}
          - {when: {form: contact}, points: 5}
      - name: Employees
        kind: implicit
        column: accounts.employees
        bands: {1-49: 0, 50-99: 5, 100-499: 10, 500-999: 15, 1000+: 5}
      - name: Industry
        kind: implicit
        first_match: true
        rules:
          - {when: {accounts.industry: [Software, Finance]}, points: 10}
          - {when: {accounts.industry: [Manufacturing, Logistics, Healthcare]}, points: 5}
          - {when: {accounts.industry: Education}, points: -5}
      - name: Mailbox
        kind: implicit
        rules:
          - {when: {email.kind: free}, points: -10}
      - name: Engagement
        kind: behavioural
        cap: 80
        rules:
          - {event: demo_request, points: 50, window: 90d}
          - {event: pricing_view, points: 10, window: 30d}
          - {event: whitepaper_download, points: 10, each: true, half_life: 30d}
          - {event: webinar_attended, points: 10, window: 90d}
          - {event: email_open, points: 5, each: true, window: 30d}
          - {event: email_click, points: 5, window: 30d}
          - {no_event: login, within: 30d, points: -15}
    tiers: {hot: 75, warm: 50, cold: rest}
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
