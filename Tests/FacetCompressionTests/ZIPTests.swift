// ZIP archives against Python's zipfile, in both directions, and against every way to damage one.
import FacetMemory
import FacetTestSupport
import Foundation
import Testing

@testable import FacetCompression

/// The content of a member, read in pieces of `piece` bytes.
func content(_ archive: ZIPArchive, _ member: ZIPMember, piece: Int = 1 << 16) throws -> [UInt8] {
  let producer = try archive.content(of: member)
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: piece)
  while true {
    let count = try buffer.withUnsafeMutableBytes { unsafe try producer.produce(into: $0) }
    if count == 0 { return bytes }
    bytes += buffer[..<count]
  }
}

private func open(_ bytes: [UInt8]) throws -> ZIPArchive { try ZIPArchive(ByteSource(bytes: bytes, name: "a.zip")) }

/// All members with their contents.
private func read(_ bytes: [UInt8], piece: Int = 1 << 16) throws -> [(name: String, content: [UInt8])] {
  let archive = try open(bytes)
  return try archive.members.map { ($0.name, try content(archive, $0, piece: piece)) }
}

private func zip(
  _ members: [(name: String, content: [UInt8])], method: ZIPMethod = .stored, largest32: Int = 0xffff_fffe
) throws -> [UInt8] {
  var bytes: [UInt8] = []
  let sink = try ByteSink(.function { bytes.append(contentsOf: $0) })
  let writer = ZIPWriter(sink, largest32: largest32)
  for member in members {
    try member.content.withUnsafeBytes { content in
      let half = content.count / 2
      let pieces = [UnsafeRawBufferPointer(rebasing: content[..<half]), .init(rebasing: content[half...])]
      unsafe try writer.add(member.name, pieces, method: method)
    }
  }
  try writer.finish()
  try sink.finish()
  return bytes
}

private func zipFault(_ bytes: [UInt8]) -> CompressionError? {
  do { _ = try read(bytes) } catch { return error as? CompressionError }
  return nil
}

/// Runs Python with a script and answers what it wrote to standard output.
func python(_ script: String, folder: TemporaryFolder) throws -> String {
  let path = try folder.write(script, to: "script.py")
  let result = try runProgram(URL(fileURLWithPath: "/usr/bin/env"), ["python3", path], folder: folder.url)
  try #require(result.exitCode == 0, "\(result.standardError)")
  return result.output
}

private let members: [(name: String, content: [UInt8])] = [
  ("vertices.npy", sample(1000)), ("empty", []), ("folder/ünï.npy", sample(70_000, seed: 2)), ("x", [7]),
]

private func same(_ left: [(name: String, content: [UInt8])], _ right: [(name: String, content: [UInt8])]) -> Bool {
  left.count == right.count && zip(left, right).allSatisfy { $0.name == $1.name && $0.content == $1.content }
}

