/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.legend;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.iikmc.raster.style.HexColor;

/**
 * A legend that somebody wants to have saved where others save theirs. Immutable.
 *
 * @param wanted what it is to say; of classes that it does not speak of, what is said stays
 * @param base the legend that the edit began with; empty if whatever was saved since may go
 */
public record LegendEdit(Legend wanted, Optional<Legend> base) {
  private static final int MOST_NAMED = 5;

  /**
   * The legend after the edit.
   *
   * @param current the saved legend, of all classes
   * @throws InputException if the saved legend is not the one that the edit began with, nor the one
   *     that is wanted; or as {@link Legend#over}
   */
  public Legend over(Legend current) {
    Legend after = wanted.over(current);
    if (base.isPresent() && !after.equals(current)) {
      List<String> others = differences(base.get().over(current), current);
      if (!others.isEmpty()) {
        throw new InputException(
            Problem.of(
                "Somebody else has saved other names meanwhile: "
                    + list(others)
                    + ". Nothing was saved; look at that legend, and save again with it as ",
                Problem.option("base"),
                "."));
      }
    }
    return after;
  }

  private static String list(List<String> texts) {
    int more = texts.size() - MOST_NAMED;
    return texts.stream().limit(MOST_NAMED).collect(Collectors.joining("; "))
        + (more > 0 ? "; and " + more + (more == 1 ? " class more" : " classes more") : "");
  }

  /** What is said of each class that another legend says otherwise. */
  private static List<String> differences(Legend before, Legend now) {
    List<String> texts = new ArrayList<>();
    for (Legend.Entry is : now.entries()) {
      Legend.Entry was = before.of(is.label()).orElseThrow(); // it was laid over this one
      List<String> parts = new ArrayList<>();
      if (!is.name().equals(was.name())) {
        parts.add("'" + is.name() + "'");
      }
      if (!is.color().equals(was.color())) {
        parts.add(HexColor.text(is.color().orElseThrow()));
      }
      if (!is.group().equals(was.group())) {
        parts.add(is.group().map(name -> "in the group '" + name + "'").orElse("in no group"));
      }
      if (!parts.isEmpty()) {
        texts.add("class " + is.label() + " is " + String.join(", ", parts) + " now");
      }
    }
    return texts;
  }
}
