"""ASCII STL: every dialect of CAD programs, told by its words."""
from cases.shapes import BOX, ONE, accept, ascii_stl, cut, facet, number_found, refuse, warn, with_number

TEXT = ascii_stl()
SMALL = ascii_stl([ONE])

accept("stl/accept-ascii-box.stl", TEXT, 12, 8)
accept("stl/accept-ascii-no-ending", TEXT, 12, 8)
accept("stl/accept-ascii-from-option.dat", TEXT, 12, 8, options="--from stl-ascii")
accept("stl/accept-ascii-upper-case-and-tabs.stl", TEXT.upper().replace("  ", "\t"), 12, 8, "S34")
accept("stl/accept-ascii-carriage-returns.stl", TEXT.replace("\n", "\r"), 12, 8, "S35")
accept("stl/accept-ascii-crlf.stl", TEXT.replace("\n", "\r\n"), 12, 8)
accept("stl/accept-ascii-bom.stl", "\ufeff" + TEXT, 12, 8, "S36")
accept("stl/accept-ascii-one-line.stl", " ".join(TEXT.split()), 12, 8, "S48")
accept("stl/accept-ascii-a-word-a-line.stl", "\n".join(TEXT.replace("solid box", "solid").split()) + "\n", 12, 8)
accept("stl/accept-ascii-blank-lines.stl", "\n \t\n" + TEXT.replace("\n", "\n\n") + "\n\n", 12, 8)
accept("stl/accept-ascii-no-last-newline.stl", TEXT[:-1], 12, 8)
accept("stl/accept-ascii-three-solids-one-empty.stl", TEXT + "solid nothing\nendsolid nothing\n" + ascii_stl([ONE]),
       13, 11, "S38")
warn("stl/accept-ascii-no-endsolid.stl", TEXT[:TEXT.index("endsolid")], 12, 8, "missing_endsolid", "S39")
warn("stl/accept-ascii-no-endfacet.stl", TEXT.replace("  endfacet\n", ""), 12, 8, "missing_endfacet")
accept("stl/accept-ascii-end-solid.stl", TEXT.replace("endsolid", "end solid"), 12, 8)
accept("stl/accept-ascii-no-name.stl", ascii_stl(name=""), 12, 8)
accept("stl/accept-ascii-name-of-words.stl", ascii_stl(name="  facet of the  vertex, 3.5 v2 \t"), 12, 8)
accept("stl/accept-ascii-name-not-ascii.stl", ascii_stl(name=" Würfel №1"), 12, 8)
accept("stl/accept-ascii-blank-before-solid.stl", " \t" + TEXT, 12, 8)
accept("stl/accept-ascii-other-end-name.stl", TEXT.replace("endsolid box", "endsolid"), 12, 8)
accept("stl/accept-ascii-wild-normals.stl", TEXT.replace("normal 0 0 0", "normal 1e3 -0 7.5E-1"), 12, 8)
accept("stl/accept-ascii-exponents.stl", with_number("1.5e-1").replace("vertex 1 0 0", "vertex 1E+2 25e0 -3.0E-07"), 1, 3)
accept("stl/accept-ascii-odd-numbers.stl",
       f"solid\n{facet(((' .5', '1.', '1e-400'), ('00012', '-0', '0.'), ('-.5', '1e0', '-0.0e5')))}endsolid\n",
       1, 3, "S40")
accept("stl/accept-ascii-plus-signs.stl", with_number("+2"), 1, 3, "S40")
warn("stl/accept-ascii-fortran-exponents.stl", with_number("1.5D2"), 1, 3, "fortran_exponent")
accept("stl/accept-ascii-more-than-float32-holds.stl", ascii_stl([
    (("500000.001", "4100000.457", "7"), ("500000.002", "4100000.457", "7"), ("500000.001", "4100000.458", "7"))]), 1, 3)
accept("stl/accept-ascii-facets-are-points.stl", ascii_stl([(ONE[1],) * 3] * 2), 2, 1)

refuse("stl/refuse-ascii-cut-in-a-word.stl", TEXT[:TEXT.index("endloop") + 3],
       'ASCII STL: line 7: expected endloop after the three vertices of facet 1, found "end" at the end of the file',
       "S30")
