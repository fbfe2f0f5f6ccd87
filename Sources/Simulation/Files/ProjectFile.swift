/// `leadscore.yaml`: the project that trains on the three tables of a history.
enum ProjectFile {
  static let text = """
    # The project of the simulated SaaS history: what is a lead, what is a conversion, what is known when.
    purpose: order the sales team's morning calls       # printed on reports
    leads:
      from: leads.csv                # one row per lead; paths are relative to this file
      id: lead_id                    # the identifier, never a feature
      created: created_at            # when the lead filled in the form
      account: company_domain        # joins accounts; empty for free mail
    accounts:
      from: accounts.csv             # enrichment: some accounts have no row
      id: domain                     # the key that company_domain points at
    events:
      from: events.csv               # what leads did, in the order of delivery
      id: event_id                   # delivered twice counts once
      lead: lead_id                  # whose event it is
      time: occurred_at              # when it happened, not when it was delivered
      name: event                    # what happened
      value: duration_s              # seconds of a session, else empty
    outcome:
      won_at: closed_won_at          # set once converted, empty before
      amount: amount                 # for revenue, never a feature
      horizon: 90d                   # converted within this long after the snapshot
    snapshot: {after: 14d}           # features as of creation + 14 days; nothing later is seen
    features:
      explicit:                      # what the lead told us
        - title: {column: title, parse: job_title}        # seniority × department
        - {column: source}                                # where the lead came from
        - {column: form}                                  # which form it filled in
        - {column: need}                                  # has no effect in the truth
        - {column: budget, transform: log}                # log-normal, often left out
      implicit:                      # what can be found out
        - {column: accounts.employees, bins: [50, 100, 500, 1000, 5000]}   # mid-sized buy most
        - {column: accounts.industry, min_count: 20}      # rare industries share a level
        - {column: email, parse: email_domain}            # free mail or company
      behavioural:                   # what the lead did before the snapshot
        - {event: demo_request, count: [14d]}             # asked for a demonstration
        - {event: login, count: [7d, 14d], days: 14d, recency: true}       # trial users
        - {event: pricing_view, count: [14d]}             # looked at prices
        - {event: [email_open, email_click], rate: email_sent, window: 14d}  # share of mails answered
        - {event: [page_view, pricing_view, whitepaper_download, webinar_attended, demo_request, email_open, email_click, login, session], recency: true}  # last activity of any kind
        - {event: session, sum: value, window: 14d}       # seconds in the product
    # Not features, on purpose: stage, amount, lost_reason and contract_id are filled by the outcome.
    tiers: {hot: {top: 10%}, warm: {top: 40%}, cold: rest}  # shares of the leads scored
    rules: rules.yaml                # the points table to compare with
    write:
      - to: scores.csv               # where the scores go

    """
}
