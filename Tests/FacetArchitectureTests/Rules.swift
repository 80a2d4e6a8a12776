// The rules of the house. Each looks at the whole package and says what breaks it.

/// Something that breaks a rule.
struct Violation: CustomStringConvertible {
  enum Rule: String, CaseIterable {
    case undeclaredImport, arrowNotDown, foundation, unusedArrow, outsidePackage, commandReach, noStorey
    case longFile, printOrExit, emptyName, tooMuchC, testWithoutTarget
  }

  let rule: Rule
  /// A target, a file, or two targets with an arrow between.
  let place: String
  let message: String

  var description: String { "\(place): \(message)" }
}

enum Rules {
  typealias Check = @Sendable (House) -> [Violation]

  static let all: [(rule: Violation.Rule, check: Check)] = [
    (.undeclaredImport, undeclaredImports), (.arrowNotDown, arrowsNotDown), (.foundation, foundation),
    (.unusedArrow, unusedArrows), (.outsidePackage, outsidePackages), (.commandReach, commandReach),
    (.noStorey, noStoreys), (.longFile, longFiles), (.printOrExit, printOrExit), (.emptyName, emptyNames),
    (.tooMuchC, tooMuchC), (.testWithoutTarget, testsWithoutTarget),
  ]

  /// An import needs an arrow in the manifest: SwiftPM alone lets a target import what its neighbours happen to bring.
  static func undeclaredImports(_ house: House) -> [Violation] {
    house.targets.flatMap { target in
      let known = Set(target.arrows + target.outside)
        .union(Storeys.system).union(target.isTest ? Storeys.systemInTests : [])
      return target.imports.filter { !known.contains($0.module) && !$0.module.hasPrefix("Foundation") }.map {
        Violation(
          rule: .undeclaredImport, place: $0.file,
          message: "imports \($0.module), which the manifest doesn't give to \(target.name)")
      }
    }
  }

  /// Arrows and imports point down: never up, never to the side.
  static func arrowsNotDown(_ house: House) -> [Violation] {
    house.targets.filter { !$0.isTest }.flatMap { target -> [Violation] in
      guard let from = Storeys.find(target.name) else { return [] }
      let imports = target.imports.map { (module: $0.module, place: $0.file) }
      let arrows = target.arrows.map { (module: $0, place: "Package.swift") }
      return (arrows + imports).compactMap { module, place in
        guard let to = Storeys.find(module), to.height >= from.height else { return nil }
        let way = to.height > from.height ? "up" : "sideways"
        return Violation(rule: .arrowNotDown, place: place, message: "\(target.name) → \(module) points \(way)")
      }
    }
  }

  /// Libraries know no Foundation at all; the command may have FoundationEssentials, which its parser links anyway.
  static func foundation(_ house: House) -> [Violation] {
    house.targets.filter { !$0.isTest }.flatMap { target in
      target.imports.filter {
        $0.module.hasPrefix("Foundation") && !(target.name == Storeys.command && $0.module == "FoundationEssentials")
      }.map { Violation(rule: .foundation, place: $0.file, message: "imports \($0.module)") }
    }
  }

  /// An arrow that nobody walks hides what the house is really like.
  static func unusedArrows(_ house: House) -> [Violation] {
    house.targets.filter { !$0.isTest }.flatMap { target -> [Violation] in
      let used = Set(target.imports.map(\.module))
      return (target.arrows + target.outside).filter { !used.contains($0) }.map {
        Violation(
          rule: .unusedArrow, place: "Package.swift",
          message: "\(target.name) → \($0), and no file of \(target.name) imports it")
      }
    }
  }

  /// Other people's packages stay on the roof.
  static func outsidePackages(_ house: House) -> [Violation] {
    house.targets.filter { !$0.isTest }.flatMap { target in
      target.outside.filter { !(Storeys.find(target.name)?.outside.contains($0) ?? false) }.map {
        Violation(
          rule: .outsidePackage, place: "Package.swift", message: "\(target.name) uses \($0) of another package")
      }
    }
  }

