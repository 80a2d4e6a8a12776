"""NumPy's side of bench.py: measures one row at a time, as standard input asks for it. The protocol and the operands are
those of Sources/ArrayBenchmarks (main.swift, Inputs.swift); `out=` is used wherever NumPy has it."""
import sys
import time

import numpy as np

TYPES = {"float64": np.float64, "float32": np.float32, "int32": np.int32, "int64": np.int64, "bool": np.bool_}


class Inputs:
    def __init__(self, size):
        self.size, self.kept = size, {}

    def mixed(self, operand, count):
        z = (np.arange(count, dtype=np.uint64) + np.uint64(operand << 40)) * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return z ^ (z >> np.uint64(31))

    def make(self, name, body):
        if name not in self.kept:
            self.kept[name] = body()
        return self.kept[name]

    def floats(self, operand, dtype=np.float64, count=None):
        count = self.size if count is None else count
        return self.make(("floats", operand, dtype, count), lambda: (
            ((self.mixed(operand, count) >> np.uint64(40)).astype(np.float64) - 8388608) / 8388608 * 1024).astype(dtype))

    def wholes(self, operand, below, dtype=np.int64, count=None):
        count = self.size if count is None else count
        return self.make(("wholes", operand, below, dtype, count), lambda: (
            (self.mixed(operand, count) >> np.uint64(24)) % np.uint64(below)).astype(dtype))

    def mask(self, operand):
        return self.make(("mask", operand), lambda: self.wholes(operand, 2, np.int32) != 0)

    def wide(self):
        return self.floats(1, count=self.size // 3 * 3).reshape(3, -1)

    def tall(self):
        return self.floats(1, count=self.size // 3 * 3).reshape(-1, 3)

    def square(self, operand):
        return self.floats(operand, count=self.size ** 2).reshape(self.size, self.size)


def binary(function):
    return lambda a, b: ((lambda: function(a, b)), (lambda out: function(a, b, out=out)))


def operation(name, dtype, inputs):
    """The operation with a fresh result, the one with `out=`, and a maker of what is written to."""
    def f(operand):
        return inputs.wholes(operand, 16_000_000, np.int32) if dtype == np.int32 else inputs.floats(operand, dtype)
    n = inputs.size
    two = {"add": np.add, "subtract": np.subtract, "multiply": np.multiply, "minimum": np.minimum,
           "maximum": np.maximum, "less": np.less, "equal": np.equal}
    one = {"negate": np.negative, "abs": np.absolute, "floor": np.floor, "round": np.rint}
    reductions = {"sum": np.sum, "mean": np.mean, "var": np.var, "min": np.min, "max": np.max, "argmin": np.argmin,
                  "argmax": np.argmax, "norm": np.linalg.norm}
    if name in two:
        a, b, function = f(1), f(2), two[name]
        kind = np.bool_ if name in ("less", "equal") else dtype
        return lambda: function(a, b), lambda out: function(a, b, out=out), lambda: np.zeros(n, kind)
    if name in one:
        a, function = f(1), one[name]
        return lambda: function(a), lambda out: function(a, out=out), lambda: np.zeros(n, dtype)
    if name in reductions:
        a, function = f(1), reductions[name]
        return lambda: function(a), None, None
    if name.startswith("to_"):
        a, target = f(1), TYPES[name[3:]]
        return (lambda: a.astype(target), lambda out: np.copyto(out, a, casting="unsafe"), lambda: np.zeros(n, target))
    if name.startswith("sum_of_"):
        matrix = inputs.wide() if name.endswith("3xN") else inputs.tall()
        axis = 1 if "rows" in name else 0
        return lambda: matrix.sum(axis=axis), None, None
    if name.startswith("sort") or name.startswith("argsort"):
        a = inputs.wholes(1, 1 << 40) if dtype == np.int64 else f(1)
        if name == "sort":
            return lambda: np.sort(a), None, None
        kind = "stable" if name.endswith("stable") else None
        return lambda: np.argsort(a, kind=kind), None, None
    return other(name, dtype, inputs, f, n)


def other(name, dtype, inputs, f, n):
    translation = np.array([1.5, -2.5, 3.5])
    zeros = lambda: np.zeros(n, dtype)
    if name == "memcpy":
        a = f(1)
        return None, lambda out: np.copyto(out, a), zeros
    if name == "divide":
        a, b = f(1), np.clip(f(2), 1, 2000)
        return lambda: a / b, lambda out: np.divide(a, b, out=out), zeros
    if name == "add_scalar":
        a = f(1)
        return lambda: a + 1.5, lambda out: np.add(a, 1.5, out=out), zeros
    if name == "multiply_add":
        a, b, c = f(1), f(2), f(3)
        return lambda: a * b + c, lambda out: np.add(np.multiply(a, b, out=out), c, out=out), zeros
    if name == "sqrt":
        a = np.abs(f(1))
        return lambda: np.sqrt(a), lambda out: np.sqrt(a, out=out), zeros
    if name == "clip":
        a = f(1)
        return lambda: np.clip(a, -500, 500), lambda out: np.clip(a, -500, 500, out=out), zeros
    if name == "less_scalar":
        a = f(1)
        return lambda: a < 0, lambda out: np.less(a, 0, out=out), lambda: np.zeros(n, np.bool_)
    if name == "logical_and":
        a, b = inputs.mask(1), inputs.mask(2)
        return (lambda: np.logical_and(a, b), lambda out: np.logical_and(out, b, out=out), lambda: a.copy())
    if name == "where":
        mask, a, b = inputs.mask(1), f(1), f(2)
        return lambda: np.where(mask, a, b), None, zeros
    if name in ("add_3xN_column", "multiply_3xN_column"):
        matrix, column = inputs.wide(), translation[:, None]
        function = np.add if name.startswith("add") else np.multiply
        return (lambda: function(matrix, column), lambda out: function(matrix, column, out=out),
                lambda: np.zeros_like(matrix))
    if name == "add_Nx3_row":
        matrix = inputs.tall()
        return (lambda: matrix + translation, lambda out: np.add(matrix, translation, out=out),
                lambda: np.zeros_like(matrix))
    if name == "dot":
        a, b = f(1), f(2)
        return lambda: np.dot(a, b), None, None
    if name in ("any", "all"):
        mask, function = np.full(n, name == "all"), getattr(np, name)
        return lambda: function(mask), None, None
    if name in ("count_nonzero", "nonzero"):
        mask, function = inputs.mask(1), np.count_nonzero if name == "count_nonzero" else np.flatnonzero
        return lambda: function(mask), None, None
    if name == "cumsum":
        a = f(1)
        return lambda: np.cumsum(a), lambda out: np.cumsum(a, out=out), zeros
    if name == "diff":
        a = f(1)
        return lambda: np.diff(a), None, zeros
    if name == "take":
        a, places = f(1), inputs.wholes(4, n)
        return lambda: np.take(a, places), lambda out: np.take(a, places, out=out, mode="clip"), zeros
    if name == "compress":
        a, mask = f(1), inputs.mask(1)
        return lambda: a[mask], None, None
    if name == "reverse":
        a = f(1)
        return lambda: a[::-1].copy(), None, None
    if name == "concatenate":
        a, b = inputs.floats(1, count=n // 2), inputs.floats(2, count=n // 2)
        return lambda: np.concatenate([a, b]), None, None
    if name == "searchsorted":
        a, needles = np.sort(f(1)), inputs.floats(2, count=n // 10)
        return lambda: np.searchsorted(a, needles), None, None
    if name == "unique":
        a = inputs.wholes(5, n // 4) if dtype == np.int64 else f(1)
        return lambda: np.unique(a), None, None
    if name == "unique_all":
        a = inputs.wholes(5, n // 4)
        every = dict(return_index=True, return_inverse=True, return_counts=True)
        return lambda: np.unique(a, **every), None, None
    if name == "put":
        a, places = f(1), inputs.wholes(4, n)
        return None, lambda out: np.put(out, places, a), zeros
    if name == "stack":
        columns = [inputs.floats(k, count=n // 3) for k in (1, 2, 3)]
        return lambda: np.stack(columns, axis=1), None, None
    if name == "lexsort":
        a, b = inputs.wholes(1, 1000, np.int32), inputs.wholes(2, 1000, np.int32)
        return lambda: np.lexsort((a, b)), None, None
    if name == "isin":
        a, b = inputs.wholes(5, n // 4), inputs.wholes(6, n // 4, count=n // 10)
        return lambda: np.isin(a, b), None, None
    if name == "histogram":
        a = f(1)
        return lambda: np.histogram(a, bins=100)[0], None, None
    if name == "bincount":
        a = inputs.wholes(1, 1000)
        return lambda: np.bincount(a), None, None
    if name == "unique_columns":
        rows = inputs.wholes(7, 64, count=n // 3 * 3).astype(np.float64).reshape(-1, 3)
        every = dict(return_index=True, return_inverse=True, return_counts=True)
        return lambda: np.unique(rows, axis=0, **every), None, None
    a = inputs.square(1)
    if name == "matmul":
        b = inputs.square(2)
        return lambda: a @ b, None, None
    if name == "solve":
        b = inputs.square(2)
        return lambda: np.linalg.solve(a, b), None, None
    if name == "eigh":
        symmetric = a + a.T
        return lambda: np.linalg.eigh(symmetric), None, None
    if name == "svd":
        return lambda: np.linalg.svd(a, full_matrices=False), None, None
    raise KeyError(name)


def shown(name, dtype, inputs, result):
    """The part of a result that is compared."""
    if name == "argsort":
        return (inputs.wholes(1, 16_000_000, dtype) if dtype == np.int32 else inputs.floats(1, dtype))[result]
    if name in ("unique_all", "unique_columns"):
        return np.sort(result[3])
    if name == "eigh":
        return result[0]
    return result[1] if name == "svd" else result


def numbers(result):
    values = np.atleast_1d(np.asarray(result, dtype=np.float64)).ravel()
    weights = np.arange(values.size) % 7 + 1
    sums = values.sum(), np.abs(values).sum(), (values * weights).sum()
    return ",".join([str(values.size), *(repr(float(figure)) for figure in sums)])


def seconds(run, count):
    start = time.perf_counter_ns()
    for _ in range(count):
        run()
    return (time.perf_counter_ns() - start) / count


def main():
    inputs, ready, key, runs = Inputs(0), None, None, 1
    for line in sys.stdin:
        words = line.split()
        asked = words[1:] if words[0] == "check" else words
        name, dtype, mode, size = asked[0], TYPES[asked[1]], asked[2], int(asked[3])
        if asked[:4] != key:
            ready = None
            if inputs.size != size:
                inputs = Inputs(size)
            fresh, into, room = operation(name, dtype, inputs)
            if mode == "into" and into:
                out = room()
                ready = lambda: into(out)
            else:
                out, ready = None, fresh
            key = asked[:4]
            seconds(ready, 1)
            runs = max(1, min(1000, int(200_000 / max(seconds(ready, 1), 1))))
        if words[0] == "check":
            result = ready()
            print(numbers(shown(name, dtype, inputs, out if out is not None else result)), flush=True)
        else:
            samples = sorted(seconds(ready, runs) for _ in range(max(1, int(asked[-1]))))
            print(f"{samples[0]},{samples[len(samples) // 2]}", flush=True)


main()
