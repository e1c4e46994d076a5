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
 * <p>Strips of rows are gone through by several threads: for the regions that reach a seam between
 * strips; then for the neighbours of all regions, and for the pixels of those that end within the
 * strip or at a large region; then for the others, which are few, unless almost all regions are
 * small. The pixels don't depend on the number of threads. Memory holds some 20 bytes for each run
 * of equal labels of the strips that are being worked at, at most 20 MB for each thread, about 30
 * bytes for each region at a seam, and at most 200 kB for each strip; so that its size hardly
 * depends on that of the map. Immutable and safe to share.
 */
public final class Sieve {
  /** Runs of a strip that may wait, so that those of all strips take little memory. */
  private static final int MOST_OPEN = 1 << 14;

  private final int threshold;
  private final int reach;
  private final int mostOpen;

  /**
   * @param threshold regions of fewer pixels are merged; those of 1 pixel at least never, so that 1
   *     changes nothing
   */
  public Sieve(int threshold, Connectedness connectedness) {
    this(threshold, connectedness, MOST_OPEN);
  }

  Sieve(int threshold, Connectedness connectedness, int mostOpen) {
    this.threshold = threshold;
    reach = connectedness.reach;
    this.mostOpen = mostOpen;
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

  /**
   * What came of a strip.
   *
   * @param neighbours of the small regions of the seams
   * @param changed pixels
   * @param open runs that wait for the regions of the seams; null if there are so many that the
   *     strip is better gone through once more, and nothing of it has changed
   */
  private record Half(
      Map<Integer, StripMerges.Neighbour> neighbours, long changed, OpenRuns open) {}

  long apply(LabelFile map, Strips strips, int threads, Progress progress) throws IOException {
    Seams seams =
        new Seams(strips.each(threads, progress, strip -> parts(map, strips, strip)), reach);
    List<Half> halves = strips.each(threads, progress, strip -> first(map, strips, strip, seams));
    int[] ofSeams = ofSeams(seams, halves);
    List<Long> changed =
        strips.each(
            threads,
            progress,
            strip -> second(map, strips, strip, seams, halves.get(strip), ofSeams));
    return changed.stream().mapToLong(Long::longValue).sum();
  }

  private Seams.Parts parts(LabelFile map, Strips strips, int strip) throws IOException {
    byte[] cells = map.rows(strips.top(strip), strips.rows(strip));
    StripRegions regions = new StripRegions(cells, map.width(), strips.rows(strip), reach);
    return Seams.Parts.of(regions, strip == 0, strips.isLast(strip));
  }

  private StripMerges merges(byte[] cells, int width, Strips strips, int strip, Seams seams) {
    StripRegions regions = new StripRegions(cells, width, strips.rows(strip), reach);
    return new StripMerges(strip, regions, strips.isLast(strip), seams, threshold, reach);
  }

  private Half first(LabelFile map, Strips strips, int strip, Seams seams) throws IOException {
    int top = strips.top(strip);
    byte[] cells = map.rows(top, strips.rows(strip));
    StripMerges merges = merges(cells, map.width(), strips, strip, seams);
    OpenRuns open = new OpenRuns();
    long changed = merges.apply(cells, open);
    if (open.count() > mostOpen) {
      return new Half(merges.ofSeams(), 0, null);
    }
    if (changed > 0) {
      map.write(top, strips.rows(strip), cells);
    }
    return new Half(merges.ofSeams(), changed, open);
  }

  private long second(
      LabelFile map, Strips strips, int strip, Seams seams, Half first, int[] ofSeams)
      throws IOException {
    if (first.open != null && first.open.count() == 0) {
      return first.changed;
    }
    int top = strips.top(strip);
    byte[] cells = map.rows(top, strips.rows(strip));
    OpenRuns open = first.open;
    long changed = first.changed;
    if (open == null) {
      open = new OpenRuns();
      changed = merges(cells, map.width(), strips, strip, seams).apply(cells, open);
    }
    changed += open.fill(cells, ofSeams);
    map.write(top, strips.rows(strip), cells);
    return changed;
  }

  /** The labels that regions of the seams get, of what each strip knows of their neighbours. */
  private static int[] ofSeams(Seams seams, List<Half> halves) {
    Map<Integer, StripMerges.Neighbour> largest = new HashMap<>();
    for (Half half : halves) {
      half.neighbours.forEach(
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
