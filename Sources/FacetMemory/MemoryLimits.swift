// How much memory the system grants this process: what is free, the limits of its control groups (version 1 and 2, all
// ancestors; Documentation/admin-guide/cgroup-v2.rst), and its own resource limits.
import Glibc

/// Reads the limits of memory from the system.
public enum MemoryLimits {
  /// 80 % of the smallest limit, in bytes, but no less than what every conversion does with; nil where the system tells none.
  public static var automatic: Int? { smallest.map { max($0 / 5 * 4, MemoryCeiling.smallest) } }

  /// The smallest of all limits, in bytes.
  static var smallest: Int? {
    var limits = controlGroups(KernelFile.lines("/proc/self/cgroup"), roots: mountedRoots)
    if let available { limits.append(available) }
    for resource in [RLIMIT_AS, RLIMIT_DATA] {
      var limit = rlimit()
      // RLIM_INFINITY is the largest number there is.
      if unsafe getrlimit(__rlimit_resource_t(resource.rawValue), &limit) == 0, limit.rlim_cur < UInt64(Int.max) {
        limits.append(Int(limit.rlim_cur))
      }
    }
    return limits.min()
  }

  /// What new work may take without swapping (MemAvailable).
  private static var available: Int? {
    KernelFile.field("MemAvailable:", of: "/proc/meminfo").flatMap { Int($0) }.map { $0 * 1024 }
  }

  /// Where control groups are mounted: those of version 2, and the memory controller of version 1.
  private static let mountedRoots = (
    unified: ["/sys/fs/cgroup", "/sys/fs/cgroup/unified"], memory: "/sys/fs/cgroup/memory"
  )

  /// The limits of the groups that the lines of /proc/self/cgroup name, and of all their ancestors. A line is
  /// `number:controllers:path`; inside a container the path may be seen from outside, so the root is always looked at.
  static func controlGroups(_ lines: [Substring], roots: (unified: [String], memory: String)) -> [Int] {
    var limits: [Int] = []
    for line in lines {
      let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3 else { continue }
      if parts[1].isEmpty {
        for root in roots.unified { limits += ancestors(parts[2], below: root, file: "memory.max") }
      } else if parts[1].split(separator: ",").contains("memory") {
        limits += ancestors(parts[2], below: roots.memory, file: "memory.limit_in_bytes")
      }
    }
    return limits
  }

  /// The numbers in `file` of a folder below a root, and of all folders between them. Version 1 has a huge number for none,
  /// version 2 the word `max`.
  private static func ancestors(_ path: Substring, below root: String, file: String) -> [Int] {
    var names = path.split(separator: "/")
    var limits: [Int] = []
    while true {
      let folder = ([root] + names.map(String.init)).joined(separator: "/")
      if let text = KernelFile.lines("\(folder)/\(file)").first, let limit = Int(text), limit < Int.max >> 1 {
        limits.append(limit)
      }
      if names.isEmpty { return limits }
      names.removeLast()
    }
  }
}
