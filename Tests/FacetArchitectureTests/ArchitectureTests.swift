// Holds the package against the rules of the house.
import FacetTestSupport
import Foundation
import Testing

@Suite struct ArchitectureTests {
  @Test(arguments: Violation.Rule.allCases)
  func theHouseKeepsTheRule(_ rule: Violation.Rule) throws {
    let check = try #require(Rules.all.first { $0.rule == rule }?.check)
    for violation in check(try House.real()) { Issue.record("\(rule): \(violation)") }
  }

  /// Empty eyes find no faults: the reading itself must have seen the package.
  @Test func theWholeHouseIsRead() throws {
    let house = try House.real()
    for name in ["CFacetKernels", "FacetMemory", "FacetWeld", "FacetConversion", "Facet", "FacetCommand"] {
      let target = try #require(house.target(name))
      #expect(!target.files.isEmpty, "\(name) has no files")
    }
    let sources = try House.files(in: "Sources", of: Places.package)
    let inTargets = Set(house.targets.flatMap(\.files).map(\.path))
    for file in sources { #expect(inTargets.contains(file.path), "\(file.path) belongs to no target") }
    let tests = try House.files(in: "Tests", of: Places.package)
    for file in tests { #expect(inTargets.contains(file.path), "\(file.path) belongs to no target") }
    #expect(sources.count >= 60 && tests.count >= 20)
    let imports = house.targets.filter { !$0.isTest }.reduce(0) { $0 + $1.imports.count }
    #expect(imports >= 30, "only \(imports) imports were seen")
    #expect(house.target("FacetCommand")?.outside == ["ArgumentParser"])
    #expect(house.target("FacetCommand")?.kind == .executable)
  }
}
