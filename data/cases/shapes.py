"""The shapes and bytes that all fixtures are made of, and the list that they are collected in."""
import struct

CASES = []  # (path, content or None for another row of the same file, verdict, options, T, V, message, ids)


def accept(path, content, triangles, vertices, ids="", options=""):
    CASES.append((path, content, "accept", options, triangles, vertices, "", ids))


def warn(path, content, triangles, vertices, code, ids="", options=""):
    """Read, with one warning of this code; refused under --strict."""
    CASES.append((path, content, "warn", options, triangles, vertices, code, ids))


def refuse(path, content, message, ids="", options=""):
    """Refused with `NAME: ` and this message, exit code 65."""
    CASES.append((path, content, "refuse", options, "", "", message, ids))


HINT = " (--recover keeps what is whole)"


def cut(path, content, message, triangles, vertices, ids="", options="", code="recovered_cut"):
    """Refused, and under --recover read with one warning of this code."""
    refuse(path, content, message + HINT, ids, options)
    warn(path, None, triangles, vertices, code, ids, (options + " --recover").strip())


# A box of 12 triangles and 8 vertices, each corner by three bits x y z; outward normals, counter-clockwise.
X, Y, Z = ("-1", "0.5"), ("0", "1"), ("2.25", "3")
SQUARES = "000 010 110 100, 001 101 111 011, 000 100 101 001, 010 011 111 110, 000 001 011 010, 100 110 111 101"


def point(bits):
    return X[int(bits[0])], Y[int(bits[1])], Z[int(bits[2])]


BOX = []  # twelve triangles of three points of three words
for square in SQUARES.split(", "):
    p, q, r, s = map(point, square.split())
    BOX += [(p, q, r), (p, r, s)]
VERTICES = list(dict.fromkeys(corner for triangle in BOX for corner in triangle))
FACES = [tuple(VERTICES.index(corner) for corner in triangle) for triangle in BOX]
NUMBERS = [[float(word) for corner in triangle for word in corner] for triangle in BOX]
ONE = (("0", "0", "0"), ("1", "0", "0"), ("0", "1", "0"))  # one triangle


def records(triangles, attribute=0):
    """Binary STL records, each from nine numbers."""
    return b"".join(struct.pack("<12fH", 0, 0, 0, *nine, attribute) for nine in triangles)


def binary_stl(triangles=None, count=None, header=b"", attribute=0):
    triangles = NUMBERS if triangles is None else triangles
    count = len(triangles) if count is None else count
    return header.ljust(80, b"\0") + struct.pack("<I", count) + records(triangles, attribute)


def facet(triangle, normal="0 0 0"):
    corners = "".join("      vertex " + " ".join(corner) + "\n" for corner in triangle)
    return f"  facet normal {normal}\n    outer loop\n{corners}    endloop\n  endfacet\n"


def ascii_stl(triangles=None, name=" box"):
    body = "".join(map(facet, BOX if triangles is None else triangles))
    return f"solid{name}\n{body}endsolid{name}\n"


def with_number(text):
    """An ASCII STL of one triangle whose first number, in line 4, is this text."""
    return ascii_stl([((text, "0", "0"),) + ONE[1:]])


def number_found(name, text):
    """The end of the message about a number."""
    shown = "".join(c if " " <= c <= "~" else "".join(f"\\x{b:02x}" for b in c.encode()) for c in text)
    return f'{" that Float64 can hold" if name == "too-large" else ""}, found "{shown}"'


def vertex_lines(extra=""):
    return "".join(" ".join(v) + extra + "\n" for v in VERTICES)


def face_lines(extra=""):
    return "".join("3 " + " ".join(map(str, f)) + extra + "\n" for f in FACES)


def off(head="OFF\n8 12 0\n", vertices=None, faces=None):
    return head + (vertex_lines() if vertices is None else vertices) + (face_lines() if faces is None else faces)


def binary_off(order=">", faces=None, colours=True, head="OFF BINARY\n", divisor=None, extra=(), count=None):
    """Binary OFF. `colours`: whether each face has a number of colour components, or what they are by face number."""
    faces = FACES if faces is None else faces
    data = struct.pack(order + "3i", len(VERTICES), len(faces) if count is None else count, 0)
    for vertex in VERTICES:
        numbers = [float(word) * (divisor or 1) for word in vertex] + ([divisor] if divisor else []) + list(extra)
        data += struct.pack(f"{order}{len(numbers)}f", *numbers)
    for index, face in enumerate(faces):
        data += struct.pack(f"{order}{len(face) + 1}i", len(face), *face)
        components = colours(index) if callable(colours) else []
        if colours:
            data += struct.pack(f"{order}i{len(components)}f", len(components), *components)
    return head.encode() + data


def soup(separator=" ", triangles=None, end="\n"):
    """Nine numbers a line."""
    return "".join(
        separator.join(word for corner in t for word in corner) + end for t in (BOX if triangles is None else triangles))


def points(separator=" ", triangles=None, end="\n"):
    """Three numbers a line."""
    return "".join(
        separator.join(corner) + end for t in (BOX if triangles is None else triangles) for corner in t)


def raw(code="<f", triangles=None, gap=b"", start=b""):
    """Numbers as struct packs them, nine a triangle."""
    return start + b"".join(
        struct.pack(code[0] + "9" + code[1], *nine) + gap for nine in (NUMBERS if triangles is None else triangles))


def npy_with(dictionary, data, version=1):
    """An .npy file with this text as its dictionary."""
    text = dictionary if isinstance(dictionary, bytes) else dictionary.encode()
    prefix = 10 if version == 1 else 12
    text = text.ljust(64 * ((prefix + len(text) + 64) // 64) - prefix - 1) + b"\n"
    return b"\x93NUMPY" + bytes([version, 0]) + struct.pack("<H" if version == 1 else "<I", len(text)) + text + data


def npy(shape="(12, 3, 3)", descr="<f4", data=None, order="False", version=1):
    data = raw(descr[0] + {"f2": "e", "f4": "f", "f8": "d"}[descr[1:]]) if data is None else data
    return npy_with(f"{{'descr': '{descr}', 'fortran_order': {order}, 'shape': {shape}, }}", data, version)
