// The rules prove themselves: each finds what was planted for it, and a sound house passes them all.
import FacetTestSupport
import Foundation
import Testing

@Suite struct PlantedViolationTests {
  /// A small house in order: three libraries, the command, their tests.
  static func soundHouse() -> House {
    func target(_ name: String, _ arrows: [String], _ text: String, kind: HouseTarget.Kind = .regular) -> HouseTarget {
      let folder = kind == .test ? "Tests" : "Sources"
      return HouseTarget(
        name: name, kind: kind, arrows: arrows, files: [HouseFile(path: "\(folder)/\(name)/Room.swift", text: text)])
    }
    var command = target(
      "FacetCommand", ["FacetWeld"], "import ArgumentParser\nimport FacetWeld\nprint(1)\n", kind: .executable)
    command.outside = ["ArgumentParser"]
    let libraries = [
      target("FacetMemory", [], "import Glibc\n"),
      target("FacetThreads", ["FacetMemory"], "import FacetMemory\nimport Synchronization\n"),
      target("FacetMesh", ["FacetMemory"], "package import FacetMemory\n"),
      target("FacetWeld", ["FacetMesh"], "// import FacetFormats\nimport struct FacetMesh.Block\n"), command,
    ]
    let tests = libraries.map {
      target($0.name + "Tests", [$0.name], "import Testing\nimport \($0.name)\n", kind: .test)
    }
    return House(libraries + tests)
  }

  /// A fault, and the rule that must find it.
  struct Plant: Sendable, CustomTestStringConvertible {
    let rule: Violation.Rule
    let name: String
    let change: @Sendable (inout House) -> Void
    var testDescription: String { name }

    init(_ rule: Violation.Rule, _ name: String, _ change: @escaping @Sendable (inout House) -> Void) {
      (self.rule, self.name, self.change) = (rule, name, change)
    }
  }

  static let plants: [Plant] = [
    Plant(.undeclaredImport, "an import that another target brings along") {
      $0.add("import FacetMemory", to: "FacetWeld")
    },
    Plant(.undeclaredImport, "an exported import") { $0.add("@_exported import FacetMemory", to: "FacetWeld") },
    Plant(.undeclaredImport, "a scoped import") { $0.add("package import struct FacetMemory.X", to: "FacetWeld") },
    Plant(.undeclaredImport, "a package that isn't declared") { $0.add("import Collections", to: "FacetWeld") },
    Plant(.undeclaredImport, "an import in a test") { $0.add("@testable import FacetMesh", to: "FacetWeldTests") },
    Plant(.arrowNotDown, "an import that points up") { $0.add("import FacetWeld", to: "FacetMemory") },
    Plant(.arrowNotDown, "memory on threads") { $0.declare("FacetThreads", in: "FacetMemory") },
    Plant(.arrowNotDown, "siblings") { $0.declare("FacetFormats", in: "FacetWeld") },
    Plant(.arrowNotDown, "the command on the umbrella") { $0.declare("Facet", in: "FacetCommand") },
    Plant(.foundation, "Foundation in a library") { $0.add("import Foundation", to: "FacetMesh") },
    Plant(.foundation, "FoundationEssentials in a library") { $0.add("import FoundationEssentials", to: "FacetMesh") },
    Plant(.foundation, "Foundation in the command") { $0.add("import struct Foundation.Data", to: "FacetCommand") },
    Plant(.unusedArrow, "an arrow that nobody walks") { $0.declare("FacetMemory", in: "FacetWeld") },
    Plant(.unusedArrow, "an arrow that only a comment walks") {
      $0.declare("FacetMemory", in: "FacetWeld")
      $0.add("// import FacetMemory", to: "FacetWeld")
    },
    Plant(.outsidePackage, "a package below the roof") { $0.edit("FacetMesh") { $0.outside = ["ArgumentParser"] } },
    Plant(.commandReach, "OpenBLAS below the command") { house in
      house.declare("FacetLinearAlgebra", in: "FacetWeld")
      house.targets.append(HouseTarget(name: "FacetLinearAlgebra"))
    },
    Plant(.noStorey, "a target without a storey") { $0.targets.append(HouseTarget(name: "FacetAttic")) },
    Plant(.longFile, "401 lines") { $0.add(String(repeating: "\n", count: 400), to: "FacetMesh", file: "Long.swift") },
    Plant(.longFile, "a long test") {
      $0.add(String(repeating: "\n", count: 999), to: "FacetMeshTests", file: "Long.swift")
    },
    Plant(.printOrExit, "print in a library") { $0.add("func a() { print(1) }", to: "FacetMesh") },
    Plant(.printOrExit, "exit in a library") { $0.add("func a() { Glibc.exit(1) }", to: "FacetMesh") },
    Plant(.emptyName, "a room named Utils") { $0.add("", to: "FacetMesh", file: "Utils/Sort.swift") },
    Plant(.emptyName, "a file named Helpers") { $0.add("", to: "FacetMesh", file: "SortHelpers.swift") },
    Plant(.emptyName, "a room named Common") { $0.add("", to: "FacetMesh", file: "Common/Sort.swift") },
    Plant(.emptyName, "a manager") { $0.add("", to: "FacetMesh", file: "BlockManager+Rows.swift") },
    Plant(.tooMuchC, "more than a tenth of C") {
      $0.add(String(repeating: "x;\n", count: 20), to: "FacetMesh", file: "a.c")
    },
    Plant(.testWithoutTarget, "tests of nothing") {
      $0.targets.append(HouseTarget(name: "FacetAtticTests", kind: .test))
    },
    Plant(.testWithoutTarget, "a target without tests") { $0.targets.removeAll { $0.name == "FacetWeldTests" } },
  ]

