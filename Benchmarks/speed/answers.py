#!/usr/bin/env python3
"""What an output is worth, as JSON: `answers.py INPUT.stl OUTPUT` reads both back as float32 triangles.

A process of its own, so that its memory is nobody else's peak. The input is the binary STL that all inputs were made from.
"""
import json
import os
import sys


def corners_of(path):
    """The corners of the triangles of an STL or OFF file as float32, 3T×3, and how many vertices the file has."""
    import numpy
    if path.endswith(".stl"):
        record = numpy.dtype([("normal", "<f4", 3), ("corners", "<f4", (3, 3)), ("attribute", "<u2")])
        return numpy.fromfile(path, dtype=record, offset=84)["corners"].reshape(-1, 3), None
    with open(path, "rb") as file:
        data = file.read()
    lines = data.split(b"\n", 2)
    vertices, faces = (int(word) for word in lines[1].split()[:2])
    numbers = numpy.fromstring(lines[2].decode("ascii"), sep=" ")
    positions = numbers[:3 * vertices].reshape(-1, 3).astype(numpy.float32)
    return positions[numbers[3 * vertices:].reshape(faces, 4)[:, 1:].astype(numpy.int64).reshape(-1)], vertices


def rows_of(corners):
    """Each corner, or triangle, as one value that can be sorted; -0.0 is 0.0."""
    import numpy
    rows = numpy.ascontiguousarray(corners + numpy.float32(0))
    return rows.view([("", rows.dtype)] * rows.shape[1]).ravel()


def distinct(corners):
    import numpy
    columns = (corners + numpy.float32(0)).T
    ordered = columns[:, numpy.lexsort(columns)]
    return int((ordered[:, 1:] != ordered[:, :-1]).any(axis=0).sum()) + bool(len(corners))


def verdict(source, target):
    """The words for the table; `exact` when every triangle is that of the input, in its order, with no vertex twice."""
    import numpy
    truth, _ = corners_of(source)
    found, vertices = corners_of(target)
    if found.shape != truth.shape:
        return f"{len(found) // 3} triangles of {len(truth) // 3}"
    same = (found == truth).reshape(-1, 9).all(axis=1)
    if not same.all():
        lines = [numpy.sort(rows_of(corners.reshape(-1, 9))) for corners in (found, truth)]
        if (lines[0] == lines[1]).all():
            return "exact, triangles in another order"
        return f"{100 * same.mean():.1f} % of the triangles"
    twice = vertices - distinct(truth) if vertices is not None else 0
    return "exact" if twice == 0 else f"exact, {twice} vertices twice"


if __name__ == "__main__":
    print(json.dumps({"answer": verdict(*sys.argv[1:3]), "bytes": os.path.getsize(sys.argv[2])}))
