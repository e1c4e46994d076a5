/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.gdal;

import com.sun.jna.Library;
import com.sun.jna.Pointer;

/**
 * The functions of GDAL's C API that are called here, under their own names and with their own
 * parameters (gdal.h, cpl_error.h, cpl_conv.h). A pointer that may be null is null there too.
 * Functions that came after GDAL 3.0 are not among them.
 */
interface GdalFunctions extends Library {
  String GDALVersionInfo(String request);

  void GDALAllRegister();

  void GDALSetCacheMax64(long bytes);

  void CPLSetConfigOption(String key, String value);

  String CPLGetConfigOption(String key, String otherwise);

  Pointer CPLSetErrorHandler(Pointer handler);

  void CPLErrorReset();

  int CPLGetLastErrorType();

  String CPLGetLastErrorMsg();

  Pointer OSRNewSpatialReference(String wkt);

  int OSRImportFromEPSG(Pointer system, int code);

  void OSRDestroySpatialReference(Pointer system);

  Pointer GDALIdentifyDriverEx(String name, int flags, Pointer drivers, Pointer siblings);

  Pointer GDALGetDriverByName(String name);

  String GDALGetDriverShortName(Pointer driver);

  Pointer GDALOpenEx(String name, int flags, Pointer drivers, String[] options, Pointer siblings);

  Pointer GDALCreate(
      Pointer driver, String name, int width, int height, int bands, int type, String[] options);

  int GDALClose(Pointer dataset); // a void before GDAL 3.7, so that what it gives is not looked at

  Pointer GDALGetDatasetDriver(Pointer dataset);

  int GDALGetRasterXSize(Pointer dataset);

  int GDALGetRasterYSize(Pointer dataset);

  int GDALGetRasterCount(Pointer dataset);

  int GDALGetGeoTransform(Pointer dataset, double[] numbers);

  int GDALSetGeoTransform(Pointer dataset, double[] numbers);

  Pointer GDALGetSpatialRef(Pointer dataset);

  int GDALSetSpatialRef(Pointer dataset, Pointer system);

  int GDALGetGCPCount(Pointer dataset);

  Pointer GDALGetMetadata(Pointer object, String domain);

  String GDALGetDescription(Pointer object);

  Pointer GDALGetRasterBand(Pointer dataset, int number);

  int GDALGetRasterDataType(Pointer band);

  void GDALGetBlockSize(Pointer band, int[] width, int[] height);

  int GDALGetRasterColorInterpretation(Pointer band);

  double GDALGetRasterNoDataValue(Pointer band, int[] isThere);

  double GDALGetRasterScale(Pointer band, int[] isThere);

  double GDALGetRasterOffset(Pointer band, int[] isThere);

  String GDALGetRasterUnitType(Pointer band);

  int GDALGetMaskFlags(Pointer band);

  Pointer GDALGetMaskBand(Pointer band);

  Pointer GDALGetRasterCategoryNames(Pointer band);

  Pointer GDALGetDefaultRAT(Pointer band);

  int GDALRATGetRowCount(Pointer table);

  int GDALRATGetColOfUsage(Pointer table, int usage);

  int GDALRATGetValueAsInt(Pointer table, int row, int column);

  String GDALRATGetValueAsString(Pointer table, int row, int column);

  int GDALGetOverviewCount(Pointer band);

  Pointer GDALGetOverview(Pointer band, int level);

  int GDALGetRasterBandXSize(Pointer band);

  int GDALGetRasterBandYSize(Pointer band);

  int GDALDatasetRasterIOEx(
      Pointer dataset,
      int write,
      int x,
      int y,
      int width,
      int height,
      Pointer to,
      int toWidth,
      int toHeight,
      int type,
      int bands,
      int[] numbers,
      long pixelSpace,
      long lineSpace,
      long bandSpace,
      Pointer more);

  int GDALRasterIOEx(
      Pointer band,
      int write,
      int x,
      int y,
      int width,
      int height,
      Pointer to,
      int toWidth,
      int toHeight,
      int type,
      long pixelSpace,
      long lineSpace,
      Pointer more);
}
