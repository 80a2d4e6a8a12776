#!/usr/bin/env python3
"""Measures Facet's arrays beside NumPy's in one run and writes RESULTS.md. `make bench-arrays` calls it.

Two programs answer row by row and take turns (Facet, NumPy, NumPy, Facet, …); both make the same operands and their results
are compared. Rows and sizes are fixed in rows.csv, the targets of each group below. Needs Python's standard library here,
and NumPy only in the Python that --python names.
"""
import argparse
import csv
import os
import statistics
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
LONG = 0.3e9  # nanoseconds: a row of which NumPy's run takes longer has three turns
BYTES = {"float64": 8, "float32": 4, "int32": 4, "int64": 8, "bool": 1}
# What a row reads and writes, as columns of its type; others read two and write one.
ONE_OPERAND = {"add_scalar", "negate", "abs", "sqrt", "floor", "round", "clip", "add_3xN_column", "multiply_3xN_column",
               "add_Nx3_row"}


def target(group, mode, size):
    """The least ratio, and the greatest."""
    if group in ("element-wise", "reductions"):
        return (1.2 if size <= 10_000 else 1.3 if mode == "into" else 1.0), None
    return {"ordering and sets": (2.0, None), "argsort": (3.0, None), "unique of columns": (10.0, None),
            "linear algebra": (0.97, None)}[group]


