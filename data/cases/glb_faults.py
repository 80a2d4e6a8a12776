"""glTF files that are refused."""
import struct

from cases.glb import (BIN, BOX, DOCUMENT, FACES, FLOAT, JSON, ONE, POINTS, SHORT, SQUARE, STRIP, Maker, box, chunk,
                       container, glb, maker, text)
from cases.shapes import accept, refuse

WHOLE = BOX.glb()


def bad(name, data, place, message, ids="", ending="glb"):
    where = "" if place is None else f"byte {place}: "
    refuse(f"glb/refuse-{name}.{ending}", data, f"{'GLB' if ending == 'glb' else 'glTF'}: {where}{message}", ids)


def with_json(old, new):
    """The box with other words in its JSON."""
    changed = DOCUMENT.replace(old.encode(), new.encode(), 1)
    assert changed != DOCUMENT, old
    return glb(changed, BOX.binary)


# The container
refuse("glb/refuse-empty.glb", b"", "empty file")
bad("cut-in-the-header", WHOLE[:11], 11, "expected a header of 12 bytes, found end of file")
bad("version-1", container(JSON, BIN, version=1), 4,
    "expected version 2 of binary glTF, the only one that is read, found version 1")
bad("version-3", container(JSON, BIN, version=3), 4,
    "expected version 2 of binary glTF, the only one that is read, found version 3")
bad("length-19", container(JSON, BIN, length=19), 8, "expected a length of at least 20 bytes, found 19")
bad("length-too-large", container(JSON, BIN, length=len(WHOLE) + 1), len(WHOLE),
    f"expected {len(WHOLE) + 1} bytes, as the header declares, found end of file")
bad("length-4-gib", container(JSON, BIN, length=2**32 - 1), len(WHOLE),
    "expected 4294967295 bytes, as the header declares, found end of file")
bad("cut-in-the-data", WHOLE[:-1], len(WHOLE) - 1,
    f"expected {len(WHOLE)} bytes, as the header declares, found end of file")
bad("length-too-small", container(JSON, BIN, length=len(WHOLE) - 4), 12 + len(JSON),
    f"expected a chunk of at most {len(BIN) - 12} bytes, which are left of the file, found {len(BIN) - 8}")
bad("binary-first", container(BIN, JSON), 12, "expected a first chunk of JSON, found another one")
bad("json-longer-than-the-file", container(struct.pack("<I", 2**32 - 1) + JSON[4:], BIN), 12,
    f"expected a chunk of at most {len(WHOLE) - 20} bytes, which are left of the file, found 4294967295")
bad("half-a-chunk-header", container(JSON, BIN, b"1234"), len(WHOLE),
    "expected a chunk, with a header of 8 bytes, found 4 bytes")
bad("no-binary-chunk", container(JSON), WHOLE.index(b'{"byteLength":168}'),
    "expected the bytes of buffers[0], found none")
bad("binary-chunk-too-short", container(JSON, chunk(b"BIN\0", BOX.binary[:-4], b"")),
    WHOLE.index(b'{"byteLength":168}'), "expected 168 bytes of buffers[0], found 164")

# JSON
bad("json-empty", container(chunk(b"JSON", b"", b"")), 20, "expected an object, found the end of the text")
bad("json-array", glb(b"[]"), 20, 'expected an object, found "["')
bad("json-cut", glb(DOCUMENT[:-1], BOX.binary), 20 + len(DOCUMENT) - 1 + (-(len(DOCUMENT) - 1) % 4),
    "expected a comma or the end of the object, found the end of the text")
bad("json-twice", glb(DOCUMENT + b"{}", BOX.binary), 20 + len(DOCUMENT),
    'expected the end of the document, found "{"')
bad("json-comment", glb(b"/* */" + DOCUMENT, BOX.binary), 20, 'expected an object, found "/*"')
COMMA = with_json('"scene":0', '"scene":0,"extras":[1,]')
bad("json-trailing-comma", COMMA, COMMA.index(b"[1,]") + 3, 'expected a value, found "]"')
NAN = with_json('"scene":0', '"scene":0,"extras":NaN')
bad("json-nan", NAN, NAN.index(b"NaN"), 'expected a value, found "NaN"')
ZERO = with_json('"count":8', '"count":08')
bad("json-leading-zero", ZERO, ZERO.index(b'"count":08') + 9, 'expected a comma or the end of the object, found "8"')
LATIN = with_json('"scene":0', '"scene":0,"extras":"?"').replace(b'"?"', b'"\xe9"')
bad("json-not-utf-8", LATIN, LATIN.index(b'"\xe9"') + 1, 'expected a string in valid UTF-8, found "\\xe9"')
BRACKETS = with_json('"scene":0', '"scene":0,"extras":' + "[" * 1000)
bad("json-1000-brackets", BRACKETS, BRACKETS.index(b"[[[[") + 255,
    "expected objects and arrays nested less deep, found one level more")
