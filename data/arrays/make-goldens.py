#!/usr/bin/env python3
"""Writes what NumPy says to the operations on columns: an .npz archive for each element type beside this script. Needs NumPy 2.

The inputs of a type are a and b: all pairs of special values (both zeros, infinities, NaN, the ends of the
range), then random pairs with a fixed seed; clean holds numbers without NaN for reductions, whose results stand
for each prefix of it, from one element on. Where Facet's rule is not NumPy's (saturating casts, division of integers that
cuts the fraction off, unique in the order of first occurrence, random numbers), the rule is written out here in Python.
"""
import inspect
import io
import math
import os
import re
import statistics
import struct
import zipfile

import numpy as np

FOLDER = os.path.dirname(os.path.abspath(__file__))
np.seterr(all="ignore")
rng = np.random.default_rng(20260707)


archives = {}


def save(name, array):
    archive, member = name.split("-", 1)
    archives.setdefault(archive, {})[member] = np.ascontiguousarray(array)


def write_archives():
    """The bytes are the same each time: no dates, no compression."""
    for archive, members in archives.items():
        with zipfile.ZipFile(os.path.join(FOLDER, archive + ".npz"), "w") as file:
            for member, array in members.items():
                data = io.BytesIO()
                np.save(data, array)
                file.writestr(zipfile.ZipInfo(member + ".npy"), data.getvalue())


def special(dtype):
    if dtype.kind == "f":
        info = np.finfo(dtype)
        tiny = np.nextafter(dtype.type(0), dtype.type(1))
        return np.array([0.0, -0.0, 1, -1.5, 2.5, 3.5, np.inf, -np.inf, np.nan, info.max, -info.max, tiny, 3e9, -1e19], dtype)
    info = np.iinfo(dtype)
    values = [0, 1, 2, 7, 100, info.max, info.max - 1]
    if dtype.kind == "i":
        values += [-1, -2, -7, info.min, info.min + 1, 46341]
    return np.array(values, dtype)


def random(dtype, count):
    if dtype.kind == "f":
        return (rng.standard_normal(count) * 10.0 ** rng.integers(-3, 4, count)).astype(dtype)
    info = np.iinfo(dtype)
    wide = rng.integers(info.min, info.max, count, dtype=dtype, endpoint=True)
    narrow = rng.integers(0, 20, count).astype(dtype)
    return np.where(rng.random(count) < 0.5, wide, narrow)


def truncating_quotient(a, b):
    info = np.iinfo(a.dtype)
    span = 1 << info.bits
    out = []
    for x, y in zip(a.tolist(), b.tolist()):
        q = abs(x) // abs(y) * (1 if (x < 0) == (y < 0) else -1)
        out.append((q - info.min) % span + info.min)
    return np.array(out, a.dtype)


def saturating_cast(values, dtype):
    if dtype.kind == "f":
        return values.astype(dtype)
    info = np.iinfo(dtype)
    out = []
    for x in values.tolist():
        if x != x:
            out.append(0)
        elif x in (math.inf, -math.inf):
            out.append(info.max if x > 0 else info.min)
        else:
            out.append(max(info.min, min(info.max, math.trunc(x))))
    return np.array(out, dtype)


def prefixes(function, values):
    return np.array([function(values[:n]) for n in range(1, len(values) + 1)])


ELEMENTS = [np.dtype(name) for name in ("float64", "float32", "int32", "int64", "uint32", "uint8")]
NUMBERS = ELEMENTS[:4]

