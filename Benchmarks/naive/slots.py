"""The same program as objects.py, after the first advice that everyone gives: `__slots__`.

usage: slots.py INPUT.stl OUTPUT.off

Coordinates are printed with '%.9g', which gives every float32 back (it is not always the shortest text).
"""
import gc
import json
import struct
import sys


class Vertex:
    __slots__ = ("x", "y", "z")

    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z


class Triangle:
    __slots__ = ("a", "b", "c")

    def __init__(self, a, b, c):
        self.a = a
        self.b = b
        self.c = c


def read_triangles(path):
    record = struct.Struct("<12fH")
    triangles = []
    with open(path, "rb", buffering=1 << 20) as file:
        file.seek(80)
        (count,) = struct.unpack("<I", file.read(4))
        for _ in range(count):
            _, _, _, ax, ay, az, bx, by, bz, cx, cy, cz, _ = record.unpack(file.read(50))
            triangles.append(Triangle(Vertex(ax, ay, az), Vertex(bx, by, bz), Vertex(cx, cy, cz)))
    return triangles


def index_vertices(triangles):
    vertices, index = [], {}
    for triangle in triangles:
        for vertex in (triangle.a, triangle.b, triangle.c):
            key = (vertex.x, vertex.y, vertex.z)  # -0.0 == 0.0, and both hash alike
            if key not in index:
                index[key] = len(vertices)
                vertices.append(vertex)
    return vertices, index


def write_off(path, triangles, vertices, index):
    with open(path, "w", buffering=1 << 20) as file:
        file.write(f"OFF\n{len(vertices)} {len(triangles)} 0\n")
        for v in vertices:
            file.write("%.9g %.9g %.9g\n" % (v.x, v.y, v.z))
        for t in triangles:
            i, j, k = (index[v.x, v.y, v.z] for v in (t.a, t.b, t.c))
            file.write(f"3 {i} {j} {k}\n")


def status(key):
    with open("/proc/self/status") as file:
        return next(int(line.split()[1]) * 1024 for line in file if line.startswith(key + ":"))


triangles = read_triangles(sys.argv[1])
vertices, index = index_vertices(triangles)
write_off(sys.argv[2], triangles, vertices, index)
count = len(triangles)
del triangles  # the question: does this give the memory back?
gc.collect()
print(json.dumps({"triangles": count, "vertices": len(vertices),
                  "rss_after_free_bytes": status("VmRSS"), "peak_rss_bytes": status("VmHWM")}))
