/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.iikmc.kmeans.SampleType;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.Nodata;
import org.iikmc.raster.PixelSource;

/**
 * What a file itself says of where it has pixels, as GDAL reads it: bands of alpha, by the format
 * or by the colours that GDAL gave them; a mask that is a further image of a TIFF, of the size of
 * the one that it is for; a mask in the {@code .msk} beside a file; or a colour that means nodata,
 * in the metadata NODATA_VALUES.
 */
final class FileMasks {
  private static final int MASK = 4; // bit of NewSubfileType
  private static final int ASSOCIATED_ALPHA = 1;
  private static final int UNASSOCIATED_ALPHA = 2;

  private final Path file;
  private final List<Integer> alpha;
  private final List<TiffImage> masks = new ArrayList<>();
  private final List<Nodata> colour = new ArrayList<>();

  /**
   * Those of a file.
   *
   * @param bands how many it has
   * @param alpha those that are alpha, from 0
   * @param type of the bands
   * @throws InputException if there is a mask that can't be read: without it, what it leaves out
   *     would be taken for data
   */
  FileMasks(
      Path file,
      int bands,
      Set<Integer> alpha,
      SampleType type,
      GdalMetadata metadata,
      TiffReaders readers)
      throws IOException {
    this.file = file;
    this.alpha = List.copyOf(new TreeSet<>(alpha));
    if (alpha.size() == bands) {
      throw new InputException(
          file, " has no band but alpha; give a file of bands with values to cluster.");
    }
    findColour(bands, type, metadata);
    Path beside = file.resolveSibling(file.getFileName() + ".msk");
    if (FileState.exists(beside)) {
      if (!TiffFile.isTiff(beside)) {
        throw new InputException(
            beside, " is not a TIFF, and so no mask that can be read; remove it, or make it anew.");
      }
      List<TiffDirectory> own = TiffDirectory.all(beside);
      for (int i = 0; i < own.size(); i++) {
        masks.add(new TiffImage(beside, i, own.get(i), readers));
      }
    }
  }

  /**
   * Those of a TIFF.
   *
   * @param directories all of the file
   */
  static FileMasks ofTiff(
      Path file,
      List<TiffDirectory> directories,
      SampleType type,
      GdalMetadata metadata,
      TiffReaders readers)
      throws IOException {
    TiffDirectory first = directories.get(0);
    int bands = (int) first.number(TiffTag.SAMPLES_PER_PIXEL, 1);
    FileMasks found =
        new FileMasks(file, bands, alpha(first, bands, metadata), type, metadata, readers);
    int within = 0;
    for (int i = 1; i < directories.size(); i++) {
      if (isMask(directories.get(i))) {
        found.masks.add(within++, new TiffImage(file, i, directories.get(i), readers));
      }
    }
    return found;
  }

  /** Whether an image of a TIFF is a mask of another. */
  static boolean isMask(TiffDirectory directory) {
    return (directory.number(TiffTag.NEW_SUBFILE_TYPE, 0) & MASK) != 0;
  }

  /** By the tag, unless the metadata say otherwise. */
  private static Set<Integer> alpha(TiffDirectory directory, int bands, GdalMetadata metadata) {
    Set<Integer> alpha = new TreeSet<>();
    long[] extra = directory.numbers(TiffTag.EXTRA_SAMPLES);
    for (int band = 0; band < bands; band++) {
      int i = band - (bands - extra.length);
      boolean tagged = i >= 0 && (extra[i] == ASSOCIATED_ALPHA || extra[i] == UNASSOCIATED_ALPHA);
      if (metadata.colour(band).map("Alpha"::equalsIgnoreCase).orElse(tagged)) {
        alpha.add(band);
      }
    }
    return alpha;
  }

  /** GDAL, too, passes over a text of other than one number for each band. */
  private void findColour(int bands, SampleType type, GdalMetadata metadata) {
    String[] values = metadata.item("NODATA_VALUES").orElse("").strip().split("\\s+");
    if (values.length != bands) {
      return;
    }
    try {
      List<Nodata> found = new ArrayList<>();
      for (String value : values) {
        found.add(Nodata.of(type, List.of(Double.parseDouble(value))));
      }
      colour.addAll(found);
    } catch (NumberFormatException e) {
      // no colour then
    }
  }

  /**
   * An image with its mask.
   *
   * @param image of the bands of the file, in its size or smaller
   * @param width its columns
   * @throws InputException if the file has masks, but only of other sizes than its own
   */
  MaskedImage on(PixelSource image, int width, int height) {
    Optional<MaskedImage> masked = ifThereIs(image, width, height);
    return masked.orElseThrow(
        () ->
            new InputException(
                file,
                " has a mask of another size than its own; make the mask anew, or leave it"
                    + " out with gdal_translate -mask none."));
  }

  /** The same; nothing if the file has masks, but none of that size. */
  Optional<MaskedImage> ifThereIs(PixelSource image, int width, int height) {
    Optional<TiffImage> mask =
        masks.stream().filter(each -> each.width() == width && each.height() == height).findFirst();
    return masks.isEmpty() || mask.isPresent()
        ? Optional.of(new MaskedImage(image, alpha, mask, colour))
        : Optional.empty();
  }
}
