"""OFF files that are refused."""
from cases.shapes import accept, binary_off, cut, face_lines, number_found, off, refuse

NON_FINITE = "OFF: expected finite coordinates (or --nonfinite drop|keep), found 1 that are NaN or infinite, the first " \
    "in vertex 2"

refuse("off/refuse-empty.off", "", "empty file", "O01")
refuse("off/refuse-keyword-only.off", "OFF\n", "OFF: line 2: expected the number of vertices, found end of file")
refuse("off/refuse-only-a-comment.off", "# nothing\n", "OFF: line 2: expected the keyword OFF, found end of file")
refuse("off/refuse-prose.off", "Of this file nobody knows what it is.\n",
       'OFF: line 1: expected the keyword OFF, found "Of"')
refuse("off/refuse-one-count.off", "OFF\n0\n", "OFF: line 3: expected the number of faces, found end of file")
refuse("off/refuse-count-353535235358.off", "OFF\n353535235358 1 0",
       "OFF: line 2: expected no more vertices than the file can hold, found 353535235358", "O03")
refuse("off/refuse-faces-4294967295.off", "OFF\n3 4294967295 0\n0 0 0\n1 0 0\n0 1 0\n3 0 1 2\n",
       "OFF: line 2: expected no more faces than the file can hold, found 4294967295", "O04")
refuse("off/refuse-vertices-minus-1.off", off("OFF\n-1 12 0\n"),
       'OFF: line 2: expected the number of vertices, 0 or more, found "-1"', "O05")
refuse("off/refuse-faces-minus-1.off", off("OFF\n8 -1 0\n"),
       'OFF: line 2: expected the number of faces, 0 or more, found "-1"', "O05")
refuse("off/refuse-vertices-2-to-64-and-3.off", "OFF\n18446744073709551619 1 0\n0 0 0\n1 0 0\n0 1 0\n3 0 1 2\n",
       'OFF: line 2: expected the number of vertices, 0 or more, found "18446744073709551619"', "O06")
refuse("off/refuse-faces-2-to-64-and-1.off", "OFF\n3 18446744073709551617 0\n0 0 0\n1 0 0\n0 1 0\n3 0 1 2\n",
       'OFF: line 2: expected the number of faces, 0 or more, found "18446744073709551617"', "O06")
refuse("off/refuse-count-fraction.off", off("OFF\n8.5 12 0\n"),
       'OFF: line 2: expected the number of vertices, found "8.5"')
refuse("off/refuse-index-is-the-vertex-count.off", off(faces=face_lines().replace("3 0 1 2", "3 0 1 8", 1)),
       "OFF: line 11: face 1: expected vertex numbers from 0 to 7, found 8", "O11")
TRIANGLE = "OFF\n3 2 0\n0 0 0\n1 0 0\n0 1 0\n3 0 1 2\n"
refuse("off/refuse-index-3-of-3.off", TRIANGLE + "3 0 1 3\n",
       "OFF: line 7: face 2: expected vertex numbers from 0 to 2, found 3", "O11")
refuse("off/refuse-index-minus-1.off", TRIANGLE + "3 0 -1 2\n",
       "OFF: line 7: face 2: expected vertex numbers from 0 to 2, found -1", "O12")
refuse("off/refuse-index-2-to-32-and-3.off", TRIANGLE + "3 0 1 4294967299\n",
       "OFF: line 7: face 2: expected vertex numbers from 0 to 2, found 4294967299", "O13")
refuse("off/refuse-index-2-to-64.off", TRIANGLE + "3 0 1 18446744073709551616\n",
       "OFF: line 7: face 2: expected vertex numbers from 0 to 2, found 18446744073709551616", "O13")
refuse("off/refuse-index-fraction.off", TRIANGLE + "3 0 1.5 2\n",
       'OFF: line 7: expected a vertex number in face 2, found "1.5"')
refuse("off/refuse-index-a-word.off", TRIANGLE + "3 0 a 2\n",
       'OFF: line 7: expected a vertex number in face 2, found "a"')
refuse("off/refuse-degree-4294967295.off", TRIANGLE + "4294967295 0 1 2\n",
       'OFF: line 7: face 2: expected a number of corners that the file can hold, found "4294967295"', "O14")
refuse("off/refuse-degree-minus-3.off", TRIANGLE + "-3 0 1 2\n",
       'OFF: line 7: face 2: expected a number of corners that the file can hold, found "-3"', "O14")
