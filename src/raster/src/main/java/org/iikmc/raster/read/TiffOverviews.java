/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.PixelSource;

/**
 * The overviews of a GeoTIFF: further images in it, or in the {@code .ovr} beside it, as GDAL
 * writes and reads them.
 */
final class TiffOverviews {
  private static final int REDUCTION = 1; // bit of NewSubfileType

  private final Path file;
  private final TiffImage image;
  private final FileMasks masks;
  private final TiffReaders readers;
  private List<PixelSource.Overview> found;

  /**
   * Looks for them when the first is wanted.
   *
   * @param image the first of the file
   */
  TiffOverviews(Path file, TiffImage image, FileMasks masks, TiffReaders readers) {
    this.file = file;
    this.image = image;
    this.masks = masks;
    this.readers = readers;
  }

  /**
   * The overview with the fewest columns, but at least so many.
   *
   * @return empty if there is none, or they can't be read
   */
  Optional<PixelSource.Overview> coarsest(double leastWidth) {
    return all().stream()
        .filter(overview -> overview.width() >= Math.floor(leastWidth))
        .min(Comparator.comparingInt(PixelSource.Overview::width));
  }

  private synchronized List<PixelSource.Overview> all() {
    if (found == null) {
      try {
        found = find();
      } catch (IOException | InputException e) {
        found = List.of(); // slower, but all pixels are in the file itself
      }
    }
    return found;
  }

  /** All of them, the finest first. */
  List<PixelSource.Overview> find() throws IOException {
    List<PixelSource.Overview> overviews = new ArrayList<>();
    add(file, TiffDirectory.all(file), 1, overviews);
    Path beside = file.resolveSibling(file.getFileName() + ".ovr");
    if (Files.isRegularFile(beside) && TiffFile.isTiff(beside)) {
      add(beside, TiffDirectory.all(beside), 0, overviews);
    }
    overviews.sort(Comparator.comparingInt(PixelSource.Overview::width).reversed());
    return List.copyOf(overviews);
  }

  /** Whether an image is a smaller copy of another; the first beside a file is one all the same. */
  private static boolean isReduction(TiffDirectory directory) {
    return (directory.number(TiffTag.NEW_SUBFILE_TYPE, 0) & REDUCTION) != 0;
  }

  private void add(
      Path path, List<TiffDirectory> all, int first, List<PixelSource.Overview> overviews)
      throws IOException {
    for (int i = first; i < all.size(); i++) {
      boolean further = i > 0 && !isReduction(all.get(i)); // a page of its own, no overview
      if (further || FileMasks.isMask(all.get(i))) {
        continue;
      }
      TiffImage smaller = new TiffImage(path, i, all.get(i), readers);
      if (smaller.hasSamplesOf(image)) {
        masks
            .ifThereIs(smaller, smaller.width(), smaller.height())
            .ifPresent(
                pixels ->
                    overviews.add(
                        new PixelSource.Overview(pixels, smaller.width(), smaller.height())));
      }
    }
  }
}
