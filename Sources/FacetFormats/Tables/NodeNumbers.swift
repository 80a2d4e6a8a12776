// The numbers that a node table gives its nodes. Mostly they run, and nothing is kept but the first; else they are kept and
// found again through a table over their range, or a dictionary where they lie far apart.

/// Finds the row of a node by its number.
struct NodeNumbers {
  private var first: Int32 = 0
  private var count = 0
  /// The number of each row; empty as long as they run.
  private var numbers: [Int32] = []
  /// The row of each number from `least` on; -1 for none.
  private var rows: [Int32] = []
  private var least: Int32 = 0
  private var scattered: [Int32: Int32] = [:]

  /// Whether the numbers run by one.
  var isRunning: Bool { numbers.isEmpty }
  /// The first number.
  var firstNumber: Int32 { first }

  /// Takes the number of the next row.
  mutating func append(_ number: Int32) {
    if count == 0 { first = number }
    if !numbers.isEmpty {
      numbers.append(number)
    } else if Int(number) != Int(first) + count {
      numbers = (0..<count).map { first + Int32($0) }
      numbers.append(number)
    }
    count += 1
  }

  /// Ends the appending. Answers the rows of the first number that stands twice. O(rows).
  mutating func settle() -> (first: Int, second: Int)? {
    guard !numbers.isEmpty, let least = numbers.min(), let greatest = numbers.max() else { return nil }
    self.least = least
    let range = Int(greatest) - Int(least) + 1
    let isDense = range <= 8 * numbers.count + 1 << 16
    if isDense { rows = [Int32](repeating: -1, count: range) }
    for (row, number) in numbers.enumerated() {
      let old = isDense ? rows[Int(number) - Int(least)] : scattered[number] ?? -1
      if old >= 0 { return (Int(old), row) }
      if isDense { rows[Int(number) - Int(least)] = Int32(row) } else { scattered[number] = Int32(row) }
    }
    return nil
  }

  /// The row with a number; nil when none has it. O(1).
  @inline(__always)
  func row(of number: Int32) -> Int32? {
    if numbers.isEmpty {
      let row = Int(number) - Int(first)
      return row >= 0 && row < count ? Int32(row) : nil
    }
    if rows.isEmpty { return scattered[number] }
    let place = Int(number) - Int(least)
    guard place >= 0 && place < rows.count, rows[place] >= 0 else { return nil }
    return rows[place]
  }
}
