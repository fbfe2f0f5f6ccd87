#!/usr/bin/env bash
# Ends the command, or fails a call of it, at every point that matters, and looks at what is left.
set -euo pipefail
leadscore=$1
here=$(cd "$(dirname "$0")" && pwd)
if ! command -v strace >/dev/null; then
  echo "faults: installing strace"
  sudo=$([ "$(id -u)" = 0 ] || echo sudo)
  $sudo apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq strace >/dev/null
fi
if ! strace -qq -o /dev/null true 2>/dev/null; then
  echo "faults: this machine does not allow strace"
  exit 1
fi
exec python3 "$here/faults.py" "$leadscore"
