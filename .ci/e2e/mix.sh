#!/usr/bin/env bash
# Runs two nights, trainings, promotions and scorings at once on one project, and looks for torn state:
# on files, and on SQLite and PostgreSQL while leads are deleted, changed and put back.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
for source in files sqlite postgresql; do
  if [ $source = postgresql ] && ! { ls /usr/lib/postgresql/*/bin/initdb && command -v psql; } >/dev/null 2>&1; then
    echo "mix: SKIPPED postgresql: no server is installed (databases.sh installs one)"
    continue
  fi
  python3 "$here/mix.py" "$1" "${MIX_SECONDS:-15}" $source
done
