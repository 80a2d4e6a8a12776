// API.txt against the sources, and the reader of declarations against a file that has one of each kind.
import FacetTestSupport
import Foundation
import Testing

@Suite struct PublicInterfaceTests {
  /// `make api` sets FACET_WRITE_API and writes the file anew.
  @Test func listOfPublicSymbolsIsTrue() throws {
    let file = Places.package.appendingPathComponent("API.txt")
    let heading =
      "# The public symbols of the libraries. `make api` writes this file; a test holds it against the code.\n"
    let lines = try PublicInterface.lines()
    if ProcessInfo.processInfo.environment["FACET_WRITE_API"] == "1" {
      try (heading + lines.joined(separator: "\n") + "\n").write(to: file, atomically: true, encoding: .utf8)
    }
    let listed = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
      .filter { !$0.hasPrefix("#") }
    let missing = Set(lines).subtracting(listed)
    let gone = Set(listed).subtracting(lines)
    #expect(missing.isEmpty, "public, and not in API.txt (make api): \(missing.sorted().joined(separator: "\n"))")
    #expect(gone.isEmpty, "in API.txt, and not public any more (make api): \(gone.sorted().joined(separator: "\n"))")
    #expect(lines.count > 500)
    #expect(lines.contains("FacetArrays Column: func sum() -> Element.Sum where Element: ArrayNumber"))
  }

  @Test func declarationsAreFound() {
    let text = """
      /// A type.
      public struct Box<Element: Sendable>: Sendable {
        public private(set) var count = 0  // public func no()
        let hidden: Int
        /// public func inAComment()
        @inlinable public subscript(index: Int) -> Element {
          get { fatalError("public func inAText() {") }
        }
        @specialized(where Element == Int)
        public static func make(
          _ first: Element, second: [Int: Int] = [:]
        ) -> Box { func inner() {}; return Box() }
        public func _hidden() {}
        public enum Kind: String {
          case one, two(Int)
          case three = "3"
        }
      }
      extension Box where Element: Comparable {
        public static prefix func - (box: Box) -> Box { box }
        package func within() {}
      }
      public protocol Shape {
        associatedtype Unit
        func area() throws -> Double
      }
      public init?(no: Int)
      enum Inner {
        case never
        public func _hidden() {}
        public init(_hidden: Int) {}
        public func reachable() {}
      }
      """
    #expect(
      PublicInterface.declarations(in: text) == [
        "struct Box<Element: Sendable>: Sendable", "Box: private(set) var count",
        "Box: subscript(index: Int) -> Element",
        "Box: static func make(_ first: Element, second: [Int: Int] = [:]) -> Box",
        "Box: enum Kind: String", "Box.Kind: case one, two(Int)", "Box.Kind: case three",
        "Box: static prefix func - (box: Box) -> Box where Element: Comparable", "protocol Shape",
        "Shape: associatedtype Unit", "Shape: func area() throws -> Double", "init?(no: Int)",
        "Inner: func reachable()",
      ])
  }
}
