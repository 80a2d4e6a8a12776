#!/usr/bin/env bash
# Runs Benchmarks/arrays/bench.py beside NumPy 2 from PyPI, in an environment that is thrown away afterwards.
set -euo pipefail
program=$1
shift
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/numpy"
"$folder/numpy/bin/pip" install --quiet --disable-pip-version-check 'numpy>=2,<3'
python3 "$(dirname "$0")/../Benchmarks/arrays/bench.py" --facet "$program" --python "$folder/numpy/bin/python" "$@"
