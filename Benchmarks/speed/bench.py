#!/usr/bin/env python3
"""Measures Facet's speed: whole conversions beside the yardstick and the best tools, and single stages beside C++.

Writes RESULTS.md and its pictures. A run of a part (--only, --quick) prints its page and leaves the committed one alone,
unless --out names a folder. README.md in the folder above tells how it is measured; --render makes the page of a JSON file anew.
"""
import argparse
import datetime
import json
import os
import sys
import tempfile

import conversions
import report
import stages
from programs import COMPILED, MODULES, NAMES, Programs, versions
from running import CORES, first_line, machine, progress

HERE = os.path.dirname(os.path.abspath(__file__))
FOLDER = os.path.dirname(HERE)


class Bench:
    """What was asked for, and what was found."""

    def __init__(self, arguments):
        self.arguments = arguments
        self.programs = Programs(arguments.facet, arguments.python, arguments.rivals)
        self.runs = arguments.runs or (1 if arguments.quick else 5)
        self.pairs, self.paired_rows = {}, {}  # what three visits to the yardstick have found so far
        absent = [NAMES[key] for key in {**MODULES, **COMPILED, "admesh": "", "ctmconv": ""} if not self.programs.is_there(key)]
        self.result = {
            "schema": "facet-speed-1", "machine": machine(), "cores": len(CORES), "date": datetime.date.today().isoformat(),
            "load": f"{os.getloadavg()[0]:.1f}", "runs": self.runs, "has_threads": self.programs.has_threads, "absent": absent,
            "versions": versions(arguments.python),
            "facet": (first_line(self.programs.facet, "--version") or "unknown").removeprefix("facet ")}

    def million(self, count):
        """So many million triangles; a hundredth of it in a quick run."""
        return int(count * (1e4 if self.arguments.quick else 1e6))

    def main(self, kind):
        found = []
        for count in (1, 4):
            slow = conversions.too_slow(found[0]) if found else None
            found.append(conversions.main_case(self.programs, kind, self.million(count), self.runs, slow))
            self.tell(f"binary STL → OFF, {kind}, {count} M", found[-1])
        self.result.setdefault("main", []).extend(found)

    def paired(self, kind):
        for count in (1, 4):
            key = kind, count
            self.pairs[key] = conversions.paired(
                self.programs, kind, self.million(count), self.runs + 1, self.paired_rows.setdefault(key, []))
            self.tell(f"beside the yardstick, {kind}, {count} M", self.pairs[key])
        self.result["paired"] = list(self.pairs.values())

    def direction(self, name):
        found = conversions.direction(self.programs, name, self.million(1), self.runs)
        self.result.setdefault("directions", []).append(found)
        self.tell(name, found)

    def tell(self, words, case):
        """One line while it runs."""
        rows = [row for row in case["rows"] if "wall" in row]
        print(f"{words}: " + ", ".join(f"{row['name'].replace('*', '')} {report.seconds(row['wall'])} s" for row in rows), flush=True)

    def sizes(self, kind):
        counts = [10_000, 100_000, 1_000_000, 4_000_000, 16_000_000] + [64_000_000, 100_000_000] * self.arguments.long
        counts = [10_000, 40_000, 100_000] if self.arguments.quick else counts
        self.result.setdefault("sizes", {})[kind] = conversions.sizes(self.programs, kind, counts, self.runs)

    def threads(self, kind):
        self.result.setdefault("threads", []).append(
            conversions.threads(self.programs, kind, self.million(4), self.runs + 2))

    def growth(self, kind):
        found = conversions.growth(self.programs, kind, self.million(1), self.million(64), 3)
        if found:
            self.result.setdefault("growth", []).append(found)

    def stages(self):
        few = ["--items", "100000", "--rounds", "3", "--triangles", "100000"] if self.arguments.quick else ["--rounds", "11"]
        for name, level in (("v3", "v3"), ("best", None)):
            self.result.setdefault("stages", {})[name] = stages.measured(self.arguments.stages, few, level)
        self.result["counter"] = how = stages.counter()
        if how:
            stages.counted(self.arguments.stages, self.result["stages"]["v3"]["stages"], how, "v3")
        found = [stages.functions(self.programs, kind) for kind in ("terrain", "soup")]
        self.result["functions"] = [table for table in found if table]

    def parts(self):
        """Everything there is to measure, by name, in the order in which it is measured: the yardstick three times."""
        visit = [(f"yardstick, {kind}", lambda kind=kind: self.paired(kind)) for kind in ("terrain", "soup")]
        found = visit + [(f"STL to OFF, {kind}", lambda kind=kind: self.main(kind)) for kind in ("terrain", "soup")]
        found += visit
        if self.arguments.long:
            found += [(f"growth, {kind}", lambda kind=kind: self.growth(kind)) for kind in ("terrain", "soup")]
        found += [(f"sizes, {kind}", lambda kind=kind: self.sizes(kind)) for kind in ("terrain", "soup")]
        found += [(f"threads, {kind}", lambda kind=kind: self.threads(kind)) for kind in ("terrain", "soup")]
        found += [(name, lambda name=name: self.direction(name)) for name in conversions.DIRECTIONS]
        found += visit
        return found + ([("stages", self.stages)] if self.arguments.stages else [])

    def run(self):
        for name, measure in self.parts():
            if self.arguments.only and self.arguments.only.lower() not in name.lower():
                continue
            print(f"[{datetime.datetime.now():%H:%M:%S}] {name}", flush=True)
            measure()
            progress("")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--facet", metavar="PATH", help="the facet program")
    parser.add_argument("--python", default=sys.executable, metavar="PATH", help="a Python that has NumPy and the rivals")
    parser.add_argument("--rivals", default="", metavar="FOLDER", help="the compiled rivals")
    parser.add_argument("--stages", metavar="PATH", help="the program that measures stages")
    parser.add_argument("--only", metavar="WORDS", help="only the parts that have these words: yardstick, STL to OFF, growth, sizes, threads, "
                        "stages, or a direction such as OBJ")
    parser.add_argument("--runs", type=int, metavar="N", help="turns of each program; default: 5")
    parser.add_argument("--quick", action="store_true", help="a hundredth of the triangles, one turn: does it run?")
    parser.add_argument("--long", action="store_true", help="up to a hundred million triangles, and 64 M against 1 M")
    parser.add_argument("--out", metavar="FOLDER", help="where RESULTS.md and the folder of its pictures go")
    parser.add_argument("--render", metavar="FILE.json", help="measure nothing; write the page of these results")
    arguments = parser.parse_args()
    if arguments.render:
        with open(arguments.render) as file:
            return report.write(json.load(file), arguments.out or FOLDER)
    if not arguments.facet:
        parser.error("--facet is missing")
    bench = Bench(arguments)
    bench.run()
    partial = arguments.only or arguments.quick
    folder = arguments.out or (tempfile.mkdtemp(prefix="facet-bench-") if partial else FOLDER)
    report.write(bench.result, folder)
    with open(os.path.join(folder, "speed", "results.json"), "w", encoding="utf-8") as file:
        json.dump(bench.result, file, indent=1, ensure_ascii=False)
        file.write("\n")
    if partial and not arguments.out:
        print(report.markdown(bench.result))
        print(f"The page and its pictures: {folder}", file=sys.stderr)


if __name__ == "__main__":
    main()
