"""What was measured, as text: RESULTS.md and the pictures."""
import os

import plots
import targets
from running import ONCE_ABOVE
from stages import FEW

MIB = 1 << 20
KINDS = {"terrain": "a terrain in grid order", "soup": "a sphere, shuffled"}


def seconds(value):
    return f"{value:.3f}" if value < 1 else f"{value:.2f}" if value < 10 else f"{value:.1f}"


def times(value):
    return "–" if value is None else f"{value:.2f}" if value < 3 else f"{value:.1f}" if value < 20 else f"{value:.0f}"


def million(count):
    return f"{count / 1e6:.3g} M" if count >= 1e6 else f"{count:,}".replace(",", " ")


def short_version(told):
    """The number in what a program says of its version."""
    return next((word.strip("()") for word in told.split() if word.strip("()")[:1].isdigit()), told)


def picture(name, words):
    return ["<picture>", f'  <source media="(prefers-color-scheme: dark)" srcset="speed/{name}-dark.svg">',
            f'  <img alt="{words}" src="speed/{name}.svg">', "</picture>", ""]


def judged(result):
    found = targets.judged(result)
    if not found:
        return []
    missed = [row for row in found if row["met"] is False]
    words = {True: "met", False: "**missed**", None: ""}
    lines = ["## Targets", "", f"{sum(row['met'] is True for row in found)} met, {len(missed)} missed. Several figures in a row are "
             "of several inputs; the worst of them is judged.", "",
             "| work | target | reached | |", "|---|--:|--:|---|"]
    return lines + [f"| {row['work']} | {row['target']} | {row['reached']} | {words[row['met']]} |" for row in found] + [""]


def case_table(case):
    """A table of programs on one input."""
    own = targets.row_of(case, "facet") or targets.row_of(case, "facet-1")
    fresh = any(row.get("fresh") for row in case["rows"])
    lines = ["| program | wall s | cpu s | yardstick s | × yardstick | × Facet | peak MiB | B/triangle |"
             + (" fresh B/triangle |" if fresh else "") + " MB out | answer |",
             "|---|--:|--:|--:|--:|--:|--:|--:|" + ("--:|" if fresh else "") + "--:|---|"]
    for row in case["rows"]:
        if "failure" in row:
            lines.append(f"| {row['name']} |" + " – |" * (8 + fresh) + f" failed: {row['failure']} |")
            continue
        peak = row["peak"] / case["triangles"]
        lines.append(f"| {row['name']}{' (one run)' if row['runs'] == 1 else ''} | {seconds(row['wall'])} | {seconds(row['cpu'])} | "
                     f"{seconds(row['yardstick'])} | {times(row['ratio'])} | {times(row['wall'] / own['wall'])} | "
                     f"{row['peak'] / MIB:.0f} | {peak:.0f} |"
                     + ((f" {row['fresh'] / case['triangles']:.0f} |" if row.get("fresh") else " |") if fresh else "")
                     + f" {row['bytes'] / 1e6:.1f} | {row['answer']} |")
    return lines


def main_tables(result):
    lines = []
    for case in result.get("main", []):
        lines += [f"### {million(case['triangles'])} triangles, {KINDS[case['kind']]}", "", *case_table(case), ""]
        if case["left_out"]:
            lines += [f"Left out, since they take too long at a million triangles: {', '.join(case['left_out'])}.", ""]
    if lines:
        lines = ["## Binary STL → OFF", "", "Facet with one thread is held to one core; the others may use all cores.", ""] + lines
    return lines


def paired_tables(result):
    lines = []
    for case in result.get("paired", []):
        lines += [f"### {million(case['triangles'])} triangles, {KINDS[case['kind']]}", "", *case_table(case), ""]
    if lines:
        lines = ["## Beside the yardstick", "", "Binary STL → OFF in turns with the yardstick and nothing else. The targets that are ratios to the "
                 "yardstick are judged here.", ""] + lines
    return lines


