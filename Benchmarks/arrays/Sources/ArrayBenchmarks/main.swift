// Measures one row at a time, as standard input asks for it, so that bench.py can let Facet and NumPy take turns.
//
// Asked "operation type mode size samples", it answers "min,median" in nanoseconds a run; asked "check operation type mode
// size", it answers "count,sum,magnitudes,weighted" of the result. A row it doesn't have is answered by "unknown".
import Facet
import Glibc

func now() -> Int {
  var time = timespec()
  unsafe clock_gettime(CLOCK_MONOTONIC, &time)
  return Int(time.tv_sec) * 1_000_000_000 + time.tv_nsec
}

func time(_ measurement: any Measurement, _ runs: Int) -> Double {
  let start = now()
  measurement.run(runs)
  return Double(now() - start) / Double(runs)
}

let rows = Rows()
var inputs = Inputs(size: 0)
var (ready, readyKey): ((any Measurement)?, String) = (nil, "")
var runs = 1

while let line = readLine() {
  let words = line.split(separator: " ").map(String.init)
  let asked = words.first == "check" ? Array(words.dropFirst()) : words
  guard asked.count >= 4, let size = Int(asked[3]), let maker = rows.makers[asked[0..<3].joined(separator: " ")] else {
    print("unknown")
    fflush(nil)
    continue
  }
  let key = asked[0..<4].joined(separator: " ")
  if key != readyKey {
    ready = nil
    if inputs.size != size { inputs = Inputs(size: size) }
    ready = maker(inputs)
    readyKey = key
    // A batch takes at least 200 µs, so that reading the clock doesn't count.
    _ = time(ready!, 1)
    runs = max(1, min(1000, Int(200_000 / max(time(ready!, 1), 1))))
  }
  if words.first == "check" {
    let numbers = ready!.answer()
    print("\(numbers.count),\(numbers.sum),\(numbers.magnitudes),\(numbers.weighted)")
  } else {
    let samples = (0..<max(1, Int(asked.last!) ?? 1)).map { _ in time(ready!, runs) }.sorted()
    print("\(samples[0]),\(samples[samples.count / 2])")
  }
  fflush(nil)
}
