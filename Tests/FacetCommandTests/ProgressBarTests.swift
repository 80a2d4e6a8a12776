// What the progress bar says. That it shows only on a terminal, the tests of the whole command see: their standard error
// is none.
import FacetThreads
import Testing

@testable import FacetCommand

@Suite struct ProgressBarTests {
  @Test func lineHasBarPercentAndTimeLeft() {
    let half = ProgressBar.line(.init(stage: .reading, fraction: 0.5), elapsed: 3)
    #expect(half == "reading [###############...............] 50 %, 3 s left")
    let beginning = ProgressBar.line(.init(stage: .writing, fraction: 0.01), elapsed: 1)
    #expect(beginning == "writing [..............................] 1 %")
    let beyond = ProgressBar.line(.init(stage: .writing, fraction: 1.5), elapsed: 1)
    #expect(beyond == "writing [##############################] 100 %, 0 s left")
  }

  @Test func unknownSizeHasNoBar() {
    #expect(ProgressBar.line(.init(stage: .reading, fraction: nil), elapsed: 3) == "reading …")
  }
}
