"""The features of `leadscore features` as of each lead's moment with DuckDB: folder in, CSV out."""
import sys

import duckdb

folder, out = sys.argv[1:]
EVENTS = ("page_view", "email_open", "login", "session", "pricing_view")
DAY = 86_400_000_000

counts = ",\n".join(
    f"count(*) FILTER (event = '{name}' AND age < {days * DAY}) AS \"{name} {days}\""
    for name in EVENTS for days in (1, 7, 30))
zeros = ", ".join(
    f'coalesce("{name} {days}", 0) AS "{name} {days}"' for name in EVENTS for days in (1, 7, 30))
database = duckdb.connect()
database.execute("SET preserve_insertion_order = true")
database.execute(f"""
COPY (
  WITH leads AS (
    SELECT lead_id, created_at + INTERVAL 30 DAY AS moment
    FROM read_csv('{folder}/leads.csv', header = true, columns = {{'lead_id': 'VARCHAR', 'created_at': 'TIMESTAMP',
      'source': 'VARCHAR', 'closed_won_at': 'TIMESTAMP'}})),
  known AS (
    SELECT lead_id, event, duration_s, occurred_at, epoch_us(moment) - epoch_us(occurred_at) AS age
    FROM read_csv('{folder}/events.csv', header = true, columns = {{'lead_id': 'VARCHAR', 'occurred_at': 'TIMESTAMP',
      'event': 'VARCHAR', 'duration_s': 'DOUBLE'}}) JOIN leads USING (lead_id)
    WHERE occurred_at <= moment),
  found AS (
    SELECT lead_id, {counts},
      count(DISTINCT CAST(occurred_at AS DATE)) FILTER (age < {30 * DAY}) AS days,
      min(age) / {DAY}.0 AS recency,
      sum(duration_s) FILTER (event = 'session' AND age < {30 * DAY}) AS sum,
      sum(pow(2.0, -age / (14.0 * {DAY}))) AS decayed
    FROM known GROUP BY lead_id)
  SELECT lead_id, {zeros}, coalesce(days, 0) AS days, recency, coalesce(sum, 0) AS sum,
    coalesce(decayed, 0) AS decayed
  FROM leads LEFT JOIN found USING (lead_id) ORDER BY lead_id
) TO '{out}' (HEADER, DELIMITER ',')
""")
