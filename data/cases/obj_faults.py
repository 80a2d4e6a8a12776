"""OBJ files that are refused."""
from cases.obj import TEXT, TRIANGLE
from cases.shapes import accept, cut, number_found, refuse

NON_FINITE = "OBJ: expected finite coordinates (or --nonfinite drop|keep), found 1 that are NaN or infinite, the first " \
    "in vertex 2"

refuse("obj/refuse-empty.obj", "", "empty file")
refuse("obj/refuse-prose.obj", "Of this file nobody knows what it is.\nOr why.\n",
       'OBJ: line 1: expected a line of Wavefront OBJ, found "Of"')
for name, count, numbers, ids in [("no", 0, "", ""), ("2", 2, " 1 2", "J15"), ("5", 5, " 1 2 3 4 5", ""),
                                  ("8", 8, " 1 2 3 4 5 6 7 8", "J16")]:
    refuse(f"obj/refuse-vertex-of-{name}-numbers.obj", TRIANGLE + f"v{numbers}\nf 1 2 3\n",
           f"OBJ: line 4: expected 3, 4, 6 or 7 numbers in vertex 4, found {count}", ids)
refuse("obj/refuse-cut-in-a-vertex.obj", TRIANGLE + "v 0 1",
       "OBJ: line 4: expected 3, 4, 6 or 7 numbers in vertex 4, found end of file after 2")
cut("obj/refuse-cut-in-a-vertex-behind-a-face.obj", TRIANGLE + "f 1 2 3\nv 0 1",
    "OBJ: line 5: expected 3, 4, 6 or 7 numbers in vertex 4, found end of file after 2", 1, 3)
cut("obj/refuse-cut-in-a-corner.obj", TRIANGLE + "f 1 2 3\nf 3 2 1 2 /",
    'OBJ: line 5: expected a vertex number in face 2, found "/" at the end of the file', 1, 3)

# Corners
for name, corners, expected, found, ids in [
        ("0", "0 1 2", "from 1 on", "0", "J01"),
        ("minus-4-of-3", "-4 -2 -1", "from -3 on", "-4", "J02"),
        ("2-to-31", "1 2 2147483648", "up to 2147483647", "2147483648", "J05"),
        ("2-to-32-and-1", "1 2 4294967297", "up to 2147483647", "4294967297", "J06"),
        ("20-digits", "1 2 18446744073709551617", "up to 2147483647", "18446744073709551617", "J07"),
        ("minus-20-digits", "1 2 -18446744073709551617", "from -3 on", "-18446744073709551617", "J07"),
        ("2-to-31-less-1", "1 2 2147483647", "from 1 to 3", "2147483647", "J04"),
        ("4-of-3", "1 2/1 4/1 5", "from 1 to 3", "4", "J04")]:
    refuse(f"obj/refuse-index-{name}.obj", TRIANGLE + f"f 1 2 3\n\nf {corners}\n",
           f"OBJ: line 6: face 2: expected vertex numbers {expected}, found {found}", ids)
refuse("obj/refuse-index-without-vertices.obj", "# none\nf 1 1 1\n",
       "OBJ: line 2: face 1: expected vertices in the file, found 1", "J03")
refuse("obj/refuse-negative-index-without-vertices.obj", "f -1 1 1\n" + TRIANGLE,
       "OBJ: line 1: face 1: expected vertex numbers that have come before, found -1")
refuse("obj/refuse-index-too-large-in-the-middle.obj", "f 1 2 4\n" + TRIANGLE + "f 1 2 9\nf 1 2 10\nv 0 0 1\n",
       "OBJ: line 6: face 3: expected vertex numbers from 1 to 4, found 10")
for name, corner in [("fraction", "1.5"), ("a-word", "a"), ("slash-first", "/2"), ("four-parts", "1/1/1/1"),
                     ("texture-a-word", "1/a"), ("normal-a-fraction", "1//1.5"), ("minus", "-"), ("exponent", "1e0"),
                     ("comma", "1,2"), ("backslash", "\\2")]:
    refuse(f"obj/refuse-corner-{name}.obj", TRIANGLE + f"vt 0 0\nvn 0 0 1\nf 1 2 3\nf 3 {corner} 2\n",
           f'OBJ: line 7: expected a vertex number in face 2, found "{corner}"')

# Numbers
for name, text in [("too-large", "1e400"), ("hexadecimal", "0x1p3"), ("decimal-comma", "1,5"), ("no-exponent", "1e"),
                   ("two-signs", "--1"), ("two-points", "1.2.3"), ("underscore", "1_0"), ("arabic-digit", "١"),
                   ("a-word", "one")]:
    refuse(f"obj/refuse-number-{name}.obj", f"v 0 0 0\nv {text} 0 0\nv 0 1 0\nf 1 2 3\n",
           f"OBJ: line 2: expected a number in vertex 2{number_found(name, text)}",
           "S41" if name == "too-large" else "S42")
for word in ["nan", "-inf", "Infinity"]:
    path = f"obj/refuse-number-{word.strip('-').lower()}.obj"
    refuse(path, f"v 0 0 0\nv {word} 0 0\nv 0 1 0\nf 1 2 3\n", NON_FINITE, "J21")
    accept(path, None, 0, 2, "J21", "--nonfinite drop")
    accept(path, None, 1, 3, "J21", "--nonfinite keep")

# What is no text
refuse("obj/refuse-nul-in-a-vertex.obj", "v 0 0 0\nv 1\0 0 0\nv 0 1 0\nf 1 2 3\n",
       'OBJ: line 2: expected a number in vertex 2, found "1\\x00"')
for name, line in [("comment", "# a\0b"), ("group", "g a\0b"), ("normal", "vn 0 0 1\0"), ("word", "a\0b")]:
    refuse(f"obj/refuse-nul-in-a-{name}.obj", TRIANGLE + "f 1 2 3\n" + line + "\n" + TRIANGLE,
           "OBJ: line 5: expected text, found a NUL byte")
refuse("obj/refuse-utf16.obj", TEXT.encode("utf-16"), "UTF-16 text; convert it to UTF-8 first", "J19")
refuse("obj/refuse-utf16-from-option.obj", "\ufeff".encode("utf-16-be") + TEXT.encode("utf-16-be"),
       "UTF-16 text; convert it to UTF-8 first", "J19")
refuse("obj/refuse-gzip.obj", b"\x1f\x8b\x08\0\0\0\0\0\0\x03" + bytes(range(100)),
       "gzip: byte 15: invalid stored block lengths", "G01")
