/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans.problem;

/**
 * Something that the user gave can't be used. Hosts show the {@link #problem()} in their own words,
 * without a stack trace.
 */
public class InputException extends RuntimeException implements HasProblem {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem; // paths of this machine mean nothing on another

  /** A problem of {@linkplain Problem#of parts}. */
  public InputException(Object... parts) {
    this(Problem.of(parts), null);
  }

  /** A problem that names neither options nor files, and what brought it about. */
  public InputException(String sentence, Throwable cause) {
    this(Problem.of(sentence), cause);
  }

  /**
   * A problem and what brought it about.
   *
   * @param cause for logs; null if there is none
   */
  public InputException(Problem problem, Throwable cause) {
    super(problem.toString(), cause);
    this.problem = problem;
  }

  /** Of one that came from another machine, the sentence alone. */
  @Override
  public Problem problem() {
    return problem == null ? Problem.of(getMessage()) : problem;
  }
}
