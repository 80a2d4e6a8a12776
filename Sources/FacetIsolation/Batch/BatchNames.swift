// Names: which files of a folder are meshes, and what an output is called. The content decides what a file is, but only
// once it is opened; a folder with other things in it should not become a list of failures.
import FacetConversion
import FacetFormats

enum BatchNames {
  private static let packed = ["gz", "zst"]

  /// The endings by which a file of a folder is taken for a mesh.
  private static let endings: Set<String> = [
    "stl", "off", "ply", "obj", "glb", "gltf", "npz", "npy", "soup", "xyz",
  ]
  private static let textEndings: Set<String> = ["soup", "xyz", "txt", "csv", "dat", "asc"]
  private static let rawEndings: Set<String> = ["raw", "bin", "dat"]

  /// Whether a file of a folder is a mesh by its name.
  /// - Parameter format: what all inputs are said to be; nil when each is found out.
  static func isMesh(_ name: String, as format: MeshFormat?) -> Bool {
    let ending = parts(name).ending
    // A pair is one input, named by its vertices.
    if NPYPair.isMember(name) { return NPYPair.files(forOutput: name).vertices == name && (format ?? .npy) == .npy }
    return switch format {
    case nil: endings.contains(ending)
    case .soup, .table: textEndings.contains(ending)
    case .raw: rawEndings.contains(ending)
    case .off, .offBinary: ending == "off"
    case .ply, .plyASCII: ending == "ply"
    case .stl, .stlASCII: ending == "stl"
    case .glb: ending == "glb" || ending == "gltf"
    case .obj, .npy, .npz: ending == format!.rawValue
    }
  }

  /// The name of an output: that of the input with the ending of a format.
  static func output(for input: String, as format: MeshFormat) -> String {
    let ending =
      switch format {
      case .offBinary: "off"
      case .plyASCII: "ply"
      case .stlASCII: "stl"
      case .npy: "vertices.npy"
      default: format.rawValue
      }
    return parts(input).stem + "." + ending
  }

  /// `scan.stl.gz` → `scan`, `stl`; a dot at the beginning is no ending.
  private static func parts(_ name: String) -> (stem: String, ending: String) {
    if NPYPair.isMember(name) { return (String(NPYPair.files(forOutput: name).vertices.dropLast(13)), "npy") }
    func cut(_ name: Substring) -> (Substring, String)? {
      guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return nil }
      let stem = name[..<dot]
      return stem.hasSuffix("/") ? nil : (stem, name[name.index(after: dot)...].lowercased())
    }
    guard let (stem, ending) = cut(name[...]), !ending.contains("/") else { return (name, "") }
    if packed.contains(ending), let (inner, innerEnding) = cut(stem), !innerEnding.contains("/") {
      return (String(inner), innerEnding)
    }
    return (String(stem), ending)
  }
}