  /// The command starts in milliseconds because of what it does not link.
  static func commandReach(_ house: House) -> [Violation] {
    var reached: Set<String> = []
    var waiting = [Storeys.command]
    while let name = waiting.popLast() {
      guard reached.insert(name).inserted, let target = house.target(name) else { continue }
      waiting += target.arrows + target.imports.map(\.module)
    }
    return reached.intersection(Storeys.neverInCommand).sorted().map {
      Violation(rule: .commandReach, place: Storeys.command, message: "reaches \($0)")
    }
  }

  /// A target that isn't in the table would escape the rules.
  static func noStoreys(_ house: House) -> [Violation] {
    house.targets.filter { !$0.isTest && Storeys.find($0.name) == nil }.map {
      Violation(rule: .noStorey, place: $0.name, message: "has no storey in Storeys.swift")
    }
  }

  static func longFiles(_ house: House) -> [Violation] {
    house.targets.flatMap(\.files).filter {
      $0.lineCount > Storeys.longestFile && !Storeys.generatedTables.contains($0.name)
    }.map {
      Violation(rule: .longFile, place: $0.path, message: "\($0.lineCount) lines; \(Storeys.longestFile) at most")
    }
  }

  /// Libraries throw and return; what is shown, and when the process ends, is for the command to say.
  static func printOrExit(_ house: House) -> [Violation] {
    let names: Set<String> = [
      "print", "debugPrint", "dump", "puts", "fputs", "printf", "perror", "exit", "_exit", "_Exit", "quick_exit",
    ]
    return house.targets.filter(\.isLibrary).flatMap(\.files).compactMap { file in
      file.swift?.firstCall(of: names).map {
        Violation(rule: .printOrExit, place: "\(file.path):\($0.line)", message: "calls \($0.name)(")
      }
    }
  }

  /// Rooms and files are named after what is in them.
  static func emptyNames(_ house: House) -> [Violation] {
    house.targets.flatMap(\.files).flatMap { file in
      file.path.split(separator: "/").filter { part in
        words(of: part).contains { Storeys.emptyWords.contains($0) }
      }.map { Violation(rule: .emptyName, place: file.path, message: "“\($0)” says nothing about what is in it") }
    }
  }

  /// `StringUtils+More.swift` → string, utils, more, swift.
  static func words(of name: Substring) -> [String] {
    var words: [String] = [""]
    for character in name {
      if !character.isLetter {
        words.append("")
      } else {
        if character.isUppercase, words[words.count - 1].last?.isLowercase ?? false { words.append("") }
        words[words.count - 1].append(character)
      }
    }
    return words.map { $0.lowercased() }
  }

  /// Lines of code below Sources, blank lines aside.
  static func tooMuchC(_ house: House) -> [Violation] {
    let files = house.targets.filter { !$0.isTest }.flatMap(\.files)
    func lines(_ files: [HouseFile]) -> Int {
      files.reduce(0) { $0 + $1.text.utf8.split(separator: UInt8(ascii: "\n")).count { $0.contains { $0 > 32 } } }
    }
    let (swift, c) = (lines(files.filter(\.isSwift)), lines(files.filter(\.isC)))
    if Double(swift) >= Storeys.leastSwiftShare * Double(swift + c) { return [] }
    return [
      Violation(rule: .tooMuchC, place: "Sources", message: "\(swift) lines of Swift and \(c) of C; 90 % must be Swift")
    ]
  }

  /// `FacetWeldTests` needs a `FacetWeld` to test, and every Swift target needs its tests.
  static func testsWithoutTarget(_ house: House) -> [Violation] {
    let subjects = Set(house.targets.filter { !$0.isTest }.map(\.name))
    let tests = house.targets.filter { $0.kind == .test }
    let orphans = tests.filter {
      $0.name != "FacetArchitectureTests"
        && !($0.name.hasSuffix("Tests") && subjects.contains(String($0.name.dropLast(5))))
    }.map { Violation(rule: .testWithoutTarget, place: $0.name, message: "tests no target of this package") }
    let untested = subjects.filter { name in
      (house.target(name)?.files.contains(where: \.isSwift) ?? false) && !tests.contains { $0.name == name + "Tests" }
    }.sorted().map { Violation(rule: .testWithoutTarget, place: $0, message: "has no test target \($0)Tests") }
    return orphans + untested
  }
}