def growth_table(result):
    lines = []
    for entry in result.get("growth", []):
        for pair in entry["pairs"]:
            lines.append(f"| {entry['kind']} | {'one thread' if pair['key'] == 'facet-1' else 'all threads'} | {pair['small']:.0f} | "
                         f"{pair['large']:.0f} | {pair['large'] / pair['small']:.2f} |")
    if lines:
        first = result["growth"][0]
        lines = ["### The cost of a triangle in a large soup", "", f"| soup | Facet | ns at {million(first['small'])} | "
                 f"ns at {million(first['large'])} | ratio |", "|---|---|--:|--:|--:|", *lines, ""]
    return lines


def size_table(result):
    lines = []
    for kind, points in result.get("sizes", {}).items():
        for point in points:
            by = {row["key"]: row for row in point.get("rows", []) if "wall" in row}
            if not by:
                lines.append(f"| {kind} | {million(point['triangles'])} |" + f" {point.get('left_out', 'failed')} |" + " |" * 4)
                continue
            ns = {key: f"{1e9 * row['wall'] / point['triangles']:.0f}" for key, row in by.items()}
            yard = 1e9 * by["facet-1"]["yardstick"] / point["triangles"]
            lines.append(f"| {kind} | {million(point['triangles'])} | {ns['facet-1']} | {ns['facet']} | {ns.get('cpp', '–')} | "
                         f"{yard:.0f} | {by['facet-1']['peak'] / point['triangles']:.0f} |")
    if lines:
        lines = ["## Cost against size", "", *picture("size", "Cost of a triangle against the size of the soup"),
                 "Nanoseconds a triangle, the whole process with its start.", "",
                 "| soup | triangles | Facet, one thread | Facet, all threads | hand-written C++ | yardstick | peak B/triangle |",
                 "|---|--:|--:|--:|--:|--:|--:|", *lines, ""]
    return lines


def thread_table(result):
    lines = []
    for entry in result.get("threads", []):
        rows = [row for row in entry["rows"] if "wall" in row]
        for row in rows:
            lines.append(f"| {entry['kind']} | {row['name']} | {seconds(row['wall'])} | {seconds(row['cpu'])} | "
                         f"{rows[0]['wall'] / row['wall']:.2f} | {times(row['ratio'])} | {row['peak'] / MIB:.0f} |")
    if lines:
        lines = ["## Cost against threads", "", *picture("threads", "The same work with more threads"),
                 f"{million(result['threads'][0]['triangles'])} triangles; each number of threads on as many cores. "
                 "With 1 to 8 threads it wrote the same bytes.", "",
                 "| soup | threads | wall s | cpu s | × as fast | × yardstick | peak MiB |", "|---|--:|--:|--:|--:|--:|--:|", *lines, ""]
    return lines


def direction_table(result):
    lines = []
    for case in result.get("directions", []):
        own = targets.row_of(case, "facet-1")
        for row in case["rows"]:
            if "failure" in row:
                lines.append(f"| {case['direction']} | {row['name']} | – | – | – | – | – | – | failed: {row['failure']} |")
                continue
            lines.append(f"| {case['direction']} | {row['name']}{' (one run)' if row['runs'] == 1 else ''} | {seconds(row['wall'])} | "
                         f"{times(row['wall'] / own['wall'])} | {seconds(row['cpu'])} | {times(row['ratio'])} | "
                         f"{row['peak'] / MIB:.0f} | {row['bytes'] / 1e6:.1f} | {row['answer']} |")
    if lines:
        case = result["directions"][0]
        lines = ["## The other directions", "", f"{million(case['triangles'])} triangles, {KINDS['soup']}; every program on one core.", "",
                 "| direction | program | wall s | × Facet | cpu s | × yardstick | peak MiB | MB out | answer |",
                 "|---|---|--:|--:|--:|--:|--:|--:|---|", *lines, ""]
    return lines


