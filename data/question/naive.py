"""The question's program: it reads all triangles as objects, and writes all vertices first, then the triangles.

usage: python3 naive.py triangles.txt OUTPUT.off

With twelve triangles it works. With a few millions it stops with a MemoryError, and the question is asked:
"how do I free the triangles?"  (`del triangles` and gc.collect() give almost nothing back: `vertices` still
holds objects all over the same memory, and the peak was paid before.)
"""
import sys


class Vertex:
    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z

    def __eq__(self, other):
        return (self.x, self.y, self.z) == (other.x, other.y, other.z)

    def __hash__(self):
        return hash((self.x, self.y, self.z))


class Triangle:
    def __init__(self, a, b, c):
        self.a = a
        self.b = b
        self.c = c


triangles = []
for line in open(sys.argv[1]):
    n = [float(word) for word in line.split()]
    triangles.append(Triangle(Vertex(*n[0:3]), Vertex(*n[3:6]), Vertex(*n[6:9])))

vertices = []
index = {}
for triangle in triangles:
    for vertex in (triangle.a, triangle.b, triangle.c):
        if vertex not in index:
            index[vertex] = len(vertices)
            vertices.append(vertex)

with open(sys.argv[2], "w") as off:
    off.write("OFF\n")
    off.write(f"{len(vertices)} {len(triangles)} 0\n")
    for v in vertices:
        off.write(f"{v.x} {v.y} {v.z}\n")
    for t in triangles:
        off.write(f"3 {index[t.a]} {index[t.b]} {index[t.c]}\n")
