// How cores and memory are divided.
import FacetConversion
import Testing

@testable import FacetIsolation

@Suite struct BatchShareTests {
  private func share(_ jobs: Int, _ memory: BatchMemory, cores: Int = 8) throws -> BatchShare {
    try BatchShare(jobs: jobs, memory: memory, cores: cores, available: 1000 << 20, own: 10 << 20)
  }

  @Test func neverMoreJobsThanCores() throws {
    #expect(try share(100, .unlimited).jobs == 8 && share(3, .unlimited).jobs == 3)
    #expect(try share(100, .unlimited, cores: 1).jobs == 1 && share(3, .unlimited).memory == nil)
    #expect(AvailableProcessors.count >= 1 && (AvailableMemory.bytes ?? 0) > 1 << 20)
    let here = try BatchShare(jobs: .max)
    #expect(here.jobs <= AvailableProcessors.count && here.memory != nil)
  }

  @Test func theSharesTogetherAreTheWhole() throws {
    for bytes in stride(from: 40 << 20, through: 2000 << 20, by: 33_333_333) {
      let share = try share(8, .bytes(bytes))
      #expect(share.jobs * (share.memory ?? .max) <= bytes - 10 << 20)
      #expect(share.jobs == 1 || (share.memory ?? 0) >= 64 << 20)
    }
    #expect(try share(8, .automatic).memory == (800 << 20) / 8)
  }

  @Test func tooLittleSaysHowMuchWorks() throws {
    let failure = #expect(throws: ConversionFailure.self) { try share(2, .bytes(33 << 20)) }
    #expect(failure?.exitCode == .overMemory && failure?.description.hasSuffix("--memory 34M") == true)
    #expect(try share(2, .bytes(34 << 20)).jobs == 1)
  }
}
