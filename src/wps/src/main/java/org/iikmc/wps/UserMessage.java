/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.wps;

import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.iikmc.backend.DeviceException;
import org.iikmc.job.output.WriteFailure;
import org.iikmc.kmeans.problem.InputException;

/** What users of a server get to read when something goes wrong: no path, no stack trace. */
final class UserMessage {
  private static final Logger LOGGER = Logger.getLogger(UserMessage.class.getName());

  private static final ServerWording WORDING = new ServerWording();

  private UserMessage() {}

  /** Of what the user gave. */
  static String of(InputException e) {
    return e.problem().in(WORDING);
  }

  /** Of a device that failed: what it says goes to the log, too. */
  static String ofDevice(DeviceException e) {
    LOGGER.log(Level.SEVERE, e, () -> "The GPU of IIkMC failed");
    return WORDING.sentence(e.getMessage()) + "; nothing was written. Use device=cpu.";
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
