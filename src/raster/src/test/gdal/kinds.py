#!/usr/bin/python3
"""Writes the TIFFs of TiffKindsTest with GDAL: what they leave out, and where that stands.

usage: kinds.py kinds.zip        needs python3-gdal and python3-numpy

The pixels of the first 7 columns of the first 9 rows are left out in every file called masked-…;
the values are those of the pattern of tiffs.py wherever there are pixels.
"""
import os
import sys
import tempfile
import zipfile

import numpy as np
from osgeo import gdal, osr

gdal.UseExceptions()
HEIGHT, WIDTH = 23, 19
HOLE = np.zeros((HEIGHT, WIDTH), bool)
HOLE[:9, :7] = True
UTM = osr.SpatialReference()
UTM.ImportFromEPSG(32618)


def pattern(bands):
    b, y, x = np.mgrid[0:bands, 0:HEIGHT, 0:WIDTH]
    return (b * 101 + y * 37 + x) % 251


def write(path, values, kind=gdal.GDT_Byte, options=(), then=lambda data: None):
    data = gdal.GetDriverByName("GTiff").Create(path, WIDTH, HEIGHT, len(values), kind, list(options))
    data.SetGeoTransform((500000, 30, 0, 4500000, 0, -30))
    data.SetProjection(UTM.ExportToWkt())
    then(data)
    data.WriteArray(values)
    data.FlushCache()


def masked(flags=gdal.GMF_PER_DATASET):
    def add(data):
        data.CreateMaskBand(flags)
        data.GetRasterBand(1).GetMaskBand().WriteArray(np.where(HOLE, 0, 255).astype("u1"))

    return add


def coloured(band, colour):
    return lambda data: data.GetRasterBand(band).SetColorInterpretation(colour)


def nodata(*values):
    def declare(data):
        for band, value in enumerate(values, 1):
            data.GetRasterBand(band).SetNoDataValue(value)

    return declare


target = os.path.abspath(sys.argv[1])
os.chdir(tempfile.mkdtemp())
alpha = np.where(HOLE, 0, 255)
rgba = np.concatenate([pattern(3), alpha[None]])
five = np.concatenate([pattern(4), alpha[None]])

gdal.SetConfigOption("GDAL_TIFF_INTERNAL_MASK", "YES")
write("masked-within.tif", pattern(3), then=masked())
write("masked-within-16bit.tif", pattern(3) + 1000, gdal.GDT_UInt16, ["COMPRESS=DEFLATE"], masked())
for bands in (3, 4):
    webp = ["COMPRESS=WEBP", "WEBP_LOSSLESS=YES", "TILED=YES", "BLOCKXSIZE=16", "BLOCKYSIZE=16"]
    write(f"webp-{bands}.tif", rgba[:bands], options=webp)
write("webp-strips.tif", pattern(3), options=["COMPRESS=WEBP", "WEBP_LOSSLESS=YES", "BLOCKYSIZE=7"])
write("refused-webp.tif", pattern(3), options=["COMPRESS=WEBP", "WEBP_LEVEL=75"])
for packed in ("LERC", "LERC_DEFLATE", "LERC_ZSTD"):
    write(f"refused-{packed.lower()}.tif", pattern(1), options=["COMPRESS=" + packed])
write("masked-within-jpeg.tif", pattern(3), options=["COMPRESS=JPEG", "PHOTOMETRIC=YCBCR"], then=masked())
tiles = ["TILED=YES", "BLOCKXSIZE=16", "BLOCKYSIZE=16", "COMPRESS=LZW", "PREDICTOR=2"]
write("masked-within-tiles.tif", pattern(3), options=tiles, then=masked())
gdal.SetConfigOption("GDAL_TIFF_INTERNAL_MASK", "NO")
write("masked-beside.tif", pattern(3), then=masked())
gdal.SetConfigOption("GDAL_TIFF_INTERNAL_MASK", None)

write("masked-alpha.tif", rgba, options=["PHOTOMETRIC=RGB", "ALPHA=YES"])
write("masked-alpha-premultiplied.tif", rgba, options=["PHOTOMETRIC=RGB", "ALPHA=PREMULTIPLIED"])
write("masked-alpha-16bit.tif", rgba + 1000 * (rgba > 0), gdal.GDT_UInt16, ["PHOTOMETRIC=RGB", "ALPHA=YES"])
write("masked-alpha-fifth.tif", five, then=coloured(5, gdal.GCI_AlphaBand))
write("masked-alpha-planes.tif", rgba, options=["PHOTOMETRIC=RGB", "ALPHA=YES", "INTERLEAVE=BAND", "BLOCKYSIZE=5"])
write("masked-alpha-grey.tif", rgba[[0, 3]], options=["ALPHA=YES"])
write("opaque-four.tif", rgba, options=["PHOTOMETRIC=RGB", "ALPHA=NO"])
with open("masked-alpha-beside.tif.aux.xml", "w") as beside:
    beside.write('<PAMDataset><PAMRasterBand band="4"><ColorInterp>Alpha</ColorInterp></PAMRasterBand></PAMDataset>')
