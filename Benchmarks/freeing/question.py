"""The question's own program: a million triangles as objects, written as OFF, and nothing freed.

usage: python3 question.py INPUT.stl OUTPUT.off

Expect: memory stays at its peak to the end. The other programs of this folder do the same job and take these
functions from here; each adds one remedy. Coordinates are printed with '%.9g', which gives every float32 back.
"""
import struct
import sys

from marks import mark


class Vertex:
    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z


class Triangle:
    def __init__(self, a, b, c):
        self.a = a
        self.b = b
        self.c = c


def read_triangles(path):
    record = struct.Struct("<12x9f2x")  # a normal that nobody needs, three corners, two spare bytes
    triangles = []
    with open(path, "rb", buffering=1 << 20) as file:
        file.seek(84)
        while bytes_read := file.read(record.size):
            ax, ay, az, bx, by, bz, cx, cy, cz = record.unpack(bytes_read)
            triangles.append(Triangle(Vertex(ax, ay, az), Vertex(bx, by, bz), Vertex(cx, cy, cz)))
    return triangles


def index_vertices(triangles):
    vertices, index = [], {}
    for triangle in triangles:
        for vertex in (triangle.a, triangle.b, triangle.c):
            key = (vertex.x, vertex.y, vertex.z)
            if key not in index:
                index[key] = len(vertices)
                vertices.append(vertex)
    return vertices, index


def write_lines(path, triangles, vertices, index):
    with open(path, "w", buffering=1 << 20) as file:
        file.write(f"OFF\n{len(vertices)} {len(triangles)} 0\n")
        for v in vertices:
            file.write("%.9g %.9g %.9g\n" % (v.x, v.y, v.z))
        for t in triangles:
            i, j, k = (index[v.x, v.y, v.z] for v in (t.a, t.b, t.c))
            file.write(f"3 {i} {j} {k}\n")


def write_off(path, triangles):
    """Indexes and writes. The list of vertices and the index are gone when it returns; `triangles` is the caller's."""
    vertices, index = index_vertices(triangles)
    write_lines(path, triangles, vertices, index)


if __name__ == "__main__":
    triangles = read_triangles(sys.argv[1])
    mark("read")
    write_off(sys.argv[2], triangles)
    mark("written")
