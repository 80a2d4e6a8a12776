"""glTF files that are read: binary and text, every type of number, nodes, strips and fans, and what means nothing here."""
import base64
import copy
import json
import struct

from cases.shapes import FACES, VERTICES, accept, warn

POINTS = [[float(word) for word in vertex] for vertex in VERTICES]
CODES = {5120: "b", 5121: "B", 5122: "h", 5123: "H", 5125: "I", 5126: "f"}
FLOAT, BYTE, SHORT, INT = 5126, 5121, 5123, 5125
SQUARE = [[0, 0, 0], [2, 0, 0], [2, 2, 0], [0, 2, 0]]


class Maker:
    """Collects buffer views and accessors, and writes the file."""

    def __init__(self, **more):
        self.json = {"asset": {"version": "2.0"}, "accessors": [], "bufferViews": [], **more}
        self.binary = b""

    def view(self, data, **more):
        self.binary += bytes(-len(self.binary) % 4)
        self.json["bufferViews"].append({"buffer": 0, "byteOffset": len(self.binary), "byteLength": len(data), **more})
        self.binary += data
        return len(self.json["bufferViews"]) - 1

    def accessor(self, rows, code=FLOAT, kind="VEC3", stride=None, view=None, **more):
        size = struct.calcsize("<" + CODES[code] * len(rows[0])) if rows else 0
        data = b"".join(struct.pack("<" + CODES[code] * len(row), *row).ljust(stride or size, b"\x7f") for row in rows)
        if view is None:
            view = self.view(data, **({"byteStride": stride} if stride else {}))
        self.json["accessors"].append(
            {"bufferView": view, "componentType": code, "count": len(rows), "type": kind, **more})
        return len(self.json["accessors"]) - 1

    def indices(self, numbers, code=SHORT, **more):
        return self.accessor([[number] for number in numbers], code, "SCALAR", **more)

    def show(self, *primitives):
        self.json["meshes"] = [{"primitives": list(primitives)}]
        self.json.setdefault("nodes", [{"mesh": 0}])
        self.json.setdefault("scenes", [{"nodes": [0]}])
        self.json.setdefault("scene", 0)
        return self

    def glb(self, **more):
        document = copy.deepcopy(self.json)
        if self.binary:
            document["buffers"] = [{"byteLength": len(self.binary)}]
        return glb(document, self.binary, **more)

    def gltf(self, head="data:application/octet-stream;base64,"):
        document = copy.deepcopy(self.json)
        document["buffers"] = [{"byteLength": len(self.binary), "uri": head + base64.b64encode(self.binary).decode()}]
        return text(document)


def text(document):
    return document if isinstance(document, bytes) else json.dumps(document, separators=(",", ":")).encode()


def chunk(kind, data, fill):
    data += fill * (-len(data) % 4)
    return struct.pack("<I", len(data)) + kind + data


def container(*chunks, version=2, length=None, mark=b"glTF"):
    body = b"".join(chunks)
    return mark + struct.pack("<II", version, 12 + len(body) if length is None else length) + body


def glb(document, binary=b"", fill=b" ", **more):
    chunks = [chunk(b"JSON", text(document), fill)] + ([chunk(b"BIN\0", binary, b"\0")] if binary else [])
    return container(*chunks, **more)


def maker(points=None, faces=None, code=SHORT, numbers=FLOAT, more=None, **options):
    """A mesh of one primitive of triangles; faces of None are the points in order."""
    made = Maker(**(more or {}))
    primitive = {"attributes": {"POSITION": made.accessor(POINTS if points is None else points, numbers, **options)}}
    if faces != "none":
        corners = [corner for face in (FACES if faces is None else faces) for corner in face]
        primitive["indices"] = made.indices(corners, code)
    return made.show(primitive)


BOX = maker()
ONE = [(0, 1, 2)]
SOUP = [POINTS[corner] for face in FACES for corner in face]


def box(**changes):
    """The box with other members at the top of its JSON."""
    made = maker()
    made.json.update(changes)
    return made


