#!/usr/bin/env python3
"""Tells as JSON whether an OFF file, read back as float32 and indexed, is a binary STL triangle by triangle, exactly
welded: `check_off.py IN.stl OUT.off`. A process of its own, so that its memory is nobody else's peak."""
import hashlib
import json
import os
import struct
import sys

MIB = 1 << 20


def digest_of(path):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while block := file.read(MIB):
            digest.update(block)
    return digest.hexdigest()


def verify(stl, off):
    """Prints as JSON whether `off`, read as float32 and indexed, is `stl` triangle by triangle, and exactly welded."""
    try:
        import numpy
    except ImportError:
        numpy = None
    digest = digest_of(off)
    with open(off, "rb") as file:
        magic, counts = file.readline(), file.readline().split()
        if magic != b"OFF\n" or len(counts) != 3:
            return {"problem": "no OFF header", "sha256": digest}
        v, f = int(counts[0]), int(counts[1])
        try:
            answer = (verify_numpy if numpy else verify_plain)(stl, file.read(), v, f)
        except ValueError as error:
            answer = {"problem": f"text that is no number: {error}"}
    return {"vertices": v, "triangles": f, "bytes": os.path.getsize(off), "sha256": digest, **answer}


def verify_numpy(stl, text, v, f):
    import numpy as np
    if text.count(b"\n") != v + f:
        return {"problem": f"{text.count(10)} lines after the header instead of {v + f}"}
    numbers = np.fromstring(text.decode("ascii"), sep=" ")  # words → float64; exact for what is 9 digits or shortest
    if len(numbers) != 3 * v + 4 * f:
        return {"problem": f"{len(numbers)} numbers instead of {3 * v + 4 * f}"}
    vertices, faces = numbers[:3 * v].reshape(-1, 3).astype("<f4"), numbers[3 * v:].reshape(-1, 4).astype(np.int64)
    record = np.dtype([("normal", "<f4", 3), ("corners", "<f4", (3, 3)), ("attribute", "<u2")])
    corners = np.fromfile(stl, dtype=record, offset=84)["corners"].reshape(-1, 3)
    if (faces[:, 0] != 3).any() or 3 * f != len(corners):
        return {"problem": f"{f} triangles instead of {len(corners) // 3}, or a face that is none"}
    index = faces[:, 1:].reshape(-1)
    if f and (index.min() < 0 or index.max() >= v):
        return {"problem": "an index out of range"}
    different = int((vertices[index] != corners).any(axis=1).sum())
    columns = (corners + np.float32(0)).T  # -0.0 becomes 0.0
    order = np.lexsort(columns)
    ordered = columns[:, order]
    distinct = int((ordered[:, 1:] != ordered[:, :-1]).any(axis=0).sum()) + bool(f)
    running = np.maximum.accumulate(index) if f else index
    first = bool(f == 0 or (index[0] == 0 and (index[1:] <= running[:-1] + 1).all()))
    return judged(different, distinct, v, first)


def verify_plain(stl, text, v, f):
    lines = text.decode("ascii").splitlines()
    with open(stl, "rb") as file:
        soup = file.read()[84:]
    if len(lines) != v + f or len(soup) != 50 * f:
        return {"problem": f"{len(lines)} lines, {f} triangles instead of {len(soup) // 50}"}
    vertices = [struct.unpack("<3f", struct.pack("<3f", *map(float, line.split()))) for line in lines[:v]]
    different, distinct, highest, first = 0, set(), -1, True
    for line, record in zip(lines[v:], struct.iter_unpack("<12x9f2x", soup)):
        three, *face = map(int, line.split())
        if three != 3 or len(face) != 3 or min(face) < 0 or max(face) >= v:
            return {"problem": f"a bad face: {line}"}
        for i, corner in zip(face, (record[0:3], record[3:6], record[6:9])):
            different += vertices[i] != corner
            distinct.add(corner)
            first, highest = first and i <= highest + 1, max(highest, i)
    return judged(different, len(distinct), v, first)


def judged(different, distinct, v, first):
    problem = (f"{different} corners differ from the input" if different else
               f"{v} vertices instead of {distinct}" if v != distinct else None)
    return {"problem": problem, "distinct": distinct, "first_occurrence_order": first}


if __name__ == "__main__":
    print(json.dumps(verify(*sys.argv[1:3])))
