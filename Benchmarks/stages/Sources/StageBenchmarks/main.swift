// Measures stages: a line of JSON each, {"stage", "item", "items", "bytes_read", "bytes_written", "ways": [{"name", "median",
// "least"}]}, in nanoseconds an item; before them {"memory": {"read", "copy"}} in GB/s.
//
//     StageBenchmarks [--rounds N] [--items N] [--triangles N] [--only WORDS] [--folder PATH]
//     StageBenchmarks --list                           the names, and nothing else
//     StageBenchmarks --only NAME --way I --times N    the work of one way N times, for whoever counts instructions
import Facet

func option(_ name: String) -> String? {
  let words = CommandLine.arguments
  return words.firstIndex(of: name).flatMap { $0 + 1 < words.count ? words[$0 + 1] : nil }
}
func number(_ name: String, _ usual: Int) -> Int { option(name).flatMap { Int($0) } ?? usual }

let items = number("--items", 1_000_000)
let stages = Stages.all(
  items: items, triangles: number("--triangles", 4 * items), folder: option("--folder") ?? "/dev/shm"
).filter { option("--only") == nil || $0.name.contains(option("--only")!) }

if CommandLine.arguments.contains("--list") {
  for stage in stages { print(stage.name) }
} else if let way = option("--way").flatMap({ Int($0) }) {
  for stage in stages { stage.make().repeated(way: way, times: number("--times", 1)) }
} else {
  let memory = Stages.memory(bytes: 256 * items)
  print("{\"memory\": {\"read\": \(memory.read), \"copy\": \(memory.copy)}}")
  for entry in stages {
    let stage = entry.make()
    let ways = stage.measure(rounds: number("--rounds", 11)).map {
      "{\"name\": \"\($0.name)\", \"median\": \($0.median), \"least\": \($0.least)}"
    }
    print(
      """
      {"stage": "\(stage.name)", "item": "\(stage.item)", "items": \(stage.items), \
      "bytes_read": \(stage.bytesRead), "bytes_written": \(stage.bytesWritten), "ways": [\(ways.joined(separator: ", "))]}
      """)
  }
}