write("x.tif", rgba)
os.rename("x.tif", "masked-alpha-beside.tif")

for bits, kind in ((8, gdal.GDT_Byte), (16, gdal.GDT_UInt16), (16, gdal.GDT_Int16)):
    values = pattern(1) * (211 if bits == 16 else 1) - (26000 if kind == gdal.GDT_Int16 else 0)
    for layout in (["BLOCKYSIZE=5"], tiles[:3] + ["COMPRESS=DEFLATE"], ["COMPRESS=LZW", "BLOCKYSIZE=5"]):
        name = f"white-{gdal.GetDataTypeName(kind)}-{len(layout)}.tif"
        write(name, values, kind, ["PHOTOMETRIC=MINISWHITE", *layout])
write("white-bit-1.tif", pattern(1) % 2, options=["PHOTOMETRIC=MINISWHITE", "NBITS=1"])
write("white-bit-2.tif", pattern(1) % 2, options=["PHOTOMETRIC=MINISWHITE", "NBITS=1", "COMPRESS=CCITTFAX4"])
write("white-bit-3.tif", pattern(1) % 16, options=["PHOTOMETRIC=MINISWHITE", "NBITS=4", "COMPRESS=DEFLATE"])

for name, options in (("tag", []), ("beside", ["PROFILE=BASELINE"])):
    values = np.where(HOLE, 255, pattern(3))
    write(f"masked-nodata-{name}.tif", values, options=options, then=nodata(255, 255, 255))
write("masked-nodata-each.tif", np.where(HOLE, np.array([253, 254, 255])[:, None, None], pattern(3)))
with open("masked-nodata-each.tif.aux.xml", "w") as beside:
    beside.write("<PAMDataset>")
    for band, value in ((1, 253), (2, 254), (3, 255)):
        beside.write(f'<PAMRasterBand band="{band}"><NoDataValue>{value}</NoDataValue></PAMRasterBand>')
    beside.write("</PAMDataset>")
colour = np.array([251, 0, 7])[:, None, None]
colour_only = np.where(HOLE, colour, pattern(3))
colour_only[:, 20, 3] = 251, 0, 8  # but for one band
write("masked-colour.tif", colour_only, then=lambda data: data.SetMetadataItem("NODATA_VALUES", "251 0 7"))
write("masked-colour-beside.tif", colour_only)
with open("masked-colour-beside.tif.aux.xml", "w") as beside:
    beside.write('<PAMDataset><Metadata><MDI key="NODATA_VALUES">251 0 7</MDI></Metadata></PAMDataset>')
lowest = np.float32(-3.4028234663852886e38)
write("masked-nodata-lowest.tif", np.where(HOLE, lowest, pattern(1)), gdal.GDT_Float32, then=nodata(-3.4e38))
write("masked-nodata-fraction.tif", np.where(HOLE, -9999.9, pattern(1)), gdal.GDT_Float32, then=nodata(-9999.9))

SYSTEMS = {
    "mollweide": "ESRI:54009",
    "ease2": "EPSG:6933",
    "geostationary": "+proj=geos +h=35785831 +lon_0=0 +sweep=y +ellps=WGS84 +units=m",
    "compound": "EPSG:32618+5773",
    "local": 'LOCAL_CS["mine grid",UNIT["metre",1]]',
    "equal-earth": "EPSG:8857",
    "albers": "+proj=aea +lat_0=23 +lon_0=-96 +lat_1=29.5 +lat_2=45.5 +datum=WGS84 +units=m",
}
for name, system in SYSTEMS.items():
    other = osr.SpatialReference()
    other.SetFromUserInput(system)
    write(f"crs-{name}.tif", pattern(1), then=lambda data: data.SetProjection(other.ExportToWkt()))
write("crs-point.tif", pattern(1), then=lambda data: data.SetMetadataItem("AREA_OR_POINT", "Point"))
write("crs-beside.tif", pattern(1), options=["PROFILE=BASELINE"])
write("crs-rotated.tif", pattern(1), then=lambda data: data.SetGeoTransform((5e5, 25, 5, 4.5e6, 5, -25)))

# GDAL is the judge of what is left out.
for file in sorted(f for f in os.listdir(".") if f.startswith("masked-") and f.endswith(".tif")):
    data = gdal.Open(file)
    left_out = np.zeros_like(HOLE)
    for band in range(1, data.RasterCount + 1):
        if data.GetRasterBand(band).GetColorInterpretation() != gdal.GCI_AlphaBand:
            left_out |= data.GetRasterBand(band).GetMaskBand().ReadAsArray() == 0
    if not (left_out == HOLE).all():
        print(file, "leaves out", left_out.sum(), "by GDAL, not", HOLE.sum())

with zipfile.ZipFile(target, "w") as out:
    for file in sorted(os.listdir(".")):
        out.writestr(zipfile.ZipInfo(file), open(file, "rb").read(), zipfile.ZIP_DEFLATED)
