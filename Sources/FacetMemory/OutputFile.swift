// An output that appears whole or not at all. The bytes go to a file without a name in the folder of the target; at the
// end it is linked to a hidden name and renamed over the target, which the system does in one step. A process that dies
// before leaves the old file, and nothing else. Devices, FIFOs and standard output are written in order.
// Method: Pillai et al., "All File Systems Are Not Created Equal", OSDI 2014.
import Glibc

/// A file that is written once and appears under its name only when it is complete.
public final class OutputFile {
  private enum Mode {
    /// No name yet (`O_TMPFILE`).
    case unnamed
    /// A hidden file of the same folder, for file systems that can't do without a name.
    case hidden(String)
    /// A device, a FIFO or standard output: written in place.
    case direct
  }

  /// The name that the caller gave, for messages.
  public let path: String
  /// The bytes written so far.
  public internal(set) var byteCount = 0
  let descriptor: Int32
  private let mode: Mode
  /// The path behind symbolic links: what is replaced.
  private let target: String
  private let oldMode: mode_t?
  private(set) var isOpen = true
  /// How far pages were set aside.
  var populated = 0
  /// Whether pages can be set aside; nil until it was asked.
  var isInMemory: Bool?

  /// Makes a place to write to. Nothing at `path` changes before `commit`.
  /// - Throws: `FileError` with code `cannotCreate` at once: a missing or read-only folder, a target that is a folder.
  public init(path: String) throws(FileError) {
    self.path = path
    guard !path.isEmpty else { throw FileError(.cannotCreate, path: path, errno: ENOENT) }
    var status = stat()
    var target = path
    var existing: mode_t?
    if unsafe lstat(path, &status) == 0 {
      if status.st_mode & S_IFMT == S_IFLNK {
        // Asked first: behind /dev/stdout there may be a pipe, which has no path of its own.
        guard unsafe stat(path, &status) == 0 else {
          throw FileError(.cannotCreate, path: path, errno: errno, reason: "it is a symbolic link that leads nowhere")
        }
        if status.st_mode & S_IFMT == S_IFREG {
          guard let resolved = unsafe realpath(path, nil) else {
            throw FileError(.cannotCreate, path: path, errno: errno)
          }
          target = unsafe String(cString: resolved)
          unsafe free(resolved)
        }
      }
      switch status.st_mode & S_IFMT {
      case S_IFREG: existing = status.st_mode & 0o7777
      case S_IFDIR: throw FileError(.cannotCreate, path: path, errno: EISDIR)
      default:
        guard let descriptor = SystemCall.open(target, flags: O_WRONLY) else {
          throw FileError(.cannotCreate, path: path, errno: errno)
        }
        self.descriptor = descriptor
        self.mode = .direct
        self.target = target
        self.oldMode = nil
        return
      }
    } else if errno != ENOENT {
      throw FileError(.cannotCreate, path: path, errno: errno)
    }
    let folder = Self.folder(of: target)
    self.target = target
    self.oldMode = existing
    if let descriptor = SystemCall.openUnnamed(inFolder: folder) {
      self.descriptor = descriptor
      self.mode = .unnamed
    } else if errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL {
      let hidden = Self.hiddenName(beside: target)
      guard let descriptor = SystemCall.open(hidden, flags: O_CREAT | O_EXCL | O_RDWR, mode: 0o666) else {
        throw FileError(.cannotCreate, path: path, errno: errno)
      }
      self.descriptor = descriptor
      self.mode = .hidden(hidden)
    } else {
      throw FileError(.cannotCreate, path: path, errno: errno)
    }
  }

  private init(standardOutput descriptor: Int32) {
    path = "<standard output>"
    target = path
    mode = .direct
    oldMode = nil
    self.descriptor = descriptor
  }

  /// Standard output, written in order.
  public static func standardOutput() -> OutputFile { OutputFile(standardOutput: 1) }

  deinit { discard() }

