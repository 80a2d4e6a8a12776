// One stage: the same work done by Facet and by its rivals, in turns, each answer checked before a time is taken.
import Glibc

/// What one program of a stage gives: a number of items or bytes, and something that minds every value.
struct Answer: Equatable {
  var count: Int
  var digest: UInt64 = 0
}

/// One of several ways to do the same work.
struct Way {
  let name: String
  /// The work that is timed.
  let run: () -> Void
  /// What the last run gave; not timed.
  let answer: () -> Answer
  /// Gives back what the last run made; not timed.
  var clean: () -> Void = {}
}

/// The same work, done in several ways.
struct Stage {
  let name: String
  /// What is counted: "number", "face".
  let item: String
  let items: Int
  /// The bytes that must come from memory and go there for an item, whoever does it.
  let bytesRead: Double
  let bytesWritten: Double
  /// Facet's way first.
  let ways: [Way]

  /// Runs every way in turn, `rounds` times, and answers the nanoseconds an item of each: median and least.
  func measure(rounds: Int) -> [(name: String, median: Double, least: Double)] {
    check()
    var times = ways.map { _ in [Double]() }
    for round in 0..<rounds {
      for index in ways.indices {
        let way = ways[round % 2 == 0 ? index : ways.count - 1 - index]
        let start = now()
        way.run()
        let taken = now() - start
        way.clean()
        times[round % 2 == 0 ? index : ways.count - 1 - index].append(Double(taken) / Double(items))
      }
    }
    return zip(ways, times).map { way, taken in
      let sorted = taken.sorted()
      return (way.name, sorted[sorted.count / 2], sorted[0])
    }
  }

  /// Every way must give what the first one gives; this is a warm-up, too.
  private func check() {
    var expected: Answer?
    for way in ways {
      way.run()
      let answer = way.answer()
      way.clean()
      precondition(expected == nil || answer == expected, "\(name): \(way.name) gives \(answer), not \(expected!)")
      expected = answer
    }
  }

  /// Does the work of one way `times` times, for a program that counts instructions.
  func repeated(way index: Int, times: Int) {
    for _ in 0..<times {
      ways[index].run()
      ways[index].clean()
    }
  }
}

/// The processor time of all threads of this process, in nanoseconds: on one core, the time without what other programs took.
func now() -> Int {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Int(time.tv_sec) * 1_000_000_000 + time.tv_nsec
}

/// A digest of values that minds their order.
struct Digest {
  private(set) var value: UInt64 = 0
  private var place: UInt64 = 1

  mutating func add(_ bits: UInt64) {
    value = value &+ (bits ^ (bits >> 29)) &* place
    place = place &+ 2
  }
}
