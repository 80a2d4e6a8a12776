// What a disk has left, asked before the work begins: a conversion that can't end there need not be begun.
import Glibc

/// The room on the file system of a folder.
package enum DiskSpace {
  /// The bytes that an ordinary user may still write there (`statvfs`); nil where the system does not tell.
  package static func free(inFolder folder: String) -> Int? {
    var status = statvfs()
    guard unsafe statvfs(folder, &status) == 0 else { return nil }
    let bytes = Int(clamping: status.f_bavail).multipliedReportingOverflow(by: Int(clamping: status.f_frsize))
    return bytes.overflow ? nil : bytes.partialValue
  }
}
