"""The words of PDF that a page's look depends on; what stands behind any other is not copied."""

from typing import Final

RESOURCES: Final = ("/Font", "/XObject", "/ExtGState", "/ColorSpace", "/Pattern", "/Shading")
"""Behind these, in a page's resources, stand names of the author's choosing."""

OWN_NAMES: Final = frozenset(
    {
        *("/DeviceGray", "/DeviceRGB", "/DeviceCMYK", "/Pattern"),
        *("/DefaultGray", "/DefaultRGB", "/DefaultCMYK"),
    }
)
"""Names that are PDF's own."""

INLINE_COLOURS: Final = OWN_NAMES | {"/G", "/RGB", "/CMYK"}

_FORM: Final = {
    *RESOURCES,
    *("/CharProcs", "/Colorants", "/Type", "/Subtype", "/Resources", "/Matrix", "/BBox", "/Group"),
}

_PICTURE: Final = {
    *("/Width", "/Height", "/BitsPerComponent", "/Decode", "/ImageMask", "/Mask", "/SMask"),
    *("/Interpolate", "/Intent", "/Matte", "/SMaskInData"),
    *("/K", "/Columns", "/Rows", "/BlackIs1", "/EncodedByteAlign", "/EndOfLine", "/EndOfBlock"),
    *("/JBIG2Globals", "/ColorTransform"),
}

_FONT: Final = {
    *("/BaseFont", "/FirstChar", "/LastChar", "/Widths", "/Encoding", "/FontDescriptor"),
    *("/ToUnicode", "/DescendantFonts", "/CIDSystemInfo", "/Registry", "/Ordering", "/Supplement"),
    *("/DW", "/W", "/DW2", "/W2", "/CIDToGIDMap", "/BaseEncoding", "/Differences", "/FontMatrix"),
    *("/FontName", "/Flags", "/FontBBox", "/ItalicAngle", "/Ascent", "/Descent", "/Leading"),
    *("/CapHeight", "/XHeight", "/StemV", "/StemH", "/AvgWidth", "/MaxWidth", "/MissingWidth"),
    *("/FontFile", "/FontFile2", "/FontFile3", "/Length1", "/Length2", "/Length3", "/CIDSet"),
    *("/CMapName", "/UseCMap", "/WMode"),
}

_STATE: Final = {
    *("/LW", "/LC", "/LJ", "/ML", "/D", "/RI", "/OP", "/op", "/OPM", "/SA", "/BM", "/CA", "/ca"),
    *("/AIS", "/TK", "/S", "/G", "/BC", "/CS", "/I"),
}

_PAINT: Final = {
    *("/PatternType", "/PaintType", "/TilingType", "/XStep", "/YStep", "/ShadingType"),
    *("/Background", "/AntiAlias", "/Coords", "/Domain", "/Extend", "/Function"),
    *("/VerticesPerRow", "/BitsPerCoordinate", "/BitsPerFlag", "/FunctionType", "/Range"),
    *("/Size", "/BitsPerSample", "/Encode", "/C0", "/C1", "/N", "/Functions", "/Bounds"),
    *("/WhitePoint", "/BlackPoint", "/Gamma"),
}

KEPT: Final = frozenset(_FORM | _PICTURE | _FONT | _STATE | _PAINT)
