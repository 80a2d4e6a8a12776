"""Lets every outside reader read the small files that stand for a feature, and writes down what it does with them.

usage: python3 Scripts/prove-readers.py --facet .build/release/facet [--folder .build-interop] [--check] [--only READER …]

It writes data/readers.csv, data/READERS.md and the Swift files that compile it into `facet check --readers`. Nothing stands there that a run has
not shown. --check writes nothing, and fails where a run shows something else; a reader that is not there is left out.
"""
import argparse
import csv
import os
import re
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from readers.catalogue import MESHES, READERS  # noqa: E402
from readers.features import FEATURES, PLAIN  # noqa: E402
from readers.install import ROOT, Installation  # noqa: E402
from readers.overview import overview  # noqa: E402
from readers.runner import main_of  # noqa: E402

TABLE = os.path.join(ROOT, "data/readers.csv")
SWIFT = os.path.join(ROOT, "Sources/FacetConversion/Readers/ReaderTable+{}.swift")
HEAD = ["feature", "reader", "version", "verdict", "fixture", "what"]
LONGEST = 80


def options():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--facet", default=os.path.join(ROOT, ".build/release/facet"), help="the built command")
    parser.add_argument("--folder", default=os.path.join(ROOT, ".build-interop"), help="where the readers are installed")
    parser.add_argument("--check", action="store_true", help="compare with the table that is there")
    parser.add_argument("--only", nargs="*", help="names of readers; the rows of the others stay as they are")
    return parser.parse_args()


def words(what):
    """Answers what happens without commas, quotes and anything that differs from run to run."""
    what = re.sub(r"/\S*/", "", what.replace(",", ";").replace('"', "'"))
    what = re.sub(r"[^ -~]", "?", what)
    return what if len(what) <= LONGEST else what[:LONGEST - 3].rstrip() + "..."


def rows(cells, versions):
    """Answers the rows of the table: who reads the plain files, and who does not read the others right."""
    reads = {(reader, path.split("/")[0]) for path in (FEATURES[name] for name in PLAIN)
             for reader, (verdict, _) in cells[path].items() if verdict == "reads"}
    for feature, path in FEATURES.items():
        for reader in READERS:
            if reader.name not in cells[path] or (reader.name, path.split("/")[0]) not in reads:
                continue
            verdict, what = cells[path][reader.name]
            if feature in PLAIN or verdict != "reads":
                yield [feature, reader.name, versions[reader.name], verdict, path, words(what)]


def kept(names):
    """Answers the rows of readers that were not run."""
    if not os.path.exists(TABLE):
        return []
    with open(TABLE, newline="") as file:
        return [row for row in list(csv.reader(file))[1:] if row[1] not in names]


def in_order(table):
    features, readers = list(FEATURES), [reader.name for reader in READERS]
    return sorted((row for row in table if row[0] in features and row[1] in readers),
                  key=lambda row: (features.index(row[0]), readers.index(row[1])))


def write(table):
    lines = [",".join(row) for row in table]
    with open(TABLE, "w") as file:
        file.write("\n".join([",".join(HEAD)] + lines) + "\n")
    with open(os.path.join(ROOT, "data/READERS.md"), "w") as file:
        file.write(overview(table))
    for kind in MESHES:
        with open(SWIFT.format(kind.upper()), "w") as file:
            file.write("// swift-format-ignore-file\n// The rows of data/readers.csv about one format, which Scripts/prove-readers.py "
                       "writes together with this file.\n// Do not edit.\n\nextension ReaderTable {\n"
                       f'  static let {kind} = #"""\n')
            file.writelines(f"    {line}\n" for line in lines if line.startswith(kind))
            file.write('    """#\n}\n')


def main():
    asked = options()
    installation = Installation(asked.folder).install(asked.only)
    main_of(installation.python, os.path.abspath(__file__))
    from readers.matrix import matrix
    with tempfile.TemporaryDirectory() as folder:
        cells = matrix(asked.facet, installation, folder, set(FEATURES.values()), asked.only)
    run = {reader for row in cells.values() for reader in row}
    shown = list(rows(cells, installation.versions))
    print(f"{len(run)} readers, {len(FEATURES)} features, {len(shown)} rows")
    if not asked.check:
        write(in_order(shown + kept(run)))
        return
    with open(TABLE, newline="") as file:
        table = list(csv.reader(file))[1:]
    proven = {row[1]: row[2] for row in table}
    for reader in sorted(run):
        if installation.versions[reader] != proven.get(reader):
            print(f"left out: {reader}: {installation.versions[reader]} is here, {proven.get(reader)} was proven")
            run.discard(reader)
    shown = [row for row in shown if row[1] in run]
    known = {(row[0], row[1]): row[3] for row in table if row[1] in run}
    found = {(row[0], row[1]): row[3] for row in shown}
    # Who reads outside of its memory crashes in one run and comes through with nonsense in another.
    crashes = {(row[0], row[1]) for row in table + shown if row[5].startswith("crashed")}
    for key in crashes:
        if {known.get(key), found.get(key)} == {"refuses", "misreads"}:
            found[key] = known[key]
    for key in sorted(set(known) | set(found)):
        if known.get(key) != found.get(key):
            print(f"prove-readers: {key[1]} with {key[0]}: the table says {known.get(key, 'reads')}, the run "
                  f"{found.get(key, 'reads')}", file=sys.stderr)
    sys.exit(0 if known == found else 1)


if __name__ == "__main__":
    main()
