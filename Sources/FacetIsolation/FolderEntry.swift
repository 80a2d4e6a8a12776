// What is in a folder, in an order that does not depend on the file system.
import FacetMemory
import Glibc

/// An entry of a folder.
struct FolderEntry {
  enum Kind { case file, folder, other }

  let name: String
  /// What the name is; a symbolic link to a file is a file, one to a folder is `other`, so that a walk never goes round.
  let kind: Kind

  /// The entries of a folder without `.` and `..`, sorted by their bytes; none when it can't be read.
  static func all(in folder: String) -> [FolderEntry] { (try? read(folder)) ?? [] }

  /// - Throws: `FileError` when the folder can't be read.
  static func read(_ folder: String) throws(FileError) -> [FolderEntry] {
    guard let stream = unsafe opendir(folder) else { throw FileError(.cannotOpen, path: folder, errno: errno) }
    defer { unsafe closedir(stream) }
    var entries: [FolderEntry] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
        unsafe String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
      }
      if name == "." || name == ".." { continue }
      entries.append(FolderEntry(name: name, kind: kind(folder + "/" + name)))
    }
    return entries.sorted { Array($0.name.utf8).lexicographicallyPrecedes(Array($1.name.utf8)) }
  }

  private static func kind(_ path: String) -> Kind {
    guard let own = FileIdentity(ofLink: path) else { return .other }
    if own.isLink { return FileIdentity(path)?.isRegular == true ? .file : .other }
    return own.isRegular ? .file : own.isFolder ? .folder : .other
  }
}
