"""Remedy: copy what lives on into arrays of numbers, then `del` every object.

usage: python3 copied_out.py INPUT.stl OUTPUT.off

An `array` of the standard library holds its numbers side by side, without an object for each. Once no Vertex and no
tuple lives, all arenas go back. Expect: what stays is 12 bytes a vertex and 12 a triangle. The peak was paid before.
"""
import sys
from array import array

from marks import mark
from question import index_vertices, read_triangles

triangles = read_triangles(sys.argv[1])
mark("read")
vertices, index = index_vertices(triangles)
coordinates = array("f", (number for v in vertices for number in (v.x, v.y, v.z)))
corners = array("i", (index[v.x, v.y, v.z] for t in triangles for v in (t.a, t.b, t.c)))
mark("copied")

del triangles, vertices, index
mark("del triangles, vertices, index")

with open(sys.argv[2], "w", buffering=1 << 20) as file:
    file.write(f"OFF\n{len(coordinates) // 3} {len(corners) // 3} 0\n")
    for i in range(0, len(coordinates), 3):
        file.write("%.9g %.9g %.9g\n" % tuple(coordinates[i:i + 3]))
    for i in range(0, len(corners), 3):
        file.write("3 %d %d %d\n" % tuple(corners[i:i + 3]))
mark("written")
