// The reader of Swift text: it must see every form of import and no import that isn't code.
import Testing

@Suite struct SwiftTextTests {
  /// ⏎ stands for a line feed and ␍ for a carriage return, so that a case is one line in the log.
  static func unfolded(_ source: String) -> String {
    source.replacing("⏎", with: "\n").replacing("␍", with: "\r")
  }

  @Test(arguments: [
    ("import FacetMesh", ["FacetMesh"]),
    ("  import FacetMesh  // why", ["FacetMesh"]),
    ("@_exported import FacetMesh", ["FacetMesh"]),
    ("@testable import FacetMesh", ["FacetMesh"]),
    ("@_spi(Inside) @preconcurrency import FacetMesh", ["FacetMesh"]),
    ("@_documentation(visibility: internal) import FacetMesh", ["FacetMesh"]),
    ("package import FacetMesh", ["FacetMesh"]),
    ("@usableFromInline internal import FacetMesh", ["FacetMesh"]),
    ("import struct FacetMesh.TriangleMesh", ["FacetMesh"]),
    ("public import func Glibc.read", ["Glibc"]),
    ("import enum `FacetMesh`.Kind", ["FacetMesh"]),
    ("import FacetMesh.Sub", ["FacetMesh"]),
    ("import FacetMesh; import FacetWeld", ["FacetMesh", "FacetWeld"]),
    ("@_exported⏎import FacetMesh", ["FacetMesh"]),
    ("/* a */ import FacetMesh", ["FacetMesh"]),
    ("import FacetMesh␍⏎import FacetWeld␍⏎", ["FacetMesh", "FacetWeld"]),
    ("#if canImport(Glibc)⏎import Glibc⏎#endif", ["Glibc"]),
    ("// import FacetMesh", []),
    ("/* /* */ import FacetMesh */", []),
    ("let text = \"\"\"⏎  import FacetMesh⏎  \"\"\"", []),
    ("let text = #\"⏎\"#⏎import FacetWeld", ["FacetWeld"]),
    ("let text = \"/*\"⏎import FacetWeld // \"*/\"", ["FacetWeld"]),
    ("let text = \"\\(name(\")\")) /*\"⏎import FacetWeld", ["FacetWeld"]),
    ("important()⏎let importer = imports", []),
  ])
  func readsImports(_ source: String, _ modules: [String]) {
    #expect(SwiftText(Self.unfolded(source)).imports == modules)
  }

  @Test(arguments: [
    ("print(x)", true), ("a⏎  Swift.print (x)", true), ("exit(0)", true), ("if a { exit(0) }", true),
    ("Glibc.exit(1)", true), ("let s = \"\\(print(1))\"", true), ("let x = [print(1)]", true), ("!print(1)", true),
    ("// print(x)", false), ("let s = \"print(x)\"", false), ("sink.print(x)", false), ("fingerprint(x)", false),
    ("onexit(x)", false), ("let print = 1", false), ("a?.print(x)", false), ("a.Swift.print(x)", false),
    ("exit (0)", true), ("public func print(_ x: Int) {}", false), ("/// exit(0)", false),
  ])
  func findsCalls(_ source: String, _ isFound: Bool) {
    #expect((SwiftText(Self.unfolded(source)).firstCall(of: ["print", "exit"]) != nil) == isFound)
  }

  @Test func keepsLines() {
    let source = "a\n/* b\n c */ \"d\n\"\"\"\ne\n\"\"\" + \"\\(f)\"\nprint(1)\n"
    #expect(SwiftText(source).firstCall(of: ["print"])?.line == 7)
  }

  @Test func splitsNamesIntoWords() {
    #expect(Rules.words(of: "StringUtils+More.swift") == ["string", "utils", "more", "swift"])
    #expect(Rules.words(of: "commonplace") == ["commonplace"])
  }
}
