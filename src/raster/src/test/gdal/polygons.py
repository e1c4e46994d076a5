#!/usr/bin/python3
"""Writes small maps and the polygons that GDAL makes of them, for RegionTracerTest.

usage: polygons.py polygons.txt.gz        needs python3-gdal and python3-numpy

For each map a line with its rows, two hexadecimal digits a pixel and commas between rows, then a line
LABEL WKT for each polygon of gdal.Polygonize (4-connected, 0 left out), and an empty line.
"""
import gzip
import sys

import numpy as np
from osgeo import gdal, ogr

gdal.UseExceptions()


def clustered(random, height, width, k, holes):
    """Patches of classes with noise between them."""
    coarse = random.integers(0, k + 1, (height // 4 + 1, width // 4 + 1))
    map = np.kron(coarse, np.ones((4, 4), int))[:height, :width]
    noise = random.random(map.shape) < holes
    map[noise] = random.integers(0, k + 1, noise.sum())
    return map.astype(np.uint8)


def polygons(map):
    raster = gdal.GetDriverByName("MEM").Create("", map.shape[1], map.shape[0], 1, gdal.GDT_Byte)
    band = raster.GetRasterBand(1)
    band.WriteArray(map)
    source = ogr.GetDriverByName("Memory").CreateDataSource("")
    layer = source.CreateLayer("", None, ogr.wkbPolygon)
    layer.CreateField(ogr.FieldDefn("label", ogr.OFTInteger))
    gdal.Polygonize(band, band, layer, 0)
    return [(feature["label"], feature.geometry().ExportToWkt()) for feature in layer]


def main():
    random = np.random.default_rng(20)
    maps = [random.integers(0, k + 1, (h, w)) for h, w, k in [(1, 1, 1), (1, 9, 2), (9, 1, 2)]]
    for size in (2, 3, 4, 5, 8, 13):
        for k in (1, 2, 3, 255):
            maps += [random.integers(0, k + 1, (size, size + 1)) for _ in range(4)]
            maps += [random.integers(1, k + 1, (size, size)) for _ in range(2)]
    maps += [clustered(random, 30, 25, k, noise) for k in (1, 2, 5) for noise in (0, 0.1, 0.3)]
    maps += [(random.random((24, 24)) < share).astype(int) for share in (0.4, 0.6, 0.65, 0.7, 0.8)]
    lines = []
    for map in maps:
        map = map.astype(np.uint8)
        lines.append(",".join("".join(f"{label:02x}" for label in row) for row in map))
        lines += [f"{label} {wkt}" for label, wkt in polygons(map)]
        lines.append("")
    with open(sys.argv[1], "wb") as raw, gzip.GzipFile("", "wb", 9, raw, 0) as file:
        file.write(("\n".join(lines) + "\n").encode())


main()