bad("text-cut", BOX.gltf()[:-2], len(BOX.gltf()) - 2,
    "expected a comma or the end of the array, found the end of the text", ending="gltf")
for name, value, found in [("minus-1", "-1", "-1"), ("fraction", "0.5", None), ("huge", "1e400", None)]:
    data = with_json('"count":36', f'"count":{value}')
    bad(f"count-{name}", data, data.index(f'"count":{value}'.encode()) + 8,
        "expected a number of 0 or more, found -1" if found else f'expected a whole number, found "{value}"')
LARGE = with_json('"count":36', '"count":18446744073709551617')
bad("count-2-to-64-and-1", LARGE, LARGE.index(b"18446744073709551617"),
    'expected a number of at most 63 bits, found "18446744073709551617"')
WORD = with_json('"count":36', '"count":"36"')
bad("count-a-word", WORD, WORD.index(b'"36"'), 'expected a number, found "36"')

# What it needs
bad("no-asset", glb(b"{}"), 20, "expected asset.version, which every glTF has, found none")
bad("gltf-1", glb({"asset": {"version": "1.0"}, "accessors": {"a": {}}}), None, "expected glTF 2.0, found glTF 1.0")
NEWER = glb({"asset": {"version": "2.1", "minVersion": "2.1"}})
bad("needs-version-2.1", NEWER, NEWER.index(b'"2.1"}'), "expected glTF 2.0, found glTF 2.1")
for extension in ["KHR_draco_mesh_compression", "EXT_meshopt_compression", "EXT_mesh_gpu_instancing"]:
    data = box(extensionsRequired=[extension]).glb()
    bad(f"needs-{extension.split('_')[1]}-{extension.split('_')[2]}", data, data.index(extension.encode()) - 1,
        f"the extension {extension} is needed to read this file, and is not known")
DRACO = maker()
DRACO.json["accessors"][0].pop("bufferView")
DRACO.json["meshes"][0]["primitives"][0]["extensions"] = {"KHR_draco_mesh_compression": {"bufferView": 0}}
bad("draco-without-saying-so", DRACO.glb(), DRACO.glb().index(b'{"attributes"'),
    "expected triangles that are not compressed, found KHR_draco_mesh_compression")
OUTSIDE = BOX.gltf(head="box.bin?")
MESSAGE = "buffers[0] lies outside of this file, and nothing that is named inside a file is ever opened; save it as one .glb"
bad("outside-buffer", OUTSIDE, OUTSIDE.index(b'{"byteLength":168'), MESSAGE, ending="gltf")
ABSOLUTE = BOX.gltf(head="file:///etc/passwd;base64,")
bad("outside-buffer-file", ABSOLUTE, ABSOLUTE.index(b'{"byteLength":168'), MESSAGE, ending="gltf")
for name, old, new in [("sign", b"base64,", b"base64,*"), ("not-base64", b"base64,", b"utf8,"),
                       ("length", b"base64,", b"base64,A")]:
    data = BOX.gltf().replace(old, new)
    bad(f"data-address-{name}", data, data.index(b'{"byteLength":168'),
        "expected a data: address in base64, found another one", ending="gltf")
SHORTER = BOX.gltf().replace(b"base64,AACA", b"base64,")
bad("data-address-too-short", SHORTER, SHORTER.index(b'{"byteLength":168'),
    "expected 168 bytes of buffers[0], found 165", ending="gltf")

