"""The stages in one process, each with its nanoseconds and instructions; and the instructions of the whole command by function."""
import json
import os
import re
import shutil
import subprocess
import tempfile

import inputs
from running import pinned, progress

FEW = 24_000  # items while instructions are counted: an emulator is a hundred times slower


def measured(program, arguments, level=None):
    """One process, all stages in turns, on one core: {"memory": …, "stages": […]}."""
    words = pinned([program, *arguments], 1)
    progress(f"stages, {level or 'best level'}")
    done = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True, env=environment(level))
    progress("")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return {"memory": lines[0]["memory"], "stages": lines[1:]}


def environment(level):
    return {**os.environ, **({"FACET_CPU": level} if level else {})}


def has_counters():
    """Whether this machine counts instructions in hardware."""
    if not shutil.which("perf"):
        return False
    done = subprocess.run(["perf", "stat", "-x,", "-e", "instructions:u", "true"], stderr=subprocess.PIPE, text=True)
    return done.returncode == 0 and done.stderr.strip()[:1].isdigit()


def counter():
    """How instructions are counted here: the words for the table, or None."""
    return "hardware counters" if has_counters() else "valgrind at the v3 level" if shutil.which("valgrind") else None


def instructions(words, how, level):
    """Instructions of a process in user space."""
    if how == "hardware counters":
        prefix, pattern = ["perf", "stat", "-x,", "-e", "instructions:u"], r"^(\d+),"
    else:
        prefix, pattern = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"], r"refs:\s+([\d,]+)"
        level = "v3"
    done = subprocess.run([*prefix, *words], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                          env=environment(level))
    found = re.search(pattern, done.stderr, re.MULTILINE)
    return int(found[1].replace(",", "")) if done.returncode == 0 and found else None


def counted(program, stages, how, level=None):
    """Adds to each way of each stage the instructions an item: a process that does the work twice, less one that does it once."""
    with tempfile.TemporaryDirectory() as folder:
        bare = os.path.join(folder, "stages")  # valgrind does not read Swift's debug information
        subprocess.run(["strip", "-s", "-o", bare, program], check=True)
        for stage in stages:
            items = FEW if stage["item"] != "KiB" else 1024 * max(1, FEW >> 13)
            if stage["item"] == "corner":
                items = 3 * FEW
            for index, way in enumerate(stage["ways"]):
                progress(f"instructions: {stage['stage']}, {way['name']}")
                words = [bare, "--only", stage["stage"], "--items", str(FEW), "--triangles", str(FEW), "--way", str(index)]
                once, thrice = (instructions([*words, "--times", str(times)], how, level) for times in (1, 3))
                way["instructions"] = (thrice - once) / 2 / items if once and thrice else None
    progress("")


def functions(programs, kind, wanted=10):
    """Instructions a triangle of the whole command, function by function without what it calls: a conversion of 200 000
    triangles less one of 100 000, so that the start doesn't count. At the v3 level, for valgrind."""
    if not shutil.which("callgrind_annotate") or not shutil.which("valgrind"):
        return None
    counts = []
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as folder:
        bare, stl, profile = (os.path.join(folder, name) for name in ("facet", "in.stl", "profile"))
        subprocess.run(["strip", "-g", "-o", bare, programs.facet], check=True)
        for triangles in (100_000, 200_000):
            progress(f"instructions of the command: {kind}, {triangles} triangles")
            made = inputs.generate(programs.facet, kind, triangles, stl)
            words = programs.command("facet", stl, os.path.join(folder, "out.off"), threads=1)[1:]
            done = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=" + profile, bare, *words],
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment("v3"))
            if done.returncode:
                return None
            counts.append((made, by_function(profile)))
    progress("")
    (few, before), (many, after) = counts
    table = sorted(((name, (after[name] - before.get(name, 0)) / (many - few)) for name in after), key=lambda row: -row[1])
    return {"kind": kind, "total": sum(figure for _, figure in table), "rows": table[:wanted]}


def by_function(profile):
    """Instructions by function, as names a reader knows."""
    told = subprocess.run(["callgrind_annotate", "--threshold=100", profile], stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, text=True).stdout
    if shutil.which("swift"):
        told = subprocess.run(["swift", "demangle", "--simplified"], input=told, stdout=subprocess.PIPE, text=True).stdout
    found = {}
    for line in told.splitlines():
        if match := re.match(r"\s*([\d,]+) \([\d. ]+%\)\s+\S*?:(.+?)(?: \[.*\])?$", line):
            name = re.sub(r"^specialized |^generic specialization <.*?> of ", "", match[2])
            found[name] = found.get(name, 0) + int(match[1].replace(",", ""))
    return found
