// What the Swift programs share: they say how much memory the process holds at a named stage, and how much it held at most.
import Glibc

/// Prints a line for a stage, from /proc/self/status.
public func mark(_ stage: String) {
  print("\(stage): \(mebibytes("VmRSS:")) MiB now, \(mebibytes("VmHWM:")) MiB at most")
  fflush(nil)
}

private func mebibytes(_ field: String) -> Double {
  guard let file = fopen("/proc/self/status", "r") else { return 0 }
  defer { fclose(file) }
  var line = [CChar](repeating: 0, count: 256)
  while fgets(&line, 256, file) != nil {
    let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard text.hasPrefix(field) else { continue }
    return ((Double(text.split { $0 == " " || $0 == "\t" }[1]) ?? 0) / 102.4).rounded() / 10
  }
  return 0
}

/// Calls glibc's `malloc_trim(0)`, which Swift's Glibc does not declare: it gives back every page without a living block.
public func trimMalloc() {
  guard let symbol = dlsym(nil, "malloc_trim") else { return }
  typealias Trim = @convention(c) (Int) -> Int32
  _ = unsafeBitCast(symbol, to: Trim.self)(0)
}
