// Under a ceiling, the arrays of a mesh can live in a temporary file that is mapped in their place: the addresses stay, so
// nobody who holds a pointer notices. What was touched of it is resident until `trim`, which costs nothing but the next
// touch: the bytes are in the file's cache, or on the disk, where the kernel puts what it needs the room of.
import Glibc

extension MemoryPurpose {
  /// Whether arrays of this purpose are read and written in order, so that they do well in a file. Tables that are probed
  /// at random stay in memory.
  var canSpill: Bool {
    switch self {
    case .vertices, .triangles, .attributes, .remap, .contents: true
    case .weldTable, .weldKeys, .corners, .readBuffers, .textBuffers, .other: false
    }
  }
}

extension MappedStorage {
  /// Whether the bytes lie in a temporary file.
  package var isSpilled: Bool { file != nil }

  /// Whether the bytes can be moved to a file.
  var canSpill: Bool { kind == .pages && file == nil && purpose.canSpill }

  /// Moves the bytes to a temporary file, mapped at the same address. O(resident pages).
  /// - Parameter isEmpty: nothing was written yet.
  /// - Throws: `FileError` when the folder takes no file of this size; the storage is then as it was.
  func spill(isEmpty: Bool = false) throws(FileError) {
    guard let ledger, let folder = ledger.ceiling?.temporaryFolder else {
      preconditionFailure("only a ceiling with a folder makes storages spill")
    }
    let mapped = Self.mappedBytes(byteCount)
    let before = memoryByteCount
    let fresh = try TemporaryFile(inFolder: folder)
    try fresh.allocate(mapped)
    if !isEmpty { unsafe try Self.copyTouchedPages(from: base, mapped, to: fresh) }
    guard unsafe SystemCall.mapFile(fresh.descriptor, over: base, mapped) else {
      throw FileError(.outOfMemory, path: fresh.folder, errno: errno)
    }
    file = fresh
    ledger.spilled(self, inMemory: -before)
  }

  /// Lets go of the resident pages of a spilled storage; they come back from the file when they are touched.
  func trim() {
    guard file != nil else { return }
    unsafe madvise(base, Self.mappedBytes(byteCount), MADV_DONTNEED)
  }

  /// Lets go of pages where too many are resident. For loops over whole arrays, every `stepElements` elements.
  package func settle() {
    if file != nil { ledger?.settle() }
  }

  /// How many elements a loop may touch before it looks at the ceiling.
  package static var stepElements: Int { 1 << 16 }

  /// Writes the pages that were ever touched; the others are zero in the file as they are in memory.
  @unsafe
  private static func copyTouchedPages(
    from base: UnsafeMutableRawPointer, _ byteCount: Int, to file: TemporaryFile
  ) throws(FileError) {
    let page = 4096
    var touched = [UInt64](repeating: ~0, count: 512)
    let map = SystemCall.open("/proc/self/pagemap", flags: O_RDONLY)
    defer { if let map { close(map) } }
    // Present in memory, or swapped out (Documentation/admin-guide/mm/pagemap.rst).
    let wanted: UInt64 = 0b11 << 62
    var first = 0
    while first < byteCount {
      let pages = min(touched.count, (byteCount - first) / page)
      if let map {
        let place = Int(bitPattern: unsafe base + first) / page * 8
        let got = unsafe touched.withUnsafeMutableBytes { unsafe pread(map, $0.baseAddress!, pages * 8, off_t(place)) }
        if got != pages * 8 { for index in 0..<pages { touched[index] = ~0 } }
      }
      var index = 0
      while index < pages {
        let isTouched = touched[index] & wanted != 0
        var end = index + 1
        while end < pages && (touched[end] & wanted != 0) == isTouched { end += 1 }
        if isTouched {
          let offset = first + index * page
          unsafe try file.write(base + offset, count: (end - index) * page, at: offset)
        }
        index = end
      }
      first += pages * page
    }
  }
}
