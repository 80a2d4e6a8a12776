"""The pictures as SVG by hand, each for a light and for a dark page: cost against size, against threads, and the stages."""
import math
from xml.sax.saxutils import escape

LIGHT = {"paper": "#ffffff", "ink": "#1f2328", "grey": "#59636e", "faint": "#d8dee4", "facet": "#d9480f", "soup": "#9a6700",
         "other": "#0969da", "otherSoup": "#1a7f37", "floor": "#8c959f"}
DARK = {"paper": "#0d1117", "ink": "#f0f6fc", "grey": "#9198a1", "faint": "#3d444d", "facet": "#ff8a4c", "soup": "#d4a72c",
        "other": "#58a6ff", "otherSoup": "#4ac26b", "floor": "#6e7681"}
WIDTH = 900


class Page:
    """An SVG that is written from top to bottom."""

    def __init__(self, height, title, below, dark):
        self.colors, self.height = DARK if dark else LIGHT, height
        self.out = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" '
                    f'viewBox="0 0 {WIDTH} {height}" font-family="Helvetica, Arial, sans-serif" role="img">',
                    f"<title>{escape(title)}</title>",
                    f'<rect x="0.5" y="0.5" width="{WIDTH - 1}" height="{height - 1}" rx="10" fill="{self.colors["paper"]}" '
                    f'stroke="{self.colors["faint"]}"/>']
        self.text(28, 40, title, 21, more=' font-weight="bold"')
        self.text(28, 63, below, 13, "grey")

    def text(self, x, y, words, size=13, color="ink", more="", anchor="start"):
        self.out.append(f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{self.colors[color]}" '
                        f'text-anchor="{anchor}"{more}>{escape(words)}</text>')

    def line(self, x1, y1, x2, y2, color="faint", width=1, more=""):
        self.out.append(f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{self.colors[color]}" '
                        f'stroke-width="{width}"{more}/>')

    def path(self, points, color, width=2.5, dashed=False):
        dash = ' stroke-dasharray="6 4"' if dashed else ""
        self.out.append(f'<polyline points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in points)}" fill="none" '
                        f'stroke="{self.colors[color]}" stroke-width="{width}" stroke-linejoin="round"{dash}/>')

    def dot(self, x, y, color, hollow=False, radius=4.5):
        fill = self.colors["paper"] if hollow else self.colors[color]
        self.out.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" fill="{fill}" '
                        f'stroke="{self.colors[color]}" stroke-width="2"/>')

    def done(self):
        return "\n".join([*self.out, "</svg>", ""])


def spread(wanted, distance):
    """Heights of labels near those that are wanted, no two nearer than a distance."""
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    heights = list(wanted)
    for before, here in zip(order, order[1:]):
        heights[here] = max(heights[here], heights[before] + distance)
    return heights


def power(count):
    exponent = round(math.log10(count))
    return "10" + "".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(digit)] for digit in str(exponent))


SERIES = (
    ("soup", "cpp", "hand-written C++, shuffled", "otherSoup", True),
    ("terrain", "cpp", "hand-written C++, grid order", "other", True),
    ("soup", "facet-1", "Facet, shuffled, one thread", "soup", False),
    ("terrain", "facet-1", "Facet, grid order, one thread", "facet", False),
)


