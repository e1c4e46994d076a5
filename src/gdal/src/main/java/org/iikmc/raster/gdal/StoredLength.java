/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.gdal;

import java.awt.Dimension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.iikmc.kmeans.problem.InputException;

/**
 * Whether a file is as long as its pixels need. Drivers of formats that store them as they are read
 * zeros after the end of a file that was cut off, and say nothing.
 */
final class StoredLength {
  private static final Set<String> DRIVERS = Set.of("ENVI", "EHdr", "GenBin", "RST", "HFA");

  private StoredLength() {}

  /**
   * Sees that nothing is missing.
   *
   * @param bands of the file
   * @throws InputException if it is too short
   */
  static void check(GdalSource source, GdalDataset dataset, List<GdalBand> bands) {
    if (source.state().isEmpty()
        || !DRIVERS.contains(dataset.driver())
        || isElsewhere(source.file().get())) {
      return;
    }
    long needed = offset(dataset.metadata("ENVI"));
    Dimension size = dataset.size();
    for (int i = 0; i < bands.size(); i++) {
      if (bands.get(i).structure().containsKey("COMPRESSION")) {
        return;
      }
      Dimension block = dataset.block(i + 1);
      long blocks =
          (long) ((size.width + block.width - 1) / block.width)
              * ((size.height + block.height - 1) / block.height);
      needed += blocks * block.width * block.height * bits(bands.get(i)) / Byte.SIZE;
    }
    if (source.state().get().size() < needed) {
      throw new InputException(
          source.file().get(),
          " is cut off: it has "
              + source.state().get().size()
              + " bytes, but its pixels alone are "
              + needed
              + "; copy it again.");
    }
  }

  /** Pixels of an .img may be in an .ige beside it; those of an .hdr.gz are packed. */
  private static boolean isElsewhere(Path file) {
    String name = file.getFileName().toString();
    return Files.exists(file.resolveSibling(name.replaceFirst("\\.[^.]*$", "") + ".ige"))
        || name.endsWith(".gz");
  }

  private static long offset(Map<String, String> header) {
    String offset = header.getOrDefault("header_offset", "0").strip();
    return offset.matches("[0-9]{1,15}") ? Long.parseLong(offset) : 0;
  }

  private static int bits(GdalBand band) {
    String few = band.structure().getOrDefault("NBITS", "");
    if (few.matches("[0-9]{1,2}")) {
      return Integer.parseInt(few);
    }
    return switch (band.type()) {
      case 2, 3 -> Short.SIZE;
      case 4, 5, 6 -> Integer.SIZE;
      case 7, 12, 13 -> Long.SIZE;
      default -> Byte.SIZE;
    };
  }
}
