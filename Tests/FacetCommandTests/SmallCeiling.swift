// Ceilings below the promised 64 MiB, so that small inputs do for tests. What works depends on what the command has resident before
// it begins, which is 8 to 12 MiB by how the system holds its file at the moment; so the command is asked.
import FacetTestSupport
import Foundation

/// A ceiling little above the smallest that works for a conversion, in bytes.
func smallCeiling(_ input: String, _ output: String, in folder: TemporaryFolder) throws -> Int {
  let answer = try runFacet(input, output, "--dry-run", "--memory", "16M", "--temp", "/var/tmp", folder: folder.url)
  let found = answer.standardError.firstMatch(of: /the smallest that works is --memory (\d+)M/)
  return ((found.flatMap { Int($0.output.1) } ?? 60) + 3) << 20
}