def size_plot(result, dark):
    """Nanoseconds a triangle, both axes logarithmic."""
    left, right, top, bottom = 70, 250, 100, 400
    lines = []
    for kind, key, words, color, dashed in SERIES:
        points = [(point["triangles"], 1e9 * row["wall"] / point["triangles"]) for point in result["sizes"].get(kind, [])
                  for row in point.get("rows", []) if row["key"] == key and "wall" in row]
        if points:
            lines.append((words, color, dashed, points))
    floor = [(point["triangles"], 1e9 * row["yardstick"] / point["triangles"]) for point in result["sizes"].get("terrain", [])
             for row in point.get("rows", []) if row["key"] == "facet-1" and "wall" in row]
    if floor:
        lines.append(("yardstick: cat in, cat out", "floor", True, floor))
    every = [point for *_, points in lines for point in points]
    low, high = (math.log10(bound) for bound in (min(y for _, y in every), max(y for _, y in every)))
    low, high = low - 0.06, high + 0.06
    first, last = (math.log10(bound) for bound in (min(x for x, _ in every), max(x for x, _ in every)))
    last = max(last, first + 1)
    page = Page(bottom + 62, "Cost of a triangle against the size of the soup",
                "Binary STL to OFF, whole process with its start, files in memory. Lower and flatter is better.", dark)

    def x(triangles):
        return left + (WIDTH - left - right) * (math.log10(triangles) - first) / (last - first)

    def y(cost):
        return bottom - (bottom - top) * (math.log10(cost) - low) / (high - low)

    for step in (10, 20, 50, 100, 200, 500, 1000, 2000, 5000):
        if low <= math.log10(step) <= high:
            page.line(left, y(step), WIDTH - right, y(step))
            page.text(left - 8, y(step) + 4, str(step), 12, "grey", anchor="end")
    for exponent in range(math.ceil(first - 0.01), math.floor(last + 0.01) + 1):
        page.text(x(10 ** exponent), bottom + 20, power(10 ** exponent), 12, "grey", anchor="middle")
    page.line(left, bottom, WIDTH - right, bottom, "grey")
    page.text(28, top - 12, "ns a triangle", 12, "grey")
    page.text(WIDTH - right, bottom + 40, "triangles", 12, "grey", anchor="end")
    heights = spread([y(points[-1][1]) for *_, points in lines], 17)
    for (words, color, dashed, points), height in zip(lines, heights):
        page.path([(x(a), y(b)) for a, b in points], color, dashed=dashed)
        for a, b in points:
            page.dot(x(a), y(b), color, hollow=dashed, radius=3.5)
        page.text(WIDTH - right + 12, height + 4, words, 12.5, color)
    return page.done()


def thread_plot(result, dark):
    """How many times as fast as one thread, a bar for each number of threads."""
    entries = result["threads"]
    bars = [(entry, row) for entry in entries for row in entry["rows"] if "wall" in row]
    left, top, step = 230, 106, 30
    page = Page(top + step * len(bars) + 24 * len(entries) + 40, "The same work with more threads",
                f"Binary STL to OFF, {entries[0]['triangles'] / 1e6:.0f} million triangles, "
                "files in memory; the same bytes come out.", dark)
    span = WIDTH - left - 270
    slowest = max(row["wall"] for _, row in bars)
    y = top
    for entry in entries:
        page.text(28, y + 14, {"terrain": "grid order", "soup": "shuffled"}[entry["kind"]], 14, more=' font-weight="bold"')
        base = next(row["wall"] for row in entry["rows"] if "wall" in row)
        for row in entry["rows"]:
            if "wall" not in row:
                continue
            count = int(row["name"])
            page.text(left - 14, y + 15, f"{count} thread{'s' if count > 1 else ''}", 13, anchor="end")
            length = span * row["wall"] / slowest
            page.out.append(f'<rect x="{left}" y="{y}" width="{length:.1f}" height="20" '
                            f'fill="{page.colors["facet" if entry["kind"] == "terrain" else "soup"]}"/>')
            said = f"{1e9 * row['wall'] / entry['triangles']:.0f} ns a triangle"
            page.text(left + length + 9, y + 15, said + (f", {base / row['wall']:.2f} × as fast" if count > 1 else ""), 13)
            yard = left + span * row["yardstick"] / slowest
            page.line(yard, y - 3, yard, y + 23, "ink", 2)
            y += step
        y += 24
    page.line(left, top - 10, left, y - 22, "grey")
    page.line(28, y - 6, 28, y + 8, "ink", 2)
    page.text(38, y + 6, "the yardstick: as many bytes through cat, in and out", 12, "grey")
    return page.done()


