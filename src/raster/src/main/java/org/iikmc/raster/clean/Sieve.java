/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.clean;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.iikmc.kmeans.Progress;

/**
 * Gives regions of fewer pixels than a threshold the label of their largest neighbour. The pixels
 * are those of GDAL's {@code gdal_sieve} on a map whose nodata is 0, which is neither changed nor
 * merged into; its rules, as read in {@code gdalsievefilter.cpp} of GDAL 3:
 *
 * <ul>
 *   <li>A region is of pixels of one label that are connected. Sizes are those before anything is
 *       merged: a region does not grow by what it takes in.
 *   <li>Of neighbours of one size, the first counts that someone comes upon who goes row by row and
 *       at each pixel looks up, up and left, up and right (these two where corners connect), and
 *       left; a pair of pixels is met by both their regions.
 *   <li>A small region whose largest neighbour is small gets what that one leads to. Where it goes
 *       round in a circle, as it does where all are small, the regions keep their labels.
 * </ul>
 *
 * <p>Strips of rows are gone through three times, on several threads: for the regions that reach a
 * seam between strips, for the neighbours of these, and for the pixels. The pixels don't depend on
 * the number of threads. Memory holds some 20 bytes for each run of equal labels of the strips that
 * are being worked at, at most 20 MB for each thread, and about 30 bytes for each region at a seam;
 * so that its size hardly depends on that of the map. Immutable and safe to share.
 */
public final class Sieve {
  private final int threshold;
  private final int reach;

  /**
   * @param threshold regions of fewer pixels are merged; those of 1 pixel at least never, so that 1
   *     changes nothing
   */
  public Sieve(int threshold, Connectedness connectedness) {
    this.threshold = threshold;
    reach = connectedness.reach;
  }

  /**
   * Sieves a map in its place.
   *
   * @param threads that work at it
   * @return how many pixels changed
   * @throws java.util.concurrent.CancellationException if the progress says so; what was done stays
   */
  public long apply(LabelFile map, int threads, Progress progress) throws IOException {
    return apply(map, Strips.of(map.width(), map.height()), threads, progress);
  }

  long apply(LabelFile map, Strips strips, int threads, Progress progress) throws IOException {
    Seams seams =
        new Seams(
            strips.each(
                threads,
                progress,
                strip ->
                    Seams.Parts.of(regions(map, strips, strip), strip == 0, strips.isLast(strip))),
            reach);
    List<Map<Integer, StripMerges.Neighbour>> neighbours =
        strips.each(threads, progress, strip -> merges(map, strips, strip, seams).ofSeams());
    int[] ofSeams = ofSeams(seams, neighbours);
    return strips
        .each(
            threads,
            progress,
            strip -> {
              byte[] cells = map.rows(strips.top(strip), strips.rows(strip));
              long changed = merges(cells, map.width(), strips, strip, seams).apply(cells, ofSeams);
              if (changed > 0) {
                map.write(strips.top(strip), strips.rows(strip), cells);
              }
              return changed;
            })
        .stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  private StripRegions regions(LabelFile map, Strips strips, int strip) throws IOException {
    byte[] cells = map.rows(strips.top(strip), strips.rows(strip));
    return new StripRegions(cells, map.width(), strips.rows(strip), reach);
  }

  private StripMerges merges(LabelFile map, Strips strips, int strip, Seams seams)
      throws IOException {
    byte[] cells = map.rows(strips.top(strip), strips.rows(strip));
    return merges(cells, map.width(), strips, strip, seams);
  }

  private StripMerges merges(byte[] cells, int width, Strips strips, int strip, Seams seams) {
    StripRegions regions = new StripRegions(cells, width, strips.rows(strip), reach);
    return new StripMerges(strip, regions, strips.isLast(strip), seams, threshold, reach);
  }

  /** The labels that regions of the seams get, of what each strip knows of their neighbours. */
  private int[] ofSeams(Seams seams, List<Map<Integer, StripMerges.Neighbour>> neighbours) {
    Map<Integer, StripMerges.Neighbour> largest = new HashMap<>();
    for (Map<Integer, StripMerges.Neighbour> ofStrip : neighbours) {
      ofStrip.forEach(
          (region, found) ->
              largest.merge(
                  region, found, (old, other) -> old.size() < other.size() ? other : old));
    }
    int[] ends = new int[seams.count()];
    largest.forEach((region, neighbour) -> ends[region] = neighbour.end());
    Links.follow(ends, ends.length);
    return ends;
  }
}
