#!/usr/bin/python3
"""Reads every .tif and .jp2 of a folder with GDAL, as the judge of TiffFuzzTest and Jp2FuzzTest.

usage: read.py FOLDER        needs python3-gdal and python3-numpy

Writes FILE.raw for each file that GDAL reads: six numbers of the geotransform, then width, height,
number of bands that are not alpha, and their values, NaN where GDAL's masks or a band of
alpha leave a pixel out, or it is infinite; all as big-endian doubles.
"""
import glob
import os
import sys

import numpy as np
from osgeo import gdal

gdal.DontUseExceptions()  # what is wrong with a reference system is no reason to refuse pixels
gdal.PushErrorHandler("CPLQuietErrorHandler")
OPTIONS = ["1BIT_ALPHA_PROMOTION=NO"]
for path in sorted(glob.glob(os.path.join(sys.argv[1], "*.[tj][ip][f2]"))):
    try:
        data = gdal.OpenEx(path, open_options=OPTIONS if path.endswith(".jp2") else [])
        if data.RasterXSize * data.RasterYSize * data.RasterCount > 1 << 22:
            continue
        bands = [data.GetRasterBand(b + 1) for b in range(data.RasterCount)]
        alpha = [b for b in bands if b.GetColorInterpretation() == gdal.GCI_AlphaBand]
        bands = [b for b in bands if b.GetColorInterpretation() != gdal.GCI_AlphaBand]
        values = []
        for band in bands:
            value = band.ReadAsArray().astype("f8")
            value[band.GetMaskBand().ReadAsArray() == 0] = np.nan
            for each in alpha:  # which GDAL hears only as the second or fourth band
                value[each.ReadAsArray() == 0] = np.nan
            value[np.isinf(value)] = np.nan
            values.append(value)
        head = [*data.GetGeoTransform(), data.RasterXSize, data.RasterYSize, len(bands)]
        with open(path + ".raw", "wb") as out:
            out.write(np.array(head, ">f8").tobytes() + np.array(values, ">f8").tobytes())
    except Exception:  # whatever GDAL or NumPy make of a damaged file
        continue
