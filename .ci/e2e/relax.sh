#!/usr/bin/env bash
# Makes a project with a points table of public data: relax.sh DATA OUT; without them it does nothing.
set -euo pipefail
[ "$#" = 2 ] || exit 0
data=$(cd "$1" && pwd)
mkdir -p "$2/relax"
cd "$2/relax"
sqlite3 <<SQL
.mode csv
.import $data/takehome_users.csv users
.import $data/takehome_user_engagement.csv visits
CREATE TABLE days AS SELECT DISTINCT user_id, date(time_stamp) AS day FROM visits;
CREATE TABLE adopted AS
  SELECT user_id, min(day) AS adopted_at
  FROM (SELECT user_id, day, lag(day, 2) OVER (PARTITION BY user_id ORDER BY day) AS earlier FROM days)
  WHERE julianday(day) - julianday(earlier) < 7 GROUP BY user_id;
.headers on
.once relax-users.csv
SELECT object_id, creation_time, email, creation_source, opted_in_to_mailing_list,
       enabled_for_marketing_drip, org_id, adopted_at
FROM users LEFT JOIN adopted ON user_id = object_id;
.once relax-logins.csv
SELECT user_id, time_stamp, 'login' AS event FROM visits;
SQL
cat >leadscore.yaml <<'YAML'
purpose: find sign-ups that are about to adopt the product
leads:
  from: relax-users.csv
  id: object_id
  created: {column: creation_time, format: dd-MM-yyyy HH:mm}
events: {from: relax-logins.csv, lead: user_id, time: time_stamp, name: event}
outcome: {won_at: adopted_at, horizon: 90d}
snapshot: {after: 14d}
features:
  explicit:
    - {column: creation_source}
    - {column: opted_in_to_mailing_list}
    - {column: enabled_for_marketing_drip}
  implicit:
    - {column: email, parse: email_domain}
    - {column: org_id, min_count: 50}
  behavioural:
    - {event: login, count: [7d, 14d], days: 14d, recency: true}
tiers: {hot: {top: 10%}, warm: {top: 40%}, cold: rest}
rules: rules.yaml
YAML
# What somebody would write who has not looked at history.
cat >rules.yaml <<'YAML'
name: Sign-up points
groups:
  - name: How they came
    kind: explicit
    first_match: true
    rules:
      - {when: {creation_source: GUEST_INVITE}, points: 15}
      - {when: {creation_source: [ORG_INVITE, SIGNUP_GOOGLE_AUTH]}, points: 10}
      - {when: {creation_source: PERSONAL_PROJECTS}, points: -10}
  - name: Consent
    kind: explicit
    rules:
      - {when: {opted_in_to_mailing_list: "1"}, points: 5}
      - {when: {enabled_for_marketing_drip: "1"}, points: 5}
  - name: Mailbox
    kind: implicit
    rules: [{when: {email.kind: free}, points: -5}]
  - name: Use
    kind: behavioural
    cap: 60
    rules:
      - {event: login, points: 15, each: true, window: 14d, half_life: 14d}
      - {no_event: login, within: 7d, points: -10}
tiers: {hot: 40, warm: 15, cold: rest}
YAML
