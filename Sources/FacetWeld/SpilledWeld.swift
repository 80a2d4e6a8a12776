// The weld of more distinct positions than memory holds. An epoch is a run of corners whose distinct positions fit in the
// table; at its end they are written to a file as records, sorted by partition, a part of the hash. Equal positions of
// different epochs lie in the same partition. Then, each step reading and writing in order:
//   1. a partition at a time: weld its records, mark those that are the first of their position;
//   2. an epoch at a time: rank the marked records by a bitmap over the epoch, which numbers the vertices as they occur;
//   3. a partition at a time: give every record the number of its first;
//   4. an epoch at a time: put the vertices in their place and renumber the epoch's corners.
// Nothing is ever held for all corners. The idea of partitions is that of external hash aggregation (L. Kuiper et al.,
// "Robust External Hash Aggregation in the Solid State Age", ICDE 2024); the numbering by epochs is our own.
import FacetArrays
import FacetMemory
import FacetMesh

/// Finds the vertices that are the same across epochs.
final class SpilledWeld<Scalar: KeyScalar & ArrayElement> {
  /// The distinct positions of a run of corners.
  private struct Epoch {
    /// The number of its first record.
    let first: Int
    let count: Int
    /// Where each partition begins among its records; one more at the end.
    let starts: [UInt32]
    /// The numbers of the caller that were given before its end.
    let numberedEnd: Int

    /// The records of a partition.
    func records(of partition: Int) -> Range<Int> {
      first + Int(starts[partition])..<first + Int(starts[partition + 1])
    }
  }

  private typealias Columns = (
    x: UnsafeMutablePointer<Scalar>, y: UnsafeMutablePointer<Scalar>, z: UnsafeMutablePointer<Scalar>
  )

  /// Marks a record that is the first of its position.
  private static var isFirst: UInt32 { 1 << 31 }
  /// Records that are read or written at once.
  private static var piece: Int { 1 << 14 }
  private static var keyBytes: Int { 3 * MemoryLayout<Scalar>.stride }

  private let ledger: MemoryLedger?
  private let vertexLimit: Int
  private let room: Int
  private let partitionCount: Int
  private let seed: UInt32
  /// The positions, the numbers within their epoch, and what each step finds out, record by record.
  private let keyFile: TemporaryFile
  private let localFile: TemporaryFile
  private let foundFile: TemporaryFile
  private var epochs: [Epoch] = []
  /// Buffers of one piece: positions; local numbers; found numbers; columns, with room to be read beyond their end.
  private let buffers: MappedStorage

  /// The records of all epochs so far.
  var recordCount: Int { epochs.last.map { $0.first + $0.count } ?? 0 }

  /// - Parameters:
  ///   - room: how many vertices fit in memory.
  ///   - expectedRecords: how many there will be at most, if that is known.
  init(vertexLimit: Int, room: Int, expectedRecords: Int?, ledger: MemoryLedger?) throws(FileError) {
    self.ledger = ledger
    self.vertexLimit = vertexLimit
    self.room = room
    let wanted = expectedRecords.map { min(max(2 * $0 / room, 64), 4096) } ?? 512
    partitionCount = wanted
    seed = UInt32.random(in: .min ... .max)
    let folder = ledger?.ceiling?.temporaryFolder ?? "/var/tmp"
    keyFile = try TemporaryFile(inFolder: folder)
    localFile = try TemporaryFile(inFolder: folder)
    foundFile = try TemporaryFile(inFolder: folder)
    buffers = try MappedStorage(
      byteCount: Self.piece * (2 * Self.keyBytes + 12) + 1024, purpose: .weldTable, label: "records", ledger: ledger)
  }

