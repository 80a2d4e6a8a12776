// The books of memory before there is any: what a conversion will take is entered here, on numbers alone, and the ceiling moves
// arrays to files by the rule of the ledger. So the peak and the mode are known before the first byte is read.
import FacetMemory

/// A conversion's memory as it will be.
struct MemoryForecast {
  /// The figures of a ceiling.
  struct Ceiling {
    var limit: Int
    var budget: Int
    var trimmingLimit: Int
    /// Whether there is a folder on a disk.
    var canSpill: Bool

    init(_ ceiling: MemoryCeiling) {
      (limit, budget, trimmingLimit) = (ceiling.limit, ceiling.budget, ceiling.trimmingLimit)
      canSpill = ceiling.temporaryFolder != nil
    }

    /// The ceiling that `--memory` would make in a process that has so much resident.
    init(limit: Int, resident: Int, canSpill: Bool) {
      self.limit = limit
      budget = MemoryCeiling.budget(limit: limit, resident: resident)
      trimmingLimit = MemoryCeiling.trimmingLimit(limit: limit)
      self.canSpill = canSpill
    }
  }

  /// Thrown where the ceiling leaves no room.
  struct TooSmall: Error {}

  /// An array, by its place in the books.
  struct Holding { fileprivate let index: Int }

  private struct Entry {
    var bytes: Int
    var touched = 0
    /// The bytes that were touched before it moved to a file.
    var moved = 0
    let canSpill: Bool
    var isInFile = false
    var isLive = true

    var mapped: Int { bytes < MappedStorage.pageThreshold ? bytes : MappedStorage.mappedBytes(bytes) }
    /// Huge pages come whole, pages of files one by one.
    var resident: Int {
      isInFile ? max(0, touched - moved) : min(mapped, bytes < MappedStorage.hugePage ? bytes : roundedTouch)
    }
    private var roundedTouch: Int { touched == 0 ? 0 : MappedStorage.mappedBytes(max(touched, MappedStorage.hugePage)) }
  }

  let ceiling: Ceiling?
  /// What is resident without any array.
  private let base: Int
  private var entries: [Entry] = []
  private var spilledNow = 0
  /// The most resident bytes so far.
  private(set) var peak: Int
  /// The most bytes of arrays in files at once.
  private(set) var spilled = 0
  /// The bytes written to files that are no arrays.
  var spooled = 0

  /// What the pages of files may take beyond the limit at which they are let go, between two looks.
  static let overshoot = 1 << 20

  init(ceiling: Ceiling?, base: Int) {
    (self.ceiling, self.base) = (ceiling, base)
    peak = base
  }

  var mode: ConversionReport.Mode { spooled > 0 ? .spilled : spilled > 0 ? .streaming : .memory }

  /// The bytes that nothing takes which can't move to a file; nil without a ceiling.
  var room: Int? {
    guard let ceiling else { return nil }
    let fixed = entries.reduce(0) { $0 + ($1.isLive && !$1.isInFile && !(canMove($1)) ? $1.mapped : 0) }
    return ceiling.budget - fixed
  }

  private func canMove(_ entry: Entry) -> Bool {
    entry.canSpill && entry.bytes >= MappedStorage.pageThreshold && ceiling?.canSpill ?? false
  }

  private var memory: Int { entries.reduce(0) { $0 + ($1.isLive && !$1.isInFile ? $1.mapped : 0) } }

  // MARK: Arrays

  /// Enters an array. Nothing of it is touched yet.
  mutating func take(_ bytes: Int, canSpill: Bool = false) throws(TooSmall) -> Holding {
    entries.append(Entry(bytes: bytes, canSpill: canSpill, isLive: false))
    let index = entries.count - 1
    if bytes >= MappedStorage.pageThreshold, try !makeRoom(entries[index].mapped, for: entries[index]) {
      entries[index].isInFile = true
      addSpilled(bytes)
    }
    entries[index].isLive = true
    note()
    return Holding(index: index)
  }

  /// Makes an array larger or smaller.
  mutating func resize(_ holding: Holding, to bytes: Int) throws(TooSmall) {
    let index = holding.index
    guard bytes != entries[index].bytes else { return }
    var grown = entries[index]
    grown.bytes = bytes
    let more = grown.mapped - entries[index].mapped
    if bytes > entries[index].bytes && !entries[index].isInFile && bytes >= MappedStorage.pageThreshold {
      if try !makeRoom(more, for: grown), !entries[index].isInFile { move(index) }
    }
    if entries[index].isInFile { addSpilled(bytes - entries[index].bytes) }
    entries[index].bytes = bytes
    entries[index].touched = min(entries[index].touched, bytes)
    note()
  }

  /// Says that so many bytes were touched from the beginning on.
  mutating func touch(_ holding: Holding, _ bytes: Int) {
    entries[holding.index].touched = min(max(entries[holding.index].touched, bytes), entries[holding.index].bytes)
    note()
  }

  /// Says that all of it is read again, also what had moved to a file.
  mutating func readAgain(_ holding: Holding) {
    entries[holding.index].moved = 0
    touch(holding, entries[holding.index].bytes)
  }

  mutating func free(_ holding: Holding) {
    if entries[holding.index].isInFile { addSpilled(-entries[holding.index].bytes) }
    entries[holding.index].isLive = false
  }

  /// Whether an array lies in a file.
  func isInFile(_ holding: Holding) -> Bool { entries[holding.index].isInFile }

  /// Notes bytes that are resident for a moment beside all arrays.
  mutating func note(extra: Int = 0) {
    let (inMemory, inFiles) = entries.reduce((base + extra, 0)) { sums, entry in
      guard entry.isLive else { return sums }
      return entry.isInFile ? (sums.0, sums.1 + entry.resident) : (sums.0 + entry.resident, sums.1)
    }
    var resident = inMemory + inFiles
    if let ceiling, inFiles > 0 { resident = min(resident, max(inMemory, ceiling.trimmingLimit) + Self.overshoot) }
    peak = max(peak, resident)
  }

  // MARK: The rule of the ledger

  /// Answers false when what asks must go to a file itself.
  private mutating func makeRoom(_ bytes: Int, for newcomer: Entry) throws(TooSmall) -> Bool {
    guard let ceiling else { return true }
    while memory + bytes > ceiling.budget {
      let largest = entries.indices.filter { entries[$0].isLive && !entries[$0].isInFile && canMove(entries[$0]) }
        .max { entries[$0].bytes < entries[$1].bytes }
      let canSpill = newcomer.canSpill && ceiling.canSpill
      if let largest, !canSpill || entries[largest].bytes >= bytes {
        move(largest)
      } else if canSpill {
        return false
      } else {
        throw TooSmall()
      }
    }
    return true
  }

  private mutating func move(_ index: Int) {
    entries[index].isInFile = true
    entries[index].moved = entries[index].touched
    addSpilled(entries[index].bytes)
  }

  private mutating func addSpilled(_ bytes: Int) {
    spilledNow += bytes
    spilled = max(spilled, spilledNow)
  }
}
