#!/usr/bin/env bash
# Runs Benchmarks/formats/bench.py beside the rivals that install: PyPI's in .build-rivals, Debian's by deps.sh.
# Usage: bench.sh FACET [ARGUMENT of bench.py …]
set -euo pipefail
facet=$1
shift
root=$(cd "$(dirname "$0")/.." && pwd)
environment=$root/.build-rivals
if [ ! -x "$environment/bin/python" ]; then python3 -m venv "$environment"; fi
for package in 'numpy<3' polars stl-reader pyminiply meshlib libigl trimesh; do
  "$environment/bin/pip" install --quiet --disable-pip-version-check "$package" 2>/dev/null ||
    echo "bench: $package does not install here; left out" >&2
done
"${SWIFT:-swift}" build -c release --package-path "$root/Benchmarks/stages" --scratch-path "$root/.build-stages"
"$environment/bin/python" "$root/Benchmarks/formats/bench.py" --facet "$facet" --python "$environment/bin/python" \
  --stages "$root/.build-stages/release/StageBenchmarks" "$@"
