// swift-format-ignore-file
// The rows of data/readers.csv about one format, which Scripts/prove-readers.py writes together with this file.
// Do not edit.

extension ReaderTable {
  static let ply = #"""
    ply-ascii,CGAL,libcgal-dev 5.5.1-2,reads,ply/accept-ascii-box.ply,
    ply-ascii,OpenMesh,libopenmesh-dev 9.0-4+b1,reads,ply/accept-ascii-box.ply,
    ply-ascii,MeshLab,pymeshlab 2025.7.post1,reads,ply/accept-ascii-box.ply,
    ply-ascii,trimesh,trimesh 5.2.0,reads,ply/accept-ascii-box.ply,
    ply-ascii,meshio,meshio 5.3.5,reads,ply/accept-ascii-box.ply,
    ply-ascii,Open3D,open3d 0.20.0,reads,ply/accept-ascii-box.ply,
    ply-ascii,libigl,libigl 2.6.3,reads,ply/accept-ascii-box.ply,
    ply-ascii,Assimp,assimp-py 1.1.0,reads,ply/accept-ascii-box.ply,
    ply-ascii,geogram,geogram 0.0.7,reads,ply/accept-ascii-box.ply,
    ply-ascii,MeshLib,meshlib 3.1.4.297,reads,ply/accept-ascii-box.ply,
    ply-ascii,VTK,vtk 9.7.2,reads,ply/accept-ascii-box.ply,
    ply-ascii,Gmsh,gmsh 4.15.2,reads,ply/accept-ascii-box.ply,
    ply-ascii,geometry-central,potpourri3d 1.4.0,reads,ply/accept-ascii-box.ply,
    ply-binary,CGAL,libcgal-dev 5.5.1-2,reads,ply/accept-binary-box.ply,
    ply-binary,OpenMesh,libopenmesh-dev 9.0-4+b1,reads,ply/accept-binary-box.ply,
    ply-binary,MeshLab,pymeshlab 2025.7.post1,reads,ply/accept-binary-box.ply,
    ply-binary,trimesh,trimesh 5.2.0,reads,ply/accept-binary-box.ply,
    ply-binary,meshio,meshio 5.3.5,reads,ply/accept-binary-box.ply,
    ply-binary,Open3D,open3d 0.20.0,reads,ply/accept-binary-box.ply,
    ply-binary,libigl,libigl 2.6.3,reads,ply/accept-binary-box.ply,
    ply-binary,Assimp,assimp-py 1.1.0,reads,ply/accept-binary-box.ply,
    ply-binary,geogram,geogram 0.0.7,reads,ply/accept-binary-box.ply,
    ply-binary,MeshLib,meshlib 3.1.4.297,reads,ply/accept-binary-box.ply,
    ply-binary,VTK,vtk 9.7.2,reads,ply/accept-binary-box.ply,
    ply-binary,Gmsh,gmsh 4.15.2,reads,ply/accept-binary-box.ply,
    ply-binary,geometry-central,potpourri3d 1.4.0,reads,ply/accept-binary-box.ply,
    ply-big-endian,Gmsh,gmsh 4.15.2,misreads,ply/accept-binary-big-endian-box.ply,12 triangles with other corners
    ply-carriage-returns,CGAL,libcgal-dev 5.5.1-2,refuses,ply/accept-ascii-carriage-returns.ply,gives no reason
    ply-carriage-returns,OpenMesh,libopenmesh-dev 9.0-4+b1,refuses,ply/accept-ascii-carriage-returns.ply,gives no reason
    ply-carriage-returns,MeshLab,pymeshlab 2025.7.post1,refuses,ply/accept-ascii-carriage-returns.ply,says: Eof in header
    ply-carriage-returns,trimesh,trimesh 5.2.0,refuses,ply/accept-ascii-carriage-returns.ply,says: list index out of range
    ply-carriage-returns,meshio,meshio 5.3.5,refuses,ply/accept-ascii-carriage-returns.ply,says: Couldn't read file
    ply-carriage-returns,libigl,libigl 2.6.3,refuses,ply/accept-ascii-carriage-returns.ply,reads nothing
    ply-carriage-returns,MeshLib,meshlib 3.1.4.297,refuses,ply/accept-ascii-carriage-returns.ply,says: PLY file open error: FILE
    ply-carriage-returns,Gmsh,gmsh 4.15.2,refuses,ply/accept-ascii-carriage-returns.ply,reads nothing; says: Info : Clearing all models and views...
    ply-carriage-returns,geometry-central,potpourri3d 1.4.0,refuses,ply/accept-ascii-carriage-returns.ply,says: PLY parser: File does not appear to be ply file. First line should be '...
    ply-vertex-index,meshio,meshio 5.3.5,refuses,ply/accept-only-vertex-index-binary.ply,says: Incompatible cell data 'vertex_index'. 0 cell blocks; but 'vertex_index...
    ply-ascii-vertex-index,meshio,meshio 5.3.5,refuses,ply/accept-only-vertex-index-ascii.ply,says: ('uchar'; 'int')
    ply-binary-doubles,Gmsh,gmsh 4.15.2,refuses,ply/accept-only-doubles-binary.ply,says: Wrong node index 12578816
    ply-binary-integers,CGAL,libcgal-dev 5.5.1-2,refuses,ply/accept-only-integers.ply,crashed with signal 6
    ply-binary-integers,OpenMesh,libopenmesh-dev 9.0-4+b1,refuses,ply/accept-only-integers.ply,says: unsupported conversion type to float: 10
    ply-binary-integers,MeshLab,pymeshlab 2025.7.post1,refuses,ply/accept-only-integers.ply,says: No vertex field found
    ply-binary-integers,Gmsh,gmsh 4.15.2,misreads,ply/accept-only-integers.ply,12 triangles with other corners
    ply-binary-integers,geometry-central,potpourri3d 1.4.0,refuses,ply/accept-only-integers.ply,says: PLY parser: property x cannot be coerced to requested type double. Has...
    ply-list-int-int,Gmsh,gmsh 4.15.2,refuses,ply/accept-only-list-int-int.ply,says: Wrong node index 16777216
    ply-list-uint-uint,OpenMesh,libopenmesh-dev 9.0-4+b1,refuses,ply/accept-only-list-uint-uint.ply,says: Unsupported Index type for property list: uint
    ply-list-uint-uint,MeshLab,pymeshlab 2025.7.post1,refuses,ply/accept-only-list-uint-uint.ply,says: Unexpected EOF
    ply-list-uint-uint,Gmsh,gmsh 4.15.2,refuses,ply/accept-only-list-uint-uint.ply,says: Wrong node index 16777216
    ply-list-uchar-uchar,CGAL,libcgal-dev 5.5.1-2,refuses,ply/accept-only-list-uchar-uchar.ply,says: can't find vertex indices in PLY input
    ply-list-uchar-uchar,MeshLab,pymeshlab 2025.7.post1,misreads,ply/accept-only-list-uchar-uchar.ply,12 triangles with other corners
    ply-list-uchar-uchar,Gmsh,gmsh 4.15.2,refuses,ply/accept-only-list-uchar-uchar.ply,says: Wrong node index 50462976
    ply-list-uchar-ushort,CGAL,libcgal-dev 5.5.1-2,refuses,ply/accept-only-list-uchar-ushort.ply,says: can't find vertex indices in PLY input
    ply-list-uchar-ushort,MeshLab,pymeshlab 2025.7.post1,misreads,ply/accept-only-list-uchar-ushort.ply,12 triangles with other corners
    ply-list-uchar-ushort,meshio,meshio 5.3.5,refuses,ply/accept-only-list-uchar-ushort.ply,says: 'ushort'
    ply-list-uchar-ushort,Gmsh,gmsh 4.15.2,refuses,ply/accept-only-list-uchar-ushort.ply,says: Wrong node index 65536
    ply-list-ushort-int,OpenMesh,libopenmesh-dev 9.0-4+b1,refuses,ply/accept-only-list-ushort-int.ply,says: Unsupported Index type for property list: ushort
    ply-list-ushort-int,MeshLab,pymeshlab 2025.7.post1,refuses,ply/accept-only-list-ushort-int.ply,says: Unexpected EOF
    ply-list-ushort-int,meshio,meshio 5.3.5,refuses,ply/accept-only-list-ushort-int.ply,says: 'ushort'
    ply-list-ushort-int,Gmsh,gmsh 4.15.2,refuses,ply/accept-only-list-ushort-int.ply,says: Wrong node index 256
    ply-list-char-int,OpenMesh,libopenmesh-dev 9.0-4+b1,refuses,ply/accept-only-list-char-int.ply,says: Unsupported Index type for property list: char
    ply-list-char-int,meshio,meshio 5.3.5,refuses,ply/accept-only-list-char-int.ply,says: 'char'
    ply-element-first,meshio,meshio 5.3.5,refuses,ply/accept-only-element-first.ply,says: Couldn't read file
    ply-element-first,VTK,vtk 9.7.2,refuses,ply/accept-only-element-first.ply,crashed with signal 11
    ply-element-first,Gmsh,gmsh 4.15.2,refuses,ply/accept-only-element-first.ply,says: Wrong node index 4161536
    ply-element-last,meshio,meshio 5.3.5,refuses,ply/accept-only-element-last.ply,says: Couldn't read file FILE
    ply-element-last,Gmsh,gmsh 4.15.2,refuses,ply/accept-only-element-last.ply,says: Error loading 'FILE'
    ply-element-of-lists-first,OpenMesh,libopenmesh-dev 9.0-4+b1,refuses,ply/accept-only-element-of-lists-first.ply,says: PLY header unsupported element type: strange
    ply-element-of-lists-first,meshio,meshio 5.3.5,refuses,ply/accept-only-element-of-lists-first.ply,says: Couldn't read file
    ply-element-of-lists-first,Assimp,assimp-py 1.1.0,refuses,ply/accept-only-element-of-lists-first.ply,crashed with signal 11
    ply-element-of-lists-first,VTK,vtk 9.7.2,refuses,ply/accept-only-element-of-lists-first.ply,crashed with signal 11
    ply-element-of-lists-first,Gmsh,gmsh 4.15.2,refuses,ply/accept-only-element-of-lists-first.ply,says: Wrong node index -1082130432
    ply-faces-first,OpenMesh,libopenmesh-dev 9.0-4+b1,refuses,ply/accept-binary-faces-first.ply,reads nothing; says: 12The reader encountered invalid faces; that could not b...
    ply-faces-first,MeshLab,pymeshlab 2025.7.post1,refuses,ply/accept-binary-faces-first.ply,says: Bad vertex index in face
    ply-faces-first,meshio,meshio 5.3.5,refuses,ply/accept-binary-faces-first.ply,says: buffer size must be a multiple of element size
    ply-faces-first,Assimp,assimp-py 1.1.0,refuses,ply/accept-binary-faces-first.ply,says: Assimp error loading 'FILE': Invalid .ply file: Vertices should be decl...
    ply-faces-first,VTK,vtk 9.7.2,refuses,ply/accept-binary-faces-first.ply,crashed with signal 11
    ply-faces-first,Gmsh,gmsh 4.15.2,refuses,ply/accept-binary-faces-first.ply,says: Wrong node index 33554432
    ply-property-behind-corners,meshio,meshio 5.3.5,refuses,ply/accept-only-property-behind-corners.ply,says: index 0 is out of bounds for axis 0 with size 0
    ply-property-behind-corners,Gmsh,gmsh 4.15.2,refuses,ply/accept-only-property-behind-corners.ply,says: Wrong node index 50331648
    ply-property-before-corners,OpenMesh,libopenmesh-dev 9.0-4+b1,refuses,ply/accept-only-property-before-corners.ply,says: Custom face Properties defined; before 'vertex_indices' property was de...
    ply-property-before-corners,meshio,meshio 5.3.5,refuses,ply/accept-only-property-before-corners.ply,says: buffer size must be a multiple of element size
    ply-property-before-corners,Gmsh,gmsh 4.15.2,refuses,ply/accept-only-property-before-corners.ply,says: Wrong node index 50331648
    ply-property-behind-z,Gmsh,gmsh 4.15.2,refuses,ply/accept-only-property-behind-z.ply,says: Wrong node index 4128768
    ply-property-before-x,Gmsh,gmsh 4.15.2,refuses,ply/accept-only-property-before-x.ply,says: Wrong node index 4128768
    ply-list-in-vertex,OpenMesh,libopenmesh-dev 9.0-4+b1,refuses,ply/accept-binary-list-in-vertex.ply,says: property weights belongs to unsupported element vertex
    ply-list-in-vertex,MeshLab,pymeshlab 2025.7.post1,refuses,ply/accept-binary-list-in-vertex.ply,says: Unexpected EOF
    ply-list-in-vertex,trimesh,trimesh 5.2.0,refuses,ply/accept-binary-list-in-vertex.ply,says: PLY is unexpected length!
    ply-list-in-vertex,meshio,meshio 5.3.5,refuses,ply/accept-binary-list-in-vertex.ply,says: 'list uchar float'
    ply-list-in-vertex,libigl,libigl 2.6.3,refuses,ply/accept-binary-list-in-vertex.ply,crashed with signal 6
    ply-list-in-vertex,Gmsh,gmsh 4.15.2,refuses,ply/accept-binary-list-in-vertex.ply,says: Wrong node index 63
    ply-tristrips,CGAL,libcgal-dev 5.5.1-2,refuses,ply/accept-binary-tristrips.ply,reads 6 vertices but no face
    ply-tristrips,OpenMesh,libopenmesh-dev 9.0-4+b1,refuses,ply/accept-binary-tristrips.ply,reads 6 vertices but no face
    ply-tristrips,MeshLab,pymeshlab 2025.7.post1,misreads,ply/accept-binary-tristrips.ply,4 triangles instead of 5
    ply-tristrips,trimesh,trimesh 5.2.0,refuses,ply/accept-binary-tristrips.ply,reads 6 vertices but no face
    ply-tristrips,meshio,meshio 5.3.5,refuses,ply/accept-binary-tristrips.ply,says: Couldn't read file FILE
    ply-tristrips,Open3D,open3d 0.20.0,refuses,ply/accept-binary-tristrips.ply,reads 6 vertices but no face
    ply-tristrips,Assimp,assimp-py 1.1.0,misreads,ply/accept-binary-tristrips.ply,1 triangle instead of 5
    ply-tristrips,MeshLib,meshlib 3.1.4.297,refuses,ply/accept-binary-tristrips.ply,reads 6 vertices but no face
    ply-tristrips,VTK,vtk 9.7.2,refuses,ply/accept-binary-tristrips.ply,reads 6 vertices but no face
    ply-tristrips,Gmsh,gmsh 4.15.2,refuses,ply/accept-binary-tristrips.ply,says: Error loading 'FILE'
    ply-tristrips,geometry-central,potpourri3d 1.4.0,refuses,ply/accept-binary-tristrips.ply,says: PLY parser: could not find face vertex indices attribute under any comm...
    ply-polygons,Gmsh,gmsh 4.15.2,refuses,ply/accept-only-quads.ply,says: Wrong node index 67108864
    ply-no-faces,Assimp,assimp-py 1.1.0,refuses,ply/accept-no-faces.ply,says: Assimp error loading 'FILE': No output meshes: all meshes are orphaned...
    ply-no-faces,Gmsh,gmsh 4.15.2,refuses,ply/accept-no-faces.ply,reads nothing
    ply-no-faces,geometry-central,potpourri3d 1.4.0,refuses,ply/accept-no-faces.ply,says: PLY parser: could not find face vertex indices attribute under any comm...
    ply-trailing-bytes,trimesh,trimesh 5.2.0,refuses,ply/accept-binary-trailing-bytes.ply,says: PLY is unexpected length!
    ply-trailing-bytes,Gmsh,gmsh 4.15.2,refuses,ply/accept-binary-trailing-bytes.ply,says: Error loading 'FILE'
    """#
}
