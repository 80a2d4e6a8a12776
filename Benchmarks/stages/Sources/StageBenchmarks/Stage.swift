// One stage: the same work done by Facet and by its rivals, in turns, each answer checked before a time is taken.
import Glibc

/// What one program of a stage gives: a number of items or bytes, and something that minds every value.
struct Answer: Equatable {
  var count: Int
  var sum = 0.0
}

/// The same work, done in several ways.
struct Stage {
  var name: String
  /// What is counted: "number", "face".
  var item: String
  var items: Int
  /// What is compared before a time is taken; the answer itself unless told.
  var check: (Answer) -> Answer = { $0 }
  /// Facet's way first.
  var ways: [(name: String, run: () -> Answer)]

  /// Runs every way in turn, `rounds` times, and answers the nanoseconds an item of each: median and least.
  func measure(rounds: Int) -> [(name: String, median: Double, least: Double)] {
    let expected = check(ways[0].run())
    for way in ways {
      let answer = check(way.run())
      precondition(answer == expected, "\(name): \(way.name) gives \(answer), not \(expected)")
    }
    var times = ways.map { _ in [Double]() }
    for round in 0..<rounds {
      for index in ways.indices {
        let turn = round % 2 == 0 ? index : ways.count - 1 - index
        let start = now()
        _ = ways[turn].run()
        times[turn].append(Double(now() - start) / Double(items))
      }
    }
    return zip(ways, times).map { way, taken in
      let sorted = taken.sorted()
      return (way.name, sorted[sorted.count / 2], sorted[0])
    }
  }
}

private func now() -> Int {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Int(time.tv_sec) * 1_000_000_000 + time.tv_nsec
}
