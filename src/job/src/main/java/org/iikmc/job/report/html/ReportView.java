/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.report.html;

import java.awt.Color;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.iikmc.job.report.RunReport;
import org.iikmc.job.report.RunReport.SceneReport;
import org.iikmc.job.signatures.SignatureSet.ClassSignature;

/** A report as it is shown: scenes in order of time, classes with their totals. */
final class ReportView {
  private static final int NAMED = 8;

  private final RunReport report;
  private final List<SceneReport> scenes;

  ReportView(RunReport report) {
    this.report = report;
    Comparator<LocalDate> byTime = Comparator.naturalOrder();
    scenes =
        report.scenes().stream()
            .sorted(
                Comparator.comparing(
                    scene -> scene.date().orElse(null), Comparator.nullsLast(byTime)))
            .toList();
  }

  RunReport report() {
    return report;
  }

  /** By date; scenes without one come last, in the order that they were given in. */
  List<SceneReport> scenes() {
    return scenes;
  }

  /** Number of classes. */
  int k() {
    return report.signatures().k();
  }

  /** Name of class c (from 0) with its number, from 1, and the group that it is one of. */
  String className(int c) {
    String number = "Class " + (c + 1);
    ClassSignature each = report.signatures().classes().get(c);
    String name = each.name().strip();
    String own = name.isEmpty() || name.equalsIgnoreCase(number) ? number : (c + 1) + " " + name;
    return each.group()
        .filter(group -> !group.equals(name))
        .map(group -> own + " (" + group + ")")
        .orElse(own);
  }

  /** Colour of class c (from 0) on maps. */
  Color color(int c) {
    return report.signatures().style().colors().get(c);
  }

  /** Colour of class c (from 0) as #rrggbb. */
  String hex(int c) {
    return report.signatures().style().hex(c);
  }

  /** Whether a line or a sign of the class is hard to see on white. */
  boolean pale(int c) {
    return luminance(c) > 0.45;
  }

  /** Black or white, whichever is read better on the colour of the class. */
  String ink(int c) {
    return luminance(c) > 0.18 ? "#000" : "#fff";
  }

  /** Relative luminance as WCAG 2 defines it, 0…1. */
  private double luminance(int c) {
    float[] parts = color(c).getRGBColorComponents(null);
    double[] linear = new double[3];
    for (int i = 0; i < 3; i++) {
      linear[i] =
          parts[i] <= 0.04045 ? parts[i] / 12.92 : Math.pow((parts[i] + 0.055) / 1.055, 2.4);
    }
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  }

  /** Valid pixels of class c (from 0) in all scenes. */
  long pixels(int c) {
    return scenes.stream().mapToLong(scene -> scene.counts()[c]).sum();
  }

  /** Whether km² are known for each scene. */
  boolean hasAreas() {
    return scenes.stream().allMatch(scene -> scene.areas().isPresent());
  }

  /** km² of class c (from 0) in all scenes, or empty. */
  Optional<Double> area(int c) {
    return hasAreas()
        ? Optional.of(scenes.stream().mapToDouble(scene -> scene.areas().get()[c]).sum())
        : Optional.empty();
  }

  /** The date of a scene, its name if it has none, or both if it shares the date. */
  String shortName(SceneReport scene) {
    if (scene.date().isEmpty()) {
      return scene.name();
    }
    String date = scene.date().get().toString();
    boolean shared = scenes.stream().filter(s -> s.date().equals(scene.date())).count() > 1;
    return shared ? date + " " + scene.name() : date;
  }

  /** Names of classes (from 0) as a list in a sentence; the first ones if there are many. */
  String classNames(List<Integer> classes) {
    String names =
        classes.stream().limit(NAMED).map(this::className).collect(Collectors.joining(", "));
    int more = classes.size() - NAMED;
    return more > 0 ? names + " and " + more + " more" : names;
  }

  /** Sum of squared distances of a scene's pixels. */
  static double inertia(SceneReport scene) {
    double sum = 0;
    for (double each : scene.inertia()) {
      sum += each;
    }
    return sum;
  }
}
