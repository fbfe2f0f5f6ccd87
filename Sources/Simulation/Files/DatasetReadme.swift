/// `README.md` of a written history.
enum DatasetReadme {
  static func text(of history: SaaSHistory, document: TruthDocument) -> String {
    let counts = document.counts
    let traps = document.traps.map { "* **\($0.name)** (`\($0.file)`): \($0.description)." }
    return """
      # A simulated SaaS CRM history

      **Simulated data.** Every person, company and event here is invented; company addresses end in
      `.example`, which nobody can register, and a likeness to anybody is chance. Made by

      ```
      \(document.command)
      ```

      which writes the same bytes every time. The model the conversions were drawn from, its
      coefficients, drift, delays and the traps are in `truth.json`. With the truth known, a
      scoring model can be judged by how near it comes: the true log odds reach an AUC of about
      0.84 (0.82 to 0.86, by seed), what form and company tell alone about 0.69.

      ## The world

      Leads arrive from \(document.firstCreation.prefix(10)) to 2026-06-30; the data end at
      \(document.now), and nothing later is in them. A lead's features are taken at its
      *snapshot*, \(document.snapshotAfterDays) days after creation; it counts as converted when it buys within \(document.horizonDays) days
      after the snapshot. A lead is *mature* once both have passed.

      \(counts.leads) leads, \(counts.accounts) companies, \(counts.events) events; \(counts.exportRows) mature leads of which \(counts.exportConversions) converted.

      ## First steps

      ```
      leadscore train export.csv --target Converted --id "Lead Number" --time Created
      leadscore score new.csv --model export --out scores.csv
      leadscore compare export.csv --model export --rules export-rules.yaml

      leadscore check -c leadscore.yaml
      leadscore train -c leadscore.yaml
      leadscore score -c leadscore.yaml --model saas-demo --out scores.csv
      leadscore compare -c leadscore.yaml --model saas-demo --report compare.html
      ```

      ## Files

      * `export.csv`, `new.csv`: one flat file each, values as known at the 14-day snapshot. The
        first holds mature leads, without duplicates and without those that bought before the
        snapshot, and ends with `Converted` (yes, no). The second holds the leads to score tonight:
        still open, past the snapshot, not mature. Columns: `Lead Number`, `Created`, `Title`,
        `Department`, `Source`, `Form`, `Need`, `Budget` (US dollars a year), `Industry`,
        `Employees`, `Country`, `Free mail`, `Logins 14d`, `Pricing views 14d`, `Emails opened 14d`,
        `Demo requested`, `Last activity days ago` (whole days at the snapshot, empty without any).
      * `leads.csv`: the CRM as of the cut-off. `lead_id`, `created_at`, `name`, `email`, `company`,
        `title`, `source`, `form`, `need`, `budget`, `company_domain` (joins accounts, empty for free
        mail), `stage` (Open, Closed Won, Closed Lost), `closed_won_at`, `amount`, `lost_reason`,
        `contract_id`.
      * `accounts.csv`: what enrichment found. `domain`, `company`, `industry`, `employees`,
        `country`, `has_website`, `technologies` (parted by semicolons).
      * `events.csv`: `event_id`, `lead_id`, `occurred_at`, `event`, `duration_s` (sessions only).
        Only trial users and customers log in; `email_sent` is the company's doing, not the lead's.
      * `leadscore.yaml`: the project over the three tables. `rules.yaml`: a points table for it.
        `export-rules.yaml`: a points table for the flat file.
      * `truth.json`: the truth. `truth.csv` (only when asked for): each lead's true log odds and
        probability.

      All times are UTC, RFC 3339.

      ## Traps planted

      \(traps.joined(separator: "\n"))

      """
  }
}