@Test(arguments: [ZIPMethod.stored, .deflated], [0xffff_fffe, 0, 2000])
func archivesAreReadBackByUsAndByPython(method: ZIPMethod, largest32: Int) throws {
  let bytes = try zip(members, method: method, largest32: largest32)
  for piece in [1 << 16, 1 << 18, 13, 1] { #expect(same(try read(bytes, piece: piece), members)) }
  #expect(try zip(members, method: method, largest32: largest32) == bytes, "the same content makes the same bytes")
  for member in try open(bytes).members {
    #expect(member.dataOffset % ZIPWriter.alignment == 0 && member.method == method)
  }
  let folder = try TemporaryFolder()
  _ = try folder.write(bytes, to: "a.zip")
  for (index, member) in members.enumerated() { _ = try folder.write(member.content, to: "\(index)") }
  let output = try python(
    """
    import zipfile
    z = zipfile.ZipFile("a.zip")
    assert z.testzip() is None
    for i, info in enumerate(z.infolist()):
      assert z.read(info) == open(str(i), "rb").read(), info
      assert info.date_time == (1980, 1, 1, 0, 0, 0) and info.external_attr >> 16 == 0o100644, info
      print(info.filename)
    """, folder: folder)
  #expect(output == members.map { $0.name + "\n" }.joined())
}

@Test func anEmptyArchiveIsRead() throws {
  #expect(try read(zip([])).isEmpty)
  #expect(try zip([]).count == 22)
}

@Test func whatPythonWritesIsRead() throws {
  let folder = try TemporaryFolder()
  for (index, member) in members.enumerated() { _ = try folder.write(member.content, to: "\(index)") }
  _ = try python(
    """
    import zipfile
    names = ["vertices.npy", "empty", "folder/ünï.npy", "x"]
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
      for large in (False, True):
        for comment in (b"", b"a comment PK\\5\\6 with a mark"):
          with zipfile.ZipFile(f"{method}-{large}-{len(comment)}.zip", "w", method) as z:
            for i, name in enumerate(names):
              with z.open(name, "w", force_zip64=large) as f: f.write(open(str(i), "rb").read())
            z.comment = comment
    class Pipe:
      def __init__(self, f): self.f = f
      def write(self, b): return self.f.write(b)
      def flush(self): pass
    with open("pipe.zip", "wb") as f, zipfile.ZipFile(Pipe(f), "w", zipfile.ZIP_DEFLATED) as z:
      for i, name in enumerate(names): z.writestr(name, open(str(i), "rb").read())
    """, folder: folder)
  let archives = folder.names.filter { $0.hasSuffix(".zip") }
  #expect(archives.count == 9)
  for name in archives {
    let bytes = Array(try Data(contentsOf: folder.url.appendingPathComponent(name)))
    #expect(same(try read(bytes), members), "\(name)")
    let archive = try ZIPArchive(path: folder.path(name))
    #expect(try content(archive, archive.member(named: "folder/ünï.npy")) == members[2].content)
  }
}

@Test(arguments: [ZIPMethod.stored, .deflated])
func everyPrefixOfAnArchiveIsRefused(method: ZIPMethod) throws {
  let bytes = try zip([("a", sample(300)), ("b", sample(50))], method: method)
  for count in 0..<bytes.count {
    let error = zipFault(Array(bytes[..<count]))
    #expect(error?.code == (count < 4 ? .badData : .truncated), "\(count): \(String(describing: error))")
  }
}

@Test(arguments: [ZIPMethod.stored, .deflated], [0xffff_fffe, 0])
func aChangedByteOfAnArchiveNeverTrapsAndNeverPassesUnseen(method: ZIPMethod, largest32: Int) throws {
  let known: [(name: String, content: [UInt8])] = [("a", sample(120)), ("bc", sample(30, seed: 4))]
  let bytes = try zip(known, method: method, largest32: largest32)
  var (cases, refused) = (0, 0)
  forEachMutation(bytes) { changed in
    cases += 1
    do {
      let got = try read(changed)
      // A name may change in both places at once only by chance; a date, a version or padding may change unseen.
      #expect(got.map(\.content) == known.map(\.content))
    } catch {
      refused += 1
      #expect(error is CompressionError)
    }
  }
  #expect(ranCases("changes of an archive", cases, atLeast: TestSize.pick(5000, small: 1500)))
  #expect(refused > cases / 2)
}

/// Changes the bytes at `offset` behind the `which`-th mark.
private func changed(_ bytes: [UInt8], mark: UInt8, _ which: Int = 0, at offset: Int, to values: [UInt8]) -> [UInt8] {
  var bytes = bytes
  var seen = 0
  for place in 0..<bytes.count - 3 where bytes[place...].starts(with: [0x50, 0x4b, mark, mark + 1]) {
    if seen == which { bytes.replaceSubrange(place + offset..<place + offset + values.count, with: values) }
    seen += 1
  }
  return bytes
}

@Test func archivesThatLieAreRefused() throws {
  let bytes = try zip([("aa", sample(300)), ("bb", sample(300))])
  let most: [UInt8] = [0xff, 0xff, 0xff, 0x7f]
  func code(_ mark: UInt8, _ which: Int = 0, at offset: Int, _ values: [UInt8]) -> CompressionError.Code? {
    zipFault(changed(bytes, mark: mark, which, at: offset, to: values))?.code
  }
  // The directory: an encrypted member, an unknown method, sizes, a checksum, a name, an offset.
  #expect(code(1, at: 8, [1]) == .unsupported)
  #expect(code(1, at: 10, [99]) == .badData)
  #expect(zipFault(changed(changed(bytes, mark: 1, at: 10, to: [99]), mark: 3, at: 8, to: [99]))?.code == .unsupported)
  #expect(code(1, at: 16, [1, 2, 3, 4]) == .badChecksum)
  #expect(code(1, at: 20, most) == .badData)
  #expect(code(1, at: 24, [1]) == .sizeMismatch)
  #expect(code(1, at: 20, [44, 6, 0, 0, 44, 6, 0, 0]) == .badData)
  #expect(code(1, at: 28, [0xff, 0xff]) == .badData)
  #expect(code(1, at: 42, most) == .badData)
  #expect(code(1, 1, at: 42, [0, 0, 0, 0]) == .badData)
  #expect(code(1, at: 46, [UInt8(ascii: "b")]) == .badData)
  // The member's own header.
  #expect(code(3, at: 0, [0]) == .badData)
  #expect(code(3, at: 28, [0xff, 0xff]) == .badData)
  // The end: a number of entries, the directory's size and place, other disks.
  #expect(code(5, at: 8, [3, 0, 3, 0]) == .badData)
  #expect(code(5, at: 8, [1]) == .unsupported)
  #expect(code(5, at: 12, most) == .badData)
  #expect(code(5, at: 16, most) == .badData)
  #expect(code(5, at: 4, [1]) == .unsupported)
  // Two members of one name, and two that share their bytes.
  let twice = changed(
    changed(bytes, mark: 1, 1, at: 46, to: Array("aa".utf8)), mark: 3, 1, at: 30, to: Array("aa".utf8))
  #expect(zipFault(twice)?.code == .duplicateName)
  #expect(throws: CompressionError.self) { try open(bytes).member(named: "cc") }
}

@Test func aMemberThatExpandsTooMuchIsRefusedAtOnce() throws {
  let bytes = try zip([("zeros", [UInt8](repeating: 0, count: 20 << 20))], method: .deflated)
  let archive = try open(bytes)
  #expect { try archive.content(of: archive.members[0], limit: ExpansionLimit(ratio: 100)) } throws: {
    ($0 as? CompressionError)?.code == .expandsTooMuch
  }
  // More or fewer bytes than the directory says.
  let size = UInt32(2 << 20)
  let few = try zip([("zeros", [UInt8](repeating: 0, count: Int(size)))], method: .deflated)
  for wrong in [size - 1, size + 1] {
    let values = (0..<4).map { UInt8(truncatingIfNeeded: wrong >> (8 * UInt32($0))) }
    #expect([.sizeMismatch, .badChecksum].contains(zipFault(changed(few, mark: 1, at: 24, to: values))?.code))
  }
}

@Test func aPipeIsNoArchive() throws {
  let source = ByteSource(bytes: try zip([]), name: "<standard input>", hasSize: false)
  #expect { try ZIPArchive(source) } throws: { ($0 as? CompressionError)?.code == .unsupported }
}
