/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.recode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.iikmc.job.document.CsvText;
import org.iikmc.job.legend.Legend;
import org.iikmc.job.map.MapClasses;
import org.iikmc.raster.style.ClassStyle;

/**
 * Which class of a map becomes which. Where a legend has no group of two classes, each keeps its
 * label. Else what the legend shows gets the labels 1 to m, in the order of the first class of
 * each. Immutable and safe for use by several threads.
 */
public final class Recoding {
  private static final String LINE = "\r\n"; // as RFC 4180 has it

  private final Legend raw;
  private final Legend recoded;
  private final byte[] table = new byte[Legend.MOST_CLASSES + 1];

  /**
   * @param classes of the maps
   * @param legend of some or all of them
   * @throws org.iikmc.kmeans.problem.InputException if the legend does not fit the classes
   */
  public Recoding(MapClasses classes, Legend legend) {
    raw =
        legend.over(
            classes
                .signatures()
                .map(set -> set.legend())
                .orElseGet(() -> Legend.of(classes.style())));
    recoded = raw.merges() ? merged() : raw;
  }

  private Legend merged() {
    List<Legend.Entry> entries = new ArrayList<>();
    for (Legend.Cover cover : raw.covers()) {
      int label = entries.size() + 1;
      entries.add(new Legend.Entry(label, cover.name(), cover.color(), Optional.empty()));
      cover.labels().forEach(old -> table[old] = (byte) label);
    }
    return new Legend(entries);
  }

  /** Whether classes become one. */
  public boolean merges() {
    return raw.merges();
  }

  /** The classes as they were, under their new names. */
  public Legend raw() {
    return raw;
  }

  /** The classes as they become. */
  public Legend recoded() {
    return recoded;
  }

  /** Names and colours of the classes as they become. */
  public ClassStyle style() {
    return recoded.style();
  }

  /** Recodes labels in place, unsigned; 0 stays. */
  public void apply(byte[] labels) {
    for (int i = 0; merges() && i < labels.length; i++) {
      labels[i] = table[labels[i] & 0xFF];
    }
  }

  /** A table of the classes: CSV, old class, its name, new class and its name. */
  public String csv() {
    StringJoiner lines = new StringJoiner(LINE, "", LINE).add("class,name,new_class,new_name");
    for (Legend.Entry entry : raw.entries()) {
      int label = merges() ? table[entry.label()] & 0xFF : entry.label();
      lines.add(
          entry.label()
              + ","
              + CsvText.cell(entry.name())
              + ","
              + label
              + ","
              + CsvText.cell(entry.shown()));
    }
    return lines.toString();
  }
}
