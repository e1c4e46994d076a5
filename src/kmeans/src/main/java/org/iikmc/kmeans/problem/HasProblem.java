/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans.problem;

/** An exception of any kind whose sentence is for users, and is worded by the host. */
public interface HasProblem {
  /** What is wrong. */
  Problem problem();
}
