// What the system knows of a path, and the making of folders.
import FacetMemory
import Glibc

/// Which file a path leads to, and what the system knows of it.
struct FileIdentity {
  /// What makes two paths the same file.
  struct Number: Hashable {
    let device: UInt64
    let file: UInt64
  }

  let number: Number
  let size: Int
  /// The time of the last change, in nanoseconds since 1970.
  let modified: Int
  private let mode: mode_t

  var isRegular: Bool { mode & S_IFMT == S_IFREG }
  var isFolder: Bool { mode & S_IFMT == S_IFDIR }
  var isLink: Bool { mode & S_IFMT == S_IFLNK }

  /// Looks at what a path leads to; nil when there is nothing.
  init?(_ path: String) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  /// Looks at a symbolic link itself.
  init?(ofLink path: String) {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  private init(_ status: stat) {
    number = Number(device: UInt64(status.st_dev), file: UInt64(status.st_ino))
    size = Int(status.st_size)
    modified = Int(status.st_mtim.tv_sec) * 1_000_000_000 + Int(status.st_mtim.tv_nsec)
    mode = status.st_mode
  }
}

extension FileIdentity {
  /// The path without links, dots and relative parts; nil when there is nothing.
  static func realPath(_ path: String) -> String? {
    guard let resolved = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }

  /// Makes a folder and those above it that are missing.
  /// - Throws: `FileError` when there is something else in the way, or it is not allowed.
  static func makeFolder(_ path: String) throws(FileError) {
    let above = OutputFile.folder(of: path)
    if unsafe mkdir(path, 0o777) == 0 { return }
    if errno == ENOENT, path != above {
      try makeFolder(above)
      if unsafe mkdir(path, 0o777) == 0 { return }
    }
    let code = errno
    // Another worker may have made it meanwhile.
    if FileIdentity(path)?.isFolder == true { return }
    throw FileError(.cannotCreate, path: path, errno: code == EEXIST ? ENOTDIR : code)
  }
}
