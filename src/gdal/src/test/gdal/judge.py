#!/usr/bin/python3
"""Reads every file of a folder with GDAL, as the judge of GdalFuzzTest.

usage: judge.py FOLDER        needs python3-gdal and python3-numpy

Writes FILE.raw for each file that GDAL reads: six numbers of the geotransform, then width, height,
number of bands, and their values; all as big-endian doubles.
"""
import os
import sys

import numpy as np
from osgeo import gdal

gdal.DontUseExceptions()
gdal.PushErrorHandler("CPLQuietErrorHandler")
for name in sorted(os.listdir(sys.argv[1])):
    path = os.path.join(sys.argv[1], name)
    try:
        data = gdal.Open(path)
        if data.RasterXSize * data.RasterYSize * data.RasterCount > 1 << 20:
            continue
        values = data.ReadAsArray().astype("f8")
        head = [*data.GetGeoTransform(), data.RasterXSize, data.RasterYSize, data.RasterCount]
        with open(path + ".raw", "wb") as out:
            out.write(np.array(head, ">f8").tobytes() + values.astype(">f8").tobytes())
    except Exception:  # whatever GDAL or NumPy make of a damaged file
        continue