# Accessors and buffer views
for name, old, new, where, message in [
        ("accessor-cut", '"count":36', '"count":39', '{"bufferView":1', "expected an accessor that fits in the 72 bytes "
         "of its buffer view, found 39 elements of 2 bytes from byte 0 on"),
        ("accessor-offset", '"count":8', '"byteOffset":4,"count":8', '{"bufferView":0', "expected an accessor that fits "
         "in the 96 bytes of its buffer view, found 8 elements of 12 bytes from byte 4 on"),
        ("accessor-offset-2-to-63", '"count":8', '"byteOffset":9223372036854775807,"count":8', '{"bufferView":0',
         "expected an accessor that fits in the 96 bytes of its buffer view, found 8 elements of 12 bytes from byte "
         "9223372036854775807 on"),
        ("view-beyond-buffer", '"byteLength":72', '"byteLength":73', '{"buffer":0,"byteOffset":96', "expected a buffer "
         "view that fits in the 168 bytes of its buffer, found 73 bytes from byte 96 on"),
        ("view-offset-2-to-63", '"byteOffset":96', '"byteOffset":9223372036854775807', '{"buffer":0,"byteOffset":9223',
         "expected a buffer view that fits in the 168 bytes of its buffer, found 72 bytes from byte "
         "9223372036854775807 on"),
        ("no-such-buffer", '"buffer":0', '"buffer":1', '{"buffer":1', "expected a buffer of the 1 that there are, found "
         "buffers[1]"),
        ("no-such-view", '"bufferView":1', '"bufferView":2', '{"bufferView":2', "expected a buffer view of the 2 that "
         "there are, found bufferViews[2]"),
        ("no-such-accessor", '"indices":1', '"indices":9', '{"attributes"', "expected an accessor of the 2 that there "
         "are, found accessors[9]"),
        ("stride-8", '"byteLength":96', '"byteStride":8,"byteLength":96', '{"buffer":0', "expected a byteStride of at "
         "least 12, found 8"),
        ("stride-2-to-62", '"byteLength":96', '"byteStride":4611686018427387904,"byteLength":96', '{"bufferView":0',
         "expected an accessor that fits in the 96 bytes of its buffer view, found 8 elements of 4611686018427387904 "
         "bytes from byte 0 on"),
        ("positions-of-two", '"VEC3"', '"VEC2"', '{"bufferView":0', "expected positions of three numbers, found 2"),
        ("positions-of-uint32", '"componentType":5126', '"componentType":5125', '{"bufferView":0',
         "expected positions of float32 numbers (or KHR_mesh_quantization), found uint32"),
        ("quantized-without-saying-so", '"componentType":5126', '"componentType":5123', '{"bufferView":0',
         "expected positions of float32 numbers (or KHR_mesh_quantization), found uint16"),
        ("indices-of-floats", '"componentType":5123', '"componentType":5126', '{"bufferView":1',
         "expected vertex numbers of an unsigned type, one an element, found 1 of float32"),
        ("indices-of-vectors", '"SCALAR"', '"VEC2"', '{"bufferView":1',
         "expected vertex numbers of an unsigned type, one an element, found 2 of uint16"),
        ("component-type-5124", '"componentType":5126', '"componentType":5124', '5124',
         "expected a component type of 5120 to 5123, 5125 or 5126, found 5124"),
        ("type-VEC5", '"VEC3"', '"VEC5"', '"VEC5"', 'expected the type of an accessor, found "VEC5"'),
        ("no-count", '"count":8,', '', '{"bufferView":0', "expected the count of an accessor, found none"),
        ("no-attributes", '"attributes":{"POSITION":0},', '', '{"indices":1}',
         "expected the attributes of a primitive, found none"),
        ("no-primitives", '"primitives"', '"primitive"', '{"primitive":', "expected the primitives of a mesh, found none"),
        ("35-corners", '"count":36', '"count":35', '{"attributes"', "expected a multiple of three corners, found 35"),
        ("mode-7", '"indices":1', '"mode":7,"indices":1', '7,"indices"', "expected a mode of 0 to 6, found 7"),
]:
    data = with_json(old, new)
    bad(name, data, data.index(where.encode()), message)
SPARSE = maker()
SPARSE.json["accessors"][1]["sparse"] = {
    "count": 1, "indices": {"bufferView": 1, "componentType": SHORT}, "values": {"bufferView": 1}}
bad("sparse-indices", SPARSE.glb(), SPARSE.glb().index(b'{"bufferView":1'),
    "expected vertex numbers side by side, found a sparse accessor")
FAR = maker(points=SQUARE, faces=ONE)
FAR.json["accessors"][0]["sparse"] = {
    "count": 1, "indices": {"bufferView": FAR.view(struct.pack("<H", 4)), "componentType": SHORT},
    "values": {"bufferView": FAR.view(bytes(12))}}
bad("sparse-element-4-of-4", FAR.glb(), FAR.glb().index(b"BIN\0") + 4 + 56, "expected sparse elements below 4, found 4")
FAR.json["accessors"][0]["sparse"]["count"] = 5
bad("sparse-too-many", FAR.glb(), FAR.glb().index(b'{"bufferView":0'), "expected at most 4 sparse elements, found 5")

# Few bytes, many triangles
HUGE = maker()
HUGE.json["accessors"][0].pop("bufferView")
HUGE.json["accessors"][0]["count"] = 2_000_000_000
bad("2000000000-zeros", HUGE.glb(), None, f"12 triangles and 2000000000 vertices from {len(HUGE.glb())} bytes are too many "
    "(--max-expansion allows more)")
