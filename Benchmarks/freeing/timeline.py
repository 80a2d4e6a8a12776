"""The picture of the remedies: resident memory over time, all programs on one axis, as SVG by hand."""
from xml.sax.saxutils import escape

# Program; its words; the point of its line where they stand (its peak, where it falls, or its end, the last two also right of
# all other falls); and how far from that point, in pixels.
SERIES = (
    ("fragmentation.py", "del, while the vertices live on", "end, right", 24, 4),
    ("copied_out.py", "what lives on is copied, then del", "end, right", 24, -30),
    ("child_process.py", "child process", "fall, right", 24, 0),
    ("numpy_arrays.py", "NumPy", "peak", 8, 0),
    ("SwiftClasses", "Swift classes, malloc_trim", "peak", -3, -138),
    ("generators.py", "generators", "fall", 10, -6),
    ("facet", "Facet", "peak", -3, -266),
)
LIGHT = {"paper": "#ffffff", "ink": "#1f2328", "grey": "#59636e", "faint": "#d8dee4", "facet": "#d9480f",
         "fragmentation.py": "#24292f", "copied_out.py": "#1a7f37", "child_process.py": "#8250df",
         "numpy_arrays.py": "#0969da", "SwiftClasses": "#9a6700", "generators.py": "#bf3989"}
DARK = {"paper": "#0d1117", "ink": "#f0f6fc", "grey": "#9198a1", "faint": "#3d444d", "facet": "#ff8a4c",
        "fragmentation.py": "#e6edf3", "copied_out.py": "#4ac26b", "child_process.py": "#b392f0",
        "numpy_arrays.py": "#58a6ff", "SwiftClasses": "#d4a72c", "generators.py": "#f778ba"}
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 900, 500, 66, 24, 96, 446


def points(run):
    """Seconds and MiB of a run, the looks and the stages in order, up to the last stage."""
    end = run["stages"][-1][1]
    seen = [(second, now) for second, now in run["looks"] if second < end]
    return sorted(seen + [(second, now) for _, second, now, _ in run["stages"]], key=lambda point: point[0])


def thinned(path, nearest=0.4):
    """Leaves out points that lie within a part of a pixel of the line between their neighbours."""
    kept = path[:1]
    for before, here, after in zip(path, path[1:], path[2:]):
        span = after[0] - kept[-1][0]
        on_line = kept[-1][1] + (after[1] - kept[-1][1]) * ((here[0] - kept[-1][0]) / span if span else 0)
        if abs(here[1] - on_line) > nearest or abs(here[1] - before[1]) > 3:
            kept.append(here)
    return kept + path[1:][-1:]


def step(limit, about):
    """A round distance between lines of the grid."""
    return min((s for n in range(-2, 5) for s in (10.0 ** n, 2 * 10.0 ** n, 5 * 10.0 ** n)),
               key=lambda s: abs(limit / s - about))


def fall(drawn):
    """Where a drawn line is half as high as at its peak for the last time. Down is plus."""
    half = (min(b for _, b in drawn) + BOTTOM) / 2
    return [a for a, b in drawn if b < half][-1], half


def place(drawn, where, right):
    """The point of a drawn line where its words stand."""
    if where == "peak":
        return min(drawn, key=lambda point: point[1])
    at = fall(drawn) if where.startswith("fall") else drawn[-1]
    return (right if where.endswith("right") else at[0]), at[1]


def figures(run, name):
    peak = max(most for _, _, _, most in run["stages"])
    return f"{peak:.0f} MiB, " + ("and done" if name == "facet" else f"then {run['stages'][-1][2]:.0f}")


def svg(result, dark):
    colors = DARK if dark else LIGHT
    runs = {name: result["runs"][name] for name, *_ in SERIES if name in result["runs"]}
    last = 1.3 * max(run["stages"][-1][1] for run in runs.values())
    most = 1.08 * max(stage[3] for run in runs.values() for stage in run["stages"])
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
           f'viewBox="0 0 {WIDTH} {HEIGHT}" font-family="Helvetica, Arial, sans-serif" role="img">',
           "<title>Resident memory over time of seven programs that do the same work</title>",
           f'<rect x="0.5" y="0.5" width="{WIDTH - 1}" height="{HEIGHT - 1}" rx="10" fill="{colors["paper"]}" '
           f'stroke="{colors["faint"]}"/>']

    def x(second):
        return LEFT + (WIDTH - LEFT - RIGHT) * second / last

    def y(mebibytes):
        return BOTTOM - (BOTTOM - TOP) * mebibytes / most

    def text(at_x, at_y, words, size=13, fill=colors["ink"], more=""):
        out.append(f'<text x="{at_x:.1f}" y="{at_y:.1f}" font-size="{size}" fill="{fill}"{more}>{escape(words)}</text>')

    def line(x1, y1, x2, y2, color):
        out.append(f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{color}"/>')

    count = f"{result['triangles']:,}".replace(",", " ")
    text(28, 40, "How do I free memory?", 21, more=' font-weight="bold"')
    text(28, 63, f"Resident memory of programs that turn {count} triangles of binary STL into OFF. Lower and shorter is better.",
         13, colors["grey"])
    every = step(most, 4)
    for i in range(int(most / every) + 1):
        line(LEFT, y(i * every), WIDTH - RIGHT, y(i * every), colors["grey"] if i == 0 else colors["faint"])
        text(LEFT - 8, y(i * every) + 4, f"{i * every:.0f}", 12, colors["grey"], ' text-anchor="end"')
    text(28, TOP - 10, "MiB", 12, colors["grey"])
    every = step(last, 8)
    for i in range(int(last / every) + 1):
        text(x(i * every), BOTTOM + 18, f"{i * every:g}", 12, colors["grey"], ' text-anchor="middle"')
    text(WIDTH - RIGHT, BOTTOM + 36, "seconds of processor time", 12, colors["grey"], ' text-anchor="end"')
    lines = {}
    for name, run in runs.items():
        path = points(run)
        if name == "facet":
            path = [(0, 0), *path, (path[-1][0], 0)]
        lines[name] = thinned([(x(second), y(now)) for second, now in path])
    last_fall = max(fall(drawn)[0] for drawn in lines.values())
    for name, words, where, right, down in SERIES:
        if name not in runs:
            continue
        drawn = lines[name]
        out.append(f'<polyline points="{" ".join(f"{a:.1f},{b:.1f}" for a, b in drawn)}" fill="none" '
                   f'stroke="{colors[name]}" stroke-width="{3 if name == "facet" else 2}" stroke-linejoin="round"/>')
        if name != "facet":
            out.append(f'<circle cx="{drawn[-1][0]:.1f}" cy="{drawn[-1][1]:.1f}" r="4" fill="{colors[name]}"/>')
        at_x, at_y = place(drawn, where, last_fall)
        if down < -100:
            line(at_x, at_y - 4, at_x, at_y + down + 22, colors[name])
        more = ' font-weight="bold"' if name == "facet" else ""
        text(at_x + right, at_y + down, words, 13, colors[name], more)
        text(at_x + right, at_y + down + 16, figures(runs[name], name), 13, colors[name], more)
    return "\n".join([*out, "</svg>", ""])
