// swift-tools-version: 6.3
// The program that measures Facet's arrays for bench.py. A package of its own: the library has no benchmark in it.
import Foundation
import PackageDescription

/// Rows of operations that this checkout may not have yet are compiled once it has them.
let root = "\(Context.packageDirectory)/../.."
func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: "\(root)/\(path)") }
var settings: [SwiftSetting] = []
if exists("Sources/FacetArrays/Matrix+Unique.swift") { settings.append(.define("SETS")) }
if exists("Sources/FacetLinearAlgebra") { settings.append(.define("LINEAR_ALGEBRA")) }

let package = Package(
  name: "ArrayBenchmarks",
  dependencies: [.package(name: "facet", path: "../..")],
  targets: [
    .executableTarget(
      name: "ArrayBenchmarks", dependencies: [.product(name: "Facet", package: "facet")], swiftSettings: settings)
  ],
  swiftLanguageModes: [.v6]
)
