#!/bin/bash
# Builds a package of its own that depends on Facet with `traits: []`, where OpenBLAS can't be found, runs it and looks at
# what it links. Usage: check-traits.sh [SCRATCH]
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
swift=${SWIFT:-swift}
scratch=${1:-$root/.build/traits}

stop() {
  echo "check-traits: $*" >&2
  exit 1
}

mkdir -p "$scratch/Sources/outside" "$scratch/empty"
cat >"$scratch/Package.swift" <<END
// swift-tools-version: 6.3
import PackageDescription

let package = Package(
  name: "outside",
  dependencies: [.package(name: "facet", path: "$root", traits: [])],
  targets: [.executableTarget(name: "outside", dependencies: [.product(name: "Facet", package: "facet")])])
END
# The geometry is there without the trait; the linear algebra is not.
cat >"$scratch/Sources/outside/main.swift" <<'END'
import Facet

var vertices = VertexArray([SIMD3(1, 0, 0), SIMD3(0, 1, 0), SIMD3(0, 0, 1)])
AffineTransform.scaling(2).apply(to: &vertices)
print(vertices[2].z, try Plane.fit(vertices).plane.offset > 1)
#if LinearAlgebra
  #error("the trait LinearAlgebra is on")
#endif
END

# Without pkg-config's files the headers of OpenBLAS are out of reach, as where libopenblas-dev is absent.
log=$scratch/build.log
PKG_CONFIG_LIBDIR=$scratch/empty PKG_CONFIG_PATH='' \
  "$swift" build --package-path "$scratch" --scratch-path "$scratch/.build" >"$log" 2>&1 ||
  { tail -n 20 "$log" >&2 && stop "a package with traits: [] does not build without OpenBLAS"; }
! grep -i openblas "$log" | grep -v "Compiling " >&2 || stop "the build without the trait speaks of OpenBLAS"
program=$scratch/.build/debug/outside
answer=$("$program")
[ "$answer" = "2.0 true" ] || stop "the program says '$answer'"
! ldd "$program" | grep -iE 'blas|lapack' >&2 || stop "the program links OpenBLAS without the trait"
echo "check-traits: a package with traits: [] builds without OpenBLAS, runs and does not link it"
