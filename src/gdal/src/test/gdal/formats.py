#!/usr/bin/python3
"""Writes files of many formats into the working folder, for the tests of this module.

usage: formats.py        needs python3-gdal and python3-numpy

Value of band b, row y, column x: (b * 1000 + y * 61 + x * 7) % 9973, as the test calculates it.
"""
import zipfile

import numpy as np
from osgeo import gdal, osr

gdal.UseExceptions()
gdal.SetConfigOption("GDAL_PAM_ENABLED", "YES")
WIDTH, HEIGHT = 61, 47
PLACE = (600000, 10, 0, 5300040, 0, -10)


def system(text):
    srs = osr.SpatialReference()
    srs.SetFromUserInput(text)
    return srs.ExportToWkt()


def pattern(bands, width=WIDTH, height=HEIGHT):
    b, y, x = np.mgrid[0:bands, 0:height, 0:width]
    return (b * 1000 + y * 61 + x * 7) % 9973


def memory(bands=3, kind=gdal.GDT_UInt16, place=PLACE, srs="EPSG:32632", width=WIDTH, height=HEIGHT):
    data = gdal.GetDriverByName("MEM").Create("", width, height, bands, kind)
    if place:
        data.SetGeoTransform(place)
    if srs:
        data.SetProjection(system(srs))
    data.WriteArray(pattern(bands, width, height))
    for i in range(bands):
        data.GetRasterBand(i + 1).SetDescription(["blue", "green", "red"][i % 3])
    return data


def save(driver, name, data, *options):
    gdal.GetDriverByName(driver).CreateCopy(name, data, 0, list(options))


# Every format with the same pixels
save("ENVI", "bsq.dat", memory())
save("ENVI", "bip.dat", memory(), "INTERLEAVE=BIP")
save("HFA", "imagine.img", memory())
save("JP2OpenJPEG", "lossless.jp2", memory(), "REVERSIBLE=YES", "QUALITY=100", "BLOCKXSIZE=32", "BLOCKYSIZE=32")
save("netCDF", "cube.nc", memory())
save("netCDF", "one.nc", memory(bands=1))
save("HDF4Image", "four.hdf", memory())
save("GTiff", "lerc.tif", memory(), "COMPRESS=LERC")
save("GTiff", "plain.tif", memory())
save("PCIDSK", "database.pix", memory())
gdal.Translate("virtual.vrt", "plain.tif", format="VRT")
with zipfile.ZipFile("packed.zip", "w") as packed:
    packed.write("plain.tif", "in/packed.tif")

# Where they lie
save("HFA", "place-sinusoidal.img", memory(srs="+proj=sinu +R=6371007.181 +units=m"))
save("HFA", "place-albers.img", memory(srs="+proj=aea +lat_1=20 +lat_2=50 +lat_0=0 +lon_0=10 +datum=WGS84"))
save("ENVI", "place-unknown.dat", memory(srs="+proj=gstmerc +lat_0=-21.1 +lon_0=55.5 +k=1 +x_0=160000 +y_0=50000 +ellps=intl"))
save("ENVI", "place-none.dat", memory(place=None, srs=None))
save("HFA", "place-degrees.img", memory(place=(7, 0.01, 0, 48, 0, -0.01), srs="EPSG:4326"))
save("VRT", "place-turned.vrt", gdal.Open("plain.tif"))
turned = gdal.Open("place-turned.vrt", gdal.GA_Update)
turned.SetGeoTransform((600000, 8, 6, 5300040, 6, -8))
turned = None

# What is no scene, or not one on a regular grid
points = gdal.GetDriverByName("VRT").CreateCopy("points.vrt", gdal.Open("plain.tif"))
points.SetGCPs([gdal.GCP(x, y, 0, c, r) for x, y, c, r in [(7, 48, 0, 0), (8, 48, 60, 0), (7, 47, 0, 46)]], system("EPSG:4326"))
points = None
text = open("points.vrt").read()
start, end = text.find("<GeoTransform>"), text.find("</GeoTransform>")
if start >= 0:
    open("points.vrt", "w").write(text[:start] + text[end + len("</GeoTransform>"):])
