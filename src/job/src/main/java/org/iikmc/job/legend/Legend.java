/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.legend;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.iikmc.kmeans.KMeansSettings;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.style.ClassStyle;

/**
 * What classes are called, how they are coloured, and which of them are one cover to the user.
 * Immutable; two legends are equal if they say the same of the same classes, in whatever order they
 * were given.
 *
 * <p>A group is a name that classes share. It is shown under that name, in the colour of its class
 * of the lowest label; its classes keep names and colours of their own, by which they can be told
 * apart again. No class outside a group may have its name.
 *
 * @param entries one for each class that it speaks of, by label from the lowest
 */
public record Legend(List<Entry> entries) {
  /** Labels are 1 to this. */
  public static final int MOST_CLASSES = KMeansSettings.MAX_CLASSES;

  private static final int LONGEST_NAME = 200;

  /**
   * What is said of a class.
   *
   * @param label of the class, from 1
   * @param name for people, without blanks around it
   * @param color opaque; empty if the class keeps its own
   * @param group that it is one of
   */
  public record Entry(int label, String name, Optional<Color> color, Optional<String> group) {
    /**
     * @throws InputException if the label is none, or a name is empty, too long or no plain text
     */
    public Entry {
      if (label < 1 || label > MOST_CLASSES) {
        throw new InputException(
            "The legend has a class "
                + label
                + ", but classes are 1 to "
                + MOST_CLASSES
                + "; correct the number.");
      }
      name = named(name, "name", label);
      group = group.map(text -> named(text, "group", label));
    }

    /** Without blanks around it. */
    private static String named(String text, String what, int label) {
      String stripped = text.strip();
      if (stripped.isEmpty()) {
        throw new InputException("The " + what + " of class " + label + " is empty; give one.");
      }
      if (stripped.length() > LONGEST_NAME) {
        throw new InputException(
            "The "
                + what
                + " of class "
                + label
                + " has "
                + stripped.length()
                + " characters, but may have "
                + LONGEST_NAME
                + "; shorten it.");
      }
      // XML, as which styles are written, has no way to write them.
      if (stripped.codePoints().anyMatch(Entry::isNoText)) {
        throw new InputException(
            "The "
                + what
                + " of class "
                + label
                + " has a line break or another character that is no text; remove it.");
      }
      return stripped;
    }

    private static boolean isNoText(int point) {
      int type = Character.getType(point);
      return type == Character.CONTROL
          || type == Character.SURROGATE
          || type == Character.UNASSIGNED
          || type == Character.LINE_SEPARATOR
          || type == Character.PARAGRAPH_SEPARATOR;
    }

    /** The name that maps show: of the group, if it is one of any. */
    public String shown() {
      return group.orElse(name);
    }
  }

  /**
   * What maps show as one: a group, or a class that is in none.
   *
   * @param name of the group or class
   * @param color of its first class; empty if the legend does not say it
   * @param labels of its classes, from the lowest
   */
  public record Cover(String name, Optional<Color> color, List<Integer> labels) {
    public Cover {
      labels = List.copyOf(labels);
    }
  }

  /**
   * @param entries in any order
   * @throws InputException if a class is there twice, or outside a group and called like it
   */
  public Legend {
    entries = entries.stream().sorted(Comparator.comparingInt(Entry::label)).toList();
    for (int i = 1; i < entries.size(); i++) {
      if (entries.get(i).label() == entries.get(i - 1).label()) {
        throw new InputException(
            "The legend has class " + entries.get(i).label() + " twice; keep one of them.");
      }
    }
    checkGroups(entries);
  }

  private static void checkGroups(List<Entry> entries) {
    Map<String, List<Entry>> groups =
        entries.stream()
            .filter(entry -> entry.group().isPresent())
            .collect(Collectors.groupingBy(Entry::shown));
    for (Entry entry : entries) {
      if (entry.group().isEmpty() && groups.containsKey(entry.name())) {
        throw new InputException(
            "Class "
                + entry.label()
                + " is called \""
                + entry.name()
                + "\", as the group of "
                + named(groups.get(entry.name()).stream().map(Entry::label).toList())
                + " is; put it into the group, or change a name.");
      }
    }
  }

