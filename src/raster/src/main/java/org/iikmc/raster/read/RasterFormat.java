/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import org.iikmc.kmeans.problem.InputException;

/**
 * A format, or several, that files other than TIFFs can be read in, and TIFFs of kinds that are not
 * read here. Found by {@link ServiceLoader}, one for each run, which closes it. What it needs of
 * the machine is looked for when it is first asked. Safe for use by several threads.
 */
public interface RasterFormat extends Closeable {
  /** What it is called in messages, such as "JPEG 2000". */
  String name();

  /** Why it can't be used on this machine, and what to do for it; empty if it can. */
  Optional<String> obstacle();

  /** Where several read a file, the one of the lowest rank does. */
  int rank();

  /**
   * Whether a file looks like one of these, by its name or its first bytes. Not asked of a format
   * that can't be used.
   */
  boolean reads(Path file) throws IOException;

  /**
   * Opens a file that {@linkplain #reads looks like one of these}.
   *
   * @param readers of the run, which close what stays open
   * @throws InputException if it can't be read
   */
  RasterFile open(Path file, RasterReaders readers) throws IOException;

  /**
   * What files in a folder of scenes end with that may be scenes, without the dot and in lower
   * case. A file is one if it looks like one of these, too.
   */
  default Set<String> endings() {
    return Set.of();
  }

  /**
   * Whether the name of a file, and what lies beside it, leave little doubt that it is one of
   * these. Asked of a format that can't be used.
   */
  default boolean mayRead(Path file) {
    return false;
  }

  /**
   * Whether a text is no path, but an address that this format knows. Asked of a format that can't
   * be used, too.
   */
  default boolean knows(String address) {
    return false;
  }

  /**
   * Opens what lies at an address that this format {@linkplain #knows knows}.
   *
   * @throws InputException if it can't be read
   */
  default RasterFile open(String address, RasterReaders readers) throws IOException {
    throw new InputException("'" + address + "' is no address of " + name() + ".");
  }

  @Override
  default void close() throws IOException {}
}
