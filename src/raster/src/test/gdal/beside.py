#!/usr/bin/python3
"""Writes the .aux.xml files of AuxXmlTest beside TIFFs and JPEG 2000 files, and what GDAL makes of
them, and packs all into one zip.

usage: beside.py beside.zip        needs python3-gdal with JP2OpenJPEG, and python3-numpy

judged.txt has a line for each file: name|nodata of both bands|scale|offset|name of the first band|
whether the second is alpha|geotransform|EPSG code of the reference system, "points" for control
points. GDAL takes what is called refused-… for something else than was meant.
"""
import os
import struct
import sys
import tempfile
import zipfile
from xml.sax.saxutils import escape

import numpy as np
from osgeo import gdal, osr

gdal.DontUseExceptions()
gdal.PushErrorHandler("CPLQuietErrorHandler")


def system(code):
    found = osr.SpatialReference()
    found.ImportFromEPSG(code)
    return found


def band(content, number="1"):
    return f"<PAMRasterBand band='{number}'>{content}</PAMRasterBand>"


def esri(kind, content=""):
    return (
        f"<GeodataXform xsi:type='typens:{kind}Xform' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"
        " xmlns:typens='http://www.esri.com/schemas/ArcGIS/10.3'><SpatialReference"
        f" xsi:type='typens:ProjectedCoordinateSystem'><WKT>{UTM}</WKT></SpatialReference>{content}</GeodataXform>"
    )


def doubles(name, *values):
    inner = "".join(f"<Double>{value}</Double>" for value in values)
    return f"<{name} xsi:type='typens:ArrayOfDouble'>{inner}</{name}>"


