#!/usr/bin/python3
"""Sieves maps with GDAL, for SieveTest.

usage: sieve.py stored sieve.txt      writes small maps and what GDAL makes of them
       sieve.py live FOLDER           sieves the maps WIDTH-HEIGHT-THRESHOLD-CONNECTEDNESS-NAME.raw there

needs python3-gdal and python3-numpy. A line of the text holds width, height, threshold and connectedness,
the labels row by row and the sieved ones, two hexadecimal digits each. 0 is nodata.
"""
import os
import sys

import numpy as np
from osgeo import gdal

gdal.UseExceptions()


def sieve(labels, threshold, connectedness):
    height, width = labels.shape
    memory = gdal.GetDriverByName("MEM")
    source = memory.Create("", width, height, 1, gdal.GDT_Byte)
    band = source.GetRasterBand(1)
    band.SetNoDataValue(0)
    band.WriteArray(labels)
    target = memory.Create("", width, height, 1, gdal.GDT_Byte)
    gdal.SieveFilter(band, band.GetMaskBand(), target.GetRasterBand(1), threshold, connectedness)
    return target.ReadAsArray()


def random(rng, width, height, classes, patch, holes):
    """Noise of patches of so many pixels, a share of which is nodata."""
    coarse = rng.integers(1, classes + 1, (height // patch + 1, width // patch + 1))
    labels = np.kron(coarse, np.ones((patch, patch), int))[:height, :width]
    noise = rng.random((height, width))
    labels = np.where(noise < 0.2, rng.integers(1, classes + 1, (height, width)), labels)
    return np.where(noise > 1 - holes, 0, labels).astype("u1")


def maps():
    rng = np.random.default_rng(20)
    for width, height in (1, 1), (1, 40), (40, 1), (2, 2), (7, 5), (16, 16), (33, 21):
        for classes in 1, 2, 3, 8, 255:
            for patch, holes in (1, 0), (1, 0.2), (3, 0), (4, 0.05):
                yield random(rng, width, height, classes, patch, holes)
    yield np.zeros((6, 9), "u1")
    yield (np.add.outer(np.arange(12), np.arange(13)) % 2 + 1).astype("u1")
    yield (np.add.outer(np.arange(12), np.arange(13)) % 3).astype("u1")
    yield np.full((8, 8), 255, "u1")


def text(labels):
    return labels.tobytes().hex()


if sys.argv[1] == "stored":
    with open(sys.argv[2], "w") as out:
        for number, labels in enumerate(maps()):
            height, width = labels.shape
            thresholds = 2, 3, 5, 8, 20, 100
            for threshold in thresholds[number % 6], thresholds[(number + 3) % 6]:
                for connectedness in 4, 8:
                    sieved = sieve(labels, threshold, connectedness)
                    print(width, height, threshold, connectedness, text(labels), text(sieved), file=out)
else:
    for name in os.listdir(sys.argv[2]):
        width, height, threshold, connectedness = map(int, name.split("-")[:4])
        path = os.path.join(sys.argv[2], name)
        labels = np.fromfile(path, "u1").reshape(height, width)
        sieve(labels, threshold, connectedness).tofile(path.replace(".raw", ".sieved"))
