/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans.problem;

import java.nio.file.Path;

/** How a host words what a {@link Problem} names. */
public interface Wording {
  /**
   * An option.
   *
   * @param name in camel case
   */
  String option(String name);

  /** An option with the value that it should have. */
  String option(String name, String value);

  /** A file or folder. */
  String file(Path file);

  /** The sentence, when all that it names is worded. */
  default String sentence(String text) {
    return text;
  }
}