  private static String named(List<Integer> labels) {
    String list = labels.stream().map(Object::toString).collect(Collectors.joining(", "));
    return (labels.size() == 1 ? "class " : "classes ") + list;
  }

  /**
   * A name as files of other programs have it, as a name of a legend: characters that are no text
   * become blanks, and what is too long is cut off.
   *
   * @return empty if nothing is left
   */
  public static Optional<String> usable(String text) {
    String plain =
        text.codePoints()
            .map(point -> Entry.isNoText(point) ? ' ' : point)
            .limit(LONGEST_NAME / 2) // of which each may be two characters
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString()
            .strip();
    return Optional.of(plain).filter(name -> !name.isEmpty());
  }

  /**
   * Says nothing of these classes but how they look.
   *
   * @param style of classes 1 to its size, from files of any program
   */
  public static Legend of(ClassStyle style) {
    List<Entry> entries = new ArrayList<>();
    for (int c = 0; c < style.names().size(); c++) {
      entries.add(
          new Entry(
              c + 1,
              usable(style.names().get(c)).orElse("Class " + (c + 1)),
              Optional.of(style.colors().get(c)),
              Optional.empty()));
    }
    return new Legend(entries);
  }

  /**
   * Classes that nobody has named, without colours.
   *
   * @param k how many
   */
  public static Legend plain(int k) {
    return new Legend(
        IntStream.rangeClosed(1, k)
            .mapToObj(
                label -> new Entry(label, "Class " + label, Optional.empty(), Optional.empty()))
            .toList());
  }

  /** What is said of a class; empty if nothing is. */
  public Optional<Entry> of(int label) {
    return entries.stream().filter(entry -> entry.label() == label).findFirst();
  }

  /**
   * This legend over another, which has all classes: of those that this one does not speak of, and
   * colours that it leaves out, the other's hold.
   *
   * @throws InputException if this legend speaks of a class that the other does not have, or a
   *     class that it does not speak of is called like one of its groups
   */
  public Legend over(Legend base) {
    Map<Integer, Entry> all = new TreeMap<>();
    base.entries().forEach(entry -> all.put(entry.label(), entry));
    for (Entry entry : entries) {
      Entry own = all.get(entry.label());
      if (own == null) {
        throw new InputException(
            "The legend has a class "
                + entry.label()
                + ", but there are only "
                + all.size()
                + " classes; remove it from the legend, or give the legend of these classes.");
      }
      all.put(
          entry.label(),
          new Entry(entry.label(), entry.name(), entry.color().or(own::color), entry.group()));
    }
    return new Legend(List.copyOf(all.values()));
  }

  /** What maps show, in the order of the first class of each. */
  public List<Cover> covers() {
    Map<Object, List<Entry>> together =
        entries.stream()
            .collect(
                Collectors.groupingBy(
                    entry -> entry.group().<Object>map(Function.identity()).orElse(entry),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return together.values().stream()
        .map(
            members ->
                new Cover(
                    members.get(0).shown(),
                    members.get(0).color(),
                    members.stream().map(Entry::label).toList()))
        .toList();
  }

  /**
   * Names and colours of the classes as maps show them.
   *
   * @return of a legend of classes 1 to k that says all colours
   */
  public ClassStyle style() {
    String[] names = new String[entries.size()];
    Color[] colors = new Color[entries.size()];
    for (Cover cover : covers()) {
      for (int label : cover.labels()) {
        names[label - 1] = cover.name();
        colors[label - 1] = cover.color().orElseThrow();
      }
    }
    return new ClassStyle(List.of(names), List.of(colors));
  }

  /** Whether two classes or more are shown as one. */
  public boolean merges() {
    return covers().size() < entries.size();
  }
}
