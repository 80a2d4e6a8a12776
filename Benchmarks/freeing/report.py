"""What measure.py has seen, as text: RESULTS.md, the figures of the page, and the picture in two colourings."""
import os
import re
import sys

from timeline import svg

HEAD = ["| remedy | program | peak MiB | stage | MiB after it | time |", "|---|---|--:|---|--:|--:|"]


def rows(wanted, runs):
    """The rows of the table: words, program, peak, stage, what is resident after it, and the time as a ratio to Facet's."""
    table = []
    for words, name, stage in wanted:
        if name not in runs:
            continue
        run = runs[name]
        peak = max(most for _, _, _, most in run["stages"])
        after = next((now for label, _, now, _ in run["stages"] if label == stage), None)
        if stage and after is None:
            raise SystemExit(f"{name} has no stage {stage}")
        table.append({"words": words, "program": name, "peak": round(peak), "stage": stage,
                      "after": None if after is None else round(after),
                      "ratio": run["seconds"] / runs["facet"]["seconds"]})
    return table


def times(ratio):
    return f"{ratio:.1f}×" if ratio < 9.95 else f"{float(f'{ratio:.2g}'):.0f}×"


def lines(table):
    said = []
    for row in table:
        freed = f"`{row['stage']}` | {row['after']}" if row["stage"] else "its end | 0"
        said.append(f"| {row['words']} | `{row['program']}` | {row['peak']} | {freed} | {times(row['ratio'])} |")
    return said


def sentence(row_list):
    """The figures of one program, for its section of the page."""
    after = [f"after `{row['stage']}` {row['after']} MiB" if row["stage"] else "nothing once it has ended"
             for row in row_list]
    return ", ".join([f"peak {row_list[0]['peak']} MiB", *after]) + "."


def grouped(number):
    return f"{number:,}".replace(",", " ")


def platform(result):
    versions = ", ".join(f"{name} {version}" for name, version in result["versions"].items())
    return f"{result['system']}, {result['machine']}, {versions}"


def markdown(result):
    out = ["# How do I free memory? The remedies, measured", "",
           f"{grouped(result['triangles'])} triangles, a terrain in binary STL of {result['bytes'] / 1e6:.0f} MB, to OFF. "
           f"{platform(result)}.", "", *HEAD, *lines(result["rows"]), ""]
    out += [f"Left out: {words}." for words in result["left_out"]] + [""] * bool(result["left_out"])
    runs = "one run of each" if result["times"] == 1 else f"the fastest of {result['times']} runs"
    out += ["Peak is `VmHWM`, the most that was ever resident, of the process that needed most; “after” is `VmRSS` behind the "
            "stage that is named. A Python that has done nothing has about 10 MiB, with NumPy or IPython 25 and more. Time is "
            "the processor time of the whole process, as a multiple of the command's; "
            f"{runs}, of the command at least five. Every OFF file was read back and is the input, triangle by triangle.", "",
            "Made by `make freeing`. [The page](../../Sources/Facet/Facet.docc/HowDoIFreeMemory.md) says why.", ""]
    return "\n".join(out)


def write(result, folder):
    os.makedirs(folder, exist_ok=True)
    for name, content in (("RESULTS.md", markdown(result)), ("memory.svg", svg(result, dark=False)),
                          ("memory-dark.svg", svg(result, dark=True))):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(content)


def renew_page(result, path):
    """Puts the figures into the page: its table, the lines that begin with a link to a program, and the platform."""
    with open(path, encoding="utf-8") as file:
        page = file.read()
    table = "\n".join([*HEAD, *lines(result["rows"]), ""])
    page = re.sub(re.escape(HEAD[0]) + r"\n(\|.*\n)*", lambda _: table, page)
    page = re.sub(r"(?m)^Measured on .*$", lambda _: f"Measured on {platform(result)}.", page)
    for name in {row["program"] for row in result["rows"]}:
        figures = sentence([row for row in result["rows"] if row["program"] == name])
        page = re.sub(rf"(?m)^(\[`{re.escape(name)}`\]\(\S*\)): .*$", lambda found: f"{found[1]}: {figures}", page)
    with open(path, "w", encoding="utf-8") as file:
        file.write(page)


if __name__ == "__main__":
    sys.exit("this is part of measure.py")
