/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.change;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.iikmc.job.report.ChangeReport;
import org.iikmc.raster.style.ClassStyle;
import org.iikmc.raster.style.HexColor;

/**
 * Which value of the rasters of change stands for what: 1 for no change, then one for each change
 * that occurs, by the classes from and to. A byte holds 254 changes; where there are more, the 253
 * with most pixels have values, and all others are {@value #OTHERS}. Classes of one name are one
 * class. Immutable.
 */
final class ChangeLegend {
  /** No change. */
  static final int UNCHANGED = 1;

  /** All changes that have no value of their own, if there are such. */
  static final int OTHERS = 255;

  private static final int MOST_CHANGES = 254;
  private static final Color UNCHANGED_COLOR = new Color(0xD9D9D9);
  private static final Color OTHERS_COLOR = new Color(0x737373);

  /** How much of the last of many changes to one class is white. */
  private static final double MOST_WHITE = 0.6;

  private final ClassStyle classes;

  /** By label less 1: the lowest label of the same name. */
  private final int[] lowest;

  /** Pixels by change, in the order of the values from {@link #UNCHANGED} on. */
  private final Map<Change, Long> changes = new LinkedHashMap<>();

  /** Of the same changes. */
  private final Map<Change, Integer> values = new HashMap<>();

  private long unchangedPixels;
  private long otherPixels;

  private record Change(int from, int to) {}

  private static final Comparator<Change> BY_CLASS =
      Comparator.comparingInt(Change::from).thenComparingInt(Change::to);

  /**
   * The legend of what occurs.
   *
   * @param classes of the maps
   * @param counts of all pairs
   */
  ChangeLegend(ClassStyle classes, List<List<ChangeCounts.Count>> counts) {
    this.classes = classes;
    lowest = new int[classes.names().size()];
    Map<String, Integer> byName = new HashMap<>();
    for (int c = 0; c < lowest.length; c++) {
      Integer known = byName.putIfAbsent(classes.names().get(c), c + 1);
      lowest[c] = known == null ? c + 1 : known;
    }
    SortedMap<Change, Long> all = new TreeMap<>(BY_CLASS);
    for (List<ChangeCounts.Count> pair : counts) {
      for (ChangeCounts.Count count : pair) {
        Change change = new Change(cover(count.from()), cover(count.to()));
        if (change.from == change.to) {
          unchangedPixels += count.pixels();
        } else {
          all.merge(change, count.pixels(), Long::sum);
        }
      }
    }
    List<Change> largest = new ArrayList<>(all.keySet());
    largest.sort(Comparator.comparing(all::get, Comparator.reverseOrder()));
    List<Change> named =
        largest.size() > MOST_CHANGES ? largest.subList(0, MOST_CHANGES - 1) : largest;
    Set<Change> own = new HashSet<>(named);
    all.forEach(
        (change, pixels) -> {
          if (own.contains(change)) {
            changes.put(change, pixels);
            values.put(change, UNCHANGED + changes.size());
          } else {
            otherPixels += pixels;
          }
        });
  }

  /** The label of a class: the lowest one of its name. */
  int cover(int label) {
    return lowest[label - 1];
  }

  /** The value of pixels that went from a label to a label. */
  int value(int from, int to) {
    if (cover(from) == cover(to)) {
      return UNCHANGED;
    }
    return values.getOrDefault(new Change(cover(from), cover(to)), OTHERS);
  }

  /**
   * Values of all pairs of labels of the classes, by {@link ChangeCounts#index}; 0 where a label is
   * 0.
   */
  byte[] table() {
    byte[] table = ChangeCounts.table();
    for (int from = 1; from <= lowest.length; from++) {
      for (int to = 1; to <= lowest.length; to++) {
        table[ChangeCounts.index((byte) from, (byte) to)] = (byte) value(from, to);
      }
    }
    return table;
  }

  /** What the pixels of a pair became, by class. */
  List<ChangeReport.Transition> transitions(List<ChangeCounts.Count> counts) {
    SortedMap<Change, ChangeCounts.Count> byClass = new TreeMap<>(BY_CLASS);
    long all = 0;
    for (ChangeCounts.Count count : counts) {
      Change change = new Change(cover(count.from()), cover(count.to()));
      byClass.merge(change, count, ChangeCounts.Count::plus);
      all += count.pixels();
    }
    List<ChangeReport.Transition> transitions = new ArrayList<>();
    for (Map.Entry<Change, ChangeCounts.Count> each : byClass.entrySet()) {
      Change change = each.getKey();
      ChangeCounts.Count count = each.getValue();
      transitions.add(
          new ChangeReport.Transition(
              change.from,
              change.to,
              count.pixels(),
              Double.isNaN(count.squareKilometres()) ? null : count.squareKilometres(),
              count.pixels() / (double) all,
              value(change.from, change.to)));
    }
    return transitions;
  }

  /** Names and colours of the values. */
  ClassStyle style() {
    List<ChangeReport.ValueEntry> values = values();
    return new ClassStyle(
        values.stream().map(ChangeReport.ValueEntry::name).toList(),
        values.stream().map(value -> Color.decode(value.color())).toList());
  }

  /** All values, from 1 on. */
  List<ChangeReport.ValueEntry> values() {
    List<ChangeReport.ValueEntry> values = new ArrayList<>();
    values.add(entry(UNCHANGED, null, "no change", UNCHANGED_COLOR, unchangedPixels));
    Map<Integer, Integer> seen = new HashMap<>();
    changes.forEach(
        (change, pixels) ->
            values.add(
                entry(
                    values.size() + 1,
                    change,
                    name(change.from) + " → " + name(change.to),
                    color(change.to, seen.merge(change.to, 1, Integer::sum) - 1),
                    pixels)));
    if (otherPixels > 0) {
      values.add(entry(OTHERS, null, "other changes", OTHERS_COLOR, otherPixels));
    }
    return values;
  }

  private static ChangeReport.ValueEntry entry(
      int value, Change change, String name, Color color, long pixels) {
    return new ChangeReport.ValueEntry(
        value,
        change == null ? null : change.from,
        change == null ? null : change.to,
        name,
        HexColor.text(color),
        pixels);
  }

  /**
   * That of the class to which it changes, the lighter the more changes to that class come before.
   */
  private Color color(int to, int before) {
    long all = changes.keySet().stream().filter(change -> change.to == to).count();
    double white = MOST_WHITE * before / all;
    Color pure = classes.colors().get(to - 1);
    return new Color(
        lighter(pure.getRed(), white),
        lighter(pure.getGreen(), white),
        lighter(pure.getBlue(), white));
  }

  private static int lighter(int part, double white) {
    return (int) Math.round(part + (255 - part) * white);
  }

  private String name(int label) {
    return classes.names().get(label - 1);
  }

  /** The classes, each once. */
  List<ChangeReport.ClassEntry> classes() {
    SortedMap<Integer, List<Integer>> labels = new TreeMap<>();
    for (int label = 1; label <= lowest.length; label++) {
      labels.computeIfAbsent(cover(label), any -> new ArrayList<>()).add(label);
    }
    List<ChangeReport.ClassEntry> entries = new ArrayList<>();
    labels.forEach(
        (label, all) ->
            entries.add(
                new ChangeReport.ClassEntry(label, all, name(label), classes.hex(label - 1))));
    return entries;
  }
}
