/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** JPEG 2000 where there is no GDAL, which reads it faster. */
public final class Jp2Format implements RasterFormat {
  /** After GDAL. */
  private static final int RANK = 100;

  @Override
  public String name() {
    return "JPEG 2000";
  }

  @Override
  public Optional<String> obstacle() {
    return Optional.empty();
  }

  @Override
  public int rank() {
    return RANK;
  }

  @Override
  public boolean reads(Path file) throws IOException {
    return Jp2Boxes.areIn(file);
  }

  @Override
  public RasterFile open(Path file, RasterReaders readers) throws IOException {
    return new Jp2File(file, readers.tiffs());
  }

  @Override
  public Set<String> endings() {
    return Set.of("jp2", "j2k");
  }
}
