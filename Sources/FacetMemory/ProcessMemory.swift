// What the kernel says this process holds. Peak memory is VmHWM of the process itself: getrusage carries a large
// parent's peak through exec, VmHWM does not.

/// Reads the resident size of this process from the kernel.
public enum ProcessMemory {
  /// The largest resident size so far, in bytes (VmHWM); 0 where the kernel does not tell.
  public static var peakResidentBytes: Int { field("VmHWM:") }

  /// The resident size now, in bytes (VmRSS); 0 where the kernel does not tell.
  public static var residentBytes: Int { field("VmRSS:") }

  /// What counts against RLIMIT_DATA now, touched or not, in bytes (VmData); 0 where the kernel does not tell.
  public static var dataBytes: Int { field("VmData:") }

  private static func field(_ name: String) -> Int {
    KernelFile.field(name, of: "/proc/self/status").flatMap { Int($0) }.map { $0 * 1024 } ?? 0
  }
}
