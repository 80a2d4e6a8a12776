#!/bin/bash
# Measures which lines of the readers and of number text the tests run, prints the part of each file, and fails when a
# target has less than it must. Usage: coverage.sh [PERCENT]
set -euo pipefail
least=${1:-95}
targets=(FacetFormats FacetText)
swift=${SWIFT:-swift}
scratch=.build-coverage
log=$scratch/log

mkdir -p "$scratch"
# In debug mode, so that nothing is inlined away; with small loops, since that is a hundred times slower. Tests of the
# command start processes, whose lines would not be counted; those of conversions run readers on whole files.
filter="^($(IFS='|' && echo "${targets[*]/%/Tests}")|FacetConversionTests)\\."
# The corpus is not part of the project: the figure is the same without it.
if ! FACET_SMALL_TESTS=1 FACET_CORPUS=none "$swift" test --enable-code-coverage --disable-xctest --scratch-path "$scratch" --filter "$filter" \
  >"$log" 2>&1; then
  grep -aE '^✘|error:' "$log" | head -n 20 >&2
  echo "coverage: tests failed; all lines are in $log" >&2
  exit 1
fi

# The profile is read by the llvm-cov of the same toolchain only; another one may come first on PATH.
tool=$(dirname "$(readlink -f "$(command -v "$swift")")")/llvm-cov
[ -x "$tool" ] || tool=llvm-cov
tests=$(find "$scratch/debug/" -maxdepth 1 -name '*PackageTests.xctest' | head -n 1)
profile=$scratch/debug/codecov/default.profdata

status=0
for target in "${targets[@]}"; do
  "$tool" export -summary-only -instr-profile="$profile" "$tests" "Sources/$target" 2>"$scratch/errors" |
    python3 -c '
import json, os, sys

target, least = sys.argv[1], float(sys.argv[2])
files = json.load(sys.stdin)["data"][0]["files"]
rows = [(os.path.relpath(file["filename"], "Sources/" + target), file["summary"]["lines"]) for file in files]
for name, lines in sorted(rows, key=lambda row: row[1]["percent"]):
    missed = lines["count"] - lines["covered"]
    print("  %6.2f %%  %4d of %4d lines not run  %s" % (lines["percent"], missed, lines["count"], name))
count, covered = (sum(lines[key] for _, lines in rows) for key in ("count", "covered"))
percent = 100 * covered / max(1, count)
print(f"{target}: {percent:.2f} % of {count} lines in {len(rows)} files; {least:g} % at least")
sys.exit(0 if count and percent >= least else 1)
' "$target" "$least" || status=1
done
[ "$status" = 0 ] || { echo "coverage: a target has fewer lines run than it must; to see them: $tool show -instr-profile=$profile $tests FILE" >&2 && exit 1; }
