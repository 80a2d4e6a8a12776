#!/bin/bash
# Checks a built command: what it links, how large it is, whether it starts. Usage: check-command.sh COMMAND
set -euo pipefail
facet=$1
most=20000000

stop() {
  echo "check-command: $*" >&2
  exit 1
}

# Only what every Debian has, and zlib and zstd, which its package manager itself needs; no libswift*, no Foundation, no OpenBLAS.
allowed='linux-vdso|ld-linux-[a-z0-9-]+|libc|libm|libgcc_s|libstdc\+\+|libpthread|libdl|librt|libz|libzstd'
others=$(ldd "$facet" | awk '{print $1}' | grep -vE "^(/lib(64)?/)?($allowed)\.so(\.|\$)" || true)
[ -z "$others" ] || stop "$facet links $(tr '\n' ' ' <<<"$others")"

# shellcheck disable=SC2016
# Linked statically, Foundation and OpenBLAS would not show above, but in the names of their functions.
names=$(nm "$facet" 2>/dev/null | awk '{print $NF}' | grep -E '^(\$s10Foundation|cblas_|openblas_)' | head -n 3 || true)
[ -z "$names" ] || stop "$facet holds Foundation or OpenBLAS: $(tr '\n' ' ' <<<"$names")"

stripped=$(mktemp)
trap 'rm -f "$stripped"' EXIT
strip -o "$stripped" "$facet"
size=$(stat -c %s "$stripped")
[ "$size" -le "$most" ] || stop "$size bytes when stripped; $most at most"

version=$("$facet" --version)
declared=$(grep -hoE '"[0-9]+\.[0-9]+\.[0-9]+"' Sources/FacetConversion/Version.swift | tr -d '"')
[ "$version" = "$declared" ] || stop "--version prints '$version', Version.swift says '$declared'"
echo "check-command: facet $version, $size bytes when stripped, links only the C and C++ libraries, zlib and libzstd"
