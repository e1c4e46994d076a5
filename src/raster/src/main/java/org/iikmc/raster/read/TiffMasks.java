/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.iikmc.kmeans.SampleType;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.Nodata;

/**
 * What a TIFF itself says of where it has pixels, as GDAL reads it: bands of alpha, by the tag
 * ExtraSamples or by the colours that GDAL gave them; a mask that is a further image of the file,
 * of the size of the one that it is for; a mask in the {@code .msk} beside it; or a colour that
 * means nodata, in the metadata NODATA_VALUES.
 */
final class TiffMasks {
  private static final int MASK = 4; // bit of NewSubfileType
  private static final int ASSOCIATED_ALPHA = 1;
  private static final int UNASSOCIATED_ALPHA = 2;

  private final Path file;
  private final List<Integer> alpha = new ArrayList<>();
  private final List<TiffImage> masks = new ArrayList<>();
  private final List<Nodata> colour = new ArrayList<>();

  /**
   * @param directories all of the file
   * @param type of the bands
   * @throws InputException if there is a mask that can't be read: without it, what it leaves out
   *     would be taken for data
   */
  TiffMasks(
      Path file,
      List<TiffDirectory> directories,
      SampleType type,
      GdalMetadata metadata,
      TiffReaders readers)
      throws IOException {
    this.file = file;
    findAlpha(directories.get(0), metadata);
    findColour((int) directories.get(0).number(TiffTag.SAMPLES_PER_PIXEL, 1), type, metadata);
    for (int i = 1; i < directories.size(); i++) {
      if (isMask(directories.get(i))) {
        masks.add(new TiffImage(file, i, directories.get(i), readers));
      }
    }
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

  /** Whether an image of a TIFF is a mask of another. */
  static boolean isMask(TiffDirectory directory) {
    return (directory.number(TiffTag.NEW_SUBFILE_TYPE, 0) & MASK) != 0;
  }

  private void findAlpha(TiffDirectory directory, GdalMetadata metadata) {
    int bands = (int) directory.number(TiffTag.SAMPLES_PER_PIXEL, 1);
    long[] extra = directory.numbers(TiffTag.EXTRA_SAMPLES);
    for (int band = 0; band < bands; band++) {
      int i = band - (bands - extra.length);
      boolean tagged = i >= 0 && (extra[i] == ASSOCIATED_ALPHA || extra[i] == UNASSOCIATED_ALPHA);
      if (metadata.colour(band).map("Alpha"::equalsIgnoreCase).orElse(tagged)) {
        alpha.add(band);
      }
    }
    if (alpha.size() == bands) {
      throw new InputException(
          file, " has no band but alpha; give a file of bands with values to cluster.");
    }
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
   * @throws InputException if the file has masks, but only of other sizes than its own
   */
  MaskedImage on(TiffImage image) {
    Optional<MaskedImage> masked = ifThereIs(image);
    return masked.orElseThrow(
        () ->
            new InputException(
                file,
                " has a mask of another size than its own; make the mask anew, or leave it"
                    + " out with gdal_translate -mask none."));
  }

  /** The same; nothing if the file has masks, but none of that size. */
  Optional<MaskedImage> ifThereIs(TiffImage image) {
    Optional<TiffImage> mask =
        masks.stream()
            .filter(each -> each.width() == image.width() && each.height() == image.height())
            .findFirst();
    return masks.isEmpty() || mask.isPresent()
        ? Optional.of(new MaskedImage(image, alpha, mask, colour))
        : Optional.empty();
  }
}
