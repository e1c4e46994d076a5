/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.temporal.ChronoUnit;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** The log of a server: one line for each event, and the stack of what nobody expected. */
final class LogLine extends Formatter {
  /** Held, because the log manager would forget it and its level. */
  private static final Logger OURS = Logger.getLogger("org.iikmc");

  /** Shows what this program logs, not only what the libraries can't cope with. */
  static void showAll() {
    OURS.setLevel(Level.INFO);
    for (Handler handler : Logger.getLogger("").getHandlers()) {
      handler.setFormatter(new LogLine());
    }
  }

  @Override
  public String format(LogRecord entry) {
    StringWriter line = new StringWriter();
    line.append(entry.getInstant().truncatedTo(ChronoUnit.MILLIS).toString()).append(' ');
    if (entry.getLevel().intValue() > Level.INFO.intValue()) {
      line.append(entry.getLevel().getName()).append(' ');
    }
    line.append(formatMessage(entry)).append('\n');
    if (entry.getThrown() != null) {
      entry.getThrown().printStackTrace(new PrintWriter(line, true));
    }
    return line.toString();
  }
}
