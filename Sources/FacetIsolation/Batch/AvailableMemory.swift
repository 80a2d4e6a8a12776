// How much memory there is to divide.

/// What the system has to give.
enum AvailableMemory {
  /// The bytes that can be had without swapping (MemAvailable); nil where the kernel does not tell.
  static var bytes: Int? {
    WholeFile.kernelField("MemAvailable:", of: "/proc/meminfo").flatMap { Int($0) }.map { $0 << 10 }
  }
}
