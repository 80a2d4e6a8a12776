// The storeys of the house, as ARCHITECTURE.md shows them. Who adds a target writes it in here first.

/// One line of the table of storeys.
struct Storey {
  let target: String
  /// Every arrow goes from a higher number to a lower one.
  let height: Int
  /// Products of other packages that this target may use. No library but FacetIsolation uses any.
  var outside: Set<String> = []
}

enum Storeys {
  static let all: [Storey] = [
    Storey(target: "FacetCommand", height: 70, outside: ["ArgumentParser"]),
    Storey(target: "Facet", height: 70),
    Storey(target: "FacetIsolation", height: 60, outside: ["Subprocess"]),
    Storey(target: "FacetConversion", height: 50),
    Storey(target: "FacetFormats", height: 40),
    Storey(target: "FacetWeld", height: 40),
    Storey(target: "FacetGeometry", height: 40),
    Storey(target: "FacetMesh", height: 30),
    Storey(target: "FacetLinearAlgebra", height: 30),
    Storey(target: "FacetArrays", height: 20),
    Storey(target: "FacetText", height: 20),
    Storey(target: "FacetCompression", height: 20),
    // Both are storey 1: threads stand on memory, so they are half a storey higher.
    Storey(target: "FacetThreads", height: 15),
    Storey(target: "FacetMemory", height: 10),
    Storey(target: "CFacetKernels", height: 0),
    Storey(target: "COpenBLAS", height: 0),
    Storey(target: "CZlib", height: 0),
    Storey(target: "CZstd", height: 0),
  ]

  static func find(_ target: String) -> Storey? { all.first { $0.target == target } }

  /// Modules that come with Swift and the system. An import of anything else needs an arrow in the manifest.
  static let system: Set<String> = [
    "Swift", "Synchronization", "Builtin", "Glibc", "Musl", "Darwin", "Android", "_Builtin_float", "_Concurrency",
    "_Volatile",
  ]

  /// What tests may import besides.
  static let systemInTests: Set<String> = ["Testing", "Foundation", "FoundationEssentials", "Dispatch", "RegexBuilder"]

  /// What the command must not reach, however far down: OpenBLAS takes 11 ms to load, and the umbrella brings it along.
  static let neverInCommand: Set<String> = ["Facet", "FacetLinearAlgebra", "FacetGeometry", "COpenBLAS"]

  static let command = "FacetCommand"
  static let testSupport = "FacetTestSupport"

  /// The longest file, in lines; tables that a kept script makes are let off.
  static let longestFile = 400
  static let generatedTables: Set<String> = ["PowersOfTen.swift"]

  /// Words that say nothing about what is in a room.
  static let emptyWords: Set<String> = [
    "util", "utils", "utility", "utilities", "helper", "helpers", "common", "manager", "managers", "misc",
  ]

  /// The least part of the source lines that is Swift.
  static let leastSwiftShare = 0.9
}
