// What the kernel says this process holds. Peak memory is VmHWM of the process itself: getrusage carries a large
// parent's peak through exec, VmHWM does not.
import CFacetKernels

/// Reads the resident size of this process from the kernel.
public enum ProcessMemory {
  /// The largest resident size so far, in bytes (VmHWM); 0 where the kernel does not tell.
  public static var peakResidentBytes: Int { field("VmHWM:") }

  /// The resident size now, in bytes (VmRSS); 0 where the kernel does not tell.
  public static var residentBytes: Int { field("VmRSS:") }

  /// What counts against RLIMIT_DATA now, touched or not, in bytes (VmData); 0 where the kernel does not tell.
  public static var dataBytes: Int { field("VmData:") }

  /// Gives back to the system what `malloc` keeps of freed blocks, for a process that lives on after a job. O(free blocks).
  package static func releaseFreeBlocks() { facet_release_free_blocks() }

  private static func field(_ name: String) -> Int {
    KernelFile.field(name, of: "/proc/self/status").flatMap { Int($0) }.map { $0 * 1024 } ?? 0
  }

  /// Makes the system allocator give freed blocks of 128 KiB and more back at once, for the whole process and for good. Left alone it
  /// keeps more and more of them, and several threads each their own. For programs, at their start.
  public static func returnFreedBlocks() { facet_return_blocks_from(128 << 10) }
}