accept("glb/accept-box.glb", BOX.glb(), 12, 8)
accept("glb/accept-no-ending", BOX.glb(), 12, 8)
accept("glb/accept-other-ending.stl", BOX.glb(), 12, 8)
accept("glb/accept-from-option.dat", BOX.glb(), 12, 8, options="--from glb")
accept("glb/accept-text-with-its-data.gltf", BOX.gltf(), 12, 8)
accept("glb/accept-text-without-filling.gltf", BOX.gltf().replace(b"=", b""), 12, 8)
accept("glb/accept-text-with-escapes.gltf", BOX.gltf().replace(b"/", b"\\/").replace(b"accessors", b"access\\u006frs"), 12, 8)
accept("glb/accept-text-no-ending", b"\r\n" + BOX.gltf(), 12, 8)
warn("glb/accept-text-byte-order-mark.gltf", b"\xef\xbb\xbf" + BOX.gltf(), 12, 8, "byte_order_mark")
accept("glb/accept-other-data-address.gltf", BOX.gltf("data:application/gltf-buffer;name=a;base64,"), 12, 8)
for code, name in [(BYTE, "uint8"), (SHORT, "uint16"), (INT, "uint32")]:
    accept(f"glb/accept-indices-{name}.glb", maker(code=code).glb(), 12, 8)
accept("glb/accept-no-indices.glb", maker(points=SOUP, faces="none").glb(), 12, 36)
accept("glb/accept-no-indices.glb", None, 12, 8, options="--weld exact")
accept("glb/accept-byte-stride.glb", maker(stride=20).glb(), 12, 8)
INTERLEAVED = Maker()
VIEW = INTERLEAVED.view(b"".join(struct.pack("<6f", *reversed(point), *point) for point in POINTS), byteStride=24)
INTERLEAVED.json["accessors"] = [
    {"bufferView": VIEW, "byteOffset": 12, "componentType": FLOAT, "count": 8, "type": "VEC3"},
    {"bufferView": VIEW, "componentType": FLOAT, "count": 8, "type": "VEC3"}]
INTERLEAVED.show({"attributes": {"NORMAL": 1, "POSITION": 0}, "mode": 4,
                  "indices": INTERLEAVED.indices([corner for face in FACES for corner in face])})
accept("glb/accept-interleaved.glb", INTERLEAVED.glb(), 12, 8)

# The container
accept("glb/accept-json-filled-with-zeros.glb", BOX.glb(fill=b"\0"), 12, 8)
JSON, BIN = chunk(b"JSON", BOX.glb()[20:BOX.glb().index(b"BIN\0") - 4], b" "), chunk(b"BIN\0", BOX.binary, b"\0")
OTHER = chunk(b"ABCD", b"anything", b"")
accept("glb/accept-unknown-chunks.glb", container(JSON, OTHER, BIN, OTHER, chunk(b"NONE", b"", b"")), 12, 8)
warn("glb/accept-trailing-bytes.glb", BOX.glb() + b"\0", 12, 8, "trailing_bytes")
accept("glb/accept-white-space-in-json.glb", glb(
    json.dumps({**BOX.json, "buffers": [{"byteLength": len(BOX.binary)}]}, indent=1).encode(), BOX.binary), 12, 8)
DOCUMENT = text({**BOX.json, "buffers": [{"byteLength": len(BOX.binary)}]})
accept("glb/accept-whole-numbers-with-exponents.glb", glb(DOCUMENT.replace(b'"count":8', b'"count":8.0').replace(
    b'"count":36', b'"count":3.6e1'), BOX.binary), 12, 8)
accept("glb/accept-version-2.1.glb", box(asset={"version": "2.1", "minVersion": "2.0"}).glb(), 12, 8)
accept("glb/accept-key-twice.glb", glb(DOCUMENT.replace(b'"scene":0', b'"scene":7,"scene":0'), BOX.binary), 12, 8)
HARMLESS = ["KHR_materials_unlit", "KHR_texture_transform"]
accept("glb/accept-harmless-extensions.glb", box(extensionsUsed=HARMLESS, extensionsRequired=HARMLESS).glb(), 12, 8)
accept("glb/accept-materials-and-outside-images.glb", box(
    materials=[{"name": "red"}], images=[{"uri": "../../etc/red.png"}], textures=[{}], cameras=[{"type": "x"}],
    extras={"deep": [[[{"a": [None, True, False, -1.5e-3, "\u00e9"]}]]]}).glb(), 12, 8)

