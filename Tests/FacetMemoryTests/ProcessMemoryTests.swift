// Figures of the kernel, and words of the system.
import FacetMemory
import Foundation
import Testing

@Suite struct ProcessMemoryTests {
  @Test func agreesWithTheKernel() throws {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    func field(_ name: String) -> Int {
      let line = status.split(separator: "\n").first { $0.hasPrefix(name) } ?? ""
      return (Int(line.split(whereSeparator: { !$0.isNumber }).first ?? "") ?? 0) * 1024
    }
    // Other tests run beside, so the two are near each other, not equal.
    #expect(ProcessMemory.peakResidentBytes >= field("VmHWM:"))
    #expect(ProcessMemory.residentBytes > 1 << 20)
    #expect(ProcessMemory.residentBytes <= ProcessMemory.peakResidentBytes + 64 << 20)
  }

  @Test func errorsAreOneLine() {
    for code: FileError.Code in [
      .cannotOpen, .cannotRead, .cannotCreate, .cannotWrite, .changedWhileReading, .outOfMemory,
    ] {
      let error = FileError(code, path: "a.stl", errno: EIO)
      #expect(!error.description.contains("\n"))
      #expect(error.description.contains("Input/output error"))
      #expect(code == .outOfMemory || error.description.hasPrefix("a.stl: "))
    }
    #expect(FileError(.cannotRead, path: "a", errno: 0, reason: "why").description == "a: cannot read: why")
    #expect(FileError.systemMessage(ENOSPC) == "No space left on device")
  }
}
