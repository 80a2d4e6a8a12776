// How many processors there are to divide, as the kernel tells it in small files.
import FacetMemory
import Glibc

/// The processors that this process may use.
public enum AvailableProcessors {
  /// Those that it may run on, and no more than its cgroup's share of time; at least 1.
  public static var count: Int {
    let allowed = KernelFile.field("Cpus_allowed_list:", of: "/proc/self/status").map { ranges in
      ranges.split(separator: ",").reduce(0) { sum, range in
        let ends = range.split(separator: "-").compactMap { Int($0) }
        return sum + (ends.isEmpty ? 0 : ends[ends.count - 1] - ends[0] + 1)
      }
    }
    return max(1, min(allowed ?? sysconf(Int32(_SC_NPROCESSORS_ONLN)), quota ?? .max))
  }

  /// The whole processors that the cgroup's quota amounts to, rounded up; nil for no quota. Version 2, then version 1.
  private static var quota: Int? {
    let root = "/sys/fs/cgroup"
    func numbers(_ path: String) -> [Double?] {
      (KernelFile.text(path) ?? "").split { $0 == " " || $0 == "\n" }.map { Double($0) }
    }
    var pair = numbers(root + "/cpu.max")
    if pair.count < 2 { pair = numbers(root + "/cpu/cpu.cfs_quota_us") + numbers(root + "/cpu/cpu.cfs_period_us") }
    guard pair.count == 2, let time = pair[0], let period = pair[1], time > 0, period > 0 else { return nil }
    return Int((time / period).rounded(.up))
  }
}
