/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.gdal;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.iikmc.raster.archive.Archives;
import org.iikmc.raster.read.RasterFile;
import org.iikmc.raster.read.RasterFormat;
import org.iikmc.raster.read.RasterReaders;

/** All that GDAL reads, where GDAL is installed. Safe for use by several threads. */
public final class GdalFormat implements RasterFormat {
  private static final int RANK = 10;

  /** Neither pictures, which lie beside scenes, nor what belongs to another file. */
  private static final Set<String> ENDINGS =
      Set.of(
          "img", "vrt", "jp2", "j2k", "jpx", "nc", "nc4", "hdf", "hdf4", "h4", "he4", "h5", "hdf5",
          "he5", "ers", "ecw", "sid", "ntf", "nitf", "pix", "rst", "dat", "bil", "bip", "bsq",
          "envi", "kea", "gta");

  /** Those of them that nothing else has; with others ENVI's header lies beside. */
  private static final Set<String> OWN_ENDINGS =
      Set.of(
          "img", "nc", "nc4", "hdf", "hdf4", "he4", "h5", "hdf5", "he5", "ntf", "nitf", "ecw",
          "sid", "kea");

  /**
   * File systems of GDAL's own, and what it puts before the name of a part of a file. A drive of
   * Windows is one letter, and no other scheme is in capitals.
   */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?s)/vsi[a-z0-9_]+[/?].*|(?:NETCDF|HDF4_EOS|HDF4_SDS|HDF4_GR|HDF5|BAG|ZARR|GPKG|NITF_IM"
              + "|GTIFF_DIR|SENTINEL2_[A-Z0-9_]+|SENTINEL1_[A-Z0-9_]+|vrt):.+");

  /** Drivers that fetch what a small file names. */
  private static final Set<String> OF_OTHER_MACHINES =
      Set.of("WMS", "WMTS", "WCS", "HTTP", "OGCAPI", "STACTA", "STACIT", "PLMOSAIC", "EEDAI");

  private final GdalSearch search;
  private GdalOpener opener;
  private GdalHandles handles;

  /** With the GDAL of this process. */
  public GdalFormat() {
    this(GdalSearch.ofThisProcess());
  }

  GdalFormat(GdalSearch search) {
    this.search = search;
  }

  @Override
  public String name() {
    return "GDAL";
  }

  @Override
  public Optional<String> obstacle() {
    return search.obstacle();
  }

  /** Version and place of the library, if it can be used; for people. */
  public Optional<String> description() {
    return search.library().map(library -> library.version() + " at " + library.place());
  }

  @Override
  public int rank() {
    return RANK;
  }

  @Override
  public Set<String> endings() {
    return ENDINGS;
  }

  @Override
  public boolean reads(Path file) throws IOException {
    Optional<String> name = Archives.gdalName(file);
    if (search.library().isEmpty() || name.isEmpty()) {
      return false;
    }
    String driver = GdalDataset.driver(search.library().get(), name.get());
    boolean archived = file.getFileSystem() != FileSystems.getDefault();
    return !driver.isEmpty()
        && !OF_OTHER_MACHINES.contains(driver)
        && !(archived && driver.equals("VRT")); // it may name any file, and came from anywhere
  }

  @Override
  public boolean mayRead(Path file) {
    String name = file.getFileName().toString();
    String ending = name.replaceFirst("^.*\\.", "").toLowerCase(Locale.ROOT);
    return OWN_ENDINGS.contains(ending)
        || ENDINGS.contains(ending)
            && (Files.exists(file.resolveSibling(name + ".hdr"))
                || Files.exists(file.resolveSibling(name.replaceFirst("[^.]*$", "hdr"))));
  }

  @Override
  public RasterFile open(Path file, RasterReaders readers) throws IOException {
    return opener().open(GdalSource.of(file));
  }

  @Override
  public boolean knows(String address) {
    return ADDRESS.matcher(address).matches() && !isFile(address);
  }

  private static boolean isFile(String text) {
    return new java.io.File(text).exists();
  }

  @Override
  public RasterFile open(String address, RasterReaders readers) throws IOException {
    return opener().open(GdalSource.at(address));
  }

  private synchronized GdalOpener opener() {
    if (opener == null) {
      handles = new GdalHandles(search.library().orElseThrow());
      opener = new GdalOpener(handles);
    }
    return opener;
  }

  @Override
  public synchronized void close() {
    if (handles != null) {
      handles.close();
    }
  }
}