# Numbers
QUANTIZED = {"extensionsUsed": ["KHR_mesh_quantization"], "extensionsRequired": ["KHR_mesh_quantization"]}
WHOLE = [[int(abs(4 * x)), int(4 * y), int(4 * z)] for x, y, z in POINTS]
for code, name in [(5120, "int8"), (5121, "uint8"), (5122, "int16"), (5123, "uint16")]:
    for normalized in [False, True]:
        made = maker(points=WHOLE, numbers=code, stride=8 if code > 5121 else 4, more=QUANTIZED)
        made.json["accessors"][0]["normalized"] = normalized
        accept(f"glb/accept-quantized-{name}{'-normalized' if normalized else ''}.glb", made.glb(), 12, 8)
ZEROS = maker(points=SQUARE, faces=ONE)
ZEROS.json["accessors"][0].pop("bufferView")
accept("glb/accept-positions-without-view.glb", ZEROS.glb(), 1, 4)
SPARSE = maker(points=SQUARE, faces=ONE)
SPARSE.json["accessors"][0]["sparse"] = {
    "count": 2, "indices": {"bufferView": SPARSE.view(struct.pack("<2H", 1, 3)), "componentType": SHORT},
    "values": {"bufferView": SPARSE.view(struct.pack("<6f", 5, 0, 0, 0, 5, 0))}}
accept("glb/accept-sparse-positions.glb", SPARSE.glb(), 1, 4)
SPARSE.json["accessors"][0].pop("bufferView")
accept("glb/accept-sparse-positions-over-zeros.glb", SPARSE.glb(), 1, 4)

# Nodes and scenes
TWICE = [{"mesh": 0}, {"mesh": 0, "translation": [5, 0, 0]}]
accept("glb/accept-mesh-shown-twice.glb", box(nodes=TWICE, scenes=[{"nodes": [0, 1]}]).glb(), 24, 16)
TREE = [{"children": [1, 2], "scale": [2, 2, 2]}, {"mesh": 0, "rotation": [0, 0, 0.6, 0.8]},
        {"children": [3]}, {"mesh": 0, "matrix": [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 7, 8, 9, 1]}]
accept("glb/accept-tree-of-nodes.glb", box(nodes=TREE).glb(), 24, 16)
NO_SCENE = box(nodes=TREE)
NO_SCENE.json.pop("scene")
accept("glb/accept-first-scene.glb", NO_SCENE.glb(), 24, 16)
NO_SCENE.json.pop("scenes")
accept("glb/accept-no-scene.glb", NO_SCENE.glb(), 24, 16)
NO_SCENE.json.pop("nodes")
accept("glb/accept-no-nodes.glb", NO_SCENE.glb(), 12, 8)
warn("glb/accept-a-mesh-is-not-shown.glb", box(nodes=TWICE).glb(), 12, 8, "ignored_data")
accept("glb/accept-mirror.glb", box(nodes=[{"mesh": 0, "scale": [-1, 1, 1]}]).glb(), 12, 8)
warn("glb/accept-skin.glb", box(nodes=[{"mesh": 0, "skin": 0, "scale": [9, 9, 9]}, {}], skins=[{"joints": [1]}]).glb(),
     12, 8, "ignored_data")
DEEP = [{"children": [n + 1]} for n in range(100)] + [{"mesh": 0}]
accept("glb/accept-100-nodes-deep.glb", box(nodes=DEEP).glb(), 12, 8)

# Primitives
STRIP = Maker()
POSITIONS = {"POSITION": STRIP.accessor(SQUARE + [[4, 0, 0], [4, 2, 0]])}
STRIP.show({"attributes": POSITIONS, "indices": STRIP.indices([0, 1, 3, 2, 4]), "mode": 5},
           {"attributes": POSITIONS, "indices": STRIP.indices([0, 1, 2, 3], BYTE), "mode": 6},
           {"attributes": POSITIONS, "mode": 5})
