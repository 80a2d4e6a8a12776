// swift-tools-version: 6.3
// The manifest is the architecture: every dependency below points down. ARCHITECTURE.md tells why,
// and FacetArchitectureTests holds each `import` in the sources against this list.
import PackageDescription

/// The floor of the library targets on x86-64: AVX2, FMA and BMI2. Other processors use their own baseline.
#if arch(x86_64)
  let processorFloor: [SwiftSetting] = [.unsafeFlags(["-Xcc", "-march=x86-64-v3"])]
  let processorFloorC: [CSetting] = [.unsafeFlags(["-O2"])]
#else
  let processorFloor: [SwiftSetting] = []
  let processorFloorC: [CSetting] = [.unsafeFlags(["-O2"])]
#endif
let swiftSettings: [SwiftSetting] = processorFloor + [.strictMemorySafety(), .enableExperimentalFeature("Lifetimes")]
/// Tests that wait for programs and for files take longer to optimise than to run.
let unoptimised: [SwiftSetting] = [.unsafeFlags(["-Onone"], .when(configuration: .release))]

let package = Package(
  name: "facet",
  products: [
    .library(name: "Facet", targets: ["Facet"]),
    .executable(name: "facet", targets: ["FacetCommand"]),
  ],
  traits: [
    .trait(name: "LinearAlgebra", description: "Linear algebra on OpenBLAS (libopenblas-dev)"),
    .default(enabledTraits: ["LinearAlgebra"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    // Without its traits it links no Foundation.
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.0", traits: []),
  ],
  targets: [
    // Cellar
    .target(name: "CFacetKernels", cSettings: processorFloorC),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
    // Storey 1
    .target(name: "FacetMemory", dependencies: ["CFacetKernels"], swiftSettings: swiftSettings),
    .target(name: "FacetThreads", dependencies: ["FacetMemory", "CFacetKernels"], swiftSettings: swiftSettings),
    // Storey 2
    .target(
      name: "FacetArrays", dependencies: ["FacetMemory", "CFacetKernels"], swiftSettings: swiftSettings),
    .target(name: "FacetText", dependencies: ["CFacetKernels"], swiftSettings: swiftSettings),
    .target(
      name: "FacetCompression", dependencies: ["FacetMemory", "CZlib", "CZstd"], swiftSettings: swiftSettings),
    // Storey 3
    .target(
      name: "FacetMesh", dependencies: ["FacetArrays", "FacetThreads", "FacetMemory", "CFacetKernels"],
      swiftSettings: swiftSettings),
    .target(
      name: "FacetLinearAlgebra",
      dependencies: ["FacetArrays", .target(name: "COpenBLAS", condition: .when(traits: ["LinearAlgebra"]))],
      swiftSettings: swiftSettings),
    // Storey 4
    .target(name: "FacetGeometry", dependencies: ["FacetMesh", "FacetArrays"], swiftSettings: swiftSettings),
    .target(
      name: "FacetFormats",
      dependencies: ["FacetMesh", "FacetArrays", "FacetText", "FacetCompression", "FacetThreads", "FacetMemory"],
      swiftSettings: swiftSettings),
    .target(
      name: "FacetWeld",
      dependencies: ["FacetMesh", "FacetArrays", "FacetThreads", "FacetMemory", "CFacetKernels"],
      swiftSettings: swiftSettings),
    // Storey 5
    .target(
      name: "FacetConversion",
      dependencies: [
        "FacetFormats", "FacetWeld", "FacetMesh", "FacetArrays", "FacetText", "FacetCompression", "FacetThreads",
        "FacetMemory",
      ], swiftSettings: swiftSettings),
    // Storey 6
    .target(
      name: "FacetIsolation",
      dependencies: [
        "FacetConversion", "FacetFormats", "FacetMesh", "FacetText", "FacetThreads", "FacetMemory",
        .product(name: "Subprocess", package: "swift-subprocess"),
      ], swiftSettings: swiftSettings),
    // Roof
    .target(
      name: "Facet",
      dependencies: [
        "FacetIsolation", "FacetConversion", "FacetFormats", "FacetWeld", "FacetGeometry", "FacetMesh",
        "FacetLinearAlgebra",
        "FacetArrays", "FacetText", "FacetCompression", "FacetThreads", "FacetMemory",
      ], swiftSettings: swiftSettings),
    .executableTarget(
      name: "FacetCommand",
      dependencies: [
        "FacetIsolation", "FacetConversion", "FacetFormats", "FacetText", "FacetThreads", "FacetMemory",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: swiftSettings),
    // Tests mirror Sources, file for file.
    .target(
      name: "FacetTestSupport",
      dependencies: ["FacetFormats", "FacetMesh", "FacetArrays", "FacetText", "FacetMemory"],
      path: "Tests/FacetTestSupport"),
    .testTarget(name: "FacetMemoryTests", dependencies: ["FacetMemory", "FacetTestSupport"]),
    .testTarget(name: "FacetThreadsTests", dependencies: ["FacetThreads", "FacetMemory", "FacetTestSupport"]),
    .testTarget(name: "FacetTextTests", dependencies: ["FacetText", "FacetTestSupport"]),
    .testTarget(
      name: "FacetCompressionTests", dependencies: ["FacetCompression", "FacetMemory", "FacetTestSupport"]),
    .testTarget(
      name: "FacetArraysTests", dependencies: ["FacetArrays", "FacetMemory", "CFacetKernels", "FacetTestSupport"]),
    .testTarget(name: "FacetMeshTests", dependencies: ["FacetMesh", "FacetArrays", "FacetMemory", "FacetTestSupport"]),
    .testTarget(
      name: "FacetLinearAlgebraTests", dependencies: ["FacetLinearAlgebra", "FacetArrays", "FacetTestSupport"]),
    .testTarget(
      name: "FacetGeometryTests",
      dependencies: ["FacetGeometry", "FacetLinearAlgebra", "FacetMesh", "FacetArrays", "FacetTestSupport"]),
    .testTarget(
      name: "FacetWeldTests",
      dependencies: [
        "FacetWeld", "FacetMesh", "FacetArrays", "FacetThreads", "FacetMemory", "CFacetKernels", "FacetTestSupport",
      ]),
    .testTarget(
      name: "FacetFormatsTests",
      dependencies: [
        "FacetFormats", "FacetMesh", "FacetArrays", "FacetText", "FacetCompression", "FacetThreads", "FacetMemory",
        "FacetTestSupport",
      ]),
    .testTarget(
      name: "FacetConversionTests",
      dependencies: [
        "FacetConversion", "FacetFormats", "FacetWeld", "FacetMesh", "FacetArrays", "FacetText", "FacetThreads",
        "FacetMemory", "FacetTestSupport",
      ], swiftSettings: unoptimised),
    .testTarget(
      name: "FacetIsolationTests",
      dependencies: [
        "FacetIsolation", "FacetConversion", "FacetFormats", "FacetMesh", "FacetArrays", "FacetThreads", "FacetMemory",
        "FacetTestSupport",
      ], swiftSettings: unoptimised),
    .testTarget(name: "FacetTests", dependencies: ["Facet", "FacetTestSupport"], swiftSettings: unoptimised),
    .testTarget(
      name: "FacetCommandTests",
      dependencies: [
        "FacetCommand", "FacetIsolation", "FacetConversion", "FacetFormats", "FacetMesh", "FacetCompression",
        "FacetThreads", "FacetMemory", "CFacetKernels", "FacetTestSupport",
      ], swiftSettings: unoptimised),
    .testTarget(name: "FacetArchitectureTests", dependencies: ["FacetTestSupport"], swiftSettings: unoptimised),
  ],
  swiftLanguageModes: [.v6]
)

// With a sanitizer only what holds raw memory is built and tested: all below the storey that joins it to conversions.
if Context.environment["FACET_LOWER_STOREYS"] == "1" {
  let upper = ["FacetConversion", "FacetIsolation", "Facet", "FacetCommand", "FacetArchitecture"]
  package.targets.removeAll { target in upper.contains { target.name == $0 || target.name == $0 + "Tests" } }
  (package.products, package.dependencies) = ([], [])
}
