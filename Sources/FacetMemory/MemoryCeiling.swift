// A limit for the resident memory of the whole process. Part of it is there before any work begins, part is for buffers and
// for the pages of files that pass by; the rest is the budget that the ledger hands out.
import Glibc

/// The most memory that a process may have resident, and the folder for what does not fit.
public final class MemoryCeiling: Sendable {
  /// The smallest ceiling that every conversion keeps to, in bytes.
  public static let smallest = 64 << 20

  /// The most resident bytes of the process.
  public let limit: Int
  /// Where arrays go that do not fit. A folder on a disk: files of a memory-backed file system are memory.
  /// Nil: nothing goes to files, and what does not fit is refused.
  public let temporaryFolder: String?
  /// What storages may take together.
  package let budget: Int
  /// With more than this resident, the pages of arrays in files are let go of.
  package let trimmingLimit: Int
  private let statistics: Int32?

  /// - Parameters:
  ///   - limit: the most resident bytes of the whole process, what it holds already included.
  ///   - temporaryFolder: a folder on a disk; nil for none. One on a memory-backed file system is none.
  public convenience init(limit: Int, temporaryFolder: String?) {
    self.init(
      limit: limit, budget: Self.budget(limit: limit, resident: ProcessMemory.residentBytes),
      trimmingLimit: Self.trimmingLimit(limit: limit), temporaryFolder: temporaryFolder)
  }

  /// What storages may take together under a limit, in a process that has so much resident before.
  package static func budget(limit: Int, resident: Int) -> Int {
    // Stacks, small blocks, whole huge pages.
    let reserve = 8 << 20
    return max(0, limit - resident - window(limit: limit) - reserve)
  }

  package static func trimmingLimit(limit: Int) -> Int { limit - window(limit: limit) / 2 - (3 << 20) }

  /// Pages of files that pass by between two looks.
  private static func window(limit: Int) -> Int { min(max(limit / 8, 8 << 20), 64 << 20) }

  /// A ceiling whose budget is given, whatever else the process holds.
  init(limit: Int, budget: Int, trimmingLimit: Int, temporaryFolder: String?) {
    (self.limit, self.budget, self.trimmingLimit) = (limit, budget, trimmingLimit)
    self.temporaryFolder = temporaryFolder.flatMap { TemporaryFile.isMemoryBacked($0) ? nil : $0 }
    statistics = SystemCall.open("/proc/self/statm", flags: O_RDONLY)
  }

  deinit { if let statistics { close(statistics) } }

  /// The resident bytes of this process now: the second number of /proc/self/statm is the pages. Asked often, so the file
  /// stays open; 0 where the kernel does not tell.
  var residentBytes: Int {
    guard let statistics else { return 0 }
    return unsafe withUnsafeTemporaryAllocation(byteCount: 128, alignment: 16) { buffer in
      let count = unsafe pread(statistics, buffer.baseAddress!, buffer.count, 0)
      var (field, pages) = (0, 0)
      for index in 0..<max(count, 0) {
        let byte = unsafe buffer[index]
        if byte == UInt8(ascii: " ") {
          field += 1
        } else if field == 1 {
          pages = pages * 10 + Int(byte &- UInt8(ascii: "0"))
        }
      }
      return pages * 4096
    }
  }
}
