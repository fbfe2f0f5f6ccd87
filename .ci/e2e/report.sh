#!/usr/bin/env bash
# Renders the pages of the demo in a headless browser, wide and narrow, light and dark: no console
# error, no request, no fault that axe finds. Screenshots of every page at 1280 and 390 px, light and
# dark, and a print of it as PDF go to out/screenshots, or to the folder that SCREENSHOTS names.
set -euo pipefail
leadscore=$1
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

sudo=$([ "$(id -u)" = 0 ] || echo sudo)
command -v chromium >/dev/null && command -v chromedriver >/dev/null || {
  $sudo apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq chromium chromium-driver >/dev/null
}
python=$root/.venv-report/bin/python
[ -x "$python" ] || {
  python3 -m venv "$root/.venv-report" 2>/dev/null || {
    DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq python3-venv >/dev/null
    python3 -m venv "$root/.venv-report"
  }
}
"$python" -c "import axe_core_python, selenium" 2>/dev/null \
  || "$python" -m pip install --quiet "selenium==4.51.0" "axe-core-python==0.1.0"

demo=$root/datasets/saas-demo
cd "$work"
cp -r "$demo" project
run() { "$leadscore" "$@" --quiet; }
run train -c project/leadscore.yaml --name demo --learning-curve
cp models/demo/1/report.html train.html
run compare -c project/leadscore.yaml --model demo --report compare.html
run score -c project/leadscore.yaml --model demo --as-of 2026-06-25 --out scores.csv
cold=$(sed -n '/,cold,/{s/,.*//p;q}' scores.csv)
hot=$(sed -n '/,hot,/{s/,.*//p;q}' scores.csv)
run explain -c project/leadscore.yaml --model demo --lead "$cold" --as-of 2026-06-25 \
  --since 2026-06-20 --html explain.html
run explain -c project/leadscore.yaml --model demo --lead "$hot" --as-of 2026-06-25 \
  --html explain-hot.html
run profile -c project/leadscore.yaml --report profile.html
run models list --html models.html

# Scores as two nights would have stored them.
for night in 2025-06-01 2025-09-01 2025-12-01; do
  run score -c project/leadscore.yaml --model demo --as-of "$night" --out "$night.csv" --reasons 0
  awk -F, -v night="$night" 'NR > 1 { print $1 "," night "," $5 "," $8 "," $2 }' "$night.csv"
done >nights
{ echo "lead_id,as_of,score,tier,probability"; cat nights; } >history.csv
run effectiveness -c project/leadscore.yaml --scores history.csv --report effectiveness.html

run evaluate -c project/leadscore.yaml --origins 3 --nonlinear none --kinds --report evaluate.html
run monitor -c project/leadscore.yaml --model demo --as-of 2026-06-25 --scores history.csv \
  --report monitor.html --fail-on never

# A night, and one that is held back because the feed of accounts has stopped.
run nightly -c project/leadscore.yaml --model demo --as-of 2026-06-24 --fail-on never
cp runs/2026-06-24*/monitor.html nightly.html
head -1 project/accounts.csv >header && mv header project/accounts.csv
status=0
run nightly -c project/leadscore.yaml --model demo --as-of 2026-06-25 || status=$?
[ "$status" = 65 ]
cp runs/2026-06-25*/held.html held.html

# Real data with a book of points, where they are beside the repository.
pages=(train compare explain explain-hot profile models effectiveness evaluate monitor nightly held)
relax=$root/../shared/data/relax-adoption
if [ -d "$relax" ] && command -v sqlite3 >/dev/null; then
  bash "$root/.ci/e2e/relax.sh" "$relax" .
  run train -c relax/leadscore.yaml --name relax --learning-curve
  cp models/relax/1/report.html relax-train.html
  run compare -c relax/leadscore.yaml --model relax --by creation_source --report relax-compare.html
  run evaluate -c relax/leadscore.yaml --origins 3 --nonlinear none --report relax-evaluate.html
  run profile -c relax/leadscore.yaml --report relax-profile.html
  pages+=(relax-train relax-compare relax-evaluate relax-profile)
else
  echo "reports: SKIPPED relax-adoption: no data in $relax, or no sqlite3"
fi

shots=${SCREENSHOTS:-$root/out/screenshots}
mkdir -p "$shots"
"$python" "$root/.ci/e2e/report.py" "$shots" "${pages[@]/%/.html}"
