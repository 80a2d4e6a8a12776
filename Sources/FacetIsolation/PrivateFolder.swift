// A folder of our own for files that other processes of ours write. It holds a lock as long as it is used: what a process
// that died has left, the next one finds unlocked and removes.
import FacetMemory
import Glibc

/// A temporary folder that only this user can look into.
struct PrivateFolder: ~Copyable, Sendable {
  private static let prefix = "facet-mesh-"

  let path: String
  private let descriptor: Int32

  /// Makes a folder below `parent`, and removes those there that nobody uses any more.
  /// - Parameter parent: nil takes $TMPDIR, or else /var/tmp, which is on a disk.
  init(below parent: String?) throws(FileError) {
    let usual = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) }
    let parent = parent ?? usual ?? "/var/tmp"
    Self.removeStale(below: parent)
    let name = "\(parent)/\(Self.prefix)\(getpid())-\(String(UInt64.random(in: .min ... .max), radix: 36))"
    guard unsafe mkdir(name, 0o700) == 0 else { throw FileError(.cannotCreate, path: name, errno: errno) }
    guard let descriptor = SystemCall.open(name, flags: O_RDONLY | O_DIRECTORY) else {
      let code = errno
      unsafe rmdir(name)
      throw FileError(.cannotCreate, path: name, errno: code)
    }
    flock(descriptor, LOCK_EX)
    path = name
    self.descriptor = descriptor
  }

  deinit {
    Self.remove(path)
    close(descriptor)
  }

  private static func removeStale(below parent: String) {
    for entry in FolderEntry.all(in: parent) where entry.name.hasPrefix(prefix) {
      let path = parent + "/" + entry.name
      // One that was made a moment ago may not yet hold its lock.
      guard let made = FileIdentity(path)?.modified, time(nil) - made / 1_000_000_000 > 10 else { continue }
      guard let descriptor = SystemCall.open(path, flags: O_RDONLY | O_DIRECTORY | O_NOFOLLOW) else { continue }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { remove(path) }
      close(descriptor)
    }
  }

  /// Removes a folder with its files. There are no folders in it.
  private static func remove(_ path: String) {
    for entry in FolderEntry.all(in: path) { unsafe unlink(path + "/" + entry.name) }
    unsafe rmdir(path)
  }
}
