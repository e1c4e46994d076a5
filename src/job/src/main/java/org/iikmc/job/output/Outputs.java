/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.output;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.function.LongUnaryOperator;

/** The outputs of one job: all of them get their names, or none. For use by one thread. */
public interface Outputs extends Closeable {
  /** Begins the outputs of a job. */
  @FunctionalInterface
  interface Opener {
    /**
     * Begins them.
     *
     * @throws org.iikmc.kmeans.problem.InputException if they can't be put there
     * @throws IOException if the place can't be reached
     */
    Outputs open() throws IOException;
  }

  /** Writes an output. */
  @FunctionalInterface
  interface Output {
    /** Writes it into a file that does not exist, and what belongs to it beside it. */
    void write(Path file) throws IOException;
  }

  /**
   * Sees that outputs can get their names, before they are computed.
   *
   * @throws org.iikmc.kmeans.problem.InputException naming what stands there and was not written by
   *     a job
   */
  void check(Collection<String> names) throws IOException;

  /**
   * Writes an output.
   *
   * @param name that it is to have
   * @param total bytes of all outputs, from the bytes that are written already; for the message of
   *     a full disk
   * @throws IOException if it can't be written whole
   */
  void write(String name, LongUnaryOperator total, Output output) throws IOException;

  /** Writes a text output. */
  void write(String name, String text) throws IOException;

  /**
   * Gives all outputs their final names.
   *
   * @throws org.iikmc.kmeans.problem.InputException if one would replace what no job wrote; as
   *     after any exception, what was there is as it was
   */
  void commit() throws IOException;
}
