/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.options;

/** What an option is about. */
public enum Topic {
  /** Which scenes are read, and where outputs go. */
  DATA,
  /** What layers and styles are called on a server. */
  PUBLISHING,
  /** How the signatures are found. */
  CLUSTERING,
  /** Signatures that are given, and nothing is clustered. */
  CLASSIFYING,
  /** Which bands and pixels count. */
  PIXELS,
  /** What is done to maps against speckle. */
  CLEANING,
  /** Beside the maps. */
  RESULTS,
  /** What maps are compared with. */
  COMPARING,
  /** Which dates are compared with each other. */
  CHANGE,
  /** What computes, with how much. */
  COMPUTING,
  /** What a program says meanwhile. */
  TELLING,
  /** The embedded server. */
  SERVER,
  /** The simulated series. */
  SIMULATION
}
