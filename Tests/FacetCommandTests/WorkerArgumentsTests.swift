// What a worker is told are the options that it then has.
import FacetConversion
import FacetFormats
import Testing

@testable import FacetCommand

@Suite struct WorkerArgumentsTests {
  @Test func everyOptionComesBack() throws {
    var lists: [[String]] = [
      ["--from", "raw:f64be", "--offset", "3", "--stride", "80"], ["--from", "stl-ascii"], ["--to", "off-binary"],
      ["--weld", "none"], ["--weld", "exact", "--weld-attributes"], ["--attributes", "none"], ["--digits", "float64"],
      ["--digits", "7"], ["--nonfinite", "drop"], ["--drop-degenerate"], ["--verify"], ["--durable"],
      ["--triangles=-x y.csv", "--triangle-columns", "2-4", "--first-index", "1"],
      ["--from", "soup", "--columns", "4-12", "--skip-lines", "2"], ["--max-expansion", "9"], ["--strict"],
      ["--recover"],
    ]
    lists.append(
      lists.filter { $0 != ["--strict"] && $0[0] != "--from" && !$0[0].contains("triangles") }.flatMap(\.self))
    for list in lists {
      let command = try BatchCommand.parse(["in", "--out", "out"] + list)
      let options = command.outputOptions.conversionOptions(command.inputOptions)
      let told = options.commandArguments
      let again = try Convert.parse(told + ["in", "out"])
      #expect(again.outputOptions.conversionOptions(again.inputOptions).commandArguments == told)
      if list.count < 8 { #expect(told == list) }
    }
  }

  @Test func isolateTakesItselfAway() {
    let arguments = Isolation.workerArguments(["convert", "a", "--isolate", "b", "--", "--isolate"], memory: .bytes(5))
    #expect(arguments.first == "convert" && Array(arguments.suffix(4)) == ["a", "b", "--", "--isolate"])
    #expect(arguments.contains("--worker-memory") && arguments.count == 11)
  }

  @Test func controlCharactersAreOneLine() {
    #expect(Terminal.oneLine("a\nb\r\tc\u{1b}[Kü\u{85}") == "a\\nb\\r\\tc?[Kü?")
  }
}