UTM = escape(system(32618).ExportToWkt())
DEGREES = escape(system(4326).ExportToWkt())
NINE = struct.pack("<d", 9).hex().upper()
PLACE = "<GeoTransform> 1.0000000000000000e+02, 2, 0, 3.0e+01, 0, -4</GeoTransform>"
POINTS = doubles("SourceGCPs", 0, 0, 10, 0, 0, -10) + doubles("TargetGCPs", 1, 200, 31, 200, 1, 160)
GCP = "<GCP Id='{0}' Pixel='{1}' Line='{2}' X='{1}' Y='-{2}'/>"
CASES = {
    "nothing": "",
    "nodata": band("<NoDataValue>7</NoDataValue>"),
    "nodata-exact": band(f"<NoDataValue le_hex_equiv='{NINE}'>7.0001</NoDataValue>"),
    "nodata-nan": band("<NoDataValue>nan</NoDataValue>"),
    "nodata-empty": band("<NoDataValue></NoDataValue>"),
    "nodata-both": band("<NoDataValue>7</NoDataValue>") + band("<NoDataValue>-3</NoDataValue>", "2"),
    "nodata-capitals": "<pamrasterband band='1'><nodatavalue>7</nodatavalue></pamrasterband>",
    "nodata-deeper": "<Other>" + band("<NoDataValue>7</NoDataValue>") + "</Other>",
    "refused-words": band("<NoDataValue>seven</NoDataValue>"),
    "refused-comma": band("<NoDataValue>7,5</NoDataValue>"),
    "band-0": band("<NoDataValue>7</NoDataValue>", "0"),
    "band-9": band("<NoDataValue>7</NoDataValue>", "9"),
    "band-minus": band("<NoDataValue>7</NoDataValue>", "-1"),
    "band-blank": band("<NoDataValue>7</NoDataValue>", " 1"),
    "band-twice": band("<NoDataValue>7</NoDataValue>") + band("<Description>red</Description>"),
    "scale": band("<Offset>-0.1</Offset><Scale>0.0001</Scale><UnitType>m</UnitType><Description>red</Description>"),
    "scale-offset": band("<Offset>5</Offset>"),
    "refused-scale": band("<Scale>0,5</Scale>"),
    "alpha": band("<ColorInterp>Alpha</ColorInterp>", "2"),
    "alpha-small": band("<ColorInterp>alpha</ColorInterp>", "2"),
    "statistics": band("<Histograms><HistItem/></Histograms><Metadata><MDI key='STATISTICS_MEAN'>3</MDI></Metadata>"),
    "place": PLACE,
    "refused-place": "<GeoTransform>1,2,0,3,0</GeoTransform>",
    "refused-place-words": "<GeoTransform>1,2,0,3,0,x</GeoTransform>",
    "system": f"<SRS>{UTM}</SRS>{PLACE}",
    "system-order": f"<SRS dataAxisToSRSAxisMapping='2,1'>{DEGREES}</SRS>{PLACE}",
    "system-code": f"<SRS>EPSG:32617</SRS>{PLACE}",
    "points": "<GCPList Projection='EPSG:32618'>" + "".join(GCP.format(i, i % 2, i // 2) for i in range(4)) + "</GCPList>",
    "points-none": "<GCPList Projection='EPSG:32618'></GCPList>",
    "rational": "<Metadata domain='RPC'><MDI key='LINE_OFF'>1</MDI></Metadata>",
    "esri-pyramids": "<Metadata domain='Esri'><MDI key='PyramidResamplingType'>NEAREST</MDI></Metadata>",
    "esri-system": f"<Metadata domain='xml:ESRI' format='xml'>{esri('Identity')}</Metadata>{PLACE}",
    "esri-points": f"<Metadata domain='xml:ESRI' format='xml'>{esri('Polynomial', POINTS)}</Metadata>",
    "esri-alone": esri("Identity"),
    "esri-alone-points": esri("Polynomial", POINTS),
    "point": "<Metadata><MDI key='AREA_OR_POINT'>Point</MDI></Metadata>",
}

target = os.path.abspath(sys.argv[1])
os.chdir(tempfile.mkdtemp())
values = (np.arange(240) % 20).reshape(2, 10, 12).astype("i2")
lines = []
for name, content in CASES.items():
    for ending in (".tif", "-placed.tif", ".jp2"):
        memory = gdal.GetDriverByName("MEM").Create("", 12, 10, 2, gdal.GDT_Int16)
        memory.WriteArray(values)
        if ending != ".tif":
            memory.SetGeoTransform((0, 5, 0, 100, 0, -5))
            memory.SetProjection(system(32616).ExportToWkt())
        jp2 = ending == ".jp2"
        options = ["REVERSIBLE=YES", "QUALITY=100", "GMLJP2=NO"] if jp2 else []
        path = name + ending
        gdal.GetDriverByName("JP2OpenJPEG" if jp2 else "GTiff").CreateCopy(path, memory, options=options)
        text = content if content.startswith("<GeodataXform") else f"<PAMDataset>{content}</PAMDataset>"
        if content:
            open(path + ".aux.xml", "w").write(text)
        data = gdal.Open(path)
        first, second = data.GetRasterBand(1), data.GetRasterBand(2)
        crs = data.GetSpatialRef()
        lines.append(
            "|".join(
                str(part)
                for part in (
                    path,
                    first.GetNoDataValue(),
                    second.GetNoDataValue(),
                    1.0 if first.GetScale() is None else first.GetScale(),
                    0.0 if first.GetOffset() is None else first.GetOffset(),
                    first.GetDescription(),
                    second.GetColorInterpretation() == gdal.GCI_AlphaBand,
                    " ".join(map(repr, data.GetGeoTransform())),
                    "points" if data.GetGCPCount()
                    else crs.GetAuthorityCode(None) if crs else None,
                )
            )
        )
        data = None
open("judged.txt", "w").write("\n".join(lines) + "\n")
with zipfile.ZipFile(target, "w") as out:
    for file in sorted(os.listdir(".")):
        out.writestr(zipfile.ZipInfo(file), open(file, "rb").read(), zipfile.ZIP_DEFLATED)
