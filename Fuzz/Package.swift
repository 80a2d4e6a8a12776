// swift-tools-version: 6.3
// The program that feeds mutated files to the readers: libFuzzer's loop around the properties of Tests/FacetTests/Properties.
// A package of its own, because its entry point is libFuzzer's; Scripts/fuzz.sh builds and runs it.
import PackageDescription

let package = Package(
  name: "FacetFuzz",
  dependencies: [.package(name: "facet", path: "..", traits: [])],
  targets: [
    .executableTarget(
      name: "FacetFuzz", dependencies: [.product(name: "Facet", package: "facet")],
      swiftSettings: [.unsafeFlags(["-parse-as-library"])])
  ],
  swiftLanguageModes: [.v6]
)
