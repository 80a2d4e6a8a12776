// Numbers as people like to read them, in messages and reports: never in a loop over millions.

extension NumberText {
  /// Makes the text of a whole number with a comma between thousands: `1,000,000`.
  public static func grouped(_ number: Int) -> String {
    let digits = String(number.magnitude)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0 && (digits.count - index) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return number < 0 ? "-" + text : text
  }

  /// Makes the text of a number with a fixed count of decimals, rounded to the nearest: `0.21`.
  public static func fixed(_ number: Double, _ decimals: Int) -> String {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let scaled = (number.magnitude * scale).rounded()
    // Beyond this the decimals say nothing.
    guard scaled < 9e15 else { return string(number) }
    let whole = Int(scaled)
    let sign = number < 0 && whole > 0 ? "-" : ""
    guard decimals > 0 else { return sign + "\(whole)" }
    let fraction = String(whole % Int(scale))
    return sign + "\(whole / Int(scale))." + String(repeating: "0", count: decimals - fraction.count) + fraction
  }
}
