/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.gdal;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * GDAL as it is loaded into this process, set up for reading. Safe for use by several threads; what
 * one of its handles does is not.
 */
final class GdalLibrary {
  /** The first with GDALSetSpatialRef. */
  private static final int OLDEST = 3;

  /** Of blocks that were unpacked, for all files together. GDAL itself would take 5 % of memory. */
  static final long CACHE_BYTES = 128L << 20;

  /**
   * Drivers whose libraries serve one thread at a time. GDAL sees to that in each, but two of them
   * share one library.
   */
  private static final Set<String> ONE_AT_A_TIME =
      Set.of("netCDF", "HDF5", "HDF5Image", "BAG", "HDF4", "HDF4Image", "GMT", "KEA");

  private static final int WGS_84 = 4326;

  private final GdalFunctions functions;
  private final String version;
  private final String place;
  private final Lock lock = new ReentrantLock();

  private GdalLibrary(GdalFunctions functions, String version, String place) {
    this.functions = functions;
    this.version = version;
    this.place = place;
  }

  /**
   * Loads it.
   *
   * @param name of a file, or of the library without the system's prefix and suffix
   * @throws UnsatisfiedLinkError if there is none, or one without a function that is needed
   * @throws UnusableGdalException if it is of no use
   */
  static GdalLibrary load(String name) throws UnusableGdalException {
    Map<String, Object> options = Map.of(Library.OPTION_STRING_ENCODING, "UTF-8");
    NativeLibrary library = NativeLibrary.getInstance(name, options);
    GdalFunctions functions = Native.load(name, GdalFunctions.class, options);
    String version = functions.GDALVersionInfo("RELEASE_NAME");
    String place = library.getFile() == null ? name : library.getFile().toString();
    if (Integer.parseInt(functions.GDALVersionInfo("VERSION_NUM")) < OLDEST * 1_000_000) {
      throw new UnusableGdalException(
          "GDAL " + version + " at " + place + " is too old", "install GDAL 3 or later");
    }
    // For all threads, those of GDAL too: what goes wrong is asked for, and said by an exception.
    functions.CPLSetErrorHandler(library.getFunction("CPLQuietErrorHandler"));
    functions.CPLSetConfigOption("GDAL_NUM_THREADS", "1"); // a failure in another is not told here
    functions.CPLSetConfigOption("RAW_CHECK_FILE_SIZE", "YES"); // or what is cut off reads as 0
    if (functions.CPLGetConfigOption("GDAL_CACHEMAX", null) == null) {
      functions.GDALSetCacheMax64(CACHE_BYTES);
    }
    functions.GDALAllRegister();
    checkReferenceSystems(functions, version, place);
    return new GdalLibrary(functions, version, place);
  }

  /** Without them a file would seem to lie nowhere. */
  private static void checkReferenceSystems(GdalFunctions functions, String version, String place)
      throws UnusableGdalException {
    Pointer system = functions.OSRNewSpatialReference(null);
    int failed = functions.OSRImportFromEPSG(system, WGS_84);
    functions.OSRDestroySpatialReference(system);
    if (failed != 0) {
      throw new UnusableGdalException(
          "GDAL " + version + " at " + place + " does not find proj.db, its reference systems",
          "name the folder of proj.db in PROJ_LIB, or activate GDAL's environment");
    }
  }

  GdalFunctions functions() {
    return functions;
  }

  /** Such as 3.6.2. */
  String version() {
    return version;
  }

  /** Of the library, for messages. */
  String place() {
    return place;
  }

  /** What is held while files of a driver are used that serve one thread at a time. */
  Lock lock(String driver) {
    return ONE_AT_A_TIME.contains(driver) ? lock : new ReentrantLock();
  }
}
