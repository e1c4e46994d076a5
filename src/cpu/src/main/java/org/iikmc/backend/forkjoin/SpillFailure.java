/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.io.IOException;
import org.iikmc.kmeans.problem.HasProblem;
import org.iikmc.kmeans.problem.Problem;

/** Pixels beyond the memory given can't be kept in a temporary file. */
final class SpillFailure extends IOException implements HasProblem {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  SpillFailure(Problem problem, IOException cause) {
    super(problem.toString(), cause);
    this.problem = problem;
  }

  @Override
  public Problem problem() {
    return problem;
  }
}
