/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.catalog;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.iikmc.kmeans.problem.InputException;

/**
 * Who writes which series just now: one at a time does. Names that differ in case only are the same
 * to some file systems. Safe for use by several threads.
 */
public final class SeriesClaims {
  private final Set<String> claimed = ConcurrentHashMap.newKeySet();

  /** Given back when closed. */
  public interface Claim extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Claims a series.
   *
   * @param name its prefix, with the workspace before it where there are several
   * @throws InputException if somebody else has it
   */
  public Claim claim(String name) {
    String key = name.toLowerCase(Locale.ROOT);
    if (!claimed.add(key)) {
      throw new InputException(
          "Another run is writing the series '" + name + "' just now; wait until it has ended.");
    }
    return () -> claimed.remove(key);
  }
}
