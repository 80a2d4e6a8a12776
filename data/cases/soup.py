"""Text soups: nine or three numbers a line."""
from cases.shapes import BOX, ONE, accept, cut, number_found, points, refuse, soup, warn

LINE = "0 0 0 1 0 0 0 1 0\n"

accept("soup/accept-nine-columns.txt", soup(), 12, 8)
accept("soup/accept-three-columns.txt", points(), 12, 8)
accept("soup/accept-no-ending", soup(), 12, 8)
accept("soup/accept-from-option.off", soup(), 12, 8, options="--from soup")
accept("soup/accept-three-columns.xyz", points("  "), 12, 8)
for name, separator in [("tabs", "\t"), ("commas", ","), ("semicolons", ";"), ("commas-and-blanks", ", "),
                        ("semicolons-and-blanks", " ; "), ("many-blanks", " \t  ")]:
    accept(f"soup/accept-{name}.txt", soup(separator), 12, 8)
    accept(f"soup/accept-three-{name}.txt", points(separator), 12, 8)
accept("soup/accept-corners-by-semicolon.txt", "".join("; ".join(" ".join(c) for c in t) + "\n" for t in BOX), 12, 8)
accept("soup/accept-crlf.txt", soup(end="\r\n"), 12, 8)
accept("soup/accept-carriage-returns.txt", soup(end="\r"), 12, 8)
accept("soup/accept-no-last-newline.txt", soup()[:-1], 12, 8)
accept("soup/accept-three-no-last-newline.txt", points()[:-1], 12, 8)
accept("soup/accept-blanks-at-both-ends.txt", soup().replace("\n", " \t\n \t"), 12, 8)
accept("soup/accept-blank-lines.txt", "\n\n" + points().replace("\n", "\n\n \t\n"), 12, 8)
accept("soup/accept-mark-at-the-end.csv", soup(",").replace("\n", ",\n"), 12, 8)
accept("soup/accept-comments.txt", "# hash\n% percent\n// slashes\n" + soup().replace("\n", " # 1 2\n# 3\n", 3) + "%\n",
       12, 8)
accept("soup/accept-comments-behind-numbers.txt", soup().replace("\n", " % 1\n", 2).replace("\n", " // 2\n", 2), 12, 8)
warn("soup/accept-header.csv", "x0,y0,z0,x1,y1,z1,x2,y2,z2\n" + soup(","), 12, 8, "skipped_header_line")
warn("soup/accept-header-of-words.txt", "X Y Z\n" + points(), 12, 8, "skipped_header_line")
warn("soup/accept-header-quoted.csv", '"x (m)","y, north","z"\n' + points(","), 12, 8, "skipped_header_line")
warn("soup/accept-bom.txt", "\ufeff" + soup(), 12, 8, "byte_order_mark")
accept("soup/accept-columns-2-10.txt", "".join(f"t{i} {line}\n" for i, line in enumerate(soup().splitlines())), 12, 8,
       options="--columns 2-10")
accept("soup/accept-columns-4-12.dat", "".join(f"0 0 1 {line}\n" for line in soup().splitlines()), 12, 8,
       options="--from soup --columns 4-12")
refuse("soup/accept-columns-4-12.dat", None,
       "no known format; 12 lines of 12 numbers; if 4 to 12 are the corners: --from soup --columns 4-12")
accept("soup/accept-columns-1-3.csv", "".join(f"{line},255,0,0\n" for line in points(",").splitlines()), 12, 8,
       options="--columns 1-3")
accept("soup/accept-columns-with-words.csv", "".join(f'a b,"c, d",{line},red\n' for line in points(",").splitlines()),
       12, 8, options="--columns 3-5")
accept("soup/accept-columns-tabs-empty.txt", "".join(f"\tname\t{line}\n" for line in points("\t").splitlines()), 12, 8,
       options="--columns 3-5")
accept("soup/accept-skip-lines-2.txt", "12 triangles\n1 2 3\n" + soup(), 12, 8, options="--skip-lines 2")
accept("soup/accept-odd-numbers.txt", ".5 1. 1e-400  00012 -0 0.  -.5 1e0 -0.0E+5\n", 1, 3, "S40")
warn("soup/accept-plus-signs.txt", "+1 0 0 0 +1.5e+0 0 0 0 +.5\n", 1, 3, "plus_sign", "S40")
warn("soup/accept-fortran-exponents.txt", "1D0 0 0 0 1.5d+0 0 0 0 1\n", 1, 3, "fortran_exponent")
accept("soup/accept-millimetres.txt",
       "500000.001 4100000.457 7.25 500000.002 4100000.457 7.25 500000.001 4100000.458 7.25\n", 1, 3)
accept("soup/accept-seventeen-digits.txt", "0.30000000000000004 0 0 0.3 0 0 0.30000000000000010 0 0\n", 1, 3)
accept("soup/accept-both-zeros.txt", "0 0 0 1 0 0 0 1 0\n-0 -0.0 -0e5 0 1 -0 0 0 1\n", 2, 4, "S16")
accept("soup/accept-facets-are-points.txt", "1 2 3 1 2 3 1 2 3\n" * 2, 2, 1, "S19")
accept("soup/accept-facets-are-points.txt", None, 0, 1, "S19", "--drop-degenerate")