class Worker:
    def __init__(self, argv):
        one = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}
        self.process = subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                        env={**os.environ, **one})

    def ask(self, question):
        self.process.stdin.write(question + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().strip()
        if not answer:
            raise SystemExit(f"no answer to: {question}")
        return None if answer == "unknown" else [float(word) for word in answer.split(",")]


def agree(left, right, kind, name):
    """Whether two fingerprints are of the same result; sums of float32 are Float in NumPy and Double in Facet."""
    tolerance = 1e-4 if kind == "float32" and name in REDUCTIONS else 1e-6 if name in ("eigh", "svd", "solve") else 1e-9
    scale = max(left[2], right[2], 1e-300) * 7
    return left[0] == right[0] and all(abs(a - b) <= tolerance * scale for a, b in zip(left[1:], right[1:]))


REDUCTIONS = {"sum", "mean", "var", "dot", "norm"}


def traffic(name, kind, size):
    """The bytes that an element-wise row must move, or None."""
    width = BYTES[kind]
    if name.startswith("to_"):
        return size * (width + BYTES[name[3:]])
    special = {"less": 2 * width + 1, "equal": 2 * width + 1, "less_scalar": width + 1, "where": 3 * width + 1,
               "multiply_add": 4 * width, "memcpy": 2 * width}
    return size * special.get(name, 2 * width if name in ONE_OPERAND else 3 * width)


def measure(facet, numpy, name, kind, mode, size):
    """One row: its figures, or None when this Facet doesn't have it."""
    key = f"{name} {kind} {mode} {size}"
    mine = facet.ask("check " + key)
    if mine is None:
        return None
    theirs = numpy.ask("check " + key)
    if not agree(mine, theirs, kind, name):
        raise SystemExit(f"{key}: the results differ: {mine} and {theirs}")
    samples = 5 if size <= 10_000 else 1
    a, b, rounds = [], [], 15 if size <= 10_000 else 7
    while len(a) < rounds:
        order = [(facet, a), (numpy, b)] if len(a) % 2 == 0 else [(numpy, b), (facet, a)]
        for worker, into in order:
            into.append(worker.ask(f"{key} {samples}"))
        if b[0][0] > LONG:
            rounds = 3
    # The least of a batch on a machine with other work; the median over the turns.
    mine, theirs = ([figure[0] for figure in figures] for figures in (a, b))
    return {"facet": statistics.median(mine), "numpy": statistics.median(theirs), "facet_min": min(mine),
            "numpy_min": min(theirs), "ratio": statistics.median(theirs) / statistics.median(mine),
            "ratio_min": min(theirs) / min(mine)}


def reasons():
    """Why rows miss, by "row type mode size" or a part of it, written by hand after profiling."""
    path = os.path.join(HERE, "reasons.csv")
    if not os.path.exists(path):
        return []
    with open(path) as file:
        return [(row["row"].split(), row["reason"]) for row in csv.DictReader(file)]


def reason_of(entry, known):
    words = {entry["row"], entry["type"], entry["mode"], str(entry["size"]), entry["group"]}
    for wanted, text in known:
        if all(word in words for word in wanted):
            return text
    return "not looked into yet"


def missing(entry):
    least = target(entry["group"], entry["mode"], entry["size"])[0]
    return entry["ratio"] < least


def markdown(table, absent, facts, copy):
    lines = ["# Facet's arrays beside NumPy", "",
             f"{facts['processor']}; NumPy {facts['numpy']} from PyPI with its own SIMD; Swift {facts['swift']}; one "
             "thread each. `make bench-arrays` writes this file; README.md tells how the figures are taken.", "",
             "A ratio is NumPy's time by Facet's: above 1, Facet is faster. **fresh** makes a result; **into** writes to one "
             "that is there, beside NumPy's `out=` where NumPy has it. `into ÷ fresh NumPy` sets the same Facet time beside "
             "NumPy's fresh result.", "", "## Groups", "",
             "| group | mode | size | target | rows | met | least | median |", "|---|---|---|---|---|---|---|---|"]
    groups = {}
    for entry in table:
        groups.setdefault((entry["group"], entry["mode"], entry["size"]), []).append(entry)
    for (group, mode, size), entries in groups.items():
        ratios = sorted(entry["ratio"] for entry in entries)
        met = sum(not missing(entry) for entry in entries)
        lines.append(f"| {group} | {mode} | {size} | {target(group, mode, size)[0]} | {len(entries)} | {met} | "
                     f"{ratios[0]:.2f} | {statistics.median(ratios):.2f} |")
    lines += ["", "## Rows", "", "GB/s counts the bytes that a row must read and write, at 10⁷ elements; a memcpy moves "
              f"{copy:.1f} GB/s in the same run.", "",
              "| group | row | type | mode | size | Facet ns/element | NumPy ns/element | ratio | of the minima | "
              "into ÷ fresh NumPy | GB/s | target |", "|---|---|---|---|---|---|---|---|---|---|---|---|"]
    fresh = {(e["row"], e["type"], e["size"]): e for e in table if e["mode"] == "fresh"}
    for e in table:
        per = e["size"] if e["group"] != "linear algebra" else e["size"] ** 2
        beside = fresh.get((e["row"], e["type"], e["size"])) if e["mode"] == "into" else None
        speed = ""
        if e["group"] == "element-wise" and e["size"] > 10_000:
            speed = f"{traffic(e['row'], e['type'], e['size']) / e['facet']:.1f}"
        lines.append(f"| {e['group']} | {e['row']} | {e['type']} | {e['mode']} | {e['size']} | {e['facet'] / per:.3f} | "
                     f"{e['numpy'] / per:.3f} | {e['ratio']:.2f} | {e['ratio_min']:.2f} | "
                     f"{'' if not beside else format(beside['numpy'] / e['facet'], '.2f')} | {speed} | "
                     f"{'miss' if missing(e) else 'met'} |")
    known = reasons()
    lines += ["", "## What misses", ""]
    by_reason = {}
    for e in table:
        if missing(e):
            by_reason.setdefault(reason_of(e, known), []).append(
                f"{e['row']} {e['type']} {e['mode']} {e['size']} ({e['ratio']:.2f})")
    lines += [f"- {text}: {', '.join(names)}." for text, names in by_reason.items()] or ["Nothing."]
    if absent:
        lines += ["", "Not in this build: " + ", ".join(absent) + "."]
    return "\n".join(lines) + "\n"


def write(path, rows, table, absent, facts, copy):
    """Writes what is measured so far."""
    order = [(row["row"], row["type"]) for row in rows]
    table = sorted(table, key=lambda e: (order.index((e["row"], e["type"])), e["mode"], e["size"]))
    with open(path, "w", encoding="utf-8") as file:
        file.write(markdown(table, absent, facts, copy))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--facet", required=True, metavar="PROGRAM", help="the built ArrayBenchmarks")
    parser.add_argument("--python", default=sys.executable, help="a Python with NumPy 2")
    parser.add_argument("--only", default="", metavar="WORDS", help="only rows that have all these words")
    parser.add_argument("--out", default=os.path.join(HERE, "RESULTS.md"), metavar="FILE")
    arguments = parser.parse_args()
    facts = {"numpy": subprocess.check_output([arguments.python, "-c", "import numpy; print(numpy.__version__)"],
                                              text=True).strip(),
             "swift": subprocess.run([os.environ.get("SWIFT", "swift"), "--version"], capture_output=True,
                                     text=True).stdout.split("version ", 1)[-1].split(" ", 1)[0]}
    with open("/proc/cpuinfo") as file:
        facts["processor"] = next((line.split(":", 1)[1].strip() for line in file if line.startswith("model name")),
                                  os.uname().machine)
    facet, numpy = Worker([arguments.facet]), Worker([arguments.python, os.path.join(HERE, "numpy_worker.py")])
    copy = measure(facet, numpy, "memcpy", "float64", "into", 10_000_000)
    speed = traffic("memcpy", "float64", 10_000_000) / copy["facet"]
    with open(os.path.join(HERE, "rows.csv")) as file:
        rows = list(csv.DictReader(file))
    table, absent = [], []
    for size in sorted({int(size) for row in rows for size in row["sizes"].split()}):
        for row in rows:
            for mode in row["modes"].split():
                words = {row["group"].replace(" ", "_"), row["row"], row["type"], mode, str(size)}
                if str(size) not in row["sizes"].split() or not set(arguments.only.split()) <= words:
                    continue
                figures = measure(facet, numpy, row["row"], row["type"], mode, size)
                name = f"{row['row']} {row['type']} {mode} {size}"
                if figures is None:
                    absent.append(name)
                    continue
                entry = {**{key: row[key] for key in ("group", "row", "type")}, "mode": mode, "size": size, **figures}
                table.append(entry)
                print(f"{name:45s} {entry['facet'] / size:9.3f} {entry['numpy'] / size:9.3f} ns/element "
                      f"{entry['ratio']:6.2f} ×{'   miss' if missing(entry) else ''}", flush=True)
                write(arguments.out, rows, table, absent, facts, speed)
    write(arguments.out, rows, table, absent, facts, speed)
    print(f"\nmemcpy {speed:.1f} GB/s; the table is in {arguments.out}")


if __name__ == "__main__":
    main()
