#!/usr/bin/env bash
# Runs Benchmarks/speed/bench.py beside the rivals that install: PyPI's in .build-rivals, Debian's by deps.sh.
# Usage: bench.sh FACET [ARGUMENT of bench.py …]
set -euo pipefail
facet=$1
shift
root=$(cd "$(dirname "$0")/.." && pwd)
environment=$root/.build-rivals
compiled=$environment/compiled

left_out() { echo "bench: $1 does not $2 here; left out" >&2; }

if [ ! -x "$environment/bin/python" ]; then python3 -m venv "$environment"; fi
for package in 'numpy<3' polars stl-reader pyminiply meshlib libigl trimesh; do
  "$environment/bin/pip" install --quiet --disable-pip-version-check "$package" 2>/dev/null || left_out "$package" install
done

# The rivals that are C++ or plain Swift.
mkdir -p "$compiled"
compile() { # NAME FLAG …
  "${CXX:-c++}" -O3 -march=x86-64-v3 -std=c++20 "$root/Benchmarks/rivals/$1.cpp" -o "$compiled/$1" "${@:2}" 2>/dev/null ||
    left_out "$1" compile
}
compile stl2off -lmeshoptimizer
# rapidobj is one header; its package on PyPI has it, the wheel wants a newer Python than Debian 12 has.
if [ ! -e "$compiled/rapidobj.hpp" ]; then
  if (cd "$compiled" && "$environment/bin/pip" download --quiet --disable-pip-version-check --no-deps --no-binary rapidobj \
    --ignore-requires-python rapidobj==0.1.5) 2>/dev/null; then
    tar -xzf "$compiled/rapidobj-0.1.5.tar.gz" -C "$compiled" --strip-components=2 rapidobj-0.1.5/src/rapidobj.hpp || true
  fi
fi
if [ -e "$compiled/rapidobj.hpp" ]; then compile obj2off "-I$compiled" -pthread; else left_out rapidobj install; fi
"${SWIFTC:-swiftc}" -O -wmo "$root/Benchmarks/naive/structs.swift" -o "$compiled/structs"

"${SWIFT:-swift}" build -c release --package-path "$root/Benchmarks/stages" --scratch-path "$root/.build-stages"
"$environment/bin/python" "$root/Benchmarks/speed/bench.py" --facet "$facet" --python "$environment/bin/python" \
  --rivals "$compiled" --stages "$root/.build-stages/release/StageBenchmarks" "$@"
