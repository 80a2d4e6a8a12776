// An output appears whole or not at all, and leaves nothing else behind.
import FacetMemory
import FacetTestSupport
import Foundation
import Testing

@Suite struct OutputFileTests {
  private func put(_ text: String, into file: OutputFile) throws {
    try Array(text.utf8).withUnsafeBytes { try file.write($0) }
  }

  private func text(_ path: String) -> String? { try? String(contentsOfFile: path, encoding: .utf8) }

  private func mode(_ path: String) -> mode_t {
    var status = stat()
    lstat(path, &status)
    return status.st_mode
  }

  private func failure(_ path: String) -> FileError? {
    let error = #expect(throws: FileError.self) { try OutputFile(path: path) }
    #expect(error?.code == .cannotCreate)
    #expect(error?.path == path)
    return error
  }

  @Test func commitMakesTheFileAppear() throws {
    let folder = try TemporaryFolder()
    for durable in [false, true] {
      let name = "out-\(durable)"
      let file = try OutputFile(path: folder.path(name))
      try put("hello ", into: file)
      try put("", into: file)
      try put("world", into: file)
      #expect(file.byteCount == 11)
      #expect(!folder.names.contains(name))
      #expect(text(try #require(file.pathForReadingBack)) == "hello world")
      try file.commit(durable: durable)
      #expect(text(folder.path(name)) == "hello world")
      file.discard()
      #expect(text(folder.path(name)) == "hello world", "discarding afterwards is harmless")
    }
    #expect(folder.names == ["out-false", "out-true"], "no hidden file is left")
  }

  @Test func withoutCommitNothingIsLeft() throws {
    let folder = try TemporaryFolder()
    let old = try folder.write("old", to: "old")
    for path in [folder.path("new"), old] {
      do {
        let file = try OutputFile(path: path)
        try put("half", into: file)
      }
      let discarded = try OutputFile(path: path)
      try put("half", into: discarded)
      discarded.discard()
      discarded.discard()
    }
    #expect(folder.names == ["old"])
    #expect(text(old) == "old")
  }

