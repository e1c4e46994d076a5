/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.archive;

import java.io.IOException;
import org.iikmc.kmeans.problem.HasProblem;
import org.iikmc.kmeans.problem.Problem;

/** An archive can't be unpacked on this machine, though there is nothing wrong with it. */
final class UnpackException extends IOException implements HasProblem {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  /**
   * @param cause null if there is none
   */
  UnpackException(Problem problem, Throwable cause) {
    super(problem.toString(), cause);
    this.problem = problem;
  }

  @Override
  public Problem problem() {
    return problem == null ? Problem.of(getMessage()) : problem;
  }
}
