// How much a test does, and the count of what it did.
import Foundation

/// How large the loops of tests are.
public enum TestSize {
  /// Set for runs with a sanitizer in debug mode, which take a hundred times longer.
  public static let isSmall = ProcessInfo.processInfo.environment["FACET_SMALL_TESTS"] == "1"

  /// Whether resident sizes mean anything: a sanitizer keeps books of its own beside each byte.
  public static let measuresMemory = !isSmall

  /// `full`, or `small` in a small run.
  public static func pick(_ full: Int, small: Int) -> Int { isSmall ? small : full }
}

/// Prints how many cases a loop ran and answers whether there were enough: a test fails when its cases get fewer.
public func ranCases(_ what: String, _ count: Int, atLeast least: Int) -> Bool {
  print("\(what): \(count) cases")
  return count >= least
}

/// How many descriptors this process holds. Compare it in a process of its own: other tests run beside.
public func openDescriptorCount() -> Int {
  ((try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []).count
}

/// Ends a process of its own (an exit test) with words on standard error unless `condition` holds.
public func demand(_ condition: Bool, _ words: @autoclosure () -> String, line: Int = #line) {
  if condition { return }
  FileHandle.standardError.write(Data("line \(line): \(words())\n".utf8))
  exit(1)
}
