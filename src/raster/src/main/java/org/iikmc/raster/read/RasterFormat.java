/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import org.iikmc.kmeans.problem.InputException;

/**
 * A format, or several, that files other than TIFFs can be read in, and TIFFs of kinds that are not
 * read here. Found by {@link ServiceLoader}. What it needs of the machine is looked for when it is
 * first asked. Safe for use by several threads.
 */
public interface RasterFormat {
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
}