def stage_tables(result):
    measured = result.get("stages", {})
    if not measured:
        return []
    memory = (measured.get("best") or measured["v3"])["memory"]
    counted = result.get("counter")
    lines = ["## Stages", "", *picture("stages", "Stages beside what memory allows"),
             "In one process, on one core, in turns, after each answer was checked; medians of processor time. "
             "× is the other's time by Facet's. "
             f"Memory of one core: {memory['read']:.1f} GB/s read, {memory['copy']:.1f} GB/s copied; the floor is what the bytes of an "
             "item need at those speeds, were they all to come from memory and go there. "
             + (f"Instructions an item, in user space, by {counted}, with {FEW:,} items." if counted
                else "Instructions were not counted."), "",
             "| stage | item | floor ns | program | AVX2: ns | × | best level: ns | × | instructions |",
             "|---|---|--:|---|--:|--:|--:|--:|--:|"]
    levels = [{stage["stage"]: stage for stage in measured.get(level, {}).get("stages", [])} for level in ("v3", "best")]
    for name, stage in (levels[0] or levels[1]).items():
        for index, way in enumerate(stage["ways"]):
            cells = []
            for level in levels:
                ways = level[name]["ways"] if name in level else None
                cells += [f"{ways[index]['median']:.1f}", f"{ways[index]['median'] / ways[0]['median']:.2f}"] if ways else ["–", "–"]
            count = way.get("instructions")
            head = [name, stage["item"], f"{plots.floor_of(stage, memory['read'], memory['copy']):.2f}"] if index == 0 else ["", "", ""]
            lines.append("| " + " | ".join([*head, f"**{way['name']}**" if index == 0 else way["name"], *cells,
                                            "–" if count is None else f"{max(0, count):.1f}"]) + " |")
    lines.append("")
    for table in result.get("functions", []):
        lines += [f"### Where the instructions of the command go: {KINDS[table['kind']]}", "",
                  f"{table['total']:.0f} a triangle with one thread at the v3 level, binary STL → OFF, without the start "
                  "(200 000 triangles less 100 000), by valgrind. Each function without those it calls.", "",
                  "| instructions a triangle | function |", "|--:|---|"]
        lines += [f"| {figure:.1f} | `{name[:100]}` |" for name, figure in table["rows"]] + [""]
    return lines


def markdown(result):
    lines = ["# Speed", "", f"{result['machine']}; {result['date']}; facet {result['facet']}; load average before: {result['load']}. "
             f"Files in memory, medians. `make bench` writes this page and its pictures; every figure that is quoted "
             "comes from here. [README.md](README.md) says how it is measured.", "",
             "The yardstick is `cat IN >/dev/null; cat OUT >FILE`: the bytes in and out and nothing else. It runs before each run of "
             "each program, and a ratio is that of the two medians. A program that takes longer than "
             f"{ONCE_ABOVE:.0f} s runs once.", ""]
    if not result["has_threads"]:
        lines += ["This facet has no option for threads: “all threads” is one that may use all cores.", ""]
    for part in (judged, paired_tables, main_tables, growth_table, size_table, thread_table, direction_table, stage_tables):
        lines += part(result)
    said = [f"{name} {short_version(version)}" for name, version in result.get("versions", {}).items()]
    if said:
        lines += [f"Versions: {', '.join(said)}.", ""]
    if result.get("absent"):
        lines += [f"Not installed, and left out: {', '.join(result['absent'])}.", ""]
    return "\n".join(lines)


def write(result, folder):
    os.makedirs(os.path.join(folder, "speed"), exist_ok=True)
    with open(os.path.join(folder, "RESULTS.md"), "w", encoding="utf-8") as file:
        file.write(markdown(result))
    for name, content in plots.pictures(result).items():
        with open(os.path.join(folder, "speed", name), "w", encoding="utf-8") as file:
            file.write(content)
