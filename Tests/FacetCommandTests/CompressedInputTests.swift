// Compressed inputs from the outside: no reader sees a difference, and what is wrong is told with its place.
import FacetTestSupport
import Foundation
import Testing

private let corners = (0..<90_000).map { (index: Int) -> SIMD3<Float> in
  let (x, y, z) = (index % 200, index / 200 % 100, index % 7)
  return SIMD3(Float(x), Float(y), Float(z))
}

private func packed(_ packer: String, _ bytes: [UInt8], as name: String, in folder: TemporaryFolder) throws -> String {
  let plain = try folder.write(bytes, to: "plain")
  let path = folder.path(name)
  let result = try runShell("\(packer) < \"$IN\" > \"$OUT\"", environment: ["IN": plain, "OUT": path])
  try #require(result.exitCode == 0, "\(result.standardError)")
  return path
}

private let packers = [("gzip -c", "gz", "gzip"), ("zstd -qc", "zst", "zstd")]

@Test(arguments: packers)
func compressedInputsOfEveryFormatAreRead(packer: String, ending: String, name: String) throws {
  let folder = try TemporaryFolder()
  let stl = binarySTL(corners)
  let plain = try folder.write(stl, to: "mesh.stl")
  #expect(try runFacet(plain, folder.path("mesh.off")).exitCode == 0)
  let off = Array(try Data(contentsOf: folder.url.appendingPathComponent("mesh.off")))
  let soup = corners.map { "\($0.x),\($0.y),\($0.z)\n" }.joined()
  for (file, bytes) in [("mesh.stl", stl), ("mesh.off", off), ("mesh.xyz", Array(soup.utf8))] {
    let path = try packed(packer, bytes, as: "\(file).\(ending)", in: folder)
    let result = try runFacet(path, folder.path("out.off"), "--report", folder.path("report.json"))
    #expect(result.exitCode == 0 && result.standardError == "", "\(file) \(result.standardError)")
    #expect(Array(try Data(contentsOf: folder.url.appendingPathComponent("out.off"))) == off, "\(file)")
    let report = try ReportFile(folder.path("report.json"))
    let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    #expect(report.text("compression") == name && report.int("bytes_in") == size)
    let input = try Data(contentsOf: URL(fileURLWithPath: path))
    let piped = try runFacet("-", "-", input: input)
    #expect(piped.exitCode == 0 && Array(piped.standardOutput) == off, "\(file) \(piped.standardError)")
  }
  let info = try runFacet("info", folder.path("mesh.stl.\(ending)"))
  #expect(info.output.contains("mesh.stl.\(ending): STL, binary, \(name)\n") && info.output.contains("30,000"))
  #expect(
    try runFacet("info", "--json", folder.path("mesh.off.\(ending)")).output.contains("\"compression\": \"\(name)\""))
  #expect(try runFacet("info", "--exact", folder.path("mesh.off.\(ending)")).output.contains("unique"))
}

@Test(arguments: packers)
func compressedInputsThatAreDamagedAreRefused(packer: String, ending: String, name: String) throws {
  let folder = try TemporaryFolder()
  let path = try packed(packer, binarySTL(corners), as: "mesh.stl.\(ending)", in: folder)
  let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
  func refusal(_ bytes: [UInt8], _ options: String...) throws -> (CommandResult, String?) {
    let cut = try folder.write(bytes, to: "cut.stl.\(ending)")
    let arguments = [cut, folder.path("out.off"), "--report", folder.path("report.json")] + options
    let result = try runProgram(Places.command, arguments)
    #expect(!FileManager.default.fileExists(atPath: folder.path("out.off")) || result.exitCode == 0)
    return (result, try ReportFile(folder.path("report.json")).text("error", "code"))
  }
  // The last bytes are the checksum, behind the last triangle.
  for count in [bytes.count - 1, bytes.count - 5, bytes.count / 2, 40] {
    let (result, code) = try refusal(Array(bytes[..<count]))
    #expect(result.exitCode == 65 && code == "truncated", "\(count): \(result.standardError)")
    #expect(result.standardError.contains(": \(name): byte \(count): "))
  }
  var changed = bytes
  changed[bytes.count - (name == "gzip" ? 6 : 2)] ^= 1
  #expect(try refusal(changed).1 == "bad_checksum")
  if name == "gzip" {
    let (result, _) = try refusal(bytes + Array("garbage".utf8))
    #expect(result.exitCode == 0 && result.standardError.contains("warning: "))
    try FileManager.default.removeItem(atPath: folder.path("out.off"))
    #expect(try refusal(bytes + Array("garbage".utf8), "--strict").1 == "warning_as_error")
    #expect(try refusal(bytes + [0, 0, 0], "--strict").0.exitCode == 0)
  }
}

@Test func anInputThatExpandsTooMuchIsRefused() throws {
  let folder = try TemporaryFolder()
  // Triangles of zeros, 24 MB of them.
  let path = try packed(
    "zstd -q19c", binarySTL([SIMD3<Float>](repeating: .zero, count: 3 * 480_000)), as: "zeros.stl.zst", in: folder)
  let result = try runFacet(path, folder.path("out.off"))
  #expect(result.exitCode == 65 && result.standardError.contains("--max-expansion"), "\(result.standardError)")
  #expect(try runFacet(path, folder.path("out.off"), "--max-expansion", "1000000").exitCode == 0)
  #expect(try runFacet(path, folder.path("out.off"), "--max-expansion", "0").exitCode == 64)
}
