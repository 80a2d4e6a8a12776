// Numbers as people read them in a message.
import Testing

@testable import FacetText

@Suite struct NumberTextPeopleTests {
  @Test func fixedDecimals() {
    let cases: [(Double, Int, String)] = [
      (0.2149, 2, "0.21"), (1.999, 2, "2.00"), (-0.001, 2, "0.00"), (-1.25, 1, "-1.3"), (12, 0, "12"), (12.5, 0, "13"),
      (0.05, 3, "0.050"), (1e6, 2, "1000000.00"), (1e15, 2, "1000000000000000"), (.infinity, 1, "inf"),
    ]
    for (number, decimals, text) in cases { #expect(NumberText.fixed(number, decimals) == text, "\(number)") }
  }

  @Test func groupsOfThree() {
    for (number, text) in [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567")] {
      #expect(NumberText.grouped(number) == text)
    }
  }
}
