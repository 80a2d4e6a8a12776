"""What the speed has to show, and whether it does: each row a target, what was reached, and a judgement.

A row is left out while its figures are not there. A tool counts as exact when its triangles are, even if it writes vertices
twice. A ratio of wall times is of medians; ratios to the yardstick are judged at four million triangles, at one million 0.3
above.
"""

# Bytes of resident memory at the peak, a whole process at four million triangles, before there were threads.
PEAK_BEFORE = {"terrain": 117_731_328, "soup": 115_539_968}
MIB = 1 << 20


def row_of(case, key):
    return next((row for row in case["rows"] if row["key"] == key and "wall" in row), None)


def cases(result, triangles, kind=None, part="main"):
    """The cases of about that many triangles: a closed sphere has fewer than asked for."""
    return [case for case in result.get(part, []) if kind in (None, case["kind"])
            and 0.9 * triangles < case["triangles"] < 1.1 * triangles]


def judgement(work, target, reached, met, form="{:.2f}"):
    return {"work": work, "target": target, "met": met,
            "reached": " / ".join(form.format(figure) for figure in reached) if reached else "–"}


def at_most(work, target, figures, limit, form="{:.2f} ×"):
    figures = [figure for figure in figures if figure is not None]
    return [judgement(work, target, figures, max(figures) <= limit, form)] if figures else []


def at_least(work, target, figures, limit, form="{:.1f} ×"):
    figures = [figure for figure in figures if figure is not None]
    return [judgement(work, target, figures, min(figures) >= limit, form)] if figures else []


def yardsticks(result):
    found = []
    words = {"terrain": "in grid order", "soup": "shuffled"}
    for kind, limits in (("terrain", (2.0, 3.0)), ("soup", (3.5, 5.0))):
        for key, limit, by in zip(("facet", "facet-1"), limits, ("all threads", "one thread")):
            for triangles, more in ((4_000_000, 0), (1_000_000, 0.3)):
                figures = [(row_of(case, key) or {}).get("ratio") for case in cases(result, triangles, kind, "paired")]
                found += at_most(f"binary STL → OFF, {triangles // 1_000_000} M {words[kind]}, {by}",
                                 f"≤ {limit + more:.1f} × yardstick", figures, limit + more)
    return found


def best(case, keys, exact=False):
    walls = [row["wall"] for row in case["rows"] if row["key"] in keys and "wall" in row
             and (not exact or (row["answer"] or "").startswith("exact"))]
    return min(walls, default=None)


def rivals(result):
    from programs import INSTALLED
    found = []
    for words, keys, limit, exact in (("best installed tool that is exact", INSTALLED, 6, True),
                                      ("best plain Swift", ("structs",), 15, False), ("naive Python", ("objects",), 80, False)):
        for key, by in (("facet", "all threads"), ("facet-1", "one thread")):
            figures = [best(case, keys, exact) / row_of(case, key)["wall"] for case in result.get("main", [])
                       if best(case, keys, exact) and row_of(case, key)]
            row = at_least(f"binary STL → OFF beside the {words}, {by}", f"≥ {limit} ×" if key == "facet" else "–", figures,
                           limit if key == "facet" else 0)
            found += [{**entry, "met": None} for entry in row] if key == "facet-1" else row
    return found


def directions(result):
    found = []
    for case in result.get("directions", []):
        own = row_of(case, "facet-1")
        other = min((row["wall"] for row in case["rows"] if row["key"] != "facet-1" and "wall" in row), default=None)
        if own and other:
            found += at_least(f"{case['direction']}, one core, beside the best rival", "≥ 2 ×", [other / own["wall"]], 2)
    return found


def stage_ratio(stages, words, rival=None):
    """The best rival's time by Facet's, for the stages whose names begin with these words."""
    found = []
    for stage in stages:
        if stage["stage"].startswith(words):
            others = [way["median"] for way in stage["ways"] if not way["name"].startswith("Facet")
                      and (rival is None or way["name"] == rival)]
            found.append(min(others) / stage["ways"][0]["median"])
    return found


STAGES = (
    ("weld alone, grid order, beside meshoptimizer", "weld, grid", "meshoptimizer", 4, 4),
    ("weld alone, shuffled, beside meshoptimizer", "weld, shuffled", "meshoptimizer", 4, 4),
    ("face line beside std::to_chars", "face text", None, 2.5, 5.5),
    ("shortest Float text beside std::to_chars", "Float text", None, 3, 6),
    ("shortest Double text beside std::to_chars", "Double text", None, 2.5, 4.5),
    ("decimal → Double, mesh-like, beside the better of two", "decimal → Double, terrain", None, 2.5, 4),
    ("decimal → Double, float32 sphere, beside the better of two", "decimal → Double, float32", None, 2.5, 4),
    ("decimal → Double, 17 digits, beside the better of two", "decimal → Double, 17", None, 2.5, 4),
)


def stages(result):
    found = []
    for words, begin, rival, narrow, wide in STAGES:
        for level, limit, by in (("v3", narrow, "AVX2"), ("best", wide, "best level")):
            measured = result.get("stages", {}).get(level)
            if measured:
                found += at_least(f"{words}, {by}", f"≥ {limit} ×", stage_ratio(measured["stages"], begin, rival), limit,
                                  "{:.2f} ×")
    return found


def the_rest(result):
    found = []
    for entry in result.get("growth", []):
        found += at_most(f"cost a triangle, {entry['large'] / 1e6:.0f} M against {entry['small'] / 1e6:.0f} M, {entry['kind']}; "
                         "one thread / all", "≤ 1.15", [pair["large"] / pair["small"] for pair in entry["pairs"]], 1.15, "{:.2f}")
    for kind, before in PEAK_BEFORE.items():
        for case in cases(result, 4_000_000, kind):
            for key, more, by in (("facet-1", 0, "one thread"), ("facet", 8 * (result["cores"] - 1), "all threads")):
                row = row_of(case, key)
                # A hundredth above: the allocator and the kernel's rounding move the peak from run to run.
                found += at_most(f"peak memory at 4 M, {kind}, {by}", f"≤ {before / MIB + more:.0f} MiB",
                                 [row["peak"] / MIB] if row else [], 1.01 * before / MIB + more, "{:.0f} MiB")
    fresh = [row["fresh"] / case["triangles"] for case in cases(result, 4_000_000) for row in case["rows"] if row.get("fresh")]
    return found + at_most("fresh bytes touched a triangle at 4 M", "≤ 40", fresh, 40, "{:.0f}")


def judged(result):
    return yardsticks(result) + rivals(result) + stages(result) + directions(result) + the_rest(result)
