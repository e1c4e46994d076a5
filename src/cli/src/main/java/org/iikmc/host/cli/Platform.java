/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.cli;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.iikmc.job.options.Given;
import org.iikmc.job.output.OutputFolder;
import org.iikmc.job.output.Outputs;
import org.iikmc.kmeans.AssignmentBackend;

/** What a command computes on: this machine, or one that the program was started on as well. */
public interface Platform extends Closeable {
  /**
   * What computes.
   *
   * @param given options of cluster or classify
   * @throws org.iikmc.kmeans.problem.InputException if it can't be used
   */
  AssignmentBackend backend(Given given) throws IOException;

  /**
   * Begins the outputs of a command.
   *
   * @param folder that the user named
   */
  default Outputs outputs(Path folder) throws IOException {
    return new OutputFolder(folder);
  }

  /** Ends what was started. */
  @Override
  default void close() throws IOException {}
}