cut("off/refuse-too-few-faces.off", off(faces=face_lines()[:-8]),
    "OFF: line 22: expected 12 faces, found end of file after 11", 11, 8, "O17")
cut("off/refuse-cut-inside-a-face.off", TRIANGLE + "3 0 1",
    "OFF: line 7: expected 3 corners of face 2, found end of file", 1, 3, "O17")
cut("off/refuse-cut-behind-a-number.off", off()[:-9],
    "OFF: line 21: expected 12 faces, found end of file in face 11", 10, 8, "O17")
cut("off/refuse-cut-to-a-part.off", off("OFF\n8 2000 0\n"),
    "OFF: line 2: expected no more faces than the file can hold, found 2000", 12, 8, "O17")
refuse("off/refuse-too-few-vertices.off", off("OFF\n9 12 0\n"),
       "OFF: line 23: expected 12 faces, found end of file after 11", "O18")
refuse("off/refuse-too-few-vertices.off", None,
       'OFF: line 11: expected the end of the line behind vertex 9, found "2"', "O18", "--recover")
refuse("off/refuse-faces-4294967295.off", None,
       "OFF: line 2: expected no more faces than the file can hold, found 4294967295", "O04", "--recover")
refuse("off/refuse-cut-inside-a-vertex.off", "OFF\n3 1 0\n0 0 0\n1 0 0\n0 1",
       "OFF: line 5: expected 3 vertices, found end of file in vertex 3", "O18")
refuse("off/refuse-4OFF-divided-by-zero.off", "4OFF\n3 1 0\n0 0 0 1\n1 0 0 0\n0 1 0 2\n3 0 1 2\n",
       "OFF: line 4: expected a fourth coordinate other than 0 in vertex 2, found 0", "O26")
refuse("off/refuse-nOFF-4.off", off("nOFF\n4\n8 12 0\n"), 'OFF: line 2: expected nOFF of 3 dimensions, found "4"', "O26")
refuse("off/refuse-nOFF-4294967295.off", "nOFF 4294967295\n3 1 0\n0 0 0\n1 0 0\n0 1 0\n3 0 1 2\n",
       'OFF: line 1: expected nOFF of 3 dimensions, found "4294967295"', "O26")
refuse("off/refuse-nOFF-no-dimension.off", "nOFF\nx\n", 'OFF: line 2: expected the number of dimensions, found "x"')
refuse("off/refuse-nOFF-binary.off", "nOFF BINARY\n" + "\0" * 16,
       "OFF: line 1: binary nOFF, whose dimension nobody agrees where to put, is not read")
refuse("off/refuse-LIST.off", "LIST { " + off() + "}\n", "OFF: line 1: LIST, several objects in one file, is not read")
refuse("off/refuse-braces-LIST.off", "{ LIST\n{ " + off() + "} }\n",
       "OFF: line 1: LIST, several objects in one file, is not read")
refuse("off/refuse-braces-only.off", "{ ", "OFF: line 1: expected the keyword OFF, found end of file")
refuse("off/refuse-appearance-not-closed.off", "appearance { +edge\n" + off(),
       "OFF: line 24: expected the keyword OFF, found end of file")
refuse("off/refuse-appearance-without-brace.off", "appearance\n" + off(),
       'OFF: line 2: expected a brace behind appearance, found "OFF"')
refuse("off/refuse-appearance-of-no-OFF.off", "appearance { +edge }\nUMESH\n2 2\n",
       'OFF: line 2: expected the keyword OFF, found "UMESH"')
# Binary: 8 vertices from byte 23 on, 12 faces of 20 bytes from byte 119 on.
BINARY = binary_off()
refuse("off/refuse-binary-huge-counts.off", b"OFF BINARY\n" + b"\x7f\xff\xff\xff" * 3,
       "OFF: byte 11: expected no more vertices than the file can hold, found 2147483647", "O28")
refuse("off/refuse-binary-huge-face-count.off", binary_off(count=0x7ffffff0),
       "OFF: byte 11: expected no more faces than the file can hold, found 2147483632", "O28")
refuse("off/refuse-binary-vertices-minus-1.off", b"OFF BINARY\n" + b"\xff" * 12,
       "OFF: byte 11: expected the number of vertices, 0 or more, found -1", "O05")
refuse("off/refuse-binary-keyword-only.off", "OFF BINARY", "OFF: line 1: expected a line feed behind the word BINARY, "
       "found end of file")