  @unsafe private var keyBuffer: UnsafeMutablePointer<Scalar> {
    unsafe buffers.base.assumingMemoryBound(to: Scalar.self)
  }
  @unsafe private var localBuffer: UnsafeMutablePointer<UInt32> {
    unsafe (buffers.base + Self.piece * Self.keyBytes).assumingMemoryBound(to: UInt32.self)
  }
  @unsafe private var foundBuffer: UnsafeMutablePointer<UInt32> { unsafe localBuffer + Self.piece }
  @unsafe private var numberBuffer: UnsafeMutablePointer<Int32> {
    unsafe UnsafeMutableRawPointer(localBuffer + 2 * Self.piece).assumingMemoryBound(to: Int32.self)
  }
  @unsafe private var columns: Columns {
    let column = Self.piece + 16
    let base = unsafe (buffers.base + Self.piece * (Self.keyBytes + 12)).assumingMemoryBound(to: Scalar.self)
    return unsafe (base, base + column, base + 2 * column)
  }

  // MARK: Epochs

  /// Writes the positions of the table, sorted by partition, and empties it. O(positions).
  func endEpoch(_ table: WeldTable<Scalar>, numbered: Int) throws(FileError) {
    let (count, keys) = unsafe (table.count, table.keyBase)
    var starts = [UInt32](repeating: 0, count: partitionCount + 1)
    unsafe forPartitions(keys, count) { _, partition in starts[partition + 1] += 1 }
    for partition in 0..<partitionCount { starts[partition + 1] += starts[partition] }
    let order = unsafe table.lendSlots()
    var next = starts
    unsafe forPartitions(keys, count) { local, partition in
      unsafe order[Int(next[partition])] = UInt32(local)
      next[partition] += 1
    }
    let first = recordCount
    unsafe try localFile.write(order, count: 4 * count, at: 4 * first)
    var done = 0
    while done < count {
      let size = min(Self.piece, count - done)
      let target = unsafe keyBuffer
      for index in 0..<size {
        let key = unsafe keys + 3 * Int(order[done + index])
        unsafe (target[3 * index], target[3 * index + 1], target[3 * index + 2]) = (key[0], key[1], key[2])
      }
      unsafe try keyFile.write(target, count: Self.keyBytes * size, at: Self.keyBytes * (first + done))
      done += size
    }
    ledger?.spooled((4 + Self.keyBytes) * count)
    epochs.append(Epoch(first: first, count: count, starts: starts, numberedEnd: numbered))
    table.removeAll()
    try ledger?.step()
  }

  /// Calls `body` with each position's number and partition.
  @inline(__always)
  @unsafe
  private func forPartitions(_ keys: UnsafePointer<Scalar>, _ count: Int, _ body: (Int, Int) -> Void) {
    let columns = unsafe columns
    let hashes = unsafe localBuffer
    let partitions = UInt64(partitionCount)
    var first = 0
    // The hashes are written 8 beyond their end.
    while first < count {
      let size = min(Self.piece - 16, count - first)
      unsafe Self.split(keys + 3 * first, size, into: columns)
      unsafe Scalar.hash(columns.x, columns.y, columns.z, count: size, seed: seed, into: hashes)
      for index in 0..<size {
        unsafe body(first + index, Int((UInt64(hashes[index]) &* partitions) &>> 32))
      }
      first += size
    }
  }

  @inline(__always)
  @unsafe
  private static func split(_ keys: UnsafePointer<Scalar>, _ count: Int, into columns: Columns) {
    for index in 0..<count {
      unsafe columns.x[index] = keys[3 * index]
      unsafe columns.y[index] = keys[3 * index + 1]
      unsafe columns.z[index] = keys[3 * index + 2]
    }
  }

  // MARK: At the end

  /// Makes the numbers of all epochs those of the vertices, in place, and answers the vertices.
  @unsafe
  func resolve(_ numbers: UnsafeMutablePointer<VertexIndex>) throws(WeldError) -> VertexArray {
    try weldPartitions()
    let vertexCount = try rankFirsts()
    guard vertexCount <= vertexLimit else { throw .tooManyVertices(limit: vertexLimit) }
    do throws(FileError) {
      try numberRecords()
      return unsafe try renumber(numbers, vertexCount)
    } catch {
      throw .memory(error)
    }
  }

