// What a file is, its content says first and its name second: names lie, and standard input has none. Only the first block
// is looked at, and it is not consumed.
import FacetArrays
import FacetMemory
import FacetText

/// Finds the format of an input.
public enum FormatDetection {
  /// Answers the format of an input from at most its first MiB, its size and its name. Consumes nothing.
  /// - Parameter options: columns or lines to leave out make any text a soup, a raw layout makes anything raw.
  /// - Throws: `FormatError` for an empty input, for a format that is known and not read, and for an unknown one: then
  ///   with a diagnosis and the option to type.
  public static func detect(_ source: ByteSource, options: ReaderOptions = ReaderOptions()) throws -> MeshFormat {
    let start = unsafe try source.peek()
    let sample = unsafe DetectionSample(start, source: source)
    if sample.isEmpty { throw sample.fault(.emptyFile, "empty file") }
    if options.rawLayout != nil { return .raw }
    if sample.begins(with: NPYHeader.magic) { return .npy }
    if sample.isNPZ { return .npz }
    if let container = container(sample) { throw sample.fault(.unsupported, container) }
    if sample.isExactlyBinarySTL { return .stl }
    if sample.begins(with: [0xff, 0xfe]) || sample.begins(with: [0xfe, 0xff]) {
      throw sample.fault(.unsupported, "UTF-16 text; convert it to UTF-8 first")
    }
    if let format = try byKeyword(sample) { return format }
    if sample.isText {
      if sample.nameExtension == "off" { return .off }
      if sample.nameExtension == "stl" { return .stlASCII }
      if sample.nameExtension == "npy" { return .npy }
      if sample.nameExtension == "ply" { return .ply }
      // Bare numbers are no OBJ, whatever the name says.
      if sample.nameExtension == "obj" && sample.lines()?.isSoup != true { return .obj }
      return try soup(sample, options)
    }
    if let format = byName(sample) { return format }
    if sample.isProbablyBinarySTL { return .stl }
    throw sample.fault(.unknownFormat, unknownBinary(sample))
  }

  /// What to say about compressed data.
  private static func container(_ sample: DetectionSample) -> String? {
    let kinds: [(name: String, magic: [UInt8])] = [
      ("gzip-compressed", [0x1f, 0x8b]), ("ZIP-compressed", [0x50, 0x4b, 0x03, 0x04]),
      ("zstd-compressed", [0x28, 0xb5, 0x2f, 0xfd]), ("bzip2-compressed", [0x42, 0x5a, 0x68]),
      ("xz-compressed", [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]),
    ]
    return kinds.first { sample.begins(with: $0.magic) }.map { "\($0.name) data; decompress it first" }
  }

  /// Looks for the word that a format begins with.
  private static func byKeyword(_ sample: DetectionSample) throws(FormatError) -> MeshFormat? {
    if sample.begins(with: GLBInput.magic) { return .glb }
    let word = sample.firstWord
    if isOFFKeyword(word) || isOFFKeyword(sample.wordBehindBrace) { return .off }
    if word == "ply" { return .ply }
    guard sample.isText else { return nil }
    if word.lowercased() == "solid" && (sample.hasSTLKeyword || sample.nameExtension == "stl") { return .stlASCII }
    if sample.looksLikeOBJ { return .obj }
    if word.hasPrefix("{") && (sample.nameExtension == "gltf" || sample.contains("\"asset\"")) { return .glb }
    return nil
  }

  /// Whether a word is `[ST][C][N][4][S][n]OFF`, in any order, or that with the first count glued to it.
  private static func isOFFKeyword(_ word: String) -> Bool {
    var rest = Substring(word)
    while let prefix = ["ST", "C", "N", "4", "S", "n"].first(where: { rest.hasPrefix($0) }) {
      rest = rest.dropFirst(prefix.count)
    }
    guard rest.hasPrefix("OFF") else { return false }
    rest = rest.dropFirst(3)
    guard let next = rest.utf8.first else { return true }
    return next == UInt8(ascii: "#") || next == UInt8(ascii: "-") || (next >= 0x30 && next <= 0x39)
  }

  /// What the name of a binary file says.
  private static func byName(_ sample: DetectionSample) -> MeshFormat? {
    switch sample.nameExtension {
    case "off": .off
    // Its reader tells exactly what is wrong with it.
    case "stl": sample.isTextWithNUL ? .stlASCII : .stl
    case "npy": .npy
    case "ply": .ply
    case "glb": .glb
    case "npz": .npz
    case "obj": .obj
    default: nil
    }
  }

  /// Whether a text is a soup, or else what it seems to be.
  private static func soup(_ sample: DetectionSample, _ options: ReaderOptions) throws(FormatError) -> MeshFormat {
    if options.columns != nil || options.skipLines > 0 { return .soup }
    if let lines = sample.lines() {
      if lines.isSoup { return .soup }
      // The reader names the line and what is wrong there.
      let isNamedSoup = ["txt", "csv", "xyz", "dat", "asc", "soup"].contains(sample.nameExtension)
      if isNamedSoup && (!lines.isUniform || lines.fields == 9 || lines.fields == 3) { return .soup }
      throw sample.fault(.unknownFormat, unknownColumns(lines, sample))
    }
    throw sample.fault(.unknownFormat, "no known format; it is text that begins with \(sample.quotedStart)")
  }
}
