/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.clean;

import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.iikmc.kmeans.Progress;
import org.iikmc.raster.Grid;
import org.iikmc.raster.clean.LabelFile;
import org.iikmc.raster.clean.MajorityFilter;
import org.iikmc.raster.clean.Sieve;
import org.iikmc.raster.write.LabelReader;

/**
 * Cleans maps, one after the other, and knows how many of their pixels changed. Labels lie in
 * scratch files beside the map meanwhile, a byte for each pixel. For use by one thread.
 */
public final class MapCleaner {
  private static final String SCRATCH = ".labels";
  private static final String FILTERED = ".filtered";
  private static final double PERCENT = 100;

  private final Cleaning cleaning;
  private final int threads;
  private final Progress progress;
  private long pixels;
  private long changed;

  /**
   * @param threads that clean
   */
  public MapCleaner(Cleaning cleaning, int threads, Progress progress) {
    this.cleaning = cleaning;
    this.threads = threads;
    this.progress = progress;
  }

  /** Writes a map. */
  @FunctionalInterface
  public interface Output {
    /** Writes it of its labels, which can be read again. */
    void write(LabelReader labels) throws IOException;
  }

  /**
   * Cleans a map.
   *
   * @param labels each block is read once
   * @param map its file, beside which scratch files are made; they are removed when all went well
   * @param uncleaned is given the labels as they were, if they are to be kept
   * @param cleaned is given the clean labels, after that
   */
  public void clean(Grid grid, LabelReader labels, Path map, Output uncleaned, Output cleaned)
      throws IOException {
    if (cleaning.isNone()) {
      cleaned.write(labels);
      return;
    }
    Counted counted = new Counted(labels);
    try (LabelFile before =
        LabelFile.copy(beside(map, SCRATCH), counted, grid.width(), grid.height())) {
      if (cleaning.keepUnsieved()) {
        uncleaned.write(before);
      }
      pixels += counted.valid;
      if (cleaning.majority() > 0) {
        filter(before, map, cleaned);
      } else {
        changed += sieve(before);
        cleaned.write(before);
      }
      before.delete();
    }
  }

  private void filter(LabelFile before, Path map, Output cleaned) throws IOException {
    try (LabelFile filtered = before.blank(beside(map, FILTERED))) {
      new MajorityFilter(cleaning.majority()).apply(before, filtered, threads, progress);
      if (cleaning.sieve() > 0) {
        sieve(filtered);
      }
      changed += before.differences(filtered);
      cleaned.write(filtered);
      filtered.delete();
    }
  }

  private long sieve(LabelFile map) throws IOException {
    return new Sieve(cleaning.sieve(), cleaning.connectedness()).apply(map, threads, progress);
  }

  private static Path beside(Path map, String ending) {
    return map.resolveSibling(map.getFileName() + ending);
  }

  /** Counts the pixels that have a label. */
  private static final class Counted implements LabelReader {
    private final LabelReader labels;
    private final List<Rectangle> windows;
    private long valid;

    Counted(LabelReader labels) {
      this.labels = labels;
      windows = labels.windows();
    }

    @Override
    public List<Rectangle> windows() {
      return windows;
    }

    @Override
    public void read(int block, byte[] cells) throws IOException {
      labels.read(block, cells);
      Rectangle window = windows.get(block);
      for (int i = 0; i < window.width * window.height; i++) {
        valid += cells[i] == 0 ? 0 : 1;
      }
    }
  }

  /** Pixels of all maps that have a class. */
  public long pixels() {
    return pixels;
  }

  /** Those that changed it. */
  public long changed() {
    return changed;
  }

  /** Which share of the pixels of all maps changed: a sentence; none if nothing was to be done. */
  public List<String> notes() {
    if (cleaning.isNone()) {
      return List.of();
    }
    return List.of(
        String.format(
            Locale.ROOT,
            "Maps were cleaned (%s): %.1f %% of the pixels changed their class. Counts, areas and"
                + " pictures are of the clean maps; signatures, distances and silhouettes of the"
                + " classes as they were found.",
            how(),
            pixels == 0 ? 0 : PERCENT * changed / pixels));
  }

  private String how() {
    String filter = "majority of " + cleaning.majority() + " × " + cleaning.majority() + " pixels";
    String sieve =
        "sieve of "
            + cleaning.sieve()
            + " pixels, "
            + switch (cleaning.connectedness()) {
              case FOUR -> "4-connected";
              case EIGHT -> "8-connected";
            };
    return cleaning.sieve() == 0
        ? filter
        : cleaning.majority() == 0 ? sieve : filter + ", then " + sieve;
  }
}
