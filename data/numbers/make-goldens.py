#!/usr/bin/env python3
"""Write goldens.csv beside this script: 200 numbers and the text that Facet gives them.

The oracle is repr of Python for float64 and of NumPy for float32; only the notation is changed here: fixed for
1e-5 <= |x| < 1e16, else d.ddde-7, no '+', no trailing '.0'. Columns: kind, bits in hexadecimal, text.
"""

import random
import struct
from pathlib import Path

import numpy

ONE_DIGIT_MORE = {0x15AE43FD: "7.0385307e-26", 0x95AE43FD: "-7.0385307e-26"}


def notation(text: str) -> str:
    """Rewrite a repr in Facet's notation."""
    if text in ("nan", "inf", "-inf"):
        return text
    sign, text = ("-", text[1:]) if text.startswith("-") else ("", text)
    mantissa, _, exponent = text.partition("e")
    whole, _, fraction = mantissa.partition(".")
    power = len(whole) + int(exponent or 0)
    digits = whole + fraction
    stripped = digits.lstrip("0")
    power -= len(digits) - len(stripped)
    digits = stripped.rstrip("0")
    if not digits:
        return sign + "0"
    if not -5 <= power - 1 < 16:
        return sign + digits[0] + ("." + digits[1:] if digits[1:] else "") + "e%d" % (power - 1)
    if power <= 0:
        return sign + "0." + "0" * -power + digits
    if power >= len(digits):
        return sign + digits + "0" * (power - len(digits))
    return sign + digits[:power] + "." + digits[power:]


def double_row(bits: int) -> str:
    value = struct.unpack("<d", struct.pack("<Q", bits))[0]
    return "float64,%016x,%s" % (bits, notation(repr(value)))


def float_row(bits: int) -> str:
    value = numpy.array([bits], dtype=numpy.uint32).view(numpy.float32)[0]
    return "float32,%08x,%s" % (bits, ONE_DIGIT_MORE.get(bits, notation(str(value))))


def bits_of(value: float) -> int:
    return struct.unpack("<Q", struct.pack("<d", value))[0]


def main() -> None:
    chosen = [
        0.0, -0.0, 1.0, -1.0, 0.1, 0.2, 0.3, 0.1 + 0.2, 1e-5, 9.999999999999999e-6, 1e-6, 1e15,
        9999999999999998.0, 1e16, 1e17, 1e22, 1e23, 9.5e22, 5e-324, 1e-323, 2.2250738585072014e-308,
        2.2250738585072011e-308, 1.7976931348623157e308, 9007199254740992.0, 9007199254740994.0,
        4503599627370497.5, 1125899906842624.25, 2.0**-1022, 2.0**-1074 * 3, 2.0**60, 2.0**89, 2.0**-60,
        2.0**1023, 3.141592653589793, 2.718281828459045, 123456.789, -0.000123, 1e100, -1e-100, 1.5e300,
        float("inf"), float("-inf"), float("nan"),
    ]
    rows = [double_row(bits_of(value)) for value in chosen]
    single = [
        0, 0x80000000, 0x3F800000, 0xBF800000, 0x3DCCCCCD, 0x7F7FFFFF, 0x00800000, 0x007FFFFF, 1, 2,
        0x80000001, 0x15AE43FD, 0x95AE43FD, 0x15AE43FC, 0x15AE43FE, 0x7F800000, 0xFF800000, 0x7FC00000,
        0x4B800000, 0x4B7FFFFF, 0x4C000000, 0x3727C5AC, 0x3727C5AB, 0x5A0E1BCA, 0x5A0E1BC9, 0x4A800001,
        0x49742408, 0x42F6E979, 0xC0490FDB, 0x501502F9,
    ]
    rows += [float_row(bits) for bits in single]
    generator = random.Random(20)
    while len(rows) < 120:
        rows.append(double_row(bits_of(generator.randint(-10**9, 10**9) / 10 ** generator.randint(1, 8))))
    while len(rows) < 150:
        rows.append(double_row(generator.getrandbits(63)))
    while len(rows) < 200:
        rows.append(float_row(generator.getrandbits(32)))
    # A row may be drawn that is not a number; its text is the same.
    target = Path(__file__).resolve().parent / "goldens.csv"
    target.write_text("kind,bits,text\n" + "\n".join(rows) + "\n")
    print("%s: %d rows" % (target.name, len(rows)))


if __name__ == "__main__":
    main()