  /// Appends bytes.
  @unsafe
  public func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    precondition(isOpen, "the output was already committed or discarded")
    guard bytes.count > 0 else { return }
    unsafe try SystemCall.writeFully(descriptor, from: bytes.baseAddress!, count: bytes.count, path: path)
    byteCount += bytes.count
  }

  /// Where the bytes written so far can be read before `commit`; nil for devices, FIFOs and standard output.
  public var pathForReadingBack: String? {
    if case .direct = mode { return nil }
    return "/proc/self/fd/\(descriptor)"
  }

  /// Makes the file appear under its name, whole. Without this call the target stays as it was.
  /// - Parameter durable: waits until file and folder are on the disk.
  public func commit(durable: Bool = false) throws(FileError) {
    guard let hidden = try prepare(durable: durable) else { return }
    try appear(from: hidden)
    if durable { try synchronizeFolder() }
  }

  /// Does all of a commit that is likely to fail, and answers the hidden name from which the file has only to be renamed; nil
  /// for an output that was written in place.
  private func prepare(durable: Bool) throws(FileError) -> String? {
    precondition(isOpen, "the output was already committed or discarded")
    let hidden: String
    switch mode {
    case .direct:
      isOpen = false
      if descriptor != 1 { try SystemCall.closeAfterWriting(descriptor, path: path) }
      return nil
    case .hidden(let name): hidden = name
    case .unnamed: hidden = Self.hiddenName(beside: target)
    }
    try trim()
    if let oldMode, fchmod(descriptor, oldMode) != 0 { throw FileError(.cannotWrite, path: path, errno: errno) }
    if durable { try SystemCall.synchronize(descriptor, path: path) }
    if case .unnamed = mode {
      let link = "/proc/self/fd/\(descriptor)"
      guard unsafe linkat(AT_FDCWD, link, AT_FDCWD, hidden, AT_SYMLINK_FOLLOW) == 0 else {
        throw FileError(.cannotCreate, path: path, errno: errno)
      }
    }
    isOpen = false
    do {
      try SystemCall.closeAfterWriting(descriptor, path: path)
    } catch {
      unsafe unlink(hidden)
      throw error
    }
    return hidden
  }

  private func appear(from hidden: String) throws(FileError) {
    guard unsafe rename(hidden, target) == 0 else {
      let code = errno
      unsafe unlink(hidden)
      throw FileError(.cannotCreate, path: path, errno: code)
    }
  }

  private func synchronizeFolder() throws(FileError) {
    let folder = Self.folder(of: target)
    let folderDescriptor = try SystemCall.openForReading(folder)
    defer { close(folderDescriptor) }
    try SystemCall.synchronize(folderDescriptor, path: folder)
  }

  /// Makes two files appear that belong together, `first` before `second`. When one of them can't appear, neither does, and
  /// an old `first` is there again. A process that dies between the two renames leaves the new `first` beside the old `second`,
  /// or beside none.
  /// - Parameter durable: waits until files and folders are on the disk.
  public static func commit(_ first: OutputFile, then second: OutputFile, durable: Bool = false) throws(FileError) {
    let hiddenFirst = try first.prepare(durable: durable)
    let hiddenSecond: String?
    do {
      hiddenSecond = try second.prepare(durable: durable)
    } catch {
      if let hiddenFirst { unsafe unlink(hiddenFirst) }
      throw error
    }
    // The old file under another name, for the way back.
    let old = hiddenName(beside: first.target)
    let isKept = unsafe first.oldMode != nil && link(first.target, old) == 0
    defer { if isKept { unsafe unlink(old) } }
    do {
      if let hiddenFirst { try first.appear(from: hiddenFirst) }
    } catch {
      if let hiddenSecond { unsafe unlink(hiddenSecond) }
      throw error
    }
    do {
      if let hiddenSecond { try second.appear(from: hiddenSecond) }
    } catch {
      if isKept {
        unsafe rename(old, first.target)
      } else if hiddenFirst != nil && first.oldMode == nil {
        unsafe unlink(first.target)
      }
      throw error
    }
    if durable {
      try first.synchronizeFolder()
      try second.synchronizeFolder()
    }
  }

  /// Drops the bytes; the target stays as it was. Harmless after `commit`.
  public func discard() {
    guard isOpen else { return }
    isOpen = false
    if case .hidden(let name) = mode { unsafe unlink(name) }
    if descriptor != 1 { close(descriptor) }
  }

  /// Whether an output of this name takes bytes in order only, as standard output, devices and FIFOs do.
  package static func isDirect(_ name: String) -> Bool {
    var status = stat()
    guard name != "-" else { return true }
    guard unsafe stat(name, &status) == 0 else { return false }
    return status.st_mode & S_IFMT != S_IFREG
  }

  /// The folder that a path lies in.
  package static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// A name nobody guesses, beside the target: `.NAME.facet-PID-RANDOM`.
  private static func hiddenName(beside target: String) -> String {
    // A name may have 255 bytes; letters may take several.
    let name = String(decoding: (target.split(separator: "/").last ?? "output").utf8.prefix(60), as: UTF8.self)
    let folder = folder(of: target)
    let random = String(UInt64.random(in: .min ... .max), radix: 36)
    return "\(folder)/.\(name).facet-\(getpid())-\(random)"
  }
}
