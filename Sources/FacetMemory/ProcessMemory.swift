// What the kernel says this process holds. Peak memory is VmHWM of the process itself: getrusage carries a large
// parent's peak through exec, VmHWM does not.
import Glibc

/// Reads the resident size of this process from the kernel.
public enum ProcessMemory {
  /// The largest resident size so far, in bytes (VmHWM); 0 where the kernel does not tell.
  public static var peakResidentBytes: Int { field("VmHWM:") }

  /// The resident size now, in bytes (VmRSS); 0 where the kernel does not tell.
  public static var residentBytes: Int { field("VmRSS:") }

  /// What counts against RLIMIT_DATA now, touched or not, in bytes (VmData); 0 where the kernel does not tell.
  public static var dataBytes: Int { field("VmData:") }

  private static func field(_ name: StaticString) -> Int {
    guard let descriptor = SystemCall.open("/proc/self/status", flags: O_RDONLY) else { return 0 }
    defer { close(descriptor) }
    return unsafe withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 16) { buffer in
      let count = unsafe read(descriptor, buffer.baseAddress!, buffer.count - 1)
      guard count > 0 else { return 0 }
      unsafe buffer[count] = 0
      guard let found = unsafe strstr(buffer.baseAddress!.assumingMemoryBound(to: CChar.self), name.utf8CString) else {
        return 0
      }
      return unsafe strtol(found + name.utf8CodeUnitCount, nil, 10) * 1024
    }
  }
}

extension StaticString {
  fileprivate var utf8CString: UnsafePointer<CChar> {
    unsafe UnsafeRawPointer(utf8Start).assumingMemoryBound(to: CChar.self)
  }
}
