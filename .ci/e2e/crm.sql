-- The tables of a CRM, filled from the files of the bundled project.
CREATE TABLE leads (
  lead_id text PRIMARY KEY, created_at timestamptz NOT NULL, name text, email text, company text,
  title text, source varchar(40), form text, need text, budget numeric, company_domain text,
  stage text, closed_won_at timestamptz, amount numeric(12, 2), lost_reason text, contract_id text);
CREATE TABLE accounts (
  domain text PRIMARY KEY, company text, industry text, employees integer, country char(2),
  has_website text, technologies text);
CREATE TABLE events (
  event_id text NOT NULL, lead_id text NOT NULL, occurred_at timestamptz NOT NULL,
  event text NOT NULL, duration_s double precision);
\copy leads FROM leads.csv (FORMAT csv, HEADER)
\copy accounts FROM accounts.csv (FORMAT csv, HEADER)
\copy events FROM events.csv (FORMAT csv, HEADER)
CREATE SCHEMA scores AUTHORIZATION crm;
GRANT SELECT ON leads, accounts, events TO crm;
