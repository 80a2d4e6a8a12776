#!/bin/bash
# Runs tests and keeps their last line; no tests at all is a failure too. Usage: run-tests.sh SUMMARY COMMAND…
set -euo pipefail
summary=$1
shift
log=$summary.log

mkdir -p "$(dirname "$summary")"
rm -f "$summary"
echo "$*"

# Shows what is worth reading; the log has every line.
show() { grep --line-buffered -avE '^(◇|✔ Test ("|[^ ]*\()|\[[0-9]+/[0-9]+\]|$)' || true; }

status=0
"$@" 2>&1 | tee "$log" | show || status=$?
if [ "$status" != 0 ]; then
  echo "failed, with status $status; all lines are in $log: $*" >&2
  exit 1
fi
grep -aoE 'Test run with [1-9][0-9]* tests? in [0-9]+ suites? passed.*' "$log" | tail -n 1 >"$summary" || true
if [ ! -s "$summary" ]; then
  echo "failed: no test was run by: $*" >&2
  exit 1
fi
