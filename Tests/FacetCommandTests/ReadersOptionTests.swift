// `facet check --readers` as a user runs it.
import FacetTestSupport
import Foundation
import Testing

@Suite struct ReadersOptionTests {
  @Test func lines() throws {
    let box = try runFacet("check", "off/accept-box.off", "--readers", folder: Places.data)
    #expect(
      box.exitCode == 0 && box.output.contains(/\n  readers +all \d\d that were tried read it\n/), "\(box.output)")
    let crlf = try runFacet("check", "off/accept-crlf.off", "--readers", folder: Places.data)
    #expect(crlf.exitCode == 0, "facts are not faults")
    #expect(crlf.output.contains(/\n  readers +\d+ of \d+ read it\n/), "\(crlf.output)")
    #expect(crlf.output.contains("refuses it: line 1: lines end with CR LF (libgeomview-dev 1"), "\(crlf.output)")
    let without = try runFacet("check", "off/accept-crlf.off", folder: Places.data)
    #expect(!without.output.contains("readers") && !without.output.contains("Geomview"))
    let glb = try runFacet("check", "glb/accept-box.glb", "--readers", folder: Places.data)
    #expect(glb.exitCode == 0 && glb.output.contains("none was tried on this format"))
  }

  @Test func json() throws {
    let result = try runFacet("check", "stl/accept-binary-header-solid.stl", "--readers", "--json", folder: Places.data)
    #expect(result.exitCode == 0)
    let readers = try #require(try ReportFile(result.standardOutput).values["readers"] as? [String: Any])
    #expect(Set(readers.keys) == ["tried", "read", "findings"])
    let findings = try #require(readers["findings"] as? [[String: Any]])
    #expect((readers["tried"] as? Int ?? 0) - (readers["read"] as? Int ?? 0) == findings.count && !findings.isEmpty)
    let keys: Set = ["reader", "version", "verdict", "feature", "words", "first", "what", "fixture", "more"]
    for finding in findings {
      #expect(Set(finding.keys) == keys)
      #expect(finding["feature"] as? String == "stl-binary-solid" && finding["first"] as? String == "byte 0")
    }
  }

  @Test func standardInputIsRefused() throws {
    let bytes = try Data(contentsOf: Places.data.appendingPathComponent("off/accept-box.off"))
    let result = try runFacet("check", "-", "--readers", input: bytes)
    #expect(result.exitCode == 64 && result.standardOutput.isEmpty)
    #expect(result.standardError.contains("standard input"))
  }

  @Test func compressedFilesAreLookedAtUnpacked() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("OFF\n3 1 3\n0 0 0\n1 0 0\n0 1 0\n3 0 1 2\n", to: "mesh.off")
    #expect(try runShell("gzip mesh.off", folder: folder.url).exitCode == 0)
    let result = try runFacet("check", "mesh.off.gz", "--readers", folder: folder.url)
    #expect(result.exitCode == 0 && result.output.contains("line 2: the number of edges is not 0"), "\(result.output)")
  }
}
