/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans;

import java.util.concurrent.CancellationException;

/**
 * What a run tells about itself while it works, and where it asks whether to go on. Implementations
 * are called from several threads, never from two at once for the same stage's total.
 */
public interface Progress {
  /** Says nothing and never cancels. */
  Progress NONE = new Progress() {};

  /** What is being done, in the order in which it happens. */
  enum Stage {
    /** Reading the scenes; counts cells. */
    READ,
    /** Iterating; counts pixels times iterations done, of an unknown total (-1). */
    CLUSTER,
    /** Figures over the final labels; counts pixels. */
    MEASURE,
    /** Writing maps; counts cells. */
    WRITE,
    /** Plain k-means of each scene, for comparison; counts scenes. */
    COMPARE
  }

  /**
   * {@code done} of {@code total} units of a stage are done.
   *
   * @param total -1 if it can't be known
   */
  default void report(Stage stage, long done, long total) {}

  /**
   * Something that the user should know of the run.
   *
   * @param text a sentence
   */
  default void note(String text) {}

  /**
   * The same where results may mislead who does not know it: told even to those who want to hear
   * nothing else.
   *
   * @param text a sentence
   */
  default void warn(String text) {
    note(text);
  }

  /**
   * One of several joint clusterings begins, each into another number of classes.
   *
   * @param k number of classes
   * @param number of the clustering, from 1
   * @param of how many there are
   */
  default void trial(int k, int number, int of) {}

  /** An iteration of the joint clustering has ended. */
  default void iteration(Iteration iteration) {}

  /** Hears nothing and asks this one whether to go on: for work that is a part of other work. */
  default Progress quiet() {
    Progress whole = this;
    return new Progress() {
      @Override
      public boolean isCanceled() {
        return whole.isCanceled();
      }
    };
  }

  /** Whether the user has asked to stop. Polled often, so it must be cheap. */
  default boolean isCanceled() {
    return false;
  }

  /**
   * @throws CancellationException if {@link #isCanceled()}
   */
  default void checkCanceled() {
    if (isCanceled()) {
      throw new CancellationException("canceled");
    }
  }
}
