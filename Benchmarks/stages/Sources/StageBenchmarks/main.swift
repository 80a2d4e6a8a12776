// Prints one line of JSON a stage: {"stage", "item", "items", "ways": [{"name", "median", "least"}]}, nanoseconds an item.
// `StageBenchmarks [ROUNDS]`; bench.py makes the table of it.
import Facet

let rounds = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 11
let grid: [Int32] = (0..<Stages.count).flatMap { index in
  let corner = Int32(index / 2)
  return index % 2 == 0 ? [corner, corner + 1, corner + 708] : [corner + 1, corner + 709, corner + 708]
}
let shuffled = grid.map { Int32((Int($0) &* 48271) % 500_009) }

let stages: [() -> Stage] = [
  { Stages.parsing("decimal → Double, terrain with two decimals", Stages.terrain) },
  { Stages.parsing("decimal → Double, float32 sphere", Stages.sphere.map { Double("\(Float($0))")! }) },
  { Stages.parsing("decimal → Double, sphere of 17 digits", Stages.sphere) },
  { Stages.writing("shortest Float text, terrain", Stages.terrain.map { Float($0) }) },
  { Stages.writing("shortest Float text, sphere", Stages.sphere.map { Float($0) }) },
  { Stages.writing("shortest Double text, sphere", Stages.sphere) },
  { Stages.faces("face line, grid order", grid) }, { Stages.faces("face line, shuffled", shuffled) },
]
for make in stages {
  let stage = make()
  let ways = stage.measure(rounds: rounds).map {
    "{\"name\": \"\($0.name)\", \"median\": \($0.median), \"least\": \($0.least)}"
  }
  print(
    "{\"stage\": \"\(stage.name)\", \"item\": \"\(stage.item)\", \"items\": \(stage.items), \"ways\": [\(ways.joined(separator: ", "))]}"
  )
}
