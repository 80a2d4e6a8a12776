"""Remedy: generators. One triangle at a time is alive; the file is read twice, for the vertices and for the faces.

usage: python3 generators.py INPUT.stl OUTPUT.off

OFF wants all vertices before the first face. So the first pass numbers the vertices and the second looks the numbers up.
Expect: a peak of the dictionary alone, a fraction of that of the objects, and nothing to free.
"""
import struct
import sys

from marks import mark


def triangles(path):
    record = struct.Struct("<12x9f2x")
    with open(path, "rb", buffering=1 << 20) as file:
        file.seek(84)
        while bytes_read := file.read(record.size):
            ax, ay, az, bx, by, bz, cx, cy, cz = record.unpack(bytes_read)
            yield (ax, ay, az), (bx, by, bz), (cx, cy, cz)


index = {}  # vertex → number; a dictionary keeps the order in which vertices came
count = 0
for triangle in triangles(sys.argv[1]):
    count += 1
    for vertex in triangle:
        index.setdefault(vertex, len(index))
mark("vertices known")

with open(sys.argv[2], "w", buffering=1 << 20) as file:
    file.write(f"OFF\n{len(index)} {count} 0\n")
    for vertex in index:
        file.write("%.9g %.9g %.9g\n" % vertex)
    for a, b, c in triangles(sys.argv[1]):
        file.write(f"3 {index[a]} {index[b]} {index[c]}\n")
mark("written")

del index, triangle, vertex
mark("del index")
