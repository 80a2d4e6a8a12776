// The books of a forecast against the ledger itself: the same arrays, taken, resized and freed in the same order.
import FacetMemory
import FacetTestSupport
import Foundation
import Testing

@testable import FacetConversion

@Suite struct MemoryForecastTests {
  /// Seeds whose arrays all fit or are refused at the same step in both.
  @Test(arguments: 0..<12) func movesWhatTheLedgerMoves(seed: UInt64) throws {
    guard !TemporaryFile.isMemoryBacked("/var/tmp") else { return }
    var random = SeededGenerator(seed: seed)
    let limit = 96 << 20
    let ceiling = MemoryCeiling(limit: limit, temporaryFolder: "/var/tmp")
    let ledger = MemoryLedger(ceiling: ceiling)
    var forecast = MemoryForecast(ceiling: MemoryForecast.Ceiling(ceiling), base: 0)
    var arrays: [(storage: MappedStorage, holding: MemoryForecast.Holding)] = []
    for _ in 0..<60 {
      let bytes = Int.random(in: 1...40, using: &random) << 19
      let canSpill = Bool.random(using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0 where !arrays.isEmpty:
        let index = Int.random(in: arrays.indices, using: &random)
        forecast.free(arrays[index].holding)
        arrays.remove(at: index)
      case 1 where !arrays.isEmpty:
        let index = Int.random(in: arrays.indices, using: &random)
        let real = Result { try arrays[index].storage.resize(toByteCount: max(bytes, arrays[index].storage.byteCount)) }
        let wanted = max(bytes, arrays[index].storage.byteCount)
        let foreseen = Result { try forecast.resize(arrays[index].holding, to: wanted) }
        #expect(succeeds(real) == succeeds(foreseen))
      default:
        let real = Result {
          try MappedStorage(byteCount: bytes, purpose: canSpill ? .triangles : .weldTable, ledger: ledger)
        }
        let foreseen = Result { try forecast.take(bytes, canSpill: canSpill) }
        #expect(succeeds(real) == succeeds(foreseen), "\(bytes) \(canSpill)")
        if case .success(let storage) = real, case .success(let holding) = foreseen {
          arrays.append((storage, holding))
        }
      }
      #expect(ledger.snapshot().spilled.peak == forecast.spilled)
      #expect(forecast.room == ledger.room)
    }
    withExtendedLifetime(arrays) {}
  }

  private func succeeds<Value>(_ result: Result<Value, some Error>) -> Bool {
    if case .success = result { true } else { false }
  }

  @Test func residentIsWhatWasTouched() throws {
    var forecast = MemoryForecast(ceiling: nil, base: 1000)
    let first = try forecast.take(100 << 20)
    #expect(forecast.peak == 1000 && forecast.mode == .memory)
    forecast.touch(first, 5 << 20)
    #expect(forecast.peak == 1000 + (6 << 20))
    forecast.free(first)
    let second = try forecast.take(4 << 20)
    forecast.touch(second, 4 << 20)
    #expect(forecast.peak == 1000 + (6 << 20))
  }
}