HUGE.json["accessors"][0]["count"] = 2**63 - 1
bad("2-to-63-zeros", HUGE.glb(), None, "expected at most 2147483647 vertices, found 9223372036854775807")
MANY = maker(points=POINTS, faces=ONE)
MANY.json["accessors"][1].pop("bufferView")
MANY.json["accessors"][1]["count"] = 3_000_000_000_000
bad("10-to-12-triangles", MANY.glb(), None, "1000000000000 triangles and 8 vertices from "
    f"{len(MANY.glb())} bytes are too many (--max-expansion allows more)")

# Indices
for name, index, code in [("8-of-8", 8, SHORT), ("uint8", 8, 5121), ("uint32", 2**31, 5125)]:
    data = maker(faces=FACES[:2] + [(0, 1, index)], code=code).glb()
    size = {5121: 1, SHORT: 2, 5125: 4}[code]
    bad(f"index-{name}", data, data.index(b"BIN\0") + 4 + 96 + 8 * size,
        f"meshes[0].primitives[0], triangle 3: expected vertex numbers from 0 to 7, found {index}")
for name, index, code, size in [("uint8", 255, 5121, 1), ("uint16", 65535, SHORT, 2), ("uint32", 2**32 - 1, 5125, 4)]:
    data = maker(faces=[(0, index, 2)], code=code).glb()
    bad(f"restart-{name}", data, data.index(b"BIN\0") + 4 + 96 + size,
        f"meshes[0].primitives[0], triangle 1: expected no restart of primitives, found {index}")
EDGE = Maker()
EDGE.show({"attributes": {"POSITION": EDGE.accessor(SQUARE)}},
          {"attributes": {"POSITION": 0}, "indices": EDGE.indices([0, 1, 2, 7]), "mode": 5})
EDGE.json["meshes"][0]["primitives"].pop(0)
bad("strip-index-7-of-4", EDGE.glb(), EDGE.glb().index(b"BIN\0") + 4 + 48 + 6,
    "meshes[0].primitives[0], triangle 2: expected vertex numbers from 0 to 3, found 7")

# Nodes
for name, nodes, message in [
        ("node-is-its-own-child", [{"mesh": 0, "children": [0]}], "expected a tree of nodes, found nodes[0] in it twice"),
        ("nodes-in-a-circle", [{"children": [1]}, {"children": [2]}, {"mesh": 0, "children": [0]}],
         "expected a tree of nodes, found nodes[0] in it twice"),
        ("node-of-two-parents", [{"children": [1, 2]}, {"children": [3]}, {"children": [3]}, {"mesh": 0}],
         "expected a tree of nodes, found nodes[3] in it twice"),
        ("no-such-node", [{"children": [1]}], "expected nodes[0] to nodes[0], found nodes[1]"),
        ("no-such-mesh", [{"mesh": 1}], "expected a mesh of the 1 that there are, found meshes[1]")]:
    bad(name, box(nodes=nodes).glb(), None, message)
bad("no-such-scene", box(scene=1).glb(), None, "expected a scene of the 1 that there are, found 1")
NO_ROOT = box(nodes=[{"children": [1]}, {"children": [0]}])
NO_ROOT.json.pop("scene")
NO_ROOT.json.pop("scenes")
bad("no-root-node", NO_ROOT.glb(), None, "expected a tree of nodes, found nodes that are all children")
for name, member, value, where, message in [
        ("matrix-of-15", "matrix", [1] * 15, "[1,1", "expected 16 numbers, found 15"),
        ("matrix-with-perspective", "matrix", [1, 0, 0, 1] + [0] * 11 + [1], "[1,0,0,1",
         "expected a matrix whose last row is 0 0 0 1, found another last row"),
        ("rotation-of-3", "rotation", [0, 0, 1], "[0,0,1]", "expected 4 numbers, found 3"),
        ("rotation-of-length-0", "rotation", [0, 0, 0, 0], "[0,0,0,0]",
         "expected a quaternion of length 1, found one of another length"),
        ("scale-a-number", "scale", 2, "2}],\"scenes", 'expected an array, found "2"')]:
    data = box(nodes=[{"mesh": 0, member: value}]).glb()
    bad(name, data, data.index(where.encode()), message)

# Coordinates
for word in ["nan", "inf"]:
    path = f"glb/refuse-{word}.glb"
    refuse(path, maker(points=[SQUARE[0], [float(word), 0, 0], SQUARE[2]], faces=ONE).glb(),
           "GLB: expected finite coordinates (or --nonfinite drop|keep), found 1 that are NaN or infinite, the first in "
           "vertex 2")
    accept(path, None, 0, 2, "", "--nonfinite drop")
    accept(path, None, 1, 3, "", "--nonfinite keep")
assert FLOAT and STRIP and text
