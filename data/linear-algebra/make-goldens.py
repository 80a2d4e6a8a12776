#!/usr/bin/env python3
"""Makes the golden archives of linear algebra with NumPy and SciPy, from fixed seeds.

One archive a case and element type: `<case>-<type>.npz`, with the operands and what each operation gives.
Usage: python3 make-goldens.py     (needs numpy and scipy; the tests need neither)
"""
import os
import sys

import numpy as np
import scipy
import scipy.linalg as sl

HERE = os.path.dirname(os.path.abspath(__file__))


def random(seed, rows, columns):
    return np.random.default_rng(seed).uniform(-1, 1, (rows, columns))


def with_singular_values(seed, rows, columns, values):
    u, _ = np.linalg.qr(random(seed, rows, rows))
    v, _ = np.linalg.qr(random(seed + 1, columns, columns))
    middle = np.zeros((rows, columns))
    np.fill_diagonal(middle, values)
    return u @ middle @ v.T


def cases():
    """Name, matrix. A matrix in Fortran order is a transposed view in the tests."""
    yield "empty", np.zeros((0, 0))
    yield "no-rows", np.zeros((0, 4))
    yield "no-columns", np.zeros((4, 0))
    yield "one", np.array([[-2.5]])
    yield "row", random(11, 1, 7)
    yield "column", random(12, 7, 1)
    for size in (2, 3, 4, 17, 64):
        # Well conditioned: the tolerance is that of the arithmetic.
        yield f"square-{size}", with_singular_values(20 + size, size, size, np.linspace(1, 3, size))
    yield "square-random", random(30, 33, 33)
    yield "transposed", np.asfortranarray(with_singular_values(40, 19, 19, np.linspace(1, 2, 19)))
    yield "transposed-tall", np.asfortranarray(random(41, 23, 8))
    yield "tall", random(50, 40, 9)
    yield "tall-3", random(51, 200, 3)
    yield "wide", random(52, 9, 40)
    yield "wide-3", random(53, 3, 100)
    yield "ill-conditioned", with_singular_values(60, 12, 12, np.logspace(0, -9, 12))
    yield "hilbert", sl.hilbert(8)
    yield "singular", np.array([[1.0, 2, 3], [4, 5, 6], [0, 0, 0]])
    yield "rank-2", random(70, 9, 2) @ random(71, 2, 6)
    yield "zeros", np.zeros((3, 3))
    yield "large-numbers", with_singular_values(80, 5, 5, np.linspace(1, 2, 5)) * 2.0**60
    yield "small-numbers", with_singular_values(81, 5, 5, np.linspace(1, 2, 5)) * 2.0**-60


def golden(a, dtype):
    a = np.array(a, dtype=dtype, order="F" if np.isfortran(a) else "C")
    rows, columns = a.shape
    rank = min(rows, columns)
    rng = np.random.default_rng(rows * 1000 + columns)
    out = {"a": a}
    # Products, in double, so that they are exact to the last digit of float.
    wide = a.astype(np.float64)
    right = rng.uniform(-1, 1, (columns, 5)).astype(dtype)
    vector = rng.uniform(-1, 1, columns).astype(dtype)
    out |= {"right": right, "vector": vector, "matmul": (wide @ right.astype(np.float64)).astype(dtype),
            "matvec": (wide @ vector.astype(np.float64)).astype(dtype), "gram": (wide.T @ wide).astype(dtype)}
    for name, order in (("frobenius", "fro"), ("one", 1), ("infinity", np.inf), ("two", 2), ("nuclear", "nuc")):
        out["norm-" + name] = np.linalg.norm(a, order) if rank else dtype(0)
    out["norm-maximum"] = np.abs(a).max() if rank else dtype(0)
    u, s, vt = sl.svd(a, full_matrices=False) if rank else (np.zeros((rows, 0)), np.zeros(0), np.zeros((0, columns)))
    out |= {"svd-u": u, "svd-s": s, "svd-vt": vt}
    q, r = np.linalg.qr(a)
    out |= {"qr-q": q, "qr-r": r}
    b = rng.uniform(-1, 1, (rows, 3)).astype(dtype)
    # SciPy works in the element type; NumPy would take the cutoff of Double for both.
    if rank:
        cutoff = np.finfo(dtype).eps * max(rows, columns)
        x, residuals, found, _ = sl.lstsq(a, b, cond=cutoff, lapack_driver="gelsd")
        residuals = np.atleast_1d(residuals)
    else:
        x, found = np.zeros((columns, 3)), 0
        residuals = (b.T @ b).diagonal() if columns == 0 and rows else np.zeros(0)
    out |= {"b": b, "lstsq-x": x, "lstsq-residuals": residuals, "lstsq-rank": np.int64(found)}
    if rank:
        with np.errstate(divide="ignore"):
            out["condition"] = np.linalg.cond(a)
    if rows == columns:
        symmetric = (wide + wide.T).astype(dtype)
        values, vectors = sl.eigh(symmetric) if rows else (np.zeros(0), np.zeros((0, 0)))
        positive = (wide @ wide.T + np.abs(wide).max(initial=0) ** 2 * np.eye(rows)).astype(dtype)
        out |= {"symmetric": symmetric, "eigen-values": values, "eigen-vectors": vectors, "positive": positive,
                "determinant": sl.det(a) if rows else dtype(1)}
        if rows == 0 or np.abs(wide).max() > 0:
            out["cholesky"] = np.linalg.cholesky(positive)
        try:
            out |= {"solve": sl.solve(a, b), "inverse": sl.inv(a)} if rows else {"solve": b, "inverse": a}
        except np.linalg.LinAlgError:
            out["is-singular"] = np.int64(1)
    # Everything in the type of the operands but the two integers.
    keep = {"lstsq-rank", "is-singular", "a"}
    return {k: v if k in keep else np.ascontiguousarray(v, dtype=dtype).reshape(np.shape(v)) for k, v in out.items()}


def main():
    import warnings

    warnings.simplefilter("ignore")
    count = 0
    for name, a in cases():
        for type_name, dtype in (("float64", np.float64), ("float32", np.float32)):
            np.savez(os.path.join(HERE, f"{name}-{type_name}.npz"), **golden(a, dtype))
            count += 1
    print(f"{count} archives; NumPy {np.__version__}, SciPy {scipy.__version__}", file=sys.stderr)


main()
