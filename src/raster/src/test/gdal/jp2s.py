#!/usr/bin/python3
"""Writes the JPEG 2000 files of Jp2FileTest and Jp2FuzzTest with GDAL and OpenJPEG, and what GDAL
reads of them, and packs all into one zip.

usage: jp2s.py jp2s.zip        needs python3-gdal with JP2OpenJPEG, and python3-numpy

FILE.raw is as read.py tells; FILE.1.raw has the pixels of the first overview. Files called lossy-…
are not what was written, the others are: that is checked here.
"""
import os
import subprocess
import sys
import tempfile
import zipfile

import numpy as np
from osgeo import gdal, osr

gdal.UseExceptions()
LOSSLESS = ["REVERSIBLE=YES", "QUALITY=100"]
NORTH_UP = (500000, 30, 0, 4500000, 0, -30)
KINDS = {"u1": gdal.GDT_Byte, "u2": gdal.GDT_UInt16, "i2": gdal.GDT_Int16}


def pattern(bands, height, width, most=251):
    """Ramps with edges and a few single pixels, from 0 to most, that zip well."""
    b, y, x = np.mgrid[0:bands, 0:height, 0:width]
    steps = ((x // 19 + y // 13 + b) % 3) * 0.3 + ((x * 7919 + y * 104729) % 97 < 2) * 0.2
    return ((x % 31 + y % 7) / 100 * most + steps * most).astype("i8").clip(0, most)


def write(name, values, kind="u1", options=LOSSLESS, place=NORTH_UP, epsg=32618, then=lambda data: None):
    bands, height, width = values.shape
    memory = gdal.GetDriverByName("MEM").Create("", width, height, bands, KINDS[kind])
    if place:
        memory.SetGeoTransform(place)
    if epsg:
        system = osr.SpatialReference()
        system.ImportFromEPSG(epsg)
        memory.SetProjection(system.ExportToWkt())
    memory.WriteArray(values.astype(kind))
    then(memory)
    path = name + ".jp2"
    gdal.GetDriverByName("JP2OpenJPEG").CreateCopy(path, memory, options=list(options))
    data = gdal.OpenEx(path, open_options=["1BIT_ALPHA_PROMOTION=NO"])
    if not name.startswith("lossy"):
        assert (data.ReadAsArray().reshape(values.shape) == values).all(), name
    if data.GetRasterBand(1).GetOverviewCount():
        smaller = [data.GetRasterBand(b + 1).GetOverview(0).ReadAsArray() for b in range(bands)]
        head = [*data.GetGeoTransform(), smaller[0].shape[1], smaller[0].shape[0], bands]
        with open(path + ".1.raw", "wb") as out:
            out.write(np.array(head, ">f8").tobytes() + np.array(smaller, ">f8").tobytes())


def alpha(data):
    data.GetRasterBand(data.RasterCount).SetColorInterpretation(gdal.GCI_AlphaBand)


target = os.path.abspath(sys.argv[1])
reader = os.path.join(os.path.dirname(os.path.abspath(__file__)), "read.py")
os.chdir(tempfile.mkdtemp())
small = pattern(1, 61, 83)
wide = pattern(1, 130, 600, 60000)
write("uint8", small)
write("uint16", wide, "u2")
write("uint16-tiles", wide, "u2", LOSSLESS + ["BLOCKXSIZE=150", "BLOCKYSIZE=77"])
b, y, x = np.mgrid[0:1, 0:1030, 0:1050]
write("uint16-1024", (x // 67 + y // 41) % 7 * 300 + (x + y) % 301 // 300, "u2", LOSSLESS + ["BLOCKXSIZE=1024", "BLOCKYSIZE=1024"])
write("int16", pattern(2, 61, 83, 20000) - 11000, "i2")
write("bits12", pattern(3, 61, 83, 4095), "u2", LOSSLESS + ["NBITS=12"])
write("bits1", pattern(1, 61, 83, 1), "u1", LOSSLESS + ["NBITS=1"])
write("bands4", pattern(4, 61, 83))
for order in ("LRCP", "RLCP", "RPCL", "PCRL", "CPRL"):
    options = [f"PROGRESSION={order}", "PRECINCTS={64,32},{32,32},{16,32}", "SOP=YES", "EPH=YES"]
    options += ["QUALITY=20,100", "REVERSIBLE=YES", "CODEBLOCK_WIDTH=16", "CODEBLOCK_HEIGHT=8"]
    write("order-" + order, pattern(2, 93, 141), "u1", options + ["BLOCKXSIZE=100", "BLOCKYSIZE=60"])
for style in (1, 2, 4, 8, 16, 32, 5, 63):
    write(f"style-{style}", pattern(1, 61, 83, 60000), "u2", LOSSLESS + [f"CODEBLOCK_STYLE={style}"])
write("colours", pattern(3, 61, 83), "u1", LOSSLESS + ["YCC=YES"])
write("one-resolution", small, "u1", LOSSLESS + ["RESOLUTIONS=1"])
write("parts", pattern(1, 61, 83), "u1", LOSSLESS + ["TILEPARTS=RESOLUTIONS", "BLOCKXSIZE=50", "BLOCKYSIZE=40"])
write("lengths", pattern(1, 61, 83), "u1", LOSSLESS + ["PLT=YES"])
write("pixel", np.full((1, 1, 1), 77))
write("column", pattern(1, 37, 1))
write("row", pattern(1, 1, 37))
write("empty", np.zeros((1, 61, 83), "i8"), "u2")
write("lossy-8", small, "u1", ["QUALITY=30"])
write("lossy-16", wide[:, :, :290], "u2", ["QUALITY=20"])
write("lossy-12", pattern(1, 61, 83, 4095), "u2", ["QUALITY=15", "NBITS=12"])
write("lossy-colours", pattern(3, 130, 300), "u1", ["QUALITY=10,25", "BLOCKXSIZE=128", "BLOCKYSIZE=96"])
write("lossy-whole", wide[:, :, :290], "u2", ["QUALITY=20", "REVERSIBLE=YES"])

write("alpha", pattern(4, 61, 83) // 2 * 2 * (np.mgrid[0:4, 0:61, 0:83][2] > 9), then=alpha)
write("geojp2", small, options=LOSSLESS + ["GMLJP2=NO"])
write("gml", small, options=LOSSLESS + ["GeoJP2=NO"])
write("gml-degrees", small, options=LOSSLESS + ["GeoJP2=NO"], place=(10, 0.1, 0, 50, 0, -0.2), epsg=4326)
write("gml-northing-first", small, options=LOSSLESS + ["GeoJP2=NO"], epsg=2180)
write("gml2", small, options=LOSSLESS + ["GeoJP2=NO", "GMLJP2V2_DEF=YES"])
write("no-crs", small, epsg=None)
write("nowhere", small, place=None, epsg=None)
write("south-up", small, place=(500000, 30, 0, 4500000, 0, 30))
write("turned", small, place=(500000, 25, 11, 4500000, 9, -27), options=LOSSLESS + ["GMLJP2=NO"])
write("gml-turned", small, place=(500000, 25, 11, 4500000, 9, -27), options=LOSSLESS + ["GeoJP2=NO"])
write("world", small, place=None, epsg=None)
with open("world.j2w", "w") as out:
    out.write("10\n0\n0\n-20\n1005\n1990\n")
write("aux", pattern(2, 61, 83))
with open("aux.jp2.aux.xml", "w") as out:
    out.write(
        "<PAMDataset><GeoTransform>1, 2, 0, 3, 0, -4</GeoTransform>"
        "<PAMRasterBand band='1'><NoDataValue>100</NoDataValue></PAMRasterBand>"
        "<PAMRasterBand band='2'><Description>red</Description></PAMRasterBand></PAMDataset>"
    )
subprocess.run([sys.executable, reader, "."], check=True)
with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as zipped:
    for name in sorted(os.listdir(".")):
        zipped.write(name)