accept("glb/accept-strips-and-fans.glb", STRIP.glb(), 9, 6)
SHARED = Maker()
PLACES = SHARED.accessor(POINTS)
SHARED.show(*[{"attributes": {"POSITION": PLACES}, "indices": SHARED.indices(face)} for face in FACES])
accept("glb/accept-primitives-share-positions.glb", SHARED.glb(), 12, 8)
LINES = maker()
LINES.json["meshes"][0]["primitives"] += [{"attributes": {"POSITION": 0}, "mode": mode} for mode in [0, 1, 2, 3]]
warn("glb/accept-points-and-lines.glb", LINES.glb(), 12, 8, "ignored_data")
SMALL = maker()
SMALL.json["meshes"][0]["primitives"].append(
    {"attributes": {"POSITION": 0}, "indices": SMALL.indices([0, 1]), "mode": 5})
warn("glb/accept-strip-of-two-corners.glb", SMALL.glb(), 12, 8, "small_face")
MORPH = maker()
MORPH.json["meshes"][0]["primitives"][0]["targets"] = [{"POSITION": 0}]
warn("glb/accept-morph-targets.glb", MORPH.glb(), 12, 8, "ignored_data")
NOTHING = {"asset": {"version": "2.0"}}
warn("glb/accept-no-mesh.glb", glb(NOTHING), 0, 0, "empty_mesh")
warn("glb/accept-no-mesh.gltf", text(NOTHING), 0, 0, "empty_mesh")
NO_POSITIONS = maker()
NO_POSITIONS.json["meshes"][0]["primitives"] = [{"attributes": {"NORMAL": 0}}]
warn("glb/accept-no-positions.glb", NO_POSITIONS.glb(), 0, 0, "empty_mesh")

# Normals and colours
PLY = "--to ply"
UNIT = [[0, 0, 1.0]] * 8


def with_attribute(name, rows, code, kind="VEC3", node=None, **more):
    made = maker()
    made.json["meshes"][0]["primitives"][0]["attributes"][name] = made.accessor(rows, code, kind, **more)
    if node:
        made.json["nodes"][0].update(node)
    return made.glb()


accept("glb/accept-normals.glb", with_attribute("NORMAL", UNIT, FLOAT), 12, 8, options=PLY)
accept("glb/accept-normals.glb", None, 12, 8, options="--to glb")
accept("glb/accept-normals-turned.glb", with_attribute("NORMAL", UNIT, FLOAT, node={"scale": [1, -2, 3]}), 12, 8, options=PLY)
# Read without a word, and refused by the format that it is written in.
warn("glb/accept-normals-too-long.glb", with_attribute("NORMAL", [[0, 0, 2.0]] * 8, FLOAT), 12, 8, "non_unit_normals",
     options="--to glb")
accept("glb/accept-normals-too-few.glb", with_attribute("NORMAL", UNIT[1:], FLOAT), 12, 8, options=PLY)
for name, row, code, normalized in [
        ("bytes", [255, 128, 0], BYTE, True), ("words", [65535, 7, 0], SHORT, True), ("floats", [1, 0.5, 0.25], FLOAT, False)]:
    more = {"normalized": True} if normalized else {}
    for alpha in [False, True]:
        kind = "VEC4" if alpha else "VEC3"
        stride = {BYTE: 4, SHORT: 8}.get(code)
        rows = [row + [row[0]] * alpha] * 8
        accept(f"glb/accept-colours-{name}-{kind}.glb", with_attribute("COLOR_0", rows, code, kind, stride=stride, **more),
               12, 8, options=PLY)
accept("glb/accept-texture-coordinates.glb", with_attribute("TEXCOORD_0", [[0, 1]] * 8, FLOAT, "VEC2"), 12, 8, options=PLY)
CLOUD = maker()
CLOUD.json["meshes"][0]["primitives"] = [{"attributes": {"POSITION": 0}, "mode": 0}]
warn("glb/accept-points.glb", CLOUD.glb(), 0, 8, "empty_mesh", options=PLY)
