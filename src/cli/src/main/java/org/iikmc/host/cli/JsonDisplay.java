/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.Locale;
import org.iikmc.kmeans.Iteration;
import org.iikmc.kmeans.Progress;

/** One JSON object per line, for programs that show progress themselves. */
final class JsonDisplay implements ProgressDisplay {
  private final ObjectMapper mapper = new ObjectMapper();
  private final PrintStream out;
  private Progress.Stage stage;
  private long shownPercent;

  JsonDisplay(PrintStream out) {
    this.out = out;
  }

  @Override
  public synchronized void report(Progress.Stage now, long done, long total) {
    long percent = total <= 0 ? -1 : done * 100 / total;
    if (now == stage && percent == shownPercent) {
      return;
    }
    stage = now;
    shownPercent = percent;
    if (percent >= 0) {
      ObjectNode line = line("progress").put("stage", now.name().toLowerCase(Locale.ROOT));
      out.println(line.put("done", done).put("total", total).put("percent", percent));
    }
  }

  @Override
  public synchronized void note(String text) {
    out.println(line("note").put("text", text));
  }

  @Override
  public synchronized void trial(int k, int number, int of) {
    out.println(line("trial").put("k", k).put("number", number).put("of", of));
  }

  @Override
  public synchronized void iteration(Iteration iteration) {
    ObjectNode line = line("iteration").put("number", iteration.number());
    line.put("changed", iteration.changed()).put("inertia", iteration.inertia());
    line.put("largestShift", iteration.largestShift());
    out.println(line.put("seconds", iteration.nanos() / 1e9));
  }

  @Override
  public synchronized void finish(String summary) {
    out.println(line("done").put("summary", summary));
  }

  private ObjectNode line(String event) {
    return mapper.createObjectNode().put("event", event);
  }

  @Override
  public void close() {
    out.flush();
  }
}
