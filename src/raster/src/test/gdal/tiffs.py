#!/usr/bin/python3
"""Writes the TIFFs of TiffMatrixTest with GDAL, and packs them into one zip.

usage: tiffs.py tiffs.zip        needs python3-gdal and python3-numpy

Each holds the same pattern in another type, compression, predictor, layout and byte order; its name
says which. Files that GDAL itself does not read back as it wrote them are left out: big-endian ones
with the floating-point predictor, of GDAL 3.6.
"""
import itertools
import os
import sys
import tempfile
import zipfile

import numpy as np
from osgeo import gdal

gdal.UseExceptions()
BANDS, HEIGHT, WIDTH = 3, 23, 19

b, y, x = np.mgrid[0:BANDS, 0:HEIGHT, 0:WIDTH]
PATTERN = (b * 101 + y * 37 + x) % 251
VALUES = {
    "UInt8": (gdal.GDT_Byte, PATTERN.astype("u1")),
    "UInt16": (gdal.GDT_UInt16, (PATTERN * 211).astype("u2")),
    "Int16": (gdal.GDT_Int16, (PATTERN * 211 - 26000).astype("i2")),
    "Int32": (gdal.GDT_Int32, (PATTERN * 7001 - 900000).astype("i4")),
    "Float32": (gdal.GDT_Float32, (PATTERN / 8 - 11).astype("f4")),
    "Float64": (gdal.GDT_Float64, (PATTERN / 8 - 11).astype("f8")),
}
# In fewer layouts.
RARE = {
    "Int8": (gdal.GDT_Byte, (PATTERN - 125).astype("i1").view("u1"), "PIXELTYPE=SIGNEDBYTE"),
    "UInt32": (gdal.GDT_UInt32, (PATTERN * 17000001).astype("u4")),
    "Int64": (gdal.GDT_Int64, (PATTERN.astype("i8") - 125) << 40),
    "UInt64": (gdal.GDT_UInt64, PATTERN.astype("u8") << np.uint64(56)),
    "Half": (gdal.GDT_Float32, (PATTERN / 8 - 11).astype("f4"), "NBITS=16"),
}
for bits in (1, 3, 4, 7, 9, 12, 15):
    kind, array = (gdal.GDT_Byte, "u1") if bits < 8 else (gdal.GDT_UInt16, "u2")
    RARE[f"Bits{bits}"] = (kind, (PATTERN * 211 % (1 << bits)).astype(array), f"NBITS={bits}")


def options(compression, predictor, interleave, layout, order):
    yield from (f"COMPRESS={compression}", f"PREDICTOR={predictor}", f"INTERLEAVE={interleave}")
    yield f"ENDIANNESS={order}"
    if layout == "tiles":
        yield from ("TILED=YES", "BLOCKXSIZE=16", "BLOCKYSIZE=16")
    elif layout == "whole":  # one strip
        yield f"BLOCKYSIZE={HEIGHT}"
    elif layout == "column":  # of tiles that are wider than the image
        yield from ("TILED=YES", "BLOCKXSIZE=32", "BLOCKYSIZE=16")
    else:
        yield "BLOCKYSIZE=5"


def write(path, kind, values, creation):
    data = gdal.GetDriverByName("GTiff").Create(path, WIDTH, HEIGHT, BANDS, kind, list(creation))
    data.SetGeoTransform((500000, 30, 0, 4500000, 0, -30))
    data.WriteArray(values)
    data.FlushCache()
    del data
    return (gdal.Open(path).ReadAsArray().astype(values.dtype) == values).all()


with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED) as out, tempfile.TemporaryDirectory() as folder:
    for (name, (kind, values, *more)), *how in itertools.product(
        (VALUES | RARE).items(),
        ("NONE", "PACKBITS", "LZW", "DEFLATE", "ZSTD", "LZMA"),
        (1, 2, 3),
        ("PIXEL", "BAND"),
        ("strips", "tiles", "column", "whole"),
        ("LITTLE", "BIG"),
    ):
        compression, predictor, interleave, layout, order = how
        if name in RARE and (compression not in ("NONE", "DEFLATE") or layout in ("column", "tiles")):
            continue
        if compression == "LZMA" and (layout != "tiles" or order == "BIG"):
            continue
        if layout == "whole" and compression not in ("NONE", "DEFLATE"):
            continue
        if predictor > 1 and compression in ("NONE", "PACKBITS"):
            continue
        if layout == "column" and (order == "BIG" or interleave == "BAND"):
            continue
        if predictor == 3 and not name.startswith(("Float", "Half")) or compression == "ZSTD" and order == "BIG":
            continue
        file = "-".join([name, *map(str, how)]) + ".tif"
        path = os.path.join(folder, file)
        try:
            same = write(path, kind, values, [*options(*how), *more])
        except RuntimeError:
            continue  # GDAL can't
        if same:
            info = zipfile.ZipInfo(file)  # of no date: the same zip each time
            out.writestr(info, open(path, "rb").read(), zipfile.ZIP_DEFLATED)
