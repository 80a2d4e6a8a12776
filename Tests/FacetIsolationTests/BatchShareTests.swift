// How cores and memory are divided.
import FacetConversion
import FacetThreads
import Testing

@testable import FacetIsolation

@Suite struct BatchShareTests {
  private func share(_ jobs: Int, _ memory: MemoryPolicy, cores: Int = 8) throws -> BatchShare {
    try BatchShare(jobs: jobs, memory: memory, cores: cores, available: 1000 << 20, own: 10 << 20)
  }

  @Test func neverMoreJobsThanCores() throws {
    #expect(try share(100, .none).jobs == 8 && share(3, .none).jobs == 3)
    #expect(try share(100, .none, cores: 1).jobs == 1 && share(3, .none).memory == nil)
    #expect(AvailableProcessors.count >= 1)
    let here = try BatchShare(jobs: .max)
    #expect(here.jobs <= AvailableProcessors.count && here.memory != nil)
  }

  @Test func theSharesTogetherAreTheWhole() throws {
    for bytes in stride(from: 50 << 20, through: 2000 << 20, by: 33_333_333) {
      let share = try share(8, .bytes(bytes))
      #expect(share.jobs * (share.memory ?? .max) <= bytes - 10 << 20)
      #expect(share.jobs == 1 || (share.memory ?? 0) >= 64 << 20)
    }
    #expect(try share(8, .automatic).memory == (1000 << 20) / 8)
  }

  @Test func tooLittleSaysHowMuchWorks() throws {
    let failure = #expect(throws: ConversionFailure.self) { try share(2, .bytes(33 << 20)) }
    #expect(failure?.exitCode == .overMemory && failure?.description.hasSuffix("--memory 74M is always enough") == true)
    #expect(try share(2, .bytes(42 << 20)).jobs == 1)
  }
}
