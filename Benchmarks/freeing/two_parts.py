"""Remedy: two parts, appended. Vertices go to one temporary file and faces to another while the input is read.

usage: python3 two_parts.py INPUT.stl OUTPUT.off

Who can't read the input twice (a pipe) writes the faces aside and appends them at the end. Expect: the peak of the
generators, in one pass. The dictionary that numbers the vertices is still there: only the triangles moved to the disk.
"""
import os
import shutil
import struct
import sys
import tempfile

from marks import mark


def triangles(path):
    record = struct.Struct("<12x9f2x")
    with open(path, "rb", buffering=1 << 20) as file:
        file.seek(84)
        while bytes_read := file.read(record.size):
            numbers = record.unpack(bytes_read)
            yield numbers[0:3], numbers[3:6], numbers[6:9]


index, count = {}, 0
folder = os.path.dirname(os.path.abspath(sys.argv[2]))
with tempfile.TemporaryFile("w+", dir=folder) as vertices, tempfile.TemporaryFile("w+", dir=folder) as faces:
    for triangle in triangles(sys.argv[1]):
        count += 1
        for vertex in triangle:
            if vertex not in index:
                index[vertex] = len(index)
                vertices.write("%.9g %.9g %.9g\n" % vertex)
        faces.write("3 %d %d %d\n" % tuple(index[vertex] for vertex in triangle))
    mark("read")
    with open(sys.argv[2], "w", buffering=1 << 20) as file:
        file.write(f"OFF\n{len(index)} {count} 0\n")
        for part in (vertices, faces):
            part.seek(0)
            shutil.copyfileobj(part, file, 1 << 20)
mark("written")

del index, triangle, vertex
mark("del index")
