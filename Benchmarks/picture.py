"""The table and the picture of a comparison, as text by hand."""
from xml.sax.saxutils import escape

MIB = 1 << 20


def seconds(value):
    return f"{value:.3f}" if value < 0.1 else f"{value:.2f}" if value < 10 else f"{value:.1f}"


def ratio(value):
    return f"{value:.1f}×" if value < 9.95 else f"{value:.0f}×"


def grouped(number):
    return f"{number:,}".replace(",", " ")


def markdown(result):
    lines = [
        "# Facet and the question's own program", "",
        f"{grouped(result['triangles'])} triangles ({result['input']}, binary STL, {result['bytes_in'] / 1e6:.1f} MB) "
        f"to OFF with {grouped(result['vertices'])} vertices. {result['processor']}, {result['cores']} cores, "
        f"{result['date']}; load average before: {result['load_before']}; files on {result['files_on']}.", "",
        "| program | runs | wall s | cpu s | × Facet | × yardstick | peak MiB | B/triangle | MiB after the free "
        "| out MB | check |", "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|"]
    for row in result["rows"]:
        name = row["name"].replace("_", "\\_") + (f" (`{row['program']}`)" if "." in row["program"] else "")
        if "failure" in row:
            lines.append(f"| {name} | – | – | – | – | – | – | – | – | – | failed: {row['failure']} |")
            continue
        after = row["resident_after_free_bytes"]
        lines.append("| " + " | ".join([
            name, str(row["runs"]), seconds(row["wall_seconds"]), seconds(row["cpu_seconds"]),
            ratio(row["ratio_to_facet"]), ratio(row["ratio_to_yardstick"]), f"{row['peak_resident_bytes'] / MIB:.0f}",
            f"{row['bytes_per_triangle']:.0f}", f"{after / MIB:.0f}" if after is not None else "process ends",
            f"{row['bytes_out'] / 1e6:.1f}",
            row["check"] + ("" if row["first_occurrence_order"] else ", vertices in another order")]) + " |")
    yard = result["yardstick_seconds_of_runs"]
    lines += [
        "", "Wall and cpu are medians, peaks the largest of the runs. The yardstick, `cat IN >/dev/null; cat OUT "
        f">FILE`, took {1000 * result['yardstick_seconds']:.0f} ms ({1000 * min(yard):.0f}–{1000 * max(yard):.0f}). "
        "Every file was read back as float32 and is the input, triangle by triangle, with exactly as many vertices as "
        "there are distinct positions. “After the free” is what stays resident once the triangles were freed "
        "(`del` and `gc.collect()`, `= nil`, `= []`) while vertices and index live on.", "",
        "Versions: " + ", ".join(f"{name} {version}" for name, version in result["versions"].items() if version) + ".",
        "", "Made by `Benchmarks/compare.py`; run it again rather than trust it.", ""]
    return "\n".join(lines)


def svg(result):
    """The picture, by hand: two panels of horizontal bars on linear scales, figures at the ends of the bars."""
    rows = result["rows"]
    width, top, step, bar = 900, 128, 48, 22
    panels = ((232, 214, "Time, whole process", "wall_seconds", 1, seconds, "s"),
              (576, 190, "Peak resident memory", "peak_resident_bytes", MIB, lambda v: f"{v:.0f}", "MiB"))
    bottom = top + step * len(rows)
    height = bottom + 58
    ink, grey, faint, other, accent, mark = "#1f2328", "#59636e", "#d8dee4", "#aeb9c7", "#d9480f", "#24292f"
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
           f'viewBox="0 0 {width} {height}" font-family="Helvetica, Arial, sans-serif" role="img">',
           '<title>Time and peak memory of Facet and five ways to write the same program</title>',
           f'<rect x="0.5" y="0.5" width="{width - 1}" height="{height - 1}" rx="10" fill="#ffffff" stroke="{faint}"/>']

    def rectangle(x, y, wide, high, fill):
        out.append(f'<rect x="{x:.1f}" y="{y}" width="{wide:.1f}" height="{high}" fill="{fill}"/>')

    def text(x, y, words, size=13, fill=ink, more=""):
        out.append(f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{fill}"{more}>{words}</text>')

    text(28, 40, f"{grouped(result['triangles'])} triangles, binary STL to OFF", 21, more=' font-weight="bold"')
    said = "All six write the same mesh; s" if len(rows) == 6 and not any("failure" in row for row in rows) else "S"
    machine = escape(f"{result['processor']}, {result['cores']} cores, {result['date']}")
    text(28, 63, f"{machine}. {said}horter is better.", 13, grey)
    for x, span, title, *_ in panels:
        text(x, top - 22, title, 14, more=' font-weight="bold"')
        out.append(f'<line x1="{x}" y1="{top - 10}" x2="{x}" y2="{bottom}" stroke="{grey}" stroke-width="1"/>')
    for number, row in enumerate(rows):
        y = top + step * number
        strong = row["program"] == "facet"
        weight = ' font-weight="bold"' if strong else ""
        text(28, y + 13, row["name"], 14, accent if strong else ink, weight)
        text(28, y + 29, row["detail"], 11.5, grey)
        for x, span, _, key, unit, form, sign in panels:
            if "failure" in row:
                text(x + 8, y + 20, escape(row["failure"][:28]), 13, grey)
                continue
            scale = span / max(r[key] for r in rows if key in r)
            length = max(2.0, scale * row[key])
            rectangle(x, y + 4, length, bar, accent if strong else other)
            if key == "peak_resident_bytes" and row["resident_after_free_bytes"] is not None:
                rectangle(x + scale * row["resident_after_free_bytes"] - 1.5, y, 3, bar + 8, mark)
            figure = f"{form(row[key] / unit)} {sign}"
            if not strong:
                figure += f'<tspan fill="{grey}" dx="7">{ratio(row[key] / rows[0][key])}</tspan>'
            text(x + length + 8, y + 20, figure, 13, accent if strong else ink, weight)
    out.append(f'<line x1="28" y1="{bottom + 12}" x2="{width - 28}" y2="{bottom + 12}" stroke="{faint}"/>')
    text(28, bottom + 36, "× : times Facet's figure. Linear scales from zero.", 12, grey)
    rectangle(panels[1][0], bottom + 22, 3, 19, mark)
    text(panels[1][0] + 11, bottom + 36, "still resident after the triangles were freed", 12, grey)
    return "\n".join([*out, "</svg>", ""])
