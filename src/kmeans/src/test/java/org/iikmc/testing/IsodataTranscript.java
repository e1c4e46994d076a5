/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.iikmc.kmeans.ClassChange;
import org.iikmc.kmeans.ClassRules;
import org.iikmc.kmeans.Clustering;
import org.iikmc.kmeans.Iteration;

/** A run line by line, as {@code src/test/numpy/isodata.py} tells of it. */
public final class IsodataTranscript {
  private static final double TOLERANCE = 1e-9;

  private IsodataTranscript() {}

  /** Fails unless a run was as the lines say: numbers with a point to 1e-9, all else the same. */
  public static void assertSame(Clustering actual, double[][] signatures, List<String> expected) {
    List<String> lines = lines(actual, signatures);
    assertThat(lines.stream().map(IsodataTranscript::whole).toList())
        .isEqualTo(expected.stream().map(IsodataTranscript::whole).toList());
    double size =
        Arrays.stream(signatures).flatMapToDouble(Arrays::stream).map(Math::abs).max().orElse(0);
    for (int i = 0; i < lines.size(); i++) {
      String[] words = lines.get(i).split(" ");
      String[] others = expected.get(i).split(" ");
      boolean isSignature = words[0].equals("signature");
      for (int w = 1; w < words.length; w++) {
        if (isFraction(words[w])) {
          double value = Double.parseDouble(others[w]);
          assertThat(Double.parseDouble(words[w]))
              .as(expected.get(i))
              .isCloseTo(value, within(TOLERANCE * (isSignature ? size : Math.abs(value))));
        }
      }
    }
  }

  private static String whole(String line) {
    return Arrays.stream(line.split(" "))
        .map(word -> isFraction(word) ? "." : word)
        .collect(Collectors.joining(" "));
  }

  private static boolean isFraction(String word) {
    return word.matches("-?[0-9]+\\.[0-9]+([eE][-+]?[0-9]+)?|-?[0-9]+[eE][-+]?[0-9]+");
  }

  /** The lines of a run. */
  public static List<String> lines(Clustering run, double[][] signatures) {
    List<String> lines = new ArrayList<>();
    ClassRules rules = run.rules().orElseThrow();
    lines.add(
        line(
            "rules",
            rules.minPixels(),
            rules.maxDeviation(),
            rules.minDistance(),
            rules.maxMerges()));
    for (Iteration each : run.iterations()) {
      lines.add(line("iteration", each.number(), each.classes(), each.changed(), each.inertia()));
      each.changes().forEach(change -> lines.add(line(change)));
    }
    for (double[] signature : signatures) {
      lines.add(line("signature", Arrays.stream(signature).boxed().toArray()));
    }
    lines.add(line("counts", Arrays.stream(run.counts()).boxed().toArray()));
    lines.add(line("inertia", run.inertia()));
    lines.add(line("reason", run.stopReason()));
    return lines;
  }

  private static String line(ClassChange change) {
    if (change instanceof ClassChange.Split split) {
      return line("split", split.label(), split.pixels(), split.axis(), split.deviation());
    }
    if (change instanceof ClassChange.Merge merge) {
      return line("merge", merge.label(), merge.other(), merge.distance());
    }
    return line("drop", change.label(), ((ClassChange.Drop) change).pixels());
  }

  private static String line(String word, Object... values) {
    return word
        + Arrays.stream(values)
            .map(
                value ->
                    " "
                        + (value instanceof Double d
                            ? String.format(Locale.ROOT, "%.17e", d)
                            : value))
            .collect(Collectors.joining());
  }
}
