"""The rules as tables that people read: a row for each feature, a column for each reader."""
from readers.catalogue import MESHES, READERS
from readers.features import FEATURES, PLAIN

NAMES = {"off": "OFF", "stl": "STL", "ply": "PLY", "obj": "OBJ"}
SIGNS = {"refuses": "no", "misreads": "**wrong**"}


def overview(table):
    """Answers the text of data/READERS.md for the rows of data/readers.csv."""
    lines = [
        "# Which readers take what", "",
        "Written by `make prove-readers` from runs of other projects' readers on small files in this folder, each with one "
        "feature. A blank: reads the same triangles. *no*: refuses the file, or reads nothing. **wrong**: reads other "
        "triangles. What happens, the file and the versions stand in [readers.csv](readers.csv)."]
    rows = {(row[0], row[1]): row for row in table}
    for kind in MESHES:
        tried = [reader.name for reader in READERS
                 if any(rows.get((name, reader.name), [""] * 4)[3] == "reads" for name in PLAIN if name.startswith(kind))]
        lines += ["", f"## {NAMES[kind]}", "", "| feature | " + " | ".join(tried) + " |", "|---|" + "---|" * len(tried)]
        for feature, path in FEATURES.items():
            if path.startswith(kind + "/") and feature != kind:
                signs = [SIGNS.get(rows.get((feature, reader), [""] * 4)[3], "") for reader in tried]
                lines.append(f"| [{feature[len(kind) + 1:]}]({path}) | " + " | ".join(signs) + " |")
    versions = sorted({(row[1], row[2]) for row in table})
    lines += ["", "Versions: " + ", ".join(f"{name} ({version})" for name, version in versions) + "."]
    return "\n".join(lines) + "\n"