for dtype in ELEMENTS:
    name = dtype.name
    s = special(dtype)
    a = np.concatenate([np.repeat(s, len(s)), random(dtype, 60)])
    b = np.concatenate([np.tile(s, len(s)), random(dtype, 60)])
    scalar = dtype.type(3)
    save(f"{name}-a", a)
    save(f"{name}-b", b)
    for operation in ("less", "less_equal", "equal", "not_equal", "greater_equal", "greater"):
        save(f"{name}-{operation}", getattr(np, operation)(a, b))
        save(f"{name}-{operation}-3", getattr(np, operation)(a, scalar))
    mask = rng.random(len(a)) < 0.4
    save(f"{name}-mask", mask)
    save(f"{name}-where", np.where(mask, a, b))
    save(f"{name}-compress", a[mask])
    save(f"{name}-nonzero", np.flatnonzero(a))
    for target in ELEMENTS:
        save(f"{name}-to-{target.name}", saturating_cast(a, target))
    save(f"{name}-sort", np.sort(a))
    save(f"{name}-argsort", np.argsort(a, kind="stable"))
    save(f"{name}-searchsorted-left", np.searchsorted(np.sort(a), b, side="left"))
    save(f"{name}-searchsorted-right", np.searchsorted(np.sort(a), b, side="right"))
    # In the order of first occurrence; the two zeros are one value, and so are all NaN.
    _, index, inverse, counts = np.unique(a, return_index=True, return_inverse=True, return_counts=True)
    order = np.argsort(index)
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    save(f"{name}-unique-index", index[order])
    save(f"{name}-unique-inverse", rank[inverse])
    save(f"{name}-unique-counts", counts[order])

for dtype in NUMBERS:
    name = dtype.name
    floating = dtype.kind == "f"
    a, b = (np.load(os.path.join(FOLDER, f"{name}-{x}.npy")) for x in "ab")
    c = np.roll(b, 1)
    scalar = dtype.type(3)
    save(f"{name}-add", a + b)
    save(f"{name}-subtract", a - b)
    save(f"{name}-multiply", a * b)
    save(f"{name}-add-3", a + scalar)
    save(f"{name}-3-subtract", scalar - a)
    save(f"{name}-multiply-3", a * scalar)
    if floating:
        save(f"{name}-divide", a / b)
        save(f"{name}-3-divide", scalar / a)
        save(f"{name}-sqrt", np.sqrt(a))
        save(f"{name}-floor", np.floor(a))
        save(f"{name}-round", np.round(a))
    else:
        save(f"{name}-divide", truncating_quotient(a, np.where(b == 0, 1, b).astype(dtype)))
        save(f"{name}-divide-minus-1", truncating_quotient(a, np.full_like(a, -1)))
    save(f"{name}-negative", -a)
    save(f"{name}-abs", np.abs(a))
    save(f"{name}-minimum", np.minimum(a, b))
    save(f"{name}-maximum", np.maximum(a, b))
    save(f"{name}-minimum-3", np.minimum(a, scalar))
    save(f"{name}-maximum-3", np.maximum(a, scalar))
    save(f"{name}-clip", np.clip(a, dtype.type(-2), dtype.type(5)))
    save(f"{name}-multiply-add", a * b + c)
    save(f"{name}-multiply-add-3", a * scalar + b)
    save(f"{name}-diff", np.diff(a))

    clean = random(dtype, 300)
    wide = np.float64 if floating else np.int64
    save(f"{name}-clean", clean)
    save(f"{name}-sum", prefixes(lambda x: np.sum(x, dtype=wide), clean))
    save(f"{name}-mean", prefixes(lambda x: np.mean(x, dtype=np.float64), clean))
    save(f"{name}-var", prefixes(lambda x: np.var(x, dtype=np.float64), clean))
    save(f"{name}-var-1", prefixes(lambda x: np.var(x, dtype=np.float64, correction=1), clean)[1:])
    save(f"{name}-min", prefixes(np.min, clean))
    save(f"{name}-max", prefixes(np.max, clean))
    save(f"{name}-argmin", prefixes(np.argmin, clean).astype(np.int64))
    save(f"{name}-argmax", prefixes(np.argmax, clean).astype(np.int64))
    other = np.roll(clean, 7)
    save(f"{name}-dot", prefixes(lambda x: np.dot(x.astype(wide), other[: len(x)].astype(wide)), clean))
    save(f"{name}-norm", prefixes(lambda x: np.linalg.norm(x.astype(np.float64)), clean))
    save(f"{name}-cumsum", np.cumsum(clean, dtype=wide))
    # With NaN among them.
    save(f"{name}-a-argmin", prefixes(np.argmin, a).astype(np.int64))
    save(f"{name}-a-argmax", prefixes(np.argmax, a).astype(np.int64))

