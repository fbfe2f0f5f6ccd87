#!/usr/bin/env bash
# The way back: a champion of a year ago is followed by another, and comes back in under a second with
# the scores that it gave, bit for bit. Beside it what two versions differ in and who moves, signatures,
# and models of older and newer formats.
set -euo pipefail
leadscore=$1
root=$(cd "$(dirname "$0")/../.." && pwd)
export SWIFT_BACKTRACE=enable=no
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$root/datasets/saas-demo" "$work/project"
cd "$work"
say() { printf 'registry: %s\n' "$*"; }
expect() { # STATUS COMMAND...: the command ends with this status
  local wanted=$1 status=0
  shift
  "$@" >"$work/output" 2>"$work/errors" || status=$?
  [ "$status" = "$wanted" ] || { echo "status $status, not $wanted: $*"; cat "$work/errors"; exit 1; }
}
score() { expect 0 "$leadscore" score -c project/leadscore.yaml --model demo --as-of 2026-06-25 --out "$1" --quiet; }

# The champion of a year ago, and its scores; then a model of today takes its place.
expect 0 "$leadscore" train -c project/leadscore.yaml --name demo --as-of 2025-12-01 --nonlinear none --quiet
expect 0 "$leadscore" models promote demo@1 --quiet
score before.csv
expect 0 "$leadscore" train -c project/leadscore.yaml --name demo --quiet
expect 0 "$leadscore" models promote demo@2 --force --note "the year is over" --quiet
score after.csv
if cmp -s before.csv after.csv; then echo "both versions give the same scores: this proves nothing"; exit 1; fi

start=$(date +%s%N)
expect 0 "$leadscore" models rollback demo --note "calls went wrong" --quiet
took=$((($(date +%s%N) - start) / 1000000))
score again.csv
cmp before.csv again.csv
[ "$took" -lt 1000 ] || { echo "the rollback took $took ms"; exit 1; }
"$leadscore" models log demo | grep -q "calls went wrong"
say "rollback to the champion of $(wc -l <before.csv) leads in $took ms, the old scores bit for bit"

# What two versions differ in, and who moves.
expect 0 "$leadscore" models diff demo@1 demo@2 -c project/leadscore.yaml --as-of 2026-06-25 --json diff.json
python3 - "$work" <<'EOF'
import csv, json, sys
folder = sys.argv[1]
tiers = [{row["lead_id"]: row["tier"] for row in csv.DictReader(open(f"{folder}/{name}.csv"))} for name in ("before", "after")]
moved = sum(tiers[0][lead] != tiers[1][lead] for lead in tiers[0])
found = json.load(open(f"{folder}/diff.json"))
told = json.dumps(found)
assert found["moves"]["changed_tier"] == moved, (moved, found["moves"].keys(), found["moves"].get("changed_tier"))
print(f"registry: diff of two versions: {moved} of {len(tiers[0])} leads change tier, as their scores say")
EOF

# Signatures: a version without one, one by another key, a file that was changed.
for key in release other; do
  openssl genpkey -algorithm ed25519 -out $key.pem 2>/dev/null
  openssl pkey -in $key.pem -pubout -out $key.pub 2>/dev/null
done
expect 0 "$leadscore" models verify
expect 65 "$leadscore" models verify --key release.pub
for version in 1 2; do expect 0 "$leadscore" models sign demo@$version --key release.pem; done
expect 0 "$leadscore" models verify --key release.pub
expect 65 "$leadscore" models verify --key other.pub
cp -r models damaged
python3 - <<'EOF'
import pathlib
path = pathlib.Path("damaged/demo/2/model.json")
data = bytearray(path.read_bytes())
data[len(data) // 2] ^= 1
path.chmod(0o600)
path.write_bytes(data)
EOF
expect 65 "$leadscore" models verify --models damaged
expect 65 "$leadscore" score -c project/leadscore.yaml --model demo@2 --models damaged --as-of 2026-06-25 --out none.csv
[ ! -e none.csv ]
say "signatures: none, of another key and over a changed file 65; the right one 0"

# A model of a format that is not known yet says so; the registry still lists the others.
python3 - <<'EOF'
import hashlib
import json
import pathlib
import re
import shutil

shutil.copytree("models/demo/2", "models/demo/3")
folder = pathlib.Path("models/demo/3")
model, manifest = folder / "model.json", folder / "manifest.json"
text = model.read_text()
old = hashlib.sha256(text.encode()).hexdigest()
newer, count = re.subn(r'"format_version"\s*:\s*\d+', '"format_version": 99', text, count=1)
assert count == 1
for path in folder.iterdir():
    path.chmod(0o600)
model.write_text(newer)
# As of a program from before manifests vouched for themselves.
told = json.loads(manifest.read_text())
del told["digest"]
assert told["sha256"]["model.json"] == old
told["sha256"]["model.json"] = hashlib.sha256(newer.encode()).hexdigest()
manifest.write_text(json.dumps(told))
EOF
expect 65 "$leadscore" score -c project/leadscore.yaml --model demo@3 --as-of 2026-06-25 --out none.csv
grep -q "written by a newer version (99" errors || { cat errors; exit 1; }
[ ! -e none.csv ]
score still.csv
cmp before.csv still.csv
say "a model of a newer format is refused by its number, the champion goes on"
