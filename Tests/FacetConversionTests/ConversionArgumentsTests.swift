// Options as arguments. That the command reads them back as the same options, its own tests see.
import FacetConversion
import FacetFormats
import Testing

@Suite struct ConversionArgumentsTests {
  @Test func onlyWhatIsNotUsualIsSaid() {
    #expect(ConversionOptions().commandArguments.isEmpty)
    var options = ConversionOptions()
    options.to = .plyASCII
    options.weld = .none
    options.digits = .significant(5)
    options.reader.recovers = true
    options.reader.rawLayout = RawLayout(precision: .float32, bigEndian: true, offset: 3)
    #expect(
      options.commandArguments == [
        "--from", "raw:f32be", "--offset", "3", "--to", "ply-ascii", "--weld", "none", "--digits", "5", "--recover",
      ])
  }
}