def roofline(result, dark):
    """A line a stage: what memory would allow, Facet, and the best rival, on one logarithmic scale."""
    measured = result["stages"].get("best") or result["stages"]["v3"]
    read, copy = measured["memory"]["read"], measured["memory"]["copy"]
    stages = measured["stages"]
    left, right, top, step = 370, 90, 112, 31
    bottom = top + step * len(stages)
    figures = []
    for stage in stages:
        others = [way for way in stage["ways"] if not way["name"].startswith("Facet")]
        rival = min(others, key=lambda way: way["median"]) if others else None
        scale = 1 / 64 if stage["item"] == "KiB" else 1  # files a cache line at a time, so that all fit one scale
        figures.append((stage, floor_of(stage, read, copy) * scale, stage["ways"][0]["median"] * scale,
                        rival and rival["median"] * scale, rival and rival["name"]))
    low = math.log10(min(floor for _, floor, *_ in figures)) - 0.15
    high = math.log10(max(max(own, rival or 0) for _, _, own, rival, _ in figures)) + 0.05
    page = Page(bottom + 62, "Stage by stage, beside what memory allows",
                f"One core, one process; nanoseconds an item. Memory: {read:.0f} GB/s read, "
                f"{copy:.0f} GB/s copied, measured in the same run.", dark)

    def x(cost):
        return left + (WIDTH - left - right) * (math.log10(cost) - low) / (high - low)

    for tick in (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200):
        if low <= math.log10(tick) <= high:
            page.line(x(tick), top - 14, x(tick), bottom - 6)
            page.text(x(tick), bottom + 10, f"{tick:g}", 12, "grey", anchor="middle")
    page.text(WIDTH - right, bottom + 28, "ns an item", 12, "grey", anchor="end")
    for number, (stage, floor, own, rival, _) in enumerate(figures):
        y = top + step * number
        page.text(28, y + 4, stage["stage"], 13)
        item = "64 bytes" if stage["item"] == "KiB" else stage["item"]
        touched = "" if stage["item"] == "KiB" else f", {stage['bytes_read'] + stage['bytes_written']:.0f} bytes"
        page.text(left - 14, y + 4, item + touched, 11.5, "grey", anchor="end")
        ends = [floor, own] + ([rival] if rival else [])
        page.line(x(min(ends)), y, x(max(ends)), y, "floor", 1.5)
        page.line(x(floor), y - 8, x(floor), y + 8, "ink", 3)
        if rival:
            page.dot(x(rival), y, "other", hollow=True)
            page.text(WIDTH - 28, y + 4, f"{rival / own:.1f} ×", 13, "facet" if rival >= own else "grey", anchor="end")
        page.dot(x(own), y, "facet")
    y = bottom + 44
    page.line(34, y - 12, 34, y + 4, "ink", 3)
    page.text(46, y, "what memory allows", 12, "grey")
    page.dot(200, y - 4, "facet")
    page.text(212, y, "Facet", 12, "grey")
    page.dot(276, y - 4, "other", hollow=True)
    page.text(288, y, "the best rival; at the right its time by Facet's", 12, "grey")
    return page.done()


def floor_of(stage, read, copy):
    """Nanoseconds that memory alone needs: what is read at its speed, what is written at that of a copy less its reading."""
    return stage["bytes_read"] / read + stage["bytes_written"] * max(0, 1 / copy - 1 / read)


def pictures(result):
    """File name: content, of every picture whose figures are there."""
    found = {}
    for name, draw, there in (("size", size_plot, any(result.get("sizes", {}).values())), ("threads", thread_plot, result.get("threads")),
                              ("stages", roofline, result.get("stages"))):
        if there:
            found[f"{name}.svg"], found[f"{name}-dark.svg"] = draw(result, False), draw(result, True)
    return found
