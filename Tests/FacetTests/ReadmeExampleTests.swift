// The README's examples in Swift and Python, run as they stand there.
import Facet
import FacetTestSupport
import Foundation
import Testing

@Suite struct ReadmeExampleTests {
  /// The code blocks of a language in the README.
  func blocks(_ language: String) throws -> [String] {
    let readme = try String(contentsOf: Places.package.appendingPathComponent("README.md"), encoding: .utf8)
    return readme.components(separatedBy: "```\(language)\n").dropFirst().map { $0.components(separatedBy: "```")[0] }
  }

  @Test func swiftExampleSaysWhatThisTestRuns() throws {
    let folder = try TemporaryFolder()
    // The README's lines, with the path in a temporary folder.
    let soup = try TriangleSoup()
    try soup.append(SIMD3(0, 0, 0), SIMD3(1, 0, 0), SIMD3(0, 1, 0))
    try soup.append(SIMD3(1, 0, 0), SIMD3(1, 1, 0), SIMD3(0, 1, 0))
    let mesh = try soup.write(to: folder.path("mesh.off"))
    #expect("\(mesh.vertices.count) \(mesh.triangles.count)" == "4 2")

    let source = try String(contentsOfFile: #filePath, encoding: .utf8)
    let block = try #require(try blocks("swift").first)
    for line in block.split(separator: "\n") where !line.hasPrefix("import") && !line.hasPrefix("print") {
      let expected = line.replacingOccurrences(of: "\"mesh.off\"", with: "folder.path(\"mesh.off\")")
      #expect(source.contains(expected), "\(line)")
    }
    #expect(block.contains("print(mesh.vertices.count, mesh.triangles.count)  // 4 2"))
  }

  @Test func isolatedExampleSaysWhatThisTestRuns() async throws {
    let folder = try TemporaryFolder()
    try GeneratedSoup.sphere(atMost: 100).write(to: folder.path("scan.stl"))
    let conversion = IsolatedConversion(
      input: folder.path("scan.stl"), worker: WorkerProgram(path: Places.command.path))
    let file = try await conversion.mesh()
    let count = file.mesh.vertices.count
    file.delete()
    #expect(count > 30)
    let block = try #require(try blocks("swift").first { $0.contains("IsolatedConversion") })
    for call in [
      "IsolatedConversion(input:", "worker: WorkerProgram(path:", "await conversion.mesh()", "file.delete()",
    ] {
      #expect(block.contains(call), "\(call)")
    }
  }

  @Test func pythonExampleRuns() throws {
    guard try runShell("python3 -c 'import numpy'").exitCode == 0 else {
      print("python3 with numpy is not there: the README's Python example was not run")
      return
    }
    let folder = try TemporaryFolder()
    let block = try #require(try blocks("python").first)
    let program = try folder.write(block, to: "example.py")
    let path =
      Places.command.deletingLastPathComponent().path + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? "")
    let result = try runShell("python3 \(program)", folder: folder.url, environment: ["PATH": path])
    #expect(result.exitCode == 0, "\(result.standardError)")
    let off = try String(contentsOfFile: folder.path("mesh.off"), encoding: .utf8)
    #expect(off.hasPrefix("OFF\n3000 1000 0\n"))
  }
}
