/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.cli;

import java.nio.file.Path;
import org.iikmc.job.options.Option;
import org.iikmc.kmeans.problem.Wording;

/** For users of the command line: options as they type them, files as they named them. */
final class CommandWording implements Wording {
  @Override
  public String option(String name) {
    return "--" + Option.hyphenated(name);
  }

  @Override
  public String option(String name, String value) {
    return value.equals("true") ? option(name) : option(name) + " " + value;
  }

  @Override
  public String file(Path file) {
    return file.toString();
  }
}