  /// Step 1: finds equal records. What is found of a record is the mark of a first one, or the number of its first among the
  /// firsts of the partition.
  private func weldPartitions() throws(WeldError) {
    do throws(FileError) {
      let most = (0..<partitionCount).reduce(0) { most, partition in
        max(most, epochs.reduce(0) { $0 + $1.records(of: partition).count })
      }
      let table = try WeldTable<Scalar>(
        expectedVertices: min(most, room), vertexLimit: room, room: room, ledger: ledger)
      let (keys, columns, found, numbers) = unsafe (keyBuffer, columns, foundBuffer, numberBuffer)
      for partition in 0..<partitionCount {
        if partition > 0 { table.removeAll() }
        for epoch in epochs {
          try forPieces(of: epoch.records(of: partition)) { records throws(FileError) in
            unsafe try keyFile.read(
              into: keys, count: Self.keyBytes * records.count, at: Self.keyBytes * records.lowerBound)
            unsafe Self.split(keys, records.count, into: columns)
            var firsts = table.count
            do throws(WeldError) {
              unsafe try table.number(columns.x, columns.y, columns.z, corners: records.count, into: numbers)
            } catch {
              throw tooLarge(error)
            }
            for index in 0..<records.count {
              let number = unsafe Int(numbers[index])
              unsafe found[index] = number == firsts ? Self.isFirst : UInt32(number)
              if number == firsts { firsts += 1 }
            }
            unsafe try foundFile.write(found, count: 4 * records.count, at: 4 * records.lowerBound)
          }
        }
      }
      ledger?.spooled(4 * recordCount)
    } catch {
      throw .memory(error)
    }
  }

  /// Step 2: numbers the first records in order of occurrence. Answers how many there are, or one more than there may be.
  private func rankFirsts() throws(WeldError) -> Int {
    var vertices = 0
    do throws(FileError) {
      let largest = epochs.reduce(0) { max($0, $1.count) }
      let bitmap = try MappedStorage(
        byteCount: largest / 64 * 8 + 8, purpose: .weldTable, label: "first occurrences", ledger: ledger)
      let ranks = try MappedStorage(
        byteCount: largest / 64 * 4 + 8, purpose: .weldTable, label: "ranks", ledger: ledger)
      let words = unsafe bitmap.base.assumingMemoryBound(to: UInt64.self)
      let before = unsafe ranks.base.assumingMemoryBound(to: UInt32.self)
      let (locals, found) = unsafe (localBuffer, foundBuffer)
      for epoch in epochs {
        let wordCount = epoch.count / 64 + 1
        unsafe words.update(repeating: 0, count: wordCount)
        let all = epoch.first..<epoch.first + epoch.count
        try forPieces(of: all) { records throws(FileError) in
          try readFound(records)
          for index in 0..<records.count where unsafe found[index] & Self.isFirst != 0 {
            let local = unsafe Int(locals[index])
            unsafe words[local >> 6] |= 1 << UInt64(local & 63)
          }
        }
        var firsts: UInt32 = 0
        for word in 0..<wordCount {
          unsafe before[word] = firsts
          unsafe firsts += UInt32(words[word].nonzeroBitCount)
        }
        guard Int(firsts) <= vertexLimit - vertices else { return vertexLimit + 1 }
        try forPieces(of: all) { records throws(FileError) in
          try readFound(records)
          for index in 0..<records.count where unsafe found[index] & Self.isFirst != 0 {
            let local = unsafe Int(locals[index])
            let below = unsafe words[local >> 6] & ((1 << UInt64(local & 63)) - 1)
            let rank = unsafe before[local >> 6] + UInt32(below.nonzeroBitCount)
            unsafe found[index] = Self.isFirst | (UInt32(vertices) + rank)
          }
          unsafe try foundFile.write(found, count: 4 * records.count, at: 4 * records.lowerBound)
        }
        vertices += Int(firsts)
      }
      ledger?.spooled(4 * recordCount)
    } catch {
      throw .memory(error)
    }
    return vertices
  }

