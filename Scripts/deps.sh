#!/bin/bash
# Installs what is missing, or says in one line what to do. Usage: deps.sh swift|python|numpy|openblas|compression|binutils|compiler|rivals|package:NAME …
set -euo pipefail

stop() {
  echo "facet: $*" >&2
  exit 1
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

# Installs packages with apt-get; fails without a word where that may not be.
apt_install() {
  command -v apt-get >/dev/null || return 1
  [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null || return 1
  echo "installing: $*"
  local log
  log=$(mktemp)
  if as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q "$@" >"$log" 2>&1 ||
    { as_root apt-get update -q >"$log" 2>&1 &&
      as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q "$@" >"$log" 2>&1; }; then
    rm -f "$log"
  else
    grep '^E:' "$log" | head -n 3 >&2 || true
    rm -f "$log"
    return 1
  fi
}

need_swift() {
  local swift=${SWIFT:-swift} version
  local advice="get Swift 6.3 or newer from https://www.swift.org/install/linux/ and put its usr/bin on PATH"
  command -v "$swift" >/dev/null || stop "Swift is missing: $advice"
  version=$("$swift" --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
  [ "$(printf '%s\n' 6.3 "${version:-0}" | sort -V | head -n 1)" = 6.3 ] || stop "Swift ${version:-?} is too old: $advice"
}

need_python() {
  command -v python3 >/dev/null || apt_install python3 || stop "Python is missing: sudo apt-get install python3"
}

need_numpy() {
  has_numpy() { python3 -c 'import numpy' 2>/dev/null; }
  has_numpy && return
  # Debian's NumPy is for Debian's Python; another Python that comes first on PATH has a pip of its own.
  apt_install python3-numpy && has_numpy && return
  echo "installing: numpy, with pip"
  python3 -m pip install -q numpy >/dev/null 2>&1 && has_numpy && return
  stop "NumPy is missing: sudo apt-get install python3-numpy (or: python3 -m pip install numpy)"
}

need_openblas() {
  command -v pkg-config >/dev/null || apt_install pkg-config || stop "pkg-config is missing: sudo apt-get install pkg-config"
  pkg-config --exists openblas || apt_install libopenblas-dev ||
    stop "OpenBLAS is missing: sudo apt-get install libopenblas-dev (or build with --disable-default-traits)"
}

need_binutils() {
  command -v strip >/dev/null && command -v nm >/dev/null && command -v objdump >/dev/null ||
    apt_install binutils || stop "strip is missing: sudo apt-get install binutils"
}

need_compression() {
  # The headers; the libraries themselves are on every Debian, and on the machines that run a built command.
  has_header() { "${CC:-cc}" -E -x c - </dev/null -include "$1" >/dev/null 2>&1 || [ -e "/usr/include/$1" ]; }
  has_header zlib.h || apt_install zlib1g-dev || stop "zlib is missing: sudo apt-get install zlib1g-dev"
  has_header zstd.h || apt_install libzstd-dev || stop "libzstd is missing: sudo apt-get install libzstd-dev"
}

need_rivals() {
  # What the benchmarks measure beside Facet; without one of them its rows are left out.
  [ -e /usr/include/fast_float/fast_float.h ] || apt_install libfast-float-dev ||
    stop "fast_float is missing: sudo apt-get install libfast-float-dev"
  [ -e /usr/include/meshoptimizer.h ] || apt_install libmeshoptimizer-dev ||
    stop "meshoptimizer is missing: sudo apt-get install libmeshoptimizer-dev"
  command -v c++ >/dev/null || apt_install g++ || true
  command -v taskset >/dev/null || apt_install util-linux || true
  command -v admesh >/dev/null || apt_install admesh || true
  command -v ctmconv >/dev/null || apt_install openctm-tools || true
  # Counts instructions where the machine has no counters for it.
  command -v valgrind >/dev/null || apt_install valgrind || true
}

need_compiler() {
  command -v cc >/dev/null && command -v c++ >/dev/null || apt_install gcc g++ ||
    stop "a compiler is missing: sudo apt-get install gcc g++"
}

# A package of Debian by its name, for what is only measured against.
need_package() {
  dpkg -s "$1" >/dev/null 2>&1 || apt_install "$1" || stop "$1 is missing: sudo apt-get install $1"
}

for need in "$@"; do
  case $need in
  package:*) need_package "${need#package:}" ;;
  *) "need_$need" ;;
  esac
done
