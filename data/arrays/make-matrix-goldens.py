#!/usr/bin/env python3
"""Writes what NumPy says to the operations on matrices: matrices.npz beside this script. Needs NumPy 2.

For each element type and shape there are two matrices a and b, a row r and a column c, and the answers of NumPy for three
ways to look at them: as they are, transposed, and with steps (every second row from the last one up, every third column).
Names: <type>-<rows>x<columns>-<way>-<operation>.
"""
import io
import os
import zipfile

import numpy as np

FOLDER = os.path.dirname(os.path.abspath(__file__))
np.seterr(all="ignore")
rng = np.random.default_rng(20261121)
members = {}


def numbers(dtype, shape):
    dtype = np.dtype(dtype)
    if dtype.kind == "f":
        values = (rng.standard_normal(shape) * 10.0 ** rng.integers(-3, 4, shape)).astype(dtype)
        special = np.array([0.0, -0.0, np.inf, -np.inf, np.nan, 1, -1], dtype)
        return np.where(rng.random(shape) < 0.04, special[rng.integers(0, len(special), shape)], values).astype(dtype)
    info = np.iinfo(dtype)
    wide = rng.integers(info.min, info.max, shape, dtype=dtype, endpoint=True)
    return np.where(rng.random(shape) < 0.3, wide, rng.integers(-9, 10, shape)).astype(dtype)


def clean(matrix):
    return np.where(np.isfinite(matrix), matrix, 1).astype(matrix.dtype) if matrix.dtype.kind == "f" else matrix


def answers(a, b):
    """Every operation on one way to look at the matrices."""
    rows, columns = a.shape
    row, column = b[0, :] if rows else np.zeros(columns, a.dtype), b[:, 0] if columns else np.zeros(rows, a.dtype)
    yield "add", a + b
    yield "subtract", a - b
    yield "multiply-3", a * a.dtype.type(3)
    yield "less", a < b
    yield "where", np.where(a < b, a, b)
    yield "add-row", a + row
    yield "add-column", a + column[:, None]
    yield "subtract-column", a - column[:, None]
    yield "row-subtract", row - a
    yield "multiply-row", a * row
    yield "minimum-column", np.minimum(a, column[:, None])
    yield "maximum-row", np.maximum(a, row)
    if a.dtype.kind == "f":
        yield "divide-row", a / row
        yield "column-divide", column[:, None] / a
        yield "sqrt", np.sqrt(a)
    for axis, name in ((0, "columns"), (1, "rows")):
        finite, wide = clean(a), np.float64 if a.dtype.kind == "f" else np.int64
        yield f"sum-{name}", finite.sum(axis=axis, dtype=wide)
        yield f"cumsum-{name}", finite.cumsum(axis=axis, dtype=wide)
        yield f"diff-{name}", np.diff(a, axis=axis)
        yield f"any-{name}", (a < b).any(axis=axis)
        yield f"all-{name}", (a < b).all(axis=axis)
        yield f"count-{name}", np.count_nonzero(a < b, axis=axis)
        if a.shape[axis]:
            yield f"mean-{name}", finite.mean(axis=axis, dtype=np.float64)
            yield f"var-{name}", finite.astype(np.float64).var(axis=axis)
            yield f"norm-{name}", np.linalg.norm(finite.astype(np.float64), axis=axis)
            yield f"min-{name}", a.min(axis=axis)
            yield f"max-{name}", a.max(axis=axis)
            yield f"argmin-{name}", a.argmin(axis=axis)
            yield f"argmax-{name}", a.argmax(axis=axis)


SHAPES = [(0, 3), (3, 0), (1, 1), (1, 9), (9, 1), (3, 33), (33, 3), (17, 16), (5, 270), (1030, 2)]
for dtype in ("float64", "float32", "int32", "int64"):
    for shape in SHAPES if dtype in ("float64", "int32") else [(0, 3), (3, 33), (1030, 2)]:
        base = f"{dtype}-{shape[0]}x{shape[1]}"
        a, b = numbers(dtype, shape), numbers(dtype, shape)
        members[f"{base}-a"], members[f"{base}-b"] = a, b
        large = a.size > 600
        for way, look in (("plain", lambda m: m), ("transposed", lambda m: m.T), ("stepped", lambda m: m[::-2, ::3])):
            for operation, answer in answers(look(a), look(b)):
                if not large or answer.ndim == 1:
                    members[f"{base}-{way}-{operation}"] = answer

# The bytes are the same each time: no dates, no compression.
with zipfile.ZipFile(os.path.join(FOLDER, "matrices.npz"), "w") as archive:
    for name, array in members.items():
        data = io.BytesIO()
        np.save(data, np.ascontiguousarray(array))
        archive.writestr(zipfile.ZipInfo(name + ".npy"), data.getvalue())
print(len(members), "members", os.path.getsize(os.path.join(FOLDER, "matrices.npz")), "bytes")
