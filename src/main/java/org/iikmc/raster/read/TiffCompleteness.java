/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import it.geosolutions.imageio.plugins.tiff.BaselineTIFFTagSet;
import it.geosolutions.imageio.plugins.tiff.TIFFField;
import it.geosolutions.imageioimpl.plugins.tiff.TIFFImageMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageReader;
import org.iikmc.raster.InputException;

/**
 * Sees that all pixels of a TIFF lie within its file. The reader takes what a cut-off file lacks
 * for zeros, which would end in a wrong map.
 */
final class TiffCompleteness {
  private TiffCompleteness() {}

  /**
   * @throws InputException if strips or tiles lie beyond the end of the file
   */
  static void check(ImageReader reader, Path file) throws IOException {
    TIFFImageMetadata metadata = (TIFFImageMetadata) reader.getImageMetadata(0);
    long length = Files.size(file);
    checkParts(
        metadata.getTIFFField(BaselineTIFFTagSet.TAG_TILE_OFFSETS),
        metadata.getTIFFField(BaselineTIFFTagSet.TAG_TILE_BYTE_COUNTS),
        length,
        file);
    checkParts(
        metadata.getTIFFField(BaselineTIFFTagSet.TAG_STRIP_OFFSETS),
        metadata.getTIFFField(BaselineTIFFTagSet.TAG_STRIP_BYTE_COUNTS),
        length,
        file);
  }

  private static void checkParts(TIFFField offsets, TIFFField sizes, long length, Path file) {
    if (offsets == null || sizes == null) {
      return;
    }
    for (int i = 0; i < offsets.getCount(); i++) {
      long end = offsets.getAsLong(i) + (i < sizes.getCount() ? sizes.getAsLong(i) : 0);
      if (end > length) {
        throw new InputException(
            file
                + " can't be read as a GeoTIFF: it is cut off after "
                + length
                + " bytes, but pixels lie as far as byte "
                + end
                + "; copy or download it again.");
      }
    }
  }
}
