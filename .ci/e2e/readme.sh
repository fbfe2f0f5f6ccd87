#!/usr/bin/env bash
# Runs every command of the README, in order, in a folder with the bundled data: each must exit 0.
set -euo pipefail
leadscore=$1
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$root/datasets" "$work/"
mkdir "$work/bin" && ln -s "$leadscore" "$work/bin/leadscore"
cd "$work"
export PATH="$work/bin:$PATH"
count=0
while IFS= read -r command; do
  count=$((count + 1))
  eval "$command" >"$work/output" 2>&1 || { echo "failed: $command"; cat "$work/output"; exit 1; }
done < <(sed -n 's/^\$ \(leadscore .*\)$/\1/p' "$root/README.md")
[ "$count" -ge 8 ] || { echo "only $count commands found in the README"; exit 1; }

# What the README shows of the first commands is what they print (times aside).
leadscore score datasets/saas-demo/new.csv --model leads --top 3 | grep -F "rank  lead" >/dev/null
grep -qF "$(leadscore explain datasets/saas-demo/new.csv --model leads --lead L011396 | sed -n 2p)" "$root/README.md"
grep -qF "$(leadscore compare datasets/saas-demo/export.csv --model leads --rules datasets/saas-demo/export-rules.yaml | head -1)" "$root/README.md"

# The nightly line runs as it stands, in a folder of its own, with a date in place of the clock.
line=$(grep "^15 4 \* \* \*  cd /srv/crm && " "$root/README.md" | sed 's|^15 4 \* \* \*  cd /srv/crm && ||; s|/srv/leadscore/||g; s|"$(date -u +\\%F)"|2026-07-01|')
cp -r models datasets/saas-demo/ && cd datasets/saas-demo
eval "$line"
test -s scores.csv && grep -q '"manifest"' leadscore.log
echo "readme: $count commands ran"