refuse("off/refuse-binary-no-line-end.off", b"OFF BINARY " + BINARY[11:],
       "OFF: line 1: expected a line feed behind the word BINARY, found something else")
refuse("off/refuse-binary-no-counts.off", b"OFF BINARY\n" + bytes(11),
       "OFF: byte 11: expected the three counts, 12 bytes, found end of file after 11")
refuse("off/refuse-binary-cut-inside-a-vertex.off", binary_off(faces=[])[:-5],
       "OFF: byte 11: expected no more vertices than the file can hold, found 8", "O18")
cut("off/refuse-binary-cut-inside-a-face.off", BINARY[:-10],
    "OFF: byte 347: expected 3 corners of face 12, found end of file", 11, 8, "O17")
cut("off/refuse-binary-too-few-faces.off", BINARY[:-20],
    "OFF: byte 339: expected 12 faces, found end of file after 11", 11, 8, "O17")
cut("off/refuse-binary-cut-inside-a-colour.off", binary_off(colours=lambda i: [0, 1, 0])[:-1],
    "OFF: byte 502: expected 3 colour components of face 12, found end of file", 12, 8, "O17")
refuse("off/refuse-binary-index-is-the-vertex-count.off", binary_off(faces=[(0, 1, 2), (0, 1, 8)]),
       "OFF: byte 151: face 2: expected vertex numbers from 0 to 7, found 8", "O11")
refuse("off/refuse-binary-index-minus-1.off", binary_off(faces=[(0, 1, 2), (0, -1, 2)]),
       "OFF: byte 147: face 2: expected vertex numbers from 0 to 7, found -1", "O12")
refuse("off/refuse-binary-degree-minus-1.off", BINARY[:-20] + b"\xff" * 20,
       "OFF: byte 339: face 12: expected a number of corners that the file can hold, found -1", "O14")
refuse("off/refuse-binary-five-colour-components.off", binary_off(colours=lambda i: [1] * (5 if i == 9 else 0)),
       "OFF: byte 315: expected 0 to 4 colour components of face 10, found 5")
refuse("off/refuse-binary-4OFF-divided-by-zero.off",
       binary_off(head="4OFF BINARY\n", divisor=1)[:28 - 4 + 12] + bytes(4) + binary_off(head="4OFF BINARY\n", divisor=1)[40:],
       "OFF: byte 24: expected a fourth coordinate other than 0 in vertex 1, found 0", "O26")
refuse("off/refuse-binary-nan.off", BINARY[:35] + b"\x7f\xc0\0\0" + BINARY[39:], NON_FINITE, "O32")
for name, text in [("too-large", "1e400"), ("hexadecimal", "0x1p3"), ("decimal-comma", "1,5"), ("no-exponent", "1e"),
                   ("two-signs", "--1"), ("two-points", "1.2.3"), ("underscore", "1_0"), ("arabic-digit", "١"),
                   ("a-word", "one")]:
    refuse(f"off/refuse-number-{name}.off", f"OFF\n3 1 0\n0 0 0\n{text} 0 0\n0 1 0\n3 0 1 2\n",
           f"OFF: line 4: expected a number in vertex 2{number_found(name, text)}",
           "S41" if name == "too-large" else "S42")
for word in ["nan", "-inf", "Infinity"]:
    path = f"off/refuse-number-{word.strip('-').lower()}.off"
    refuse(path, f"OFF\n3 1 0\n0 0 0\n{word} 0 0\n0 1 0\n3 0 1 2\n", NON_FINITE, "O32")
    accept(path, None, 0, 2, "O32", "--nonfinite drop")
    accept(path, None, 1, 3, "O32", "--nonfinite keep")
refuse("off/refuse-nul.off", "OFF\n3 1 0\n0 0 0\n1\0 0 0\n0 1 0\n3 0 1 2\n",
       'OFF: line 4: expected a number in vertex 2, found "1\\x00"')
refuse("off/refuse-gzip.off", b"\x1f\x8b\x08\0\0\0\0\0\0\x03" + bytes(range(100)),
       "gzip: byte 15: invalid stored block lengths", "G01")
refuse("off/refuse-zip.off", b"PK\x03\x04" + bytes(range(100)), "ZIP-compressed data; decompress it first", "G02")
refuse("off/refuse-utf16.off", off().encode("utf-16"), "UTF-16 text; convert it to UTF-8 first")