save("float64-arange", np.arange(-1.3, 2.7, 0.1))
save("float64-arange-down", np.arange(5.0, -1.0, -0.7))
save("int32-arange", np.arange(7, -20, -3, dtype=np.int32))
save("int64-arange", np.arange(-5, 1000, 7, dtype=np.int64)[:100])
save("float64-linspace", np.linspace(0.1, 2.3, 37))
save("float64-linspace-open", np.linspace(0.1, 2.3, 37, endpoint=False))
save("float32-linspace", np.linspace(-1, 0.3, 101, dtype=np.float32))


# MARK: Random numbers, by Facet's own rule

def split_mix(seed, index):
    z = (seed + (index + 1) * 0x9E3779B97F4A7C15) % 2**64
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 % 2**64
    z = (z ^ z >> 27) * 0x94D049BB133111EB % 2**64
    return z ^ z >> 31


def logarithm(x):
    m, k = math.frexp(x)
    m, k = m * 2, k - 1
    if m > 1.414213562373095:
        m, k = m * 0.5, k + 1
    f = m - 1
    s = f / (2 + f)
    z = s * s
    w = z * z
    bits = lambda text: struct.unpack(">d", bytes.fromhex(text))[0]
    lg = [bits(t) for t in ("3fe5555555555593", "3fd999999997fa04", "3fd2492494229359", "3fcc71c51d8e78af",
                            "3fc7466496cb03de", "3fc39a09d078c69f", "3fc2f112df3e5244")]
    t1 = w * (lg[1] + w * (lg[3] + w * lg[5]))
    t2 = z * (lg[0] + w * (lg[2] + w * (lg[4] + w * lg[6])))
    half = 0.5 * f * f
    high, low = bits("3fe62e42fee00000"), bits("3dea39ef35793c76")
    return k * high - ((half - (s * (half + t1 + t2) + k * low)) - f)


def python_quantile():
    """Python's own AS 241, with our logarithm in the place of the system's."""
    text = inspect.getsource(statistics)
    text = re.search(r"^def _normal_dist_inv_cdf.*?(?=^\S)", text, re.S | re.M).group(0)
    names = {"fabs": math.fabs, "sqrt": math.sqrt, "log": logarithm}
    exec(text, names)
    return lambda p: names["_normal_dist_inv_cdf"](p, 0.0, 1.0)


quantile = python_quantile()
SEED = 42
bits = [split_mix(SEED, i) for i in range(200)]
assert [split_mix(1234567, i) for i in range(3)] == [6457827717110365317, 3203168211198807973, 9817491932198370423]
unit = np.array([(x >> 11) * 2.0**-53 for x in bits])
save("random-uniform-float64", unit)
save("random-uniform-float32-2-5", (2.0 + unit * 3.0).astype(np.float32))
save("random-uniform-int32", np.array([-10 + (x * 30 >> 64) for x in bits], np.int32))
save("random-uniform-int64", np.array([-(2**63) + (x * (2**64 - 1) >> 64) for x in bits], np.int64))
normal = np.array([quantile(((x >> 12) + 0.5) * 2.0**-52) for x in bits])
judge = np.array([statistics.NormalDist().inv_cdf(((x >> 12) + 0.5) * 2.0**-52) for x in bits])
assert np.all(np.abs(normal - judge) <= 4e-16 * np.abs(judge) + 1e-300), np.max(np.abs(normal / judge - 1))
save("random-normal-float64", normal)

write_archives()