  private func blocks(_ path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_blocks) * 512 : -1
  }

  /// Pages that are set aside change neither size nor bytes, and what is not written goes back.
  @Test(arguments: ["/dev/shm", "/var/tmp"]) func pagesAhead(place: String) throws {
    let folder = try TemporaryFolder(in: place)
    let file = try OutputFile(path: folder.path("out"))
    let isMemory = file.populate(upTo: 1 << 20, step: 1 << 18)
    #expect(isMemory == (place == "/dev/shm"))
    try put("first\n", into: file)
    while file.populate(upTo: 1 << 20, step: 1 << 18) {}
    let hidden = try #require(file.pathForReadingBack)
    #expect(text(hidden) == "first\n" && (blocks(hidden) >= 1 << 20) == isMemory)
    try put(String(repeating: "x", count: 10_000), into: file)
    #expect(!file.populate(upTo: 1 << 20, step: 1 << 18))
    try file.commit()
    #expect(text(folder.path("out")) == "first\n" + String(repeating: "x", count: 10_000))
    #expect((10_006...20_480).contains(blocks(folder.path("out"))))
    // A device takes bytes only.
    let device = try OutputFile(path: "/dev/null")
    #expect(!device.populate(upTo: 100, step: 100))
  }

  @Test func startingAgain() throws {
    let folder = try TemporaryFolder()
    let file = try OutputFile(path: folder.path("out"))
    try put("what nobody wants", into: file)
    _ = file.populate(upTo: 1 << 20, step: 1 << 20)
    try file.startAgain()
    #expect(file.byteCount == 0 && text(file.pathForReadingBack!) == "")
    try put("new", into: file)
    try file.commit()
    #expect(text(folder.path("out")) == "new" && blocks(folder.path("out")) <= 4096)
  }

  @Test func modes() throws {
    let folder = try TemporaryFolder()
    let new = try OutputFile(path: folder.path("new"))
    try new.commit()
    let created = open(folder.path("plain"), O_CREAT | O_WRONLY, 0o666)
    close(created)
    #expect(mode(folder.path("new")) == mode(folder.path("plain")), "0666 less the umask")
    for permissions: mode_t in [0o600, 0o644, 0o755, 0o440] {
      let path = try folder.write("old", to: "old")
      chmod(path, permissions)
      let file = try OutputFile(path: path)
      try put("new", into: file)
      try file.commit()
      #expect(mode(path) & 0o7777 == permissions)
      #expect(text(path) == "new")
    }
  }

  @Test func symbolicLinksAreKeptAndTheirTargetReplaced() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: folder.path("sub"), withIntermediateDirectories: false)
    _ = try folder.write("old", to: "sub/target")
    #expect(symlink("sub/target", folder.path("link")) == 0)
    #expect(symlink("link", folder.path("chain")) == 0)
    let file = try OutputFile(path: folder.path("chain"))
    try put("new", into: file)
    try file.commit()
    #expect(mode(folder.path("chain")) & S_IFMT == S_IFLNK)
    #expect(mode(folder.path("link")) & S_IFMT == S_IFLNK)
    #expect(text(folder.path("sub/target")) == "new")
    #expect(folder.names == ["chain", "link", "sub"])
    #expect(symlink("nowhere", folder.path("dangling")) == 0)
    #expect(
      failure(folder.path("dangling"))?.description
        == "\(folder.path("dangling")): cannot create: it is a symbolic link that leads nowhere")
    #expect(symlink("loop", folder.path("loop")) == 0)
    _ = failure(folder.path("loop"))
    #expect(symlink("sub", folder.path("tofolder")) == 0)
    #expect(failure(folder.path("tofolder"))?.errno == EISDIR)
  }

  /// A hard link to the old file keeps the old bytes: the new file is another one.
  @Test func replacingIsNotOverwriting() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("old", to: "a")
    #expect(link(path, folder.path("b")) == 0)
    let file = try OutputFile(path: path)
    try put("new", into: file)
    try file.commit()
    #expect(text(path) == "new")
    #expect(text(folder.path("b")) == "old")
  }

  @Test func placesWhereNoFileCanBe() throws {
    let folder = try TemporaryFolder()
    #expect(failure(folder.url.path)?.errno == EISDIR)
    #expect(failure(folder.path("missing/out"))?.errno == ENOENT)
    #expect(failure("")?.errno == ENOENT)
    let file = try folder.write("x", to: "file")
    #expect(failure(file + "/out")?.errno == ENOTDIR)
    if getuid() != 0 {
      chmod(folder.url.path, 0o555)
      #expect(failure(folder.path("out"))?.errno == EACCES)
      chmod(folder.url.path, 0o755)
    }
    #expect(folder.names == ["file"])
  }

  /// A folder that goes away before the end is an error, not a lost output.
  @Test func targetThatBecomesAFolder() throws {
    let folder = try TemporaryFolder()
    let file = try OutputFile(path: folder.path("out"))
    try put("text", into: file)
    try FileManager.default.createDirectory(atPath: folder.path("out"), withIntermediateDirectories: false)
    #expect(throws: FileError.self) { try file.commit() }
    #expect(folder.names == ["out"], "the hidden name is gone too")
  }

  @Test func longNames() throws {
    let folder = try TemporaryFolder()
    for name in [String(repeating: "x", count: 255), String(repeating: "山", count: 85), "👩‍👩‍👧‍👦.off"] {
      let file = try OutputFile(path: folder.path(name))
      try put("text", into: file)
      try file.commit()
      #expect(text(folder.path(name)) == "text")
    }
    #expect(folder.names.count == 3)
    #expect(failure(folder.path(String(repeating: "x", count: 256)))?.errno == ENAMETOOLONG)
  }

  @Test func devicesStayDevices() throws {
    let file = try OutputFile(path: "/dev/null")
    #expect(file.pathForReadingBack == nil)
    try put("text", into: file)
    try file.commit()
    #expect(mode("/dev/null") & S_IFMT == S_IFCHR)
  }

  @Test func fifoIsWrittenInOrder() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("fifo")
    #expect(mkfifo(path, 0o600) == 0)
    #expect(symlink("fifo", folder.path("link")) == 0)
    for name in [path, folder.path("link")] {
      // Opened for both, so that neither side waits.
      let reader = open(path, O_RDWR)
      defer { close(reader) }
      let file = try OutputFile(path: name)
      try put("text", into: file)
      try file.commit()
      var buffer = [UInt8](repeating: 0, count: 10)
      #expect(read(reader, &buffer, 10) == 4)
      #expect(buffer.starts(with: Array("text".utf8)))
    }
    #expect(mode(path) & S_IFMT == S_IFIFO)
    #expect(folder.names == ["fifo", "link"])
  }

  /// `/dev/stdout` is a link; behind it there may be a pipe without a path.
  @Test func pipeBehindALink() throws {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    defer { close(ends[0]) }
    let folder = try TemporaryFolder()
    #expect(symlink("/proc/self/fd/\(ends[1])", folder.path("link")) == 0)
    let file = try OutputFile(path: folder.path("link"))
    try put("text", into: file)
    try file.commit()
    close(ends[1])
    var buffer = [UInt8](repeating: 0, count: 10)
    #expect(read(ends[0], &buffer, 10) == 4)
  }
}
