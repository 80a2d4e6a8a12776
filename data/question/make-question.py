"""Makes triangles.txt, .stl and .npy, and checks the hand-written expected.off and naive.py against them.

usage: python3 make-question.py [--check]     --check: write nothing, compare what lies here
"""
import os
import struct
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))

# A unit cube with one corner at (0.1, 0, 2.5). A corner is named by three bits x y z, 1 = the far end.
X, Y, Z = (0.1, 1.1), (0.0, 1.0), (2.5, 3.5)
SIDES = {  # outward normal: the square, counter-clockwise from outside
    (0, 0, -1): "000 010 110 100", (0, 0, 1): "001 101 111 011",
    (0, -1, 0): "000 100 101 001", (0, 1, 0): "010 011 111 110",
    (-1, 0, 0): "000 001 011 010", (1, 0, 0): "100 110 111 101",
}
SOUP = []  # (normal, nine numbers)
for normal, square in SIDES.items():
    p, q, r, s = ((X[int(c[0])], Y[int(c[1])], Z[int(c[2])]) for c in square.split())
    SOUP += [(normal, (*p, *q, *r)), (normal, (*p, *r, *s))]


def text_of(value):
    """The shortest text that gives the float64 back, without a trailing .0."""
    return repr(value).removesuffix(".0")


def txt():
    return "".join(" ".join(map(text_of, nine)) + "\n" for _, nine in SOUP).encode()


def stl():
    header = b"the twelve triangles of the question, as float32".ljust(80) + struct.pack("<I", len(SOUP))
    return header + b"".join(struct.pack("<12fH", *normal, *nine, 0) for normal, nine in SOUP)


def npy():
    header = "{'descr': '<f8', 'fortran_order': False, 'shape': (12, 3, 3), }".ljust(117) + "\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H118s", 118, header.encode()) + b"".join(
        struct.pack("<9d", *nine) for _, nine in SOUP)


def read_off(path):
    """Returns the vertices and faces as numbers, and the words of the vertex lines."""
    with open(path) as file:
        lines = [line.split(" ") for line in file.read().split("\n")]
    v, f, e = map(int, lines[1])
    assert lines[0] == ["OFF"] and e == 0 and lines[2 + v + f:] == [[""]], "not the header and lines agreed"
    faces = [tuple(map(int, line)) for line in lines[2 + v:2 + v + f]]
    assert all(len(face) == 4 and face[0] == 3 for face in faces)
    return [tuple(map(float, line)) for line in lines[2:2 + v]], faces, sum(lines[2:2 + v], [])


def check():
    corners = [nine[i:i + 3] for _, nine in SOUP for i in (0, 3, 6)]
    vertices, faces, words = read_off(os.path.join(HERE, "expected.off"))
    assert (len(vertices), len(faces)) == (8, 12)
    assert [vertices[i] for face in faces for i in face[1:]] == corners, "another mesh than the soup"
    assert vertices == list(dict.fromkeys(corners)), "vertices are not in the order of first occurrence"
    assert words == [text_of(c) for vertex in vertices for c in vertex], "not the shortest digits"
    with tempfile.TemporaryDirectory() as folder:  # prints 0.0 where expected.off has 0: compared as numbers
        out = os.path.join(folder, "out.off")
        subprocess.run([sys.executable, HERE + "/naive.py", HERE + "/triangles.txt", out], check=True)
        assert read_off(out)[:2] == (vertices, faces), "naive.py writes another mesh"


for name, content in {"triangles.txt": txt(), "triangles.stl": stl(), "triangles.npy": npy()}.items():
    if sys.argv[1:] != ["--check"]:
        with open(os.path.join(HERE, name), "wb") as file:
            file.write(content)
    with open(os.path.join(HERE, name), "rb") as file:
        assert file.read() == content, f"{name} is not what this script makes"
check()
print("data/question: all files are as expected")
