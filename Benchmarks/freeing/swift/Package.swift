// swift-tools-version: 6.3
// The Swift programs of measure.py. A package of its own: the library has no benchmark in it.
import PackageDescription

let package = Package(
  name: "FreeingBenchmarks",
  dependencies: [.package(name: "facet", path: "../../..", traits: [])],
  targets: [
    .target(name: "Marks"),
    .executableTarget(name: "SwiftClasses", dependencies: ["Marks"]),
    .executableTarget(name: "FacetLibrary", dependencies: ["Marks", .product(name: "Facet", package: "facet")]),
  ],
  swiftLanguageModes: [.v6]
)
