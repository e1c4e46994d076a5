/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.gdal;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;

/**
 * Open files of one run. GDAL's handles serve one thread at a time, so there are as many of a file
 * as threads read it at once; only so many that nobody uses stay open. Safe for use by several
 * threads.
 */
final class GdalHandles implements Closeable {
  private static final int MOST_IDLE = 64;

  private final GdalLibrary library;
  private final Deque<Idle> idle = new ArrayDeque<>();
  private final int mostIdle;
  private boolean closed;

  /** Of a run that closes them. */
  GdalHandles(GdalLibrary library) {
    this(library, MOST_IDLE);
  }

  /**
   * @param mostIdle handles that stay open while nobody uses them; 0 if nobody will close these
   */
  GdalHandles(GdalLibrary library, int mostIdle) {
    this.library = library;
    this.mostIdle = mostIdle;
  }

  private record Idle(GdalSource source, GdalDataset dataset) {}

  /** What is done with an open file while nobody else uses it. */
  interface Use<T> {
    T apply(GdalDataset dataset) throws IOException;
  }

  GdalLibrary library() {
    return library;
  }

  /**
   * Uses a file.
   *
   * @throws InputException if GDAL can't open or read it, or it is no longer the same
   */
  <T> T with(GdalSource source, Use<T> use) throws IOException {
    source.checkItIsTheSame();
    GdalDataset dataset = null;
    boolean whole = false;
    try {
      dataset = take(source);
      T result = use.apply(dataset);
      whole = true;
      return result;
    } catch (GdalException e) {
      throw unreadable(source, e);
    } finally {
      if (whole) {
        giveBack(source, dataset);
      } else if (dataset != null) {
        dataset.close(); // its state is unknown
      }
    }
  }

  private static InputException unreadable(GdalSource source, GdalException e) throws IOException {
    source.checkItIsTheSame();
    String reason = source.shownIn(e.getMessage()).lines().findFirst().orElse("").strip();
    return new InputException(
        Problem.of(
            source.named(),
            " can't be read by GDAL ("
                + (reason.isEmpty() ? "which gives no reason" : reason.replaceFirst("\\.$", ""))
                + "); it may be damaged. Check it with gdalinfo -checksum."),
        e);
  }

  private GdalDataset take(GdalSource source) {
    synchronized (this) {
      for (Iterator<Idle> each = idle.iterator(); each.hasNext(); ) {
        Idle candidate = each.next();
        if (candidate.source.equals(source)) {
          each.remove();
          return candidate.dataset;
        }
      }
    }
    return GdalDataset.open(library, source);
  }

  private void giveBack(GdalSource source, GdalDataset dataset) {
    GdalDataset surplus = null;
    synchronized (this) {
      if (closed) {
        surplus = dataset;
      } else {
        idle.addFirst(new Idle(source, dataset));
        if (idle.size() > mostIdle) {
          surplus = idle.removeLast().dataset;
        }
      }
    }
    if (surplus != null) {
      surplus.close();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    while (!idle.isEmpty()) {
      idle.removeFirst().dataset.close();
    }
  }
}
