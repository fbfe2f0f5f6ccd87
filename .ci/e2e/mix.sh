#!/usr/bin/env bash
# Runs two nights, trainings, promotions and scorings at once on one project, and looks for torn state.
set -euo pipefail
exec python3 "$(cd "$(dirname "$0")" && pwd)/mix.py" "$1" "${MIX_SECONDS:-15}"