  /// Step 3: gives every record the number of its vertex.
  private func numberRecords() throws(FileError) {
    let found = unsafe foundBuffer
    for partition in 0..<partitionCount {
      var firsts = try ColumnBuilder<Int32>(purpose: .weldTable, label: "vertices of a partition", ledger: ledger)
      for epoch in epochs {
        try forPieces(of: epoch.records(of: partition)) { records throws(FileError) in
          unsafe try foundFile.read(into: found, count: 4 * records.count, at: 4 * records.lowerBound)
          let fresh = unsafe try firsts.reserve(records.count)
          let known = unsafe firsts.base
          var added = 0
          for index in 0..<records.count {
            let value = unsafe found[index]
            if value & Self.isFirst != 0 {
              unsafe found[index] = value & ~Self.isFirst
              unsafe fresh[added] = Int32(bitPattern: value & ~Self.isFirst)
              added += 1
            } else {
              unsafe found[index] = UInt32(bitPattern: known[Int(value)])
            }
          }
          firsts.commit(added)
          unsafe try foundFile.write(found, count: 4 * records.count, at: 4 * records.lowerBound)
        }
      }
    }
    ledger?.spooled(4 * recordCount)
  }

  /// Step 4: puts the vertices in their place and renumbers the corners.
  @unsafe
  private func renumber(
    _ numbers: UnsafeMutablePointer<VertexIndex>, _ vertexCount: Int
  ) throws(FileError) -> VertexArray {
    let largest = epochs.reduce(0) { max($0, $1.count) }
    let map = try MappedStorage(
      byteCount: 4 * largest, purpose: .weldTable, label: "vertices of an epoch", ledger: ledger)
    let positions = try MappedStorage(
      byteCount: Self.keyBytes * largest, purpose: .weldKeys, label: "positions of an epoch", ledger: ledger)
    let vertexOf = unsafe map.base.assumingMemoryBound(to: VertexIndex.self)
    let positionOf = unsafe positions.base.assumingMemoryBound(to: Scalar.self)
    let vertices = try VertexRows(count: vertexCount, ledger: ledger)
    let (keys, locals, found) = unsafe (keyBuffer, localBuffer, foundBuffer)
    var next = 0
    var numbered = 0
    for epoch in epochs {
      try forPieces(of: epoch.first..<epoch.first + epoch.count) { records throws(FileError) in
        try readFound(records)
        unsafe try keyFile.read(
          into: keys, count: Self.keyBytes * records.count, at: Self.keyBytes * records.lowerBound)
        for index in 0..<records.count {
          let local = unsafe Int(locals[index])
          unsafe vertexOf[local] = VertexIndex(bitPattern: found[index])
          let (key, position) = unsafe (keys + 3 * index, positionOf + 3 * local)
          unsafe (position[0], position[1], position[2]) = (key[0], key[1], key[2])
        }
      }
      for local in 0..<epoch.count where unsafe Int(vertexOf[local]) == next {
        unsafe vertices.write(UnsafePointer(positionOf + 3 * local), at: next)
        next += 1
        if next & 0x7fff == 0 { try ledger?.step() }
      }
      while numbered < epoch.numberedEnd {
        let end = min(epoch.numberedEnd, numbered + (1 << 17))
        for index in numbered..<end { unsafe numbers[index] = vertexOf[Int(numbers[index])] }
        numbered = end
        try ledger?.step()
      }
    }
    return vertices.finish()
  }

  // MARK: Pieces

  /// Reads the numbers within the epoch and what was found.
  private func readFound(_ records: Range<Int>) throws(FileError) {
    unsafe try localFile.read(into: localBuffer, count: 4 * records.count, at: 4 * records.lowerBound)
    unsafe try foundFile.read(into: foundBuffer, count: 4 * records.count, at: 4 * records.lowerBound)
  }

  @inline(__always)
  private func forPieces(of records: Range<Int>, _ body: (Range<Int>) throws(FileError) -> Void) throws(FileError) {
    var first = records.lowerBound
    while first < records.upperBound {
      let last = min(first + Self.piece, records.upperBound)
      try body(first..<last)
      first = last
      try ledger?.step()
    }
  }

  /// A partition has more distinct positions than memory holds: there are more than a ceiling of this size can weld.
  private func tooLarge(_ error: WeldError) -> FileError {
    if case .memory(let error) = error { return error }
    return FileError(
      .outOfMemory, path: "", errno: 0,
      reason: "a part of the distinct positions does not fit below the ceiling; give it more than "
        + "\((ledger?.ceiling?.limit ?? 0) >> 20) MiB")
  }
}
