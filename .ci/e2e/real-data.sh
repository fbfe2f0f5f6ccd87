#!/usr/bin/env bash
# What the command makes of real public data. Skipped, loudly, where the data are not beside the repository.
set -euo pipefail
leadscore=$1
root=$(cd "$(dirname "$0")/../.." && pwd)
data=$root/../shared/data
if [ ! -d "$data" ]; then
  echo "SKIPPED: no real data in $data; datasets/README.md says where to get them"
  exit 0
fi
command -v python3 >/dev/null || { apt-get update -qq; apt-get install -y -qq python3 >/dev/null; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
bank=$data/bank-marketing/bank-full.csv

# value FILE EXPRESSION: a value of a JSON result, called d.
value() { python3 -c "import json,sys; d=json.load(open(sys.argv[1])); print($2)" "$1"; }
# holds FILE EXPRESSION: fails unless the expression is true.
holds() {
  [ "$(value "$1" "$2")" = True ] || { echo "does not hold in $1: $2"; cat "$1" | head -c 3000; exit 1; }
  echo "ok: $2"
}

# Straight lines, and what shapes and pairs add to them.
for seed in 1 2 3; do
  "$leadscore" train "$bank" --target y --exclude duration --seed "$seed" --nonlinear none --json - >"bank$seed.json"
  holds "bank$seed.json" '0.75 <= d["holdout"]["auc"] <= 0.80'
done
"$leadscore" train "$bank" --target y --exclude duration --name shapes --json shapes.json --quiet
holds shapes.json 'd["shapes"]["kept"] == "shapes_with_pairs" and 0.785 <= d["holdout"]["auc"] <= 0.82'
holds shapes.json '1 <= len(d["shapes"]["pairs"]) <= 10'

"$leadscore" train "$bank" --target y --exclude duration --in-time-order --json forward.json >forward.txt
holds forward.json 'd["holdout"]["kind"] == "newest" and d["holdout"]["auc"] < d["random_holdout_auc"] - 0.03'
grep -q "^It ages" forward.txt

# A suspect is named first, whichever leads are held out, and nothing bends around it unless it is allowed.
for seed in 1 2 3; do
  "$leadscore" train "$bank" --target y --seed "$seed" --json "leak$seed.json" >"leak$seed.txt"
  holds "leak$seed.json" '[(l["column"], l["severity"]) for l in d["leaks"]] == [("duration", "suspect")]'
  holds "leak$seed.json" '0.88 <= d["holdout"]["auc"] <= 0.92 and d["held_straight_by"] == "duration"'
  head -1 "leak$seed.txt" | grep -q 'Suspected leak: "duration"'
done
"$leadscore" train "$bank" --target y --allow-leak duration --json kept.json --quiet
holds kept.json '[l["allowed"] for l in d["leaks"]] == [True] and d["holdout"]["auc"] > 0.92'

python3 - "$bank" >planted.csv <<'PY'
import sys
lines = open(sys.argv[1]).read().splitlines()
print(lines[0] + ';"contract"')
for number, line in enumerate(lines[1:]):
    print(line + (f';"C{number % 977}"' if line.endswith('"yes"') else ";"))
PY
status=0
"$leadscore" train planted.csv --target y --exclude duration >/dev/null 2>planted.txt || status=$?
[ "$status" = 65 ] && grep -q "contract: filled for 5289 leads" planted.txt
"$leadscore" train planted.csv --target y --exclude duration --allow-leak contract --json allowed.json --quiet
holds allowed.json '[l["allowed"] for l in d["leaks"] if l["column"] == "contract"] == [True]'

"$leadscore" train "$data/bank-marketing/bank-additional-full.csv" --target y --exclude duration \
  --holdout 0.3333 --json additional.json --quiet
holds additional.json 'abs(d["holdout"]["auc"] - 0.8026) <= 0.01'

"$leadscore" train "$data/maven-crm/sales_pipeline_iso.csv" --target deal_stage --positive Won --negative Lost \
  --id opportunity_id --exclude close_value,engage_date,close_date --json maven.json >maven.txt
holds maven.json 'd["holdout"]["auc_lower"] <= 0.5 <= d["holdout"]["auc_upper"] and d["rows"] == 6711'
head -1 maven.txt | grep -q "No predictive power shown"

# A project over two files, outcomes in a table of their own: the funnel adds up to every lead.
cat >olist.yaml <<YAML
leads:
  from: $data/olist-funnel/olist_marketing_qualified_leads_dataset.csv
  id: mql_id
  created: first_contact_date
outcome:
  from: $data/olist-funnel/olist_closed_deals_dataset.csv
  lead: mql_id
  won_at: won_date
snapshot: {at: first_contact_date}
features:
  explicit: [{column: landing_page_id, min_count: 20}, {column: origin}]
YAML
"$leadscore" check -c olist.yaml --json olist-check.json >olist.txt
grep -q "^8000 leads in olist.yaml" olist.txt
holds olist-check.json 'd["funnel"]["total"] == 8000 == d["funnel"]["kept"] + sum(d["funnel"]["left_out"].values())'
holds olist-check.json 'd["rows"] == 7999 and d["positives"] == 841'
"$leadscore" train -c olist.yaml --name olist --nonlinear none --json olist.json --quiet
holds olist.json 'd["holdout"]["kind"] == "newest" and 0.67 <= d["holdout"]["auc"] <= 0.73'

# What init writes runs as it stands: check, train and a backtest, each ends well.
drafted() {
  mkdir "$1" && cp "$data/$2"/*.csv "$1/" && cd "$1"
  "$leadscore" init *.csv "${@:3}" --quiet
  for command in check "train --nonlinear none" "evaluate --nonlinear none --headline-only"; do
    $leadscore $command -c leadscore.yaml --quiet || { echo "after init of $2: $command failed"; exit 1; }
  done
  cd ..
  echo "ok: init, check, train and evaluate run on $2"
}
drafted drafted-relax relax-adoption --adopted 3/7d
drafted drafted-olist olist-funnel
drafted drafted-maven maven-crm

# Sign-ups: three kinds of data, and what each adds. As in published work on these data, adoption
# at any time counts and 30 % are judged at random; organisations are accounts here.
cp drafted-relax/*.csv .
cat >relax.yaml <<YAML
leads:
  from: takehome_users.csv
  encoding: windows-1252
  id: object_id
  created: {column: creation_time, format: "dd-MM-yyyy HH:mm"}
  account: org_id
events: {from: takehome_user_engagement.csv, lead: user_id, time: time_stamp, name: {constant: login}}
outcome: {from: conversions.csv, lead: user_id, won_at: adopted_at}
snapshot: {after: 14d}
group_by: lead
features:
  explicit:
    - {column: creation_source}
    - {column: opted_in_to_mailing_list, kind: category}
    - {column: enabled_for_marketing_drip, kind: category}
  implicit:
    - {column: email, parse: email_domain}
    - {column: org_id, parse: group_size}
    - {column: invited_by_user_id, parse: group_size}
    - {column: org_id, parse: account_history}
  behavioural:
    - {event: login, count: 14d, days: [3d, 7d, 14d], recency: true, trend: [7d, 14d], half_life: 7d}
YAML
"$leadscore" train -c relax.yaml --holdout-kind random --holdout 0.3 --name relax --json relax.json --quiet
holds relax.json 'd["holdout"]["auc"] >= 0.83'
"$leadscore" evaluate -c relax.yaml --kinds --headline-only --json relax-kinds.json >relax-kinds.txt
grep -q "What each kind of data adds" relax-kinds.txt
holds relax-kinds.json '[k["kinds"] for k in d["kinds"]][:3] == [["explicit"], ["implicit"], ["behavioural"]]'

# Every lead of a real file: base and contributions add up to the log odds.
"$leadscore" score "$bank" --model "shapes" --out scores.csv --contributions long.csv --quiet
python3 - <<'PY'
import collections, csv, math
sums = collections.defaultdict(float)
for row in csv.DictReader(open("long.csv")):
    sums[row["row"]] += float(row["log_odds"])
worst, count = 0, 0
for row in csv.DictReader(open("scores.csv")):
    p = float(row["probability"])
    worst = max(worst, abs(math.log(p / (1 - p)) - float(row["base"]) - sums[row["row"]]))
    count += 1
assert count == 45211 and worst <= 1e-9, (count, worst)
print(f"ok: base and contributions add up for {count} leads, worst {worst:.1e}")
PY

reference=$root/../shared/reference
for name in ucla_binary spector; do
  "$leadscore" train "$reference/$name.csv" --target y --penalty none --holdout 0 --allow-small --json "$name.json" --quiet
  python3 - "$name" "$reference/logit_exact.json" <<'PY'
import json, sys
result, exact = json.load(open(sys.argv[1] + ".json")), json.load(open(sys.argv[2]))[sys.argv[1]]
got = {c["feature"]: c for c in result["coefficients"]}
for column, value, error in zip(exact["columns"], exact["coef"], exact["se"]):
    row = got["(intercept)" if column == "(Intercept)" else column]
    assert abs(row["estimate"] / float(value) - 1) < 1e-9, (column, row, value)
    assert abs(row["standard_error"] / float(error) - 1) < 1e-8, (column, row, error)
print(f"ok: {sys.argv[1]}: coefficients within 1e-9, standard errors within 1e-8 of the exact values")
PY
done
echo "real data: all holds"