save("HFA", "complex.img", memory(bands=1, kind=gdal.GDT_CFloat32))
alpha = memory(bands=1, kind=gdal.GDT_Byte)
alpha.GetRasterBand(1).SetColorInterpretation(gdal.GCI_AlphaBand)
save("PNG", "picture.png", memory(bands=1, kind=gdal.GDT_Byte))
save("HFA", "alpha-source.img", alpha)
save("VRT", "alpha.vrt", gdal.Open("alpha-source.img"))
only = gdal.Open("alpha.vrt", gdal.GA_Update)
only.GetRasterBand(1).SetColorInterpretation(gdal.GCI_AlphaBand)
only = None

# What they say of their bands
said = gdal.GetDriverByName("MEM").Create("", WIDTH, HEIGHT, 2, gdal.GDT_Int16)
said.SetGeoTransform(PLACE)
said.SetProjection(system("EPSG:32632"))
said.WriteArray(pattern(2))
said.GetRasterBand(1).SetNoDataValue(61)
said.GetRasterBand(1).SetScale(0.0001)
said.GetRasterBand(1).SetOffset(-0.1)
said.GetRasterBand(1).SetDescription("nir")
said.GetRasterBand(1).SetCategoryNames(["", "water", "forest"])
said.SetMetadata({"ACQUISITION_DATE": "2019-07-04"})
save("VRT", "said.vrt", gdal.Translate("said.tif", said))
saying = gdal.Open("said.vrt", gdal.GA_Update)
saying.GetRasterBand(2).DeleteNoDataValue()
saying = None
half = gdal.GetDriverByName("MEM").Create("", WIDTH, HEIGHT, 1, gdal.GDT_Byte)
half.SetGeoTransform(PLACE)
half.WriteArray(pattern(1) % 200 + 1)
half.CreateMaskBand(gdal.GMF_PER_DATASET)
half.GetRasterBand(1).GetMaskBand().WriteArray(np.where(np.arange(WIDTH)[None, :] < 20, 0, 255).repeat(HEIGHT, 0))
gdal.SetConfigOption("GDAL_TIFF_INTERNAL_MASK", "YES")
save("GTiff", "masked-lerc.tif", half, "COMPRESS=LERC")


# Several rasters in one file
def variables(name, sizes, kind=gdal.GDT_Int16, shift=0):
    root = gdal.GetDriverByName("netCDF").CreateMultiDimensional(name, []).GetRootGroup()
    made = {}
    for variable, (width, height, *more) in sizes.items():
        key = (width, height)
        if key not in made:
            suffix = "" if not made else str(len(made))
            y = root.CreateDimension("y" + suffix, gdal.DIM_TYPE_HORIZONTAL_Y, None, height)
            x = root.CreateDimension("x" + suffix, gdal.DIM_TYPE_HORIZONTAL_X, None, width)
            for dimension, first, step, count in (("y", 5300000, -463.3127 * 2400 / height, height), ("x", 100000, 463.3127 * 2400 / width, width)):
                values = root.CreateMDArray(dimension + suffix, [y if dimension == "y" else x], gdal.ExtendedDataType.Create(gdal.GDT_Float64))
                values.CreateAttribute("standard_name", [], gdal.ExtendedDataType.CreateString()).WriteString("projection_%s_coordinate" % dimension)
                values.Write(np.array([first + step * (i + 0.5) for i in range(count)]))
            made[key] = (y, x)
        array = root.CreateMDArray(variable, list(made[key]), gdal.ExtendedDataType.Create(more[0] if more else kind))
        srs = osr.SpatialReference()
        srs.SetFromUserInput("+proj=sinu +R=6371007.181 +units=m")
        array.SetSpatialRef(srs)
        number = list(sizes).index(variable)
        data = pattern(number + 1, width, height)[number]
        array.Write(data.astype("u2" if more else "i2"))


BANDS = {"sur_refl_b0%d_1" % b: (48, 48) for b in range(1, 8)}
variables("modis.nc", {"state_1km_1": (24, 24, gdal.GDT_UInt16), **BANDS, "num_observations_500m": (48, 48)})
variables("two.nc", {"a": (48, 48), "b": (48, 48), "coarse": (12, 12)})
