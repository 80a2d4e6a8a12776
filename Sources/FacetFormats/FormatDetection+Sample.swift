// The first block of an input, as detection looks at it: is it text, what does it begin with, does its size fit.
import FacetMemory

/// The first bytes of an input, at most one block.
@safe
struct DetectionSample {
  let bytes: UnsafeRawBufferPointer
  let name: String
  /// The size of the input, where it is known.
  let size: Int?
  /// The letters behind the last point of the name, in lower case.
  let nameExtension: String
  /// No control character stands in the bytes, other than white space and escape.
  let isText: Bool
  /// Where the first word begins: behind a byte order mark, white space and `#` comments.
  let wordStart: Int

  var isEmpty: Bool { unsafe bytes.isEmpty }
  var byteCount: Int { unsafe size ?? bytes.count }
  /// Whether the input has no more bytes than these.
  var isWhole: Bool {
    if let size { return unsafe size <= bytes.count }
    return unsafe bytes.count < ByteSource.defaultBlockSize
  }

  init(_ bytes: UnsafeRawBufferPointer, source: ByteSource) {
    unsafe self.bytes = unsafe bytes
    name = source.name
    size = source.size
    let file = source.contentName.split(separator: "/").last ?? ""
    let point = file.lastIndex(of: ".")
    nameExtension = point.map { file[file.index(after: $0)...].lowercased() } ?? ""
    isText = unsafe !bytes.contains { $0 < 0x20 && !isSpace($0) && $0 != 0x1b }
    var start = unsafe bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    while unsafe start < bytes.count && (isSpace(bytes[start]) || bytes[start] == UInt8(ascii: "#")) {
      if unsafe bytes[start] == UInt8(ascii: "#") {
        while unsafe start < bytes.count && !isLineEnd(bytes[start]) { start += 1 }
      } else {
        start += 1
      }
    }
    wordStart = start
  }

  func fault(_ code: FormatError.Code, _ words: String) -> FormatError {
    FormatError(code, file: name, format: "", expected: words)
  }

  func begins(with magic: [UInt8]) -> Bool { unsafe bytes.starts(with: magic) }

  /// Whether it is a ZIP archive that is called .npz, or whose first member is called .npy.
  var isNPZ: Bool {
    guard begins(with: [0x50, 0x4b, 0x03, 0x04]) else { return nameExtension == "npz" && begins(with: [0x50, 0x4b]) }
    guard nameExtension != "npz", unsafe bytes.count >= 30 else { return nameExtension == "npz" }
    let length = unsafe Int(UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: 26, as: UInt16.self)))
    let name = unsafe bytes[min(bytes.count, 30)..<min(bytes.count, 30 + length)]
    return unsafe name.suffix(NPZFile.ending.utf8.count).elementsEqual(NPZFile.ending.utf8)
  }

  /// The first word, at most 32 bytes of it.
  var firstWord: String {
    let word = unsafe bytes[wordStart...].prefix(32).prefix { !isSpace($0) }
    return unsafe String(decoding: word, as: UTF8.self)
  }

  /// The word behind a brace that opens the text; empty without one.
  var wordBehindBrace: String {
    guard unsafe wordStart < bytes.count, unsafe bytes[wordStart] == openingBrace else { return "" }
    let word = unsafe bytes[(wordStart + 1)...].prefix(64).drop { isSpace($0) }.prefix { !isSpace($0) }
    return unsafe String(decoding: word, as: UTF8.self)
  }

  /// The first bytes of the text, quoted.
  var quotedStart: String {
    unsafe bytes[wordStart...].prefix(40).withMemoryRebound(to: UInt8.self) { bytes in
      let end = unsafe bytes.firstIndex { isLineEnd($0) } ?? bytes.count
      return unsafe TextCursor.quoted(UnsafeBufferPointer(rebasing: bytes[..<end]))
    }
  }

  /// Whether a word of ASCII letters stands somewhere, in any case. O(bytes).
  func contains(_ word: String) -> Bool {
    let letters = word.utf8.map { lowered($0) }
    let count = unsafe bytes.count
    guard count >= letters.count else { return false }
    for start in 0...count - letters.count where unsafe lowered(bytes[start]) == letters[0] {
      if letters.indices.allSatisfy({ unsafe lowered(bytes[start + $0]) == letters[$0] }) { return true }
    }
    return false
  }

  private func lowered(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte }

  /// Whether a text that begins with `solid` goes on as ASCII STL does.
  var hasSTLKeyword: Bool { contains("facet") || contains("endsolid") || contains("end solid") }

  /// Whether text like that of ASCII STL goes on behind where a binary one has its head, and has a NUL only later.
  var isTextWithNUL: Bool {
    unsafe firstWord.lowercased() == "solid" && hasSTLKeyword && !bytes.prefix(Self.binaryHead).contains(0)
      && bytes.count > Self.binaryHead
  }

  /// The bytes of a binary STL before its first triangle, and the six zeros of a usual count and normal behind.
  private static let binaryHead = 90

  // MARK: Binary STL

  private var declaredTriangles: Int {
    unsafe Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 80, as: UInt32.self)))
  }

  /// Whether the count in the header fits the size, whatever the text before it says.
  var isExactlyBinarySTL: Bool {
    guard unsafe bytes.count >= 84, isWhole || size != nil else { return false }
    return 84 + 50 * declaredTriangles == byteCount
  }

  /// Whether the bytes of a pipe, or of a file without a telling name, look like binary STL: the count can be right, and
  /// nearly all numbers are of a usual size.
  var isProbablyBinarySTL: Bool {
    guard unsafe bytes.count >= 134, size == nil, 84 + 50 * declaredTriangles >= byteCount else { return false }
    let records = unsafe min(1000, (bytes.count - 84) / 50)
    var usual = 0
    for record in 0..<records {
      for number in 0..<12 {
        let bits = unsafe UInt32(
          littleEndian: bytes.loadUnaligned(fromByteOffset: 84 + 50 * record + 4 * number, as: UInt32.self))
        let magnitude = Float(bitPattern: bits).magnitude
        if magnitude == 0 || (magnitude > 1e-20 && magnitude < 1e20) { usual += 1 }
      }
    }
    return usual * 10 >= records * 12 * 9
  }
}