  @Test func aSoundHousePasses() {
    for (rule, check) in Rules.all { #expect(check(Self.soundHouse()).isEmpty, "\(rule)") }
  }

  @Test(arguments: plants)
  func findsWhatIsPlanted(_ plant: Plant) throws {
    var house = Self.soundHouse()
    plant.change(&house)
    let check = try #require(Rules.all.first { $0.rule == plant.rule }?.check)
    let found = check(house)
    #expect(!found.isEmpty, "\(plant.rule) was not found")
    #expect(found.allSatisfy { $0.rule == plant.rule })
  }

  @Test func everyRuleHasAPlant() {
    #expect(Set(Self.plants.map(\.rule)) == Set(Violation.Rule.allCases))
    #expect(Set(Rules.all.map(\.rule)) == Set(Violation.Rule.allCases))
  }

  @Test func tablesThatAScriptMakesMayBeLong() {
    var house = Self.soundHouse()
    house.add(String(repeating: "\n", count: 900), to: "FacetMesh", file: "PowersOfTen.swift")
    house.add(String(repeating: "\n", count: 399), to: "FacetMesh", file: "Exactly400.swift")
    #expect(Rules.longFiles(house).isEmpty)
  }

  /// The same from end to end: a real manifest, real files, SwiftPM's own words.
  @Test func findsFaultsInAPackageOnDisk() throws {
    let folder = try TemporaryFolder()
    func put(_ text: String, _ path: String) throws {
      let url = folder.url.appendingPathComponent(path)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
    try put(
      """
      // swift-tools-version: 6.0
      import PackageDescription
      let package = Package(
        name: "planted",
        dependencies: [.package(url: "https://example.invalid/parser", from: "1.0.0")],
        targets: [
          .target(name: "FacetMemory", dependencies: [.target(name: "FacetMesh")]),
          .target(name: "FacetMesh", dependencies: [.product(name: "Parser", package: "parser")], path: "Sources/Rooms/Mesh"),
          .testTarget(name: "FacetMeshTests", dependencies: ["FacetMesh"]),
        ])
      """, "Package.swift")
    try put("import FacetMesh\n", "Sources/FacetMemory/Storage.swift")
    try put("import Foundation\nimport FacetWeld\n", "Sources/Rooms/Mesh/Utils/Mesh.swift")
    try put("import Testing\nimport FacetMesh\n", "Tests/FacetMeshTests/MeshTests.swift")
    let house = try House(folder: folder.url, manifest: try House.dumpManifest(of: folder.url))
    let found = Set(Rules.all.flatMap { $0.check(house) }.map(\.rule))
    #expect(
      found == [
        .arrowNotDown, .foundation, .undeclaredImport, .unusedArrow, .outsidePackage, .emptyName, .testWithoutTarget,
      ])
    #expect(Rules.arrowsNotDown(house).map(\.place).contains("Package.swift"))
    #expect(Rules.foundation(house).map(\.place) == ["Sources/Rooms/Mesh/Utils/Mesh.swift"])
  }
}

extension House {
  fileprivate mutating func edit(_ name: String, _ change: (inout HouseTarget) -> Void) {
    guard let index = targets.firstIndex(where: { $0.name == name }) else { return }
    change(&targets[index])
  }

  fileprivate mutating func add(_ text: String, to name: String, file: String = "Planted.swift") {
    edit(name) {
      let folder = $0.kind == .test ? "Tests" : "Sources"
      $0.files.append(HouseFile(path: "\(folder)/\(name)/\(file)", text: text + "\n"))
    }
  }

  fileprivate mutating func declare(_ arrow: String, in name: String) { edit(name) { $0.arrows.append(arrow) } }
}
