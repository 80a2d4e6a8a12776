// swift-tools-version: 6.3
// The programs that measure single stages of Facet beside C++ in one process. A package of its own: the library has no
// benchmark in it.
import PackageDescription

let package = Package(
  name: "StageBenchmarks",
  dependencies: [.package(name: "facet", path: "../..", traits: [])],
  targets: [
    .target(
      name: "CRivals", cxxSettings: [.unsafeFlags(["-O3", "-march=x86-64-v3"])],
      linkerSettings: [.linkedLibrary("meshoptimizer")]),
    .executableTarget(
      name: "StageBenchmarks", dependencies: ["CRivals", .product(name: "Facet", package: "facet")],
      swiftSettings: [.unsafeFlags(["-Xcc", "-march=x86-64-v3"])]),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx20
)
