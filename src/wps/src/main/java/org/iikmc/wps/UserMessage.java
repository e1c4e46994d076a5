/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.wps;

import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.iikmc.backend.DeviceException;
import org.iikmc.job.output.WriteFailure;

/** What users of a server get to read when something goes wrong: no path, no stack trace. */
final class UserMessage {
  private static final Logger LOGGER = Logger.getLogger(UserMessage.class.getName());

  /** Options as the command line spells them; the inputs of the processes are in camel case. */
  private static final Pattern OPTION = Pattern.compile("--([a-z]+(?:-[a-z]+)*)");

  /** All but the name of a file. Two folders at least, so that path/row or km/h stay. */
  private static final Pattern FOLDERS =
      Pattern.compile("(?<![\\w/.])(?:file:)?(?:[A-Za-z]:)?[/\\\\](?:[^/\\\\\\s'\"]+[/\\\\])+");

  private static final Pattern QUOTED = Pattern.compile("(^|[\\s(])'([^']*)'");

  private UserMessage() {}

  /** Of an exception whose message is for users. */
  static String of(Exception e) {
    Matcher matcher = OPTION.matcher(FOLDERS.matcher(e.getMessage()).replaceAll(""));
    return typographic(matcher.replaceAll(match -> camelCase(match.group(1))));
  }

  /** GeoServer escapes straight quotes twice, and users would read them as &amp;apos; */
  private static String typographic(String text) {
    return QUOTED
        .matcher(text)
        .replaceAll("$1\u2018$2\u2019")
        .replace('\'', '\u2019')
        .replace('"', '\u201d');
  }

  private static String camelCase(String option) {
    StringBuilder name = new StringBuilder();
    for (String word : option.split("-")) {
      name.append(
          name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return name.toString();
  }

  /** Of a device that failed: what it says goes to the log, too. */
  static String ofDevice(DeviceException e) {
    LOGGER.log(Level.SEVERE, e, () -> "The GPU of IIkMC failed");
    return typographic(e.getMessage()) + "; nothing was written. Use device=cpu.";
  }

  static String outOfMemory(String where) {
    return "The server's memory is not enough for this run; ask for less with memory, give fewer"
        + " scenes, or have the administrator raise the heap (-Xmx) or lower the share of runs in "
        + where
        + ".";
  }

  /** Of anything else: it goes to the log, and the user gets a reference to it. */
  static String ofFailure(Throwable e) {
    String reference = UUID.randomUUID().toString().substring(0, 8);
    LOGGER.log(Level.SEVERE, e, () -> "IIkMC run failed, reference " + reference);
    if (WriteFailure.isFull(e)) {
      return "A disk of the server is full, and nothing was written"
          + (e instanceof WriteFailure failure
              ? " (the outputs need about " + failure.needed() + ")"
              : "")
          + "; have its administrator free space"
          + " for the data directory or for temporary files (reference "
          + reference
          + ").";
    }
    return "The run failed on the server, and nothing was written; its administrator finds the reason"
        + " in the log under the reference "
        + reference
        + ".";
  }
}