refuse("stl/refuse-ascii-cut-in-a-facet.stl", TEXT[:TEXT.index("    endloop")],
       "ASCII STL: line 7: expected endloop after the three vertices of facet 1, found end of file", "S30")
# Eleven facets of seven lines behind the first line; the twelfth begins in line 79.
LAST = TEXT.rindex("  facet")
cut("stl/refuse-ascii-cut-in-the-last-facet.stl", TEXT[:LAST + 9],
    'ASCII STL: line 79: expected normal, found "n" at the end of the file', 11, 8, "S30")
cut("stl/refuse-ascii-cut-in-the-last-corner.stl", TEXT[:TEXT.rindex("    endloop") - 2],
    "ASCII STL: line 83: expected a coordinate of facet 12, found end of file", 11, 8, "S30")
cut("stl/refuse-ascii-cut-behind-the-last-loop.stl", TEXT[:TEXT.rindex("endfacet") + 4],
    'ASCII STL: line 85: expected endfacet, found "endf" at the end of the file', 12, 8, "S30")
refuse("stl/refuse-ascii-four-vertices.stl", SMALL.replace("    endloop", "      vertex 1 1 0\n    endloop"),
       'ASCII STL: line 7: expected endloop after the three vertices of facet 1, found "vertex"', "S31")
refuse("stl/refuse-ascii-two-vertices.stl", SMALL.replace("      vertex 0 1 0\n", ""),
       'ASCII STL: line 6: expected vertex 3 of the three of facet 1, found "endloop"', "S32")
refuse("stl/refuse-ascii-two-coordinates.stl", SMALL.replace("vertex 1 0 0", "vertex 1 0"),
       'ASCII STL: line 6: expected a coordinate of facet 1, found "vertex"')
refuse("stl/refuse-ascii-four-coordinates.stl", SMALL.replace("vertex 1 0 0", "vertex 1 0 0 0"),
       'ASCII STL: line 5: expected vertex 3 of the three of facet 1, found "0"')
refuse("stl/refuse-ascii-no-outer-loop.stl", SMALL.replace("    outer loop\n", ""),
       'ASCII STL: line 3: expected outer, found "vertex"')
refuse("stl/refuse-ascii-unknown-word.stl", SMALL.replace("endloop", "endlopp"),
       'ASCII STL: line 7: expected endloop after the three vertices of facet 1, found "endlopp"')
for name, text in [("too-large", "1e400"), ("hexadecimal", "0x1p3"), ("decimal-comma", "1,5"), ("no-exponent", "1e"),
                   ("two-signs", "--1"), ("two-points", "1.2.3"), ("underscore", "1_0"), ("arabic-digit", "١")]:
    refuse(f"stl/refuse-ascii-number-{name}.stl", with_number(text),
           f"ASCII STL: line 4: expected a coordinate of facet 1{number_found(name, text)}",
           "S41" if name == "too-large" else "S42")
for word in ["nan", "-INF", "Infinity"]:
    path = f"stl/refuse-ascii-number-{word.strip('-').lower()}.stl"
    refuse(path, ascii_stl(BOX[:4] + [((word, "0", "0"),) + ONE[1:]]), "ASCII STL: expected finite coordinates (or "
           "--nonfinite drop|keep), found 1 that are NaN or infinite, the first in triangle 5", "S14 S15")
    accept(path, None, 4, 8, "S14 S15", "--nonfinite drop")
refuse("stl/refuse-ascii-nul.stl", SMALL.replace("vertex 0 1", "vertex\0 0 1"),
       'ASCII STL: line 6: expected vertex 3 of the three of facet 1, found "vertex\\x00"', "S44")
refuse("stl/refuse-ascii-prose.stl", "solid ground is what every building needs, and this is no mesh.\n",
       "ASCII STL: line 2: expected facet or endsolid, found end of file", "S45")
refuse("stl/refuse-ascii-more-behind.stl", SMALL + "and so on\n",
       'ASCII STL: line 10: expected solid or the end of the file, found "and"')
refuse("stl/refuse-ascii-utf16.stl", SMALL.encode("utf-16"), "UTF-16 text; convert it to UTF-8 first")
