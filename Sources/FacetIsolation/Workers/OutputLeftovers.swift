// What a worker that was killed may leave: a hidden file beside its output, on file systems that can't write to a file without
// a name, or in the instant between the link and the rename.
import FacetMemory
import Glibc

enum OutputLeftovers {
  /// Removes the hidden files of a process that has ended, `.NAME.facet-PID-RANDOM`, from the folder of its output.
  static func remove(of process: Int32, beside output: String) {
    let folder = OutputFile.folder(of: output)
    for entry in FolderEntry.all(in: folder)
    where entry.name.hasPrefix(".") && entry.name.contains(".facet-\(process)-") {
      unsafe unlink(folder + "/" + entry.name)
    }
  }
}
