"""Makes order.npz: what NumPy says of put, isin, bincount, histogram, lexsort, stack and unique columns.

Run: python make-order-goldens.py, with NumPy 2. Uncompressed; the seed is fixed.
"""
import os

import numpy as np

random = np.random.default_rng(20261121)
out = {}
special = np.array([np.nan, 0.0, -0.0, np.inf, -np.inf])
for name in ["float64", "float32", "int32", "int64", "uint32", "uint8"]:
    low = 0 if name.startswith("u") else -20
    a = random.integers(low, 40, 257).astype(name)
    if name.startswith("f"):
        a[::7] = special.astype(name)[random.integers(0, 5, len(a[::7]))]
    b = a[random.integers(0, 257, 20)]
    at = random.integers(0, 257, 100)
    put = a.copy()
    np.put(put, at, a[:100])
    out |= {f"{name}-a": a, f"{name}-b": b, f"{name}-at": at, f"{name}-put": put}
    out[f"{name}-isin"] = np.isin(a, b).astype(np.uint8)
    out[f"{name}-lexsort"] = np.lexsort((np.arange(257)[::-1] % 5, a))
    # Rows of a few values, so columns repeat.
    m = a[random.integers(0, 12, (3, 257))]
    out[f"{name}-matrix"] = m
    kept = np.where(m == 0, np.zeros_like(m), m)
    _, first, inverse, counts = np.unique(
        kept, axis=1, return_index=True, return_inverse=True, return_counts=True, equal_nan=False)
    if not np.isnan(m.astype(float)).any():
        order = np.argsort(first)
        out[f"{name}-unique-first"] = first[order]
        out[f"{name}-unique-inverse"] = np.argsort(order)[inverse.ravel()]
        out[f"{name}-unique-counts"] = counts[order]
    out[f"{name}-stack"] = np.stack([a, a[::-1]], axis=1)
    if name.startswith("f"):
        continue
    positive = np.abs(a.astype(np.int64)).astype(name)
    out[f"{name}-positive"] = positive
    out[f"{name}-bincount"] = np.bincount(positive.astype(np.int64), minlength=50)
    out[f"{name}-weighted"] = np.bincount(positive.astype(np.int64), weights=np.linspace(-1, 1, 257))
x = random.normal(size=2000)
x[:20] = np.linspace(-1, 1, 20)
edges = np.array([-2, -1, -0.5, 0, 0, 0.1, 1, 1.0])
out |= {"x": x, "edges": edges, "histogram-edges": np.histogram(x, edges)[0]}
for bins in [1, 7, 10, 1000]:
    out[f"histogram-{bins}"], out[f"histogram-edges-{bins}"] = np.histogram(x, bins)
    out[f"ranged-{bins}"], out[f"ranged-edges-{bins}"] = np.histogram(x, bins, (-1, 1))
np.savez(os.path.join(os.path.dirname(os.path.abspath(__file__)), "order.npz"), **out)