refuse("soup/refuse-empty.txt", "", "empty file", "S01")
refuse("soup/refuse-only-comments.txt", "# nothing\n% at all\n",
       'no known format; it is text that begins with "% at all"')
refuse("soup/refuse-prose.txt", "Dear reader,\nthis is a letter and no mesh.\n",
       'no known format; it is text that begins with "Dear reader,"')
refuse("soup/refuse-eight-numbers-in-line-3.txt", LINE * 2 + "0 0 0 1 0 0 0 1\n" + LINE,
       "soup: line 3: expected 9 numbers, found 8")
refuse("soup/refuse-ten-numbers-in-line-2.txt", LINE + "0 0 0 1 0 0 0 1 0 5\n",
       "soup: line 2: expected 9 numbers, found 10")
refuse("soup/refuse-three-behind-nine.txt", LINE + "0 0 0\n0 1 0\n1 0 0\n", "soup: line 2: expected 9 numbers, found 3")
refuse("soup/refuse-two-numbers-in-line-2.txt", "0 0 0\n1 0\n0 1 0\n", "soup: line 2: expected 3 numbers, found 2")
cut("soup/refuse-a-corner-too-many.txt", points(triangles=[ONE]) + "5 5 5\n",
    "soup: line 5: expected three corners for triangle 2, found end of file after 1", 1, 3)
cut("soup/refuse-cut-in-a-line.txt", LINE * 2 + "0 0 0 1 0 0 0 1", "soup: line 3: expected 9 numbers, found 8", 2, 3)
cut("soup/refuse-cut-in-a-number.txt", LINE * 2 + "0 0 0 1 0 0 0 1 -", 'soup: line 3: expected a number, found "-"',
    2, 3)
cut("soup/refuse-cut-in-a-corner.txt", points() + "7 7", "soup: line 37: expected 3 numbers, found 2", 12, 8)
cut("soup/refuse-cut-in-columns.txt", ("a b " + LINE) * 2 + "a b 1 2", "soup: line 3: expected at least 11 columns, found 4",
    2, 3, options="--columns 3-11")
refuse("soup/refuse-two-header-lines.txt", "made by me\nx y z\n" + points(),
       'no known format; it is text that begins with "made by me"')
refuse("soup/refuse-words-in-line-3.txt", LINE * 2 + "and some more:\n" + LINE,
       'soup: line 3: expected a number, found "and"')
refuse("soup/refuse-decimal-commas.txt", "0,5 1,25 2 1,5 0 0 0 1,0 0\n",
       "no known format; its numbers have a decimal comma, not a point", "S42")
refuse("soup/refuse-twelve-numbers.txt", "0 0 1 " + LINE, "no known format; 1 line of 12 numbers; if 4 to 12 are the "
       "corners: --from soup --columns 4-12")
refuse("soup/refuse-six-numbers.txt", "0 0 1 255 0 0\n" * 3, "no known format; 3 lines of 6 numbers; if 1 to 3 are the "
       "corners: --from soup --columns 1-3")
refuse("soup/refuse-two-numbers.txt", "1 2\n3 4\n", "no known format; 2 lines of 2 numbers")
refuse("soup/refuse-too-few-columns.txt", "0 0 1 " + LINE + LINE, "soup: line 2: expected at least 12 columns, found 9",
       options="--columns 4-12")
refuse("soup/refuse-a-word-in-the-columns.txt", "a 0 0 0\nb 1 x 0\n", 'soup: line 2: expected a number, found "x"',
       options="--columns 2-4")
for name, text in [("too-large", "1e400"), ("hexadecimal", "0x1p3"), ("no-exponent", "1e"), ("two-signs", "--1"),
                   ("two-points", "1.2.3"), ("underscore", "1_0"), ("arabic-digit", "١"), ("a-word", "one")]:
    refuse(f"soup/refuse-number-{name}.txt", LINE + LINE.replace("1", text, 1),
           f"soup: line 2: expected a number{number_found(name, text)}", "S41" if name == "too-large" else "S42")
for word in ["nan", "-inf", "Infinity"]:
    path = f"soup/refuse-number-{word.strip('-').lower()}.txt"
    refuse(path, LINE * 3 + LINE.replace("1", word, 1), "soup: expected finite coordinates (or --nonfinite drop|keep), "
           "found 1 that are NaN or infinite, the first in triangle 4", "S14 S15")
    accept(path, None, 3, 3, "S14 S15", "--nonfinite drop")
    accept(path, None, 4, 4, "S14 S15", "--nonfinite keep")
refuse("soup/refuse-nul.txt", LINE + "0 0 0 1 0 0 0 1\0 0\n",
       "no known format; it begins with bytes 30 20 30 20 30 20 31 20; if it is raw numbers: --from raw:f32le", "S44")
refuse("soup/refuse-utf16.txt", soup().encode("utf-16"), "UTF-16 text; convert it to UTF-8 first")
