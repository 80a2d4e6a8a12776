#!/usr/bin/env bash
# Runs Benchmarks/freeing/measure.py with NumPy and IPython from PyPI, in an environment that is thrown away afterwards.
# Usage: freeing.sh FACET [ARGUMENT of measure.py …]
set -euo pipefail
facet=$1
shift
root=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/python"
for package in 'numpy>=2,<3' ipython; do
  "$folder/python/bin/pip" install --quiet --disable-pip-version-check "$package" ||
    echo "freeing: $package does not install here; its program is left out" >&2
done
"${SWIFT:-swift}" build -c release --package-path "$root/Benchmarks/freeing/swift" --scratch-path "$root/.build-freeing"
PYTHONDONTWRITEBYTECODE=1 "$folder/python/bin/python" "$root/Benchmarks/freeing/measure.py" --facet "$facet" \
  --swift "$root/.build-freeing/release" "$@"
